"""Weeks of a block, asked about one at a time."""

from __future__ import annotations

import attrs

import strengthfit as sf

from ..errors import InputError
from ..interchange import BlockFile, WeekFile
from ..planning.judged_weeks import judged_weeks


def planned_weeks(given: BlockFile) -> tuple[WeekFile, ...]:
    """Return the weeks of a block, their neighbours where the plan of the block puts them."""
    planned = sf.plan(given.block, given.policy)
    alone = [planned.week_alone(number) for number in range(len(given.block.weeks))]
    return tuple(WeekFile(week, given.policy) for week in alone)


def placed_weeks(given: BlockFile) -> tuple[WeekFile, ...]:
    """Return the weeks of a block with the strength that the file has in and around them."""
    placements = given.placements or ((),) * len(given.block.weeks)
    weeks = judged_weeks(given.block, placements, given.policy)
    return tuple(
        WeekFile(week, given.policy, placed) for week, placed in zip(weeks, placements, strict=True)
    )


def bare_weeks(given: BlockFile) -> tuple[WeekFile, ...]:
    """Return the weeks of a block with the running around them and no strength."""
    return placed_weeks(attrs.evolve(given, placements=()))


def checked_number(given: BlockFile, number: int) -> int:
    """Return the number of a week, 1 for the first, refusing one that the block does not have."""
    weeks = len(given.block.weeks)
    if not 0 < number <= weeks:
        raise InputError("--week", number, f"is not a week of this plan; write 1 to {weeks}")
    return number
