"""The columns of the program: one way to satisfy a demand once."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from ..domain.clock import DAY
from ..domain.own_kinds import strength_kinds
from ..domain.policy import Policy
from ..domain.strength import DOSES, STRENGTH_KINDS, AnyStrengthKind, Demand
from ..physiology.parameters import Parameters, parameters_of
from ..sizes import check_work
from ..stopping import check
from .horizon import Horizon, Pin
from .resolve import dose_minutes
from .rows import BoolArray, IntArray


@attrs.frozen(eq=False)
class Choices:
    """Every (demand, start, dose), sorted by start, then demand, then dose.

    All arrays have shape (choices,). `kinds` are the kinds of strength in force: those of the
    house, then those of the policy's extensions.

    Parameters
    ----------
    demand
        Index of the demand.
    start
        Minutes from the horizon's first 00:00.
    dose
        Index into full, reduced, simplified.
    minutes
        Length of the session.
    kind
        Index into `kinds`.
    day
        Day of the start.
    end
        Start plus minutes.
    """

    demand: IntArray
    start: IntArray
    dose: IntArray
    minutes: IntArray
    kind: IntArray
    day: IntArray
    end: IntArray
    kinds: tuple[AnyStrengthKind, ...] = STRENGTH_KINDS

    def __len__(self) -> int:
        return len(self.start)

    def kind_index(self, kind: str) -> int:
        """Return the index of a kind of strength."""
        return self.kinds.index(kind)

    def at(self, start: int, kind: str, dose: str | None = None) -> BoolArray:
        """Return which choices are a kind at a start, of a dose or of any, shape (choices,).

        Of a kind that is not among the kinds, or a dose that is none, there is none.
        """
        if kind not in self.kinds or dose not in (None, *DOSES):
            return np.zeros(len(self), dtype=bool)
        here: BoolArray = (self.start == start) & (self.kind == self.kind_index(kind))
        return here if dose is None else here & (self.dose == DOSES.index(dose))

    def pinned(self, pin: Pin, demands: Sequence[Demand]) -> BoolArray:
        """Return which choices, of these demands, a pin allows, shape (choices,)."""
        here: BoolArray = (self.start >= pin.start) & (self.start < pin.until)
        here &= self.kind == self.kind_index(pin.kind)
        if pin.dose is not None:
            here &= self.dose == DOSES.index(pin.dose)
        if pin.effort is not None:
            alike = np.array([demand.effort == pin.effort for demand in demands], dtype=bool)
            here &= alike[self.demand]
        if pin.label is not None:
            here &= np.array([own.label == pin.label for own in demands], dtype=bool)[self.demand]
        return here

    def pick(self, index: IntArray | BoolArray) -> "Choices":
        """Return the choices at these indices, or those for which a mask is true."""
        return self.with_arrays({name: getattr(self, name)[index] for name in CHOICE_ARRAYS})

    def with_arrays(self, arrays: Mapping[str, IntArray]) -> "Choices":
        """Return choices of the same kinds with these arrays, by the names of their fields."""
        every: Any = dict(arrays)
        return attrs.evolve(self, **every)


CHOICE_ARRAYS = ("demand", "start", "dose", "minutes", "kind", "day", "end")
"""The fields of `Choices` that are arrays, in their order."""


def list_choices(horizon: Horizon, policy: Policy, extra: Sequence[int] = ()) -> Choices:
    """List the choices of a horizon: every candidate start, demand and dose on offer.

    `extra` holds starts to consider besides those of the grid, windows and pins with an hour.
    """
    starts = list_starts(horizon, policy, extra)
    edges = np.searchsorted(starts, np.arange(horizon.weeks + 1) * horizon.week_days * DAY)
    parameters, kinds = parameters_of(policy), strength_kinds(policy.extensions)
    parts: list[IntArray] = [np.zeros((5, 0), dtype=np.int64)]
    weeks = np.array(horizon.demand_weeks, dtype=np.int64)
    number = 0
    for week in range(horizon.weeks):
        check()
        asked = np.flatnonzero(weeks == week).tolist()
        options = _options(horizon, asked, parameters, policy.least_minutes)
        inside = starts[edges[week] : edges[week + 1]]
        number += options.shape[1] * len(inside)
        check_work("choices", number, "starts, doses and lengths to choose among")
        start = np.repeat(inside, options.shape[1])
        parts.append(np.vstack([np.tile(options, len(inside)), start]))
    demand, dose, minutes, kind, start = np.hstack(parts)
    return Choices(demand, start, dose, minutes, kind, start // DAY, start + minutes, kinds)


def _options(
    horizon: Horizon, asked: Sequence[int], parameters: Parameters, least: float
) -> IntArray:
    """Return what a week offers at each start: demand, dose, minutes and kind, shape (4, ...).

    Its demands are those at `asked`. Lighter doses of less than `least` minutes are left out.
    """
    options = [
        (
            index,
            dose,
            minutes,
            parameters.strength_kinds.index(demand.kind),
        )
        for index in asked
        for demand in [horizon.demands[index]]
        for dose in range(DOSES.index(demand.dose), len(DOSES))
        for minutes in [dose_minutes(demand.kind, demand.minutes, DOSES[dose], parameters)]
        if minutes >= least or DOSES[dose] == demand.dose
    ]
    return np.array(options, dtype=np.int64).reshape(-1, 4).T


def list_starts(horizon: Horizon, policy: Policy, extra: Sequence[int] = ()) -> IntArray:
    """List the candidate starts: the grid, the opening of each window, the pins and `extra`."""
    first = -(-policy.day_start // policy.grid) * policy.grid
    grid = np.arange(first, policy.day_end, policy.grid)
    days = np.arange(horizon.days) * DAY
    known = [*extra, *(opening.start for opening in horizon.openings)]
    known += [pin.start for pin in horizon.pins if pin.has_hour]
    return np.unique(np.concatenate([(days[:, None] + grid).ravel(), known]).astype(np.int64))
