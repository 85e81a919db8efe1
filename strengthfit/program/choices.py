"""The columns of the program: one way to satisfy a demand once."""

from collections.abc import Sequence

import attrs
import numpy as np

from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.strength import DOSES, STRENGTH_KINDS, Demand
from ..physiology.parameters import Parameters, parameters_of
from .horizon import Horizon, Pin
from .resolve import dose_minutes
from .rows import BoolArray, IntArray


@attrs.frozen(eq=False)
class Choices:
    """Every (demand, start, dose), sorted by start, then demand, then dose.

    All arrays have shape (choices,).

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
        Index into the strength kinds.
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

    def __len__(self) -> int:
        return len(self.start)

    def at(self, start: int, kind: str, dose: str | None = None) -> BoolArray:
        """Return which choices are a kind at a start, of a dose or of any, shape (choices,)."""
        here: BoolArray = (self.start == start) & (self.kind == STRENGTH_KINDS.index(kind))
        return here if dose is None else here & (self.dose == DOSES.index(dose))

    def pinned(self, pin: Pin, demands: Sequence[Demand]) -> BoolArray:
        """Return which choices, of these demands, a pin allows, shape (choices,)."""
        here: BoolArray = (self.start >= pin.start) & (self.start < pin.until)
        here &= self.kind == STRENGTH_KINDS.index(pin.kind)
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
        names = [field.name for field in attrs.fields(Choices)]
        return Choices(**{name: getattr(self, name)[index] for name in names})


def list_choices(horizon: Horizon, policy: Policy, extra: Sequence[int] = ()) -> Choices:
    """List the choices of a horizon: every candidate start, demand and dose on offer.

    `extra` holds starts to consider besides those of the grid, windows and pins with an hour.
    """
    starts = list_starts(horizon, policy, extra)
    edges = np.searchsorted(starts, np.arange(horizon.weeks + 1) * horizon.week_days * DAY)
    parameters = parameters_of(policy)
    parts: list[IntArray] = [np.zeros((5, 0), dtype=np.int64)]
    for week in range(horizon.weeks):
        options = _options(horizon, week, parameters, policy.least_minutes)
        inside = starts[edges[week] : edges[week + 1]]
        start = np.repeat(inside, options.shape[1])
        parts.append(np.vstack([np.tile(options, len(inside)), start]))
    demand, dose, minutes, kind, start = np.hstack(parts)
    return Choices(demand, start, dose, minutes, kind, start // DAY, start + minutes)


def _options(horizon: Horizon, week: int, parameters: Parameters, least: float) -> IntArray:
    """Return what a week offers at each start: demand, dose, minutes and kind, shape (4, ...).

    Lighter doses of less than `least` minutes are left out.
    """
    options = [
        (
            index,
            dose,
            minutes,
            STRENGTH_KINDS.index(demand.kind),
        )
        for index, demand in enumerate(horizon.demands)
        if horizon.demand_weeks[index] == week
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
