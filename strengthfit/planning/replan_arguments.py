"""The arguments of replanning: today, what was missed and which runs changed."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import attrs

from ..domain.block import Block, weeks_of
from ..domain.checks import plain, unknown
from ..domain.clock import DAY, WEEK, parse_when
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.starts import run_id, start_of
from ..domain.week import Week
from ..errors import InputError, shown

_NUMBERED = re.compile(r"[wW](\d{1,3})\s+(.+)")


def midnight(value: Any, asked: Week | Block) -> int:
    """Return the first minute of a day: a count of days from 0, a date, or a name ("W3 Thu").

    The day after the last is accepted too.
    """
    days = 7 * len(weeks_of(asked))
    value = plain(value)
    day = value
    if isinstance(value, str):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = parse_moment(value, asked, Policy(), "today") // DAY
    if isinstance(day, dt.datetime):
        day = day.date()
    if isinstance(day, dt.date):
        if asked.start is None:
            raise InputError("today", str(value), "is a date, and the plan's week has none")
        day = (day - asked.start).days
    if isinstance(day, bool) or not isinstance(day, int) or not 0 <= day <= days:
        raise InputError("today", value, f"is not a day of the plan: 0 to {days}, a name or a date")
    return day * DAY


def parse_moment(value: Any, asked: Week | Block, policy: Policy, where: str) -> int:
    """Return a time in minutes of the horizon: "Tue 18:00", in a block "W3 Tue 18:00"."""
    weeks, number, rest = len(weeks_of(asked)), 0, plain(value)
    match = _NUMBERED.fullmatch(rest.strip()) if isinstance(rest, str) else None
    if match is not None:
        number, rest = int(match[1]) - 1, match[2]
    elif isinstance(rest, str) and weeks > 1:
        raise InputError(where, value, "does not name its week; write e.g. 'W3 Tue 18:00'")
    try:
        when = parse_when(rest)
    except InputError as error:
        raise InputError(where, value, error.accepted) from None
    at = number * WEEK + start_of(when, asked, policy)
    if not 0 <= at < weeks * WEEK:
        raise InputError(where, value, f"lies outside the plan of {weeks} weeks")
    return at


def with_changed(
    asked: Week | Block, policy: Policy, changed: Mapping[str, Run | None]
) -> Week | Block:
    """Return a week or block with some runs as they now are."""
    if not isinstance(changed, Mapping):
        raise InputError("changed", changed, "is not a mapping of run ids to Run or None")
    weeks = list(weeks_of(asked))
    places = _places(weeks, policy)
    runs: list[list[Run | None]] = [list(week.runs) for week in weeks]
    for name, run in changed.items():
        if run is not None and not isinstance(run, Run):
            raise InputError(f"changed[{shown(name)}]", run, "is neither a Run nor None")
        if name not in places:
            raise InputError("changed", name, unknown(name, places, "the id of a run"))
        number, index = places[name]
        runs[number][index] = run
    weeks = [
        attrs.evolve(week, runs=[run for run in own if run is not None])
        for week, own in zip(weeks, runs, strict=True)
    ]
    return Block(weeks) if isinstance(asked, Block) else weeks[0]


def _places(weeks: list[Week], policy: Policy) -> dict[str, tuple[int, int]]:
    """Return the week of each run, and its place there, by the id that plans give it."""
    places: dict[str, tuple[int, int]] = {}
    for number, week in enumerate(weeks):
        for index, run in enumerate(week.runs):
            start = number * WEEK + start_of(run.when, week, policy)
            places[run_id(run, start, week.first_weekday, len(weeks))] = number, index
    return places
