"""No strength before a key run: the mission's first rule."""

import functools

import numpy as np

from ...domain.clock import DAY
from ...domain.policy import Guard
from ...domain.run import RUN_KINDS
from ...domain.strength import DOSES, STRENGTH_KINDS
from ...physiology.fatigue import FloatArray
from ..labels import Label
from ..rows import IntArray, Rows, forbid
from ..timetable import Timetable

_NO_DAY = -10  # so far back that the day's guard never reaches


def rows(table: Timetable) -> Rows:
    """Return one row for each key run: none of the choices inside its guard."""
    choices = table.choices
    key = [index for index, run in enumerate(table.runs) if run.key]
    runs = [table.runs[index] for index in key]
    if not runs:
        return forbid(np.zeros((0, len(choices)), dtype=bool), list)
    days, hours = _guard_tables(table.policy.guards)
    kinds = np.array([RUN_KINDS.index(run.kind) for run in runs])[:, None]
    minute = np.array([run.start % DAY for run in runs])[:, None]
    ahead = table.ahead[key]
    closed_by_day = ahead <= minute + DAY * days[choices.kind, choices.dose, kinds]
    closed_by_hours = ahead - choices.minutes < 60 * hours[choices.kind, choices.dose, kinds]

    def labels() -> list[Label]:
        return [Label("before_hard_day", run.id, f"before the {run.text}") for run in runs]

    return forbid((ahead > 0) & (closed_by_day | closed_by_hours), labels)


@functools.lru_cache(maxsize=64)
def _guard_tables(guards: tuple[Guard, ...]) -> tuple[IntArray, FloatArray]:
    """Return the largest guard in days and in hours, by strength kind, dose and run kind.

    Where a guard's hours are 0, a choice that ends after the run's start must not be caught: -1000
    hours stand for "asks nothing".
    """
    shape = (len(STRENGTH_KINDS), len(DOSES), len(RUN_KINDS))
    days = np.full(shape, _NO_DAY, dtype=np.int64)
    hours = np.full(shape, -1000.0)
    for guard in guards:
        cell = np.ix_(
            [STRENGTH_KINDS.index(kind) for kind in guard.kinds],
            [DOSES.index(dose) for dose in guard.doses],
            [RUN_KINDS.index(run) for run in guard.runs],
        )
        if guard.days is not None:
            days[cell] = np.maximum(days[cell], guard.days)
        if guard.hours > 0:
            hours[cell] = np.maximum(hours[cell], guard.hours)
    return days, hours
