"""What rules and costs read: the horizon, the policy, the choices, and the times between them."""

import itertools
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

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


_PART = 100_000
"""Pairs that are worked on at a time. CONVENTION."""


@attrs.frozen(eq=False)
class Near:
    """Runs and choices that are near each other in time, pair by pair: by run, then by choice.

    Parameters
    ----------
    run, choice
        Indices, shape (pairs,).
    ahead
        Minutes from the start of the choice forward to the start of the run. On a line it is
        negative if the run starts first; on a circle it is from 0 up to, not including, the
        circle's length.
    since
        Minutes from the start of the run forward to the start of the choice, in the same way.
    """

    run: IntArray
    choice: IntArray
    ahead: IntArray
    since: IntArray


@attrs.frozen(eq=False)
class Losses:
    """What choices cost runs, pair by pair: by run, then by choice; none of nothing.

    Parameters
    ----------
    run, choice
        Indices, shape (pairs,).
    percent
        Loss of speed, in percent.
    """

    run: IntArray
    choice: IntArray
    percent: FloatArray


def joined(parts: Iterable[tuple[npt.NDArray[Any], ...]]) -> tuple[npt.NDArray[Any], ...]:
    """Return arrays that come in parts, some of each in every part, as wholes.

    Examples
    --------
    >>> run, loss = joined([(np.array([0]), np.array([0.5])), (np.array([3]), np.array([0.1]))])
    >>> run.tolist(), loss.tolist()
    ([0, 3], [0.5, 0.1])
    """
    return tuple(np.concatenate(arrays) for arrays in zip(*parts, strict=True))


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
        near = self.near(0, int(self.run_minutes.max(initial=0)) + trip)
        since = near.since - self.run_minutes[near.run]
        at_once = (since >= 0) & (since <= trip)
        found = np.zeros(len(self.choices), dtype=bool)
        found[near.choice[at_once & self.same_day(near)]] = True
        return _kept(found)

    @property
    def day_names(self) -> list[str]:
        """The short name of each day of the horizon."""
        return [self.horizon.day_name(day) for day in range(self.horizon.days)]

    def near(self, before: float, after: float) -> "Near":
        """Return the runs and choices of which the choice starts this long before or after the run.

        At most so many minutes, that is. Of all pairs there are tens of millions in a year, so
        whoever needs some asks for no more than these.
        """
        if self.horizon.circular:
            ahead = self.forward(self.run_starts[:, None] - self.choices.start)
            return self._near(*((ahead <= before) | (self.forward(-ahead) <= after)).nonzero())
        return self._near(*stretches(*self._between(before, after)))

    def near_by_parts(self, before: float, after: float) -> Iterator["Near"]:
        """Yield the same pairs, those of some runs at a time; at least one part, perhaps empty.

        Of a year's block there are a million within a week of each other. What is worked out part
        by part stays in the processor's cache, and a call that is cancelled ends between two parts.
        """
        if self.horizon.circular or not self.runs:
            yield self.near(before, after)
            return
        low, high = self._between(before, after)
        part = np.cumsum(high - low) // _PART
        ends = [*np.flatnonzero(np.diff(part, prepend=-1)).tolist(), len(part)]
        for first, last in itertools.pairwise(ends):
            run, choice = stretches(low[first:last], high[first:last])
            yield self._near(run + first, choice)

    def _between(self, before: float, after: float) -> tuple[IntArray, IntArray]:
        """Return, for each run, the first choice near it and the one after the last, on a line."""
        starts = self.choices.start
        low = np.searchsorted(starts, self.run_starts - before)
        high = np.searchsorted(starts, self.run_starts + after, side="right")
        return low, np.maximum(low, high)

    def _near(self, run: IntArray, choice: IntArray) -> "Near":
        ahead = self.forward(self.run_starts[run] - self.choices.start[choice])
        return Near(run, choice, ahead, self.forward(-ahead))

    def same_day(self, near: "Near") -> BoolArray:
        """Return whether the run and the choice are of one day, shape (pairs,)."""
        same: BoolArray = self.run_days[near.run] == self.choices.day[near.choice]
        return same

    @property
    def longest(self) -> int:
        """Minutes of the longest choice."""
        return int(self.choices.minutes.max(initial=0))

    @cached_property
    def run_starts(self) -> IntArray:
        """Start of every run, shape (runs,)."""
        return _kept(np.array([run.start for run in self.runs], dtype=np.int64))

    @cached_property
    def losses(self) -> "Losses":
        """What each choice costs each run after it, in percent of speed."""
        choices, horizon = self.choices, self.horizon
        factors = np.array([self.parameters.value("cost_factor", dose) for dose in DOSES])
        recovery = np.array([athlete.recovery for athlete in horizon.athletes])
        scale = factors[choices.dose] * recovery[choices.day // horizon.week_days]
        sensitivity = np.array([run.sensitivity for run in self.runs])
        parts = []
        for near in self.near_by_parts(COUNTED_MINUTES + self.longest, 0):
            gap = self.forward(near.ahead - choices.minutes[near.choice])
            counted = np.flatnonzero((gap >= 0) & (gap <= COUNTED_MINUTES))
            run, choice, gap = near.run[counted], near.choice[counted], gap[counted]
            percent = self._peaks(choice, gap) * (sensitivity[run] * scale[choice])
            costly = np.flatnonzero(percent)
            parts.append((run[costly], choice[costly], percent[costly]))
        run, choice, percent = joined(parts)
        return Losses(_kept(run), _kept(choice), _kept(percent))

    def _peaks(self, choice: IntArray, gap: IntArray) -> FloatArray:
        """Return what full sessions cost a run of sensitivity 1, `gap` minutes after their end."""
        sets, of_demand = self._curves
        kinds = self.choices.kind[choice]
        if not len(choice):
            return np.zeros(0)
        of_set = of_demand[self.choices.demand[choice]] if len(sets) > 1 else 0
        peaks: FloatArray = sets[of_set, kinds, gap]
        return peaks

    @cached_property
    def _curves(self) -> tuple[FloatArray, IntArray]:
        """The sets of curves, shape (sets, kinds, minutes), and which one each demand has.

        A demand belongs to one week, so its curves are those of its effort and of that week's
        athlete. There are only a few such pairs.
        """
        horizon = self.horizon
        pairs = [
            (horizon.athletes[week].accustomed, demand.effort)
            for demand, week in zip(horizon.demands, horizon.demand_weeks, strict=True)
        ]
        numbers = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
        sets = [loss_curves(used, self.parameters, effort) for used, effort in numbers]
        of_demand = np.array([numbers[pair] for pair in pairs], dtype=np.int64)
        if len(sets) == 1:
            return _kept(sets[0][None]), _kept(of_demand)
        return _kept(np.array(sets)), _kept(of_demand)

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
