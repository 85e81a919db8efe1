"""A plan day by day: why a day has no strength, or which session could move there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..domain.strength import DOSES
from ..program.rows import BoolArray, IntArray
from .blocking import Blocked, Closing, as_bits, covering
from .moving import Moves, find_moves
from .past import PAST
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
    moves = find_moves(blocked)
    could_move = _could_move(blocked, moves, placements)
    free = set(program.choices.day[moves.free].tolist())
    closed = np.array(
        [
            day >= today and not (placed[day] or could_move[day] or day in free)
            for day in range(horizon.days)
        ]
    )
    days: list[Day] = []
    for day, closing in enumerate(_closings(blocked, moves, edges, closed)):
        known = day, horizon.day_name(day), tuple(runs[day]), tuple(placed[day])
        week = day // horizon.week_days
        if day < today:
            days.append(Day(*known, "past", week=week))
        elif placed[day]:
            days.append(Day(*known, "taken", week=week))
        elif could_move[day] or day in free:
            days.append(Day(*known, "open", could_move=tuple(could_move[day]), week=week))
        else:
            # What is done holds its demand; nothing more is asked for on such a day.
            rules = tuple(label for label in closing.labels if label.rule != PAST)
            together = closing.together and len(rules) > 1
            days.append(Day(*known, "blocked", rules, together, week=week))
    return tuple(days)


def _could_move(
    blocked: Blocked, moves: Moves, placements: tuple[Placement, ...]
) -> list[list[Placement]]:
    """Return for each day the sessions that could move there, by start."""
    choices, horizon = blocked.program.choices, blocked.program.horizon
    found: list[list[Placement]] = [[] for _ in range(horizon.days)]
    names = {(p.start, p.kind, p.dose): p for p in placements}
    for choice, others in sorted(moves.open_to.items()):
        kind, dose = choices.kind[choice], choices.dose[choice]
        placement = names.get((int(choices.start[choice]), choices.kinds[kind], DOSES[dose]))
        for day in np.unique(choices.day[others]).tolist() if placement else ():
            found[day].append(placement)
    return found


def _closings(
    blocked: Blocked, moves: Moves, edges: IntArray, wanted: BoolArray
) -> Iterator[Closing]:
    """Yield for each day what closes its choices, whichever session might move there.

    For a week of days at a time, in a table of texts by choices; nothing of days not wanted.
    """
    length = blocked.program.horizon.week_days
    for week, (rows, columns) in enumerate(_pairs_by_week(blocked, moves)):
        first, last = edges[length * week], edges[length * (week + 1)]
        text = blocked.text_of_row[rows]
        texts = np.flatnonzero(np.bincount(text))
        table = np.zeros((len(texts), last - first), dtype=bool)
        place = np.searchsorted(texts, text)
        table[place, columns - first] = True
        for day in range(length * week, length * (week + 1)):
            if not wanted[day]:
                yield Closing()
                continue
            span = slice(edges[day] - first, edges[day + 1] - first)
            (whole,) = as_bits(moves.counted[None, edges[day] : edges[day + 1]])
            chosen, together = covering(as_bits(table[:, span]), whole)
            here = (columns >= edges[day]) & (columns < edges[day + 1])
            labels = [blocked.label(rows[here & (place == index)].tolist()) for index in chosen]
            yield Closing(tuple(labels), together)


def _pairs_by_week(blocked: Blocked, moves: Moves) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield the rows and the columns of the pairs of each week."""
    horizon = blocked.program.horizon
    if horizon.weeks == 1:
        yield moves.rows, moves.columns
        return
    weeks = blocked.program.choices.day[moves.columns] // horizon.week_days
    order = np.argsort(weeks, kind="stable")
    ends = np.searchsorted(weeks[order], np.arange(horizon.weeks + 1))
    for week in range(horizon.weeks):
        pairs = order[ends[week] : ends[week + 1]]
        yield moves.rows[pairs], moves.columns[pairs]
