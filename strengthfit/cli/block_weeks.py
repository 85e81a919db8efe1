"""Weeks of a block, asked about one at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

import strengthfit as sf

from ..domain.clock import DAYS, parse_when
from ..errors import InputError
from ..interchange import BlockFile, WeekFile
from ..planning.judged_weeks import judged_weeks
from ..strategies.whole_call import part_of_limits


def planned_weeks(given: BlockFile) -> Iterator[WeekFile]:
    """Yield the weeks of a block, their neighbours where the plan of the block puts them."""
    planned = _planned(given)
    return (_alone(planned, number) for number in range(len(given.block.weeks)))


def planned_week(given: BlockFile, number: int) -> WeekFile:
    """Return one of these weeks, 0 for the first, with the placements that the file has in it."""
    alone = _alone(_planned(given), number)
    return attrs.evolve(alone, placements=given.placements[number] if given.placements else ())


def _planned(given: BlockFile) -> sf.Plan:
    """Plan a block in half of the time, as its weeks are asked about in the other half."""
    return sf.plan(given.block, given.policy, limits=part_of_limits(2))


def week_of_date(given: BlockFile, when: str) -> int | None:
    """Return the number of the week in which a time with a date lies, 1 for the first.

    None if it has no date. An `InputError` is raised if the block does not have it.
    """
    try:
        date = parse_when(when).date
    except InputError:  # whoever is asked about the week says it with what is accepted
        return None
    if date is None:
        return None
    first, weeks = given.block.start, len(given.block.weeks)
    if first is None:
        accepted = "is a date, and the first week has none; give it its start, or write 'W1 Tue'"
        raise InputError("WHEN", when, accepted, "missing")
    days = (date - first).days
    if not 0 <= days < 7 * weeks:
        last = first + dt.timedelta(days=7 * weeks - 1)
        raise InputError(
            "WHEN", when, f"is not a time of these weeks, {first} to {last}", "outside"
        )
    return days // 7 + 1


def _alone(planned: sf.Plan, number: int) -> WeekFile:
    """Return a week of a plan that, planned by itself, has the sessions which it has there.

    Of plans that cost the same, that of the block has the days which suit the weeks to come. Where
    the week does not see that, these days are given as its habit, unless it states one.
    """
    week = planned.week_alone(number)
    there = [session for session in planned.placements if session.week == number]
    if week.habit or _days(sf.plan(week, planned.policy).placements, week) == _days(there, week):
        return WeekFile(week, planned.policy)
    habit = [sf.Session(day, kind) for day, kind in _days(there, week)]
    return WeekFile(attrs.evolve(week, habit=habit), planned.policy)


def _days(sessions: Iterable[sf.Placement], week: sf.Week) -> list[tuple[str, str]]:
    """Return the weekday and the kind of sessions."""
    return [(DAYS[(week.first_weekday + each.day) % 7], str(each.kind)) for each in sessions]


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


def placed_week(given: BlockFile, number: int) -> WeekFile:
    """Return one of the weeks of `placed_weeks`, 0 for the first."""
    return placed_weeks(given)[number]


def bare_week(given: BlockFile, number: int) -> WeekFile:
    """Return one of the weeks of `bare_weeks`, 0 for the first."""
    return bare_weeks(given)[number]


def checked_number(given: BlockFile, number: int) -> int:
    """Return the number of a week, 1 for the first, refusing one that the block does not have."""
    weeks = len(given.block.weeks)
    if not 0 < number <= weeks:
        raise InputError(
            "--week", number, f"is not a week of this plan; write 1 to {weeks}", "outside"
        )
    return number
