"""The columns of the program: one way to satisfy a demand once."""

from collections.abc import Sequence

import attrs
import numpy as np

from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.strength import DOSES, STRENGTH_KINDS
from .horizon import Horizon
from .resolve import dose_minutes
from .rows import IntArray


@attrs.frozen(eq=False)
class Choices:
    """Every (demand, start, dose), sorted by start, then demand, then dose.

    All arrays have shape (choices,).

    Parameters
    ----------
    demand : numpy.ndarray
        Index of the demand.
    start : numpy.ndarray
        Minutes from the horizon's first 00:00.
    dose : numpy.ndarray
        Index into full, reduced, simplified.
    minutes : numpy.ndarray
        Length of the session.
    kind : numpy.ndarray
        Index into the strength kinds.
    day : numpy.ndarray
        Day of the start.
    end : numpy.ndarray
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


def list_choices(horizon: Horizon, policy: Policy, extra: Sequence[int] = ()) -> Choices:
    """List the choices of a horizon: every candidate start, demand and dose on offer.

    Parameters
    ----------
    horizon : Horizon
    policy : Policy
    extra : sequence of int
        Starts to consider besides those of the grid, the windows and the pins.
    """
    starts = list_starts(horizon, policy, extra)
    overrides = dict(policy.evidence)
    options = [
        (index, dose, dose_minutes(demand.kind, demand.minutes, DOSES[dose], overrides), kind)
        for index, demand in enumerate(horizon.demands)
        for kind in (STRENGTH_KINDS.index(demand.kind),)
        for dose in range(DOSES.index(demand.dose), len(DOSES))
    ]
    columns = np.array(options, dtype=np.int64).reshape(-1, 4).T
    demand, dose, minutes, kind = (np.tile(column, len(starts)) for column in columns)
    start = np.repeat(starts, len(options))
    return Choices(demand, start, dose, minutes, kind, start // DAY, start + minutes)


def list_starts(horizon: Horizon, policy: Policy, also: Sequence[int] = ()) -> IntArray:
    """List the candidate starts: the grid, the opening of each window, the pins, and some more."""
    first = -(-policy.day_start // policy.grid) * policy.grid
    grid = np.arange(first, policy.day_end, policy.grid)
    days = np.arange(horizon.days) * DAY
    extra = [*also, *(opening.start for opening in horizon.openings)]
    extra += [pin.start for pin in horizon.pins]
    return np.unique(np.concatenate([(days[:, None] + grid).ravel(), extra]).astype(np.int64))
