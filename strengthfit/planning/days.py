"""A plan day by day: why a day has no strength, or what a session there would cost."""

from __future__ import annotations

import numpy as np

from ..program import Program
from ..program.rows import BoolArray, IntArray
from ..program.tier_names import INTERFERENCE
from .blocking import Blocked, find_blocked
from .values import Day, DayRun, Placement


def days_of(
    program: Program, taken: BoolArray, placements: tuple[Placement, ...]
) -> tuple[Day, ...]:
    """Return the days of a plan, the first first."""
    blocked = find_blocked(program, taken)
    return tuple(
        _day(program, blocked, taken, day, tuple(p for p in placements if p.day == day))
        for day in range(program.horizon.days)
    )


def _day(
    program: Program, blocked: Blocked, taken: BoolArray, day: int, placed: tuple[Placement, ...]
) -> Day:
    horizon = program.horizon
    runs = tuple(
        DayRun(run.id, run.kind, run.start, horizon.moment(run.start), run.minutes, run.key)
        for run in horizon.runs
        if run.day == day
    )
    name = horizon.day_name(day)
    if placed:
        return Day(day, name, runs, placed, "taken", (), None)
    among = (program.choices.day == day) & ~taken
    still_open = np.flatnonzero(among & ~blocked.choices)
    if len(still_open):
        return Day(day, name, runs, (), "open", (), _price(program, still_open))
    return Day(day, name, runs, (), "blocked", blocked.main_labels(among), None)


def _price(program: Program, choices: IntArray) -> float:
    """Return what the best of some choices costs: the fullest dose, then the least."""
    best = choices[np.lexsort(program.tier_costs[INTERFERENCE::-1, choices])[0]]
    return round(float(program.tier_costs[INTERFERENCE, best] * program.resolution), 9)
