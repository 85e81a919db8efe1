"""A plan day by day: why a day has no strength, or what a session there would cost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..program import Label, Program
from ..program.rows import BoolArray, IntArray
from ..program.tier_names import INTERFERENCE
from .blocking import Blocked
from .values import Day, DayRun, Placement


def days_of(
    blocked: Blocked, taken: BoolArray, placements: tuple[Placement, ...], today: int = 0
) -> tuple[Day, ...]:
    """Return the days of a plan, the first first; `blocked` is what it blocks.

    Those before `today` are past, whatever would block them.
    """
    program = blocked.program
    horizon = program.horizon
    edges = np.searchsorted(program.choices.day, np.arange(horizon.days + 1))
    still_open = ~(blocked.choices | taken)
    runs: list[list[DayRun]] = [[] for _ in range(horizon.days)]
    for run in horizon.runs:
        if horizon.within(run.day):
            when = horizon.moment(run.start)
            runs[run.day].append(
                DayRun(run.id, run.kind, run.start, when, run.minutes, run.key, run.priority)
            )
    placed: list[list[Placement]] = [[] for _ in range(horizon.days)]
    for placement in placements:
        placed[placement.day].append(placement)
    days: list[Day] = []
    for day, rules in enumerate(_rules_by_day(blocked, edges)):
        known = day, horizon.day_name(day), tuple(runs[day]), tuple(placed[day])
        here = edges[day] + np.flatnonzero(still_open[edges[day] : edges[day + 1]])
        if day < today:
            days.append(Day(*known, "past"))
        elif placed[day]:
            days.append(Day(*known, "taken"))
        elif len(here):
            days.append(Day(*known, "open", price=_price(program, here)))
        else:
            days.append(Day(*known, "blocked", rules))
    return tuple(days)


def _rules_by_day(blocked: Blocked, edges: IntArray) -> Iterator[tuple[Label, ...]]:
    """Yield for each day the labels that block its choices, those that block the most first.

    The same as `Blocked.main_labels` of each day, for a week of days at a time: in a table of texts
    by choices the first row of the text that blocks the choice, or `nothing`.
    """
    program = blocked.program
    nothing = len(program.rows)
    for week, (rows, columns) in enumerate(_pairs_by_week(blocked)):
        first, last = edges[7 * week], edges[7 * week + 7]
        text = blocked.text_of_row[rows]
        texts = np.flatnonzero(np.bincount(text))
        table = np.full((len(texts), last - first), nothing, dtype=np.int64)
        # Of several rows the last is written, so from the last row to the first.
        table[np.searchsorted(texts, text)[::-1], (columns - first)[::-1]] = rows[::-1]
        for day in range(7 * week, 7 * week + 7):
            of_day = table[:, edges[day] - first : edges[day + 1] - first]
            counts = (of_day < nothing).sum(axis=1)
            first_rows = of_day.min(axis=1, initial=nothing)
            most_first = np.lexsort((first_rows, -counts))[: np.count_nonzero(counts)]
            yield tuple(program.row_labels[row] for row in first_rows[most_first].tolist())


def _pairs_by_week(blocked: Blocked) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield the rows and the columns of the pairs of each week, still sorted by row."""
    horizon = blocked.program.horizon
    if horizon.weeks == 1:
        yield blocked.rows, blocked.columns
        return
    weeks = blocked.program.choices.day[blocked.columns] // 7
    order = np.argsort(weeks, kind="stable")
    ends = np.searchsorted(weeks[order], np.arange(horizon.weeks + 1))
    for week in range(horizon.weeks):
        pairs = order[ends[week] : ends[week + 1]]
        yield blocked.rows[pairs], blocked.columns[pairs]


def _price(program: Program, choices: IntArray) -> float:
    """Return what the best of some choices costs: the fullest dose, then the least."""
    best = choices[np.lexsort(program.tier_costs[INTERFERENCE::-1, choices])[0]]
    return round(float(program.tier_costs[INTERFERENCE, best] * program.resolution), 9)
