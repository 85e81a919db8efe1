"""What rules and costs read: the horizon, the policy, the choices, and the times between them."""

from functools import cached_property
from typing import Any, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from ..domain.clock import DAY
from ..domain.own_kinds import run_kinds, strength_like
from ..domain.own_rows import with_own_kinds
from ..domain.policy import Policy
from ..domain.run import AnyRunKind
from ..domain.strength import DOSES, AnyStrengthKind, Effort, StrengthKind
from ..physiology.fatigue import COUNTED_MINUTES, FloatArray, loss_curves, session_curve
from ..physiology.parameters import Parameters, parameters_of
from ..stopping import check
from .choices import CHOICE_ARRAYS, Choices
from .horizon import FixedRun, Horizon
from .rows import BoolArray, IntArray, stretches

REACH = 9 * DAY
"""How far apart a run and a choice can matter to each other: losses count for a week, and guards
reach back a week before the day of the run."""


Array = TypeVar("Array", bound=npt.NDArray[Any])


def _kept(array: Array) -> Array:
    """Return an array that nobody can write into: what all rules and costs read, none may change.

    One of an extension could move all sessions by a day otherwise, and a solver would prove that.
    """
    array.setflags(write=False)
    return array


def _unwritable(choices: Choices) -> Choices:
    """Return the same choices, with arrays that cannot be written into."""
    return choices.with_arrays(
        {name: _kept(getattr(choices, name).view()) for name in CHOICE_ARRAYS}
    )


@attrs.frozen(eq=False, slots=False)
class RuleContext:
    """The input of every rule and every cost, with what several of them work out from it.

    The rows of its policy name kinds from outside too, where they hold for them. Its arrays, and
    those of its choices, are read-only.
    """

    horizon: Horizon
    policy: Policy = attrs.field(converter=with_own_kinds)
    choices: Choices = attrs.field(converter=_unwritable)

    @property
    def runs(self) -> tuple[FixedRun, ...]:
        """All runs, in the horizon and outside it."""
        return self.horizon.runs

    @cached_property
    def parameters(self) -> Parameters:
        """The numbers of the interference model that the policy has in force."""
        return parameters_of(self.policy)

    @property
    def kinds(self) -> tuple[AnyStrengthKind, ...]:
        """The kinds of strength in force, in the order that `choices.kind` counts them in."""
        return self.choices.kinds

    @cached_property
    def run_kinds(self) -> tuple[AnyRunKind, ...]:
        """The kinds of run in force."""
        return run_kinds(self.policy.extensions)

    def is_like(self, kind: StrengthKind) -> BoolArray:
        """Return which choices are of a kind of the house, or of one like it, shape (choices,)."""
        likes = strength_like(self.policy.extensions)
        alike: BoolArray = np.array([likes[each] == kind for each in self.kinds])[self.choices.kind]
        return alike

    @cached_property
    def run_minutes(self) -> IntArray:
        """Length of every run, shape (runs,)."""
        return _kept(np.array([run.minutes for run in self.runs], dtype=np.int64))

    @cached_property
    def run_days(self) -> IntArray:
        """Day of every run, shape (runs,); negative, or beyond the last, outside the horizon."""
        return _kept(np.array([run.day for run in self.runs], dtype=np.int64))

    @cached_property
    def leg_work(self) -> BoolArray:
        """Which choices are of a kind that is work for the legs, shape (choices,)."""
        legs = [self.parameters.trains_legs(kind) for kind in self.kinds]
        of_legs: BoolArray = np.array(legs)[self.choices.kind]
        return _kept(of_legs)

    @cached_property
    def rides_along(self) -> BoolArray:
        """Which choices are core so short that it goes with something else, shape (choices,)."""
        short = self.choices.minutes <= self.policy.rides_along_minutes
        riding: BoolArray = short & self.of_core
        return _kept(riding)

    @property
    def of_core(self) -> BoolArray:
        """Which choices are of core, or of a kind like it, shape (choices,)."""
        return self.is_like(StrengthKind.CORE)

    @cached_property
    def follows_run(self) -> BoolArray:
        """Which choices follow a run of their day in one trip, shape (choices,)."""
        trip = self.policy.trip_minutes
        near = self.pairs_within(0, int(self.run_minutes.max(initial=0)) + trip)
        run, choice = (pair[near] for pair in self.pairs)
        since = self.since[near] - self.run_minutes[run]
        at_once = (since >= 0) & (since <= trip)
        found = np.zeros(len(self.choices), dtype=bool)
        found[choice[at_once & (self.run_days[run] == self.choices.day[choice])]] = True
        return _kept(found)

    @property
    def day_names(self) -> list[str]:
        """The short name of each day of the horizon."""
        return [self.horizon.day_name(day) for day in range(self.horizon.days)]

    @cached_property
    def pairs(self) -> tuple[IntArray, IntArray]:
        """The runs and choices that are near enough to matter to each other, shape (pairs,) each.

        Sorted by run, then by choice. On a circle all are near.
        """
        starts = self.choices.start
        if self.horizon.circular:
            low = np.zeros(len(self.runs), dtype=np.int64)
            high = low + len(starts)
        else:
            at = self.run_starts
            low, high = np.searchsorted(starts, at - REACH), np.searchsorted(starts, at + REACH)
        run, choice = stretches(low, high)
        return _kept(run), _kept(choice)

    def pairs_within(self, before: float, after: float) -> IntArray:
        """Return where among the pairs the choice starts this long before the run, or after it.

        At most so many minutes, that is. What looks only near runs, as most rules do, need not go
        through all pairs: of a year there are millions.
        """
        if self.horizon.circular:
            near: IntArray = np.flatnonzero((self.ahead <= before) | (self.since <= after))
            return near
        starts, at = self.choices.start, self.run_starts
        low, high = np.searchsorted(starts, at - REACH), np.searchsorted(starts, at + REACH)
        first = np.maximum(np.searchsorted(starts, at - before), low)
        last = np.minimum(np.searchsorted(starts, at + after, side="right"), high)
        behind = np.cumsum(high - low) - high  # place of a pair, less its choice
        return stretches(first + behind, last + behind)[1]

    @property
    def longest(self) -> int:
        """Minutes of the longest choice."""
        return int(self.choices.minutes.max(initial=0))

    @cached_property
    def run_starts(self) -> IntArray:
        """Start of every run, shape (runs,)."""
        return _kept(np.array([run.start for run in self.runs], dtype=np.int64))

    @cached_property
    def ahead(self) -> IntArray:
        """Minutes from the start of the choice forward to the start of the run, shape (pairs,).

        On a line it is negative if the run starts first; on a circle it is from 0 up to, not
        including, the circle's length.
        """
        run, choice = self.pairs
        return _kept(self.forward(self.run_starts[run] - self.choices.start[choice]))

    @cached_property
    def since(self) -> IntArray:
        """Minutes from the start of the run forward to the start of the choice, as `ahead`."""
        return _kept(self.forward(-self.ahead))

    @cached_property
    def losses(self) -> FloatArray:
        """Loss of the run by the choice in percent of speed, shape (pairs,)."""
        choices, horizon = self.choices, self.horizon
        run, choice = self.pairs
        gap = self.forward(self.ahead - choices.minutes[choice])
        near = np.flatnonzero((gap >= 0) & (gap <= COUNTED_MINUTES))
        run, choice = run[near], choice[near]
        check()
        factors = np.array([self.parameters.value("cost_factor", dose) for dose in DOSES])
        recovery = np.array([athlete.recovery for athlete in horizon.athletes])
        scale = factors[choices.dose] * recovery[choices.day // horizon.week_days]
        sensitivity = np.array([run.sensitivity for run in self.runs])
        values = np.zeros(len(gap))
        check()
        values[near] = self._peaks(choice, gap[near]) * (sensitivity[run] * scale[choice])
        return _kept(values)

    def _peaks(self, choice: IntArray, gap: IntArray) -> FloatArray:
        """Return what full sessions cost a run of sensitivity 1, `gap` minutes after their end.

        A demand belongs to one week, so its curves are those of its effort and of that week's
        athlete. There are only a few such pairs, and a set of curves for each.
        """
        horizon, kinds = self.horizon, self.choices.kind[choice]
        pairs = [
            (horizon.athletes[week].accustomed, demand.effort)
            for demand, week in zip(horizon.demands, horizon.demand_weeks, strict=True)
        ]
        different = list(dict.fromkeys(pairs))
        sets = [loss_curves(used, self.parameters, effort) for used, effort in different]
        if len(sets) == 1:
            return sets[0][kinds, gap]
        if not sets:
            return np.zeros(len(choice))
        of_demand = np.array([different.index(pair) for pair in pairs], dtype=np.int64)
        peaks: FloatArray = np.stack(sets)[of_demand[self.choices.demand[choice]], kinds, gap]
        return peaks

    @cached_property
    def losses_before(self) -> FloatArray:
        """Loss of each run by strength before the horizon, shape (runs,)."""
        total = np.zeros(len(self.runs))
        athlete = self.horizon.athletes[0]
        for session in self.horizon.sessions:
            if session.start < 0:
                curve = session_curve(
                    session.kind,
                    session.dose or "full",
                    athlete.accustomed,
                    athlete.recovery,
                    self.parameters,
                    effort=session.effort or Effort.NEAR_FAILURE,
                )
                for index, run in enumerate(self.runs):
                    gap = run.start - session.end
                    if 0 <= gap <= COUNTED_MINUTES:
                        total[index] += run.sensitivity * curve[gap]
        return _kept(total)

    def forward(self, minutes: IntArray) -> IntArray:
        """Return differences of times as they are on a line, and counted forward on a circle."""
        check()
        return self.horizon.forward(minutes)
