"""The weeks before a week, run by run, each on the days on which it lies."""

import datetime as dt

import attrs

from .running_load import RunningLoad
from .week import PARTS, Week

_MONDAY = dt.date(2024, 1, 1)


def past_weeks(week: Week) -> tuple[list[Week], tuple[Week | RunningLoad, ...]]:
    """Return the last weeks of a history that list their runs, and what came before them.

    Weeks lie end to end, so weekdays in them follow from the first day of the week itself, whatever
    their own `start`; but a past week with dates keeps the days that these say.

    Examples
    --------
    >>> past, earlier = past_weeks(Week([], history=[1200, Week([])]))
    >>> len(past), len(earlier)
    (1, 1)
    >>> past_weeks(Week([], start="2026-11-28", history=[Week([])]))[0][0].first_weekday
    5
    """
    past: list[Week] = []
    begins = 0
    for member in reversed(week.history):
        if not isinstance(member, Week):
            break
        begins -= member.days
        past.insert(0, _lying(member, week, begins))
    return past, week.history[: len(week.history) - len(past)]


def _lying(past: Week, week: Week, day: int) -> Week:
    """Return a past week with the weekday of its first day, which is a day of another week."""
    weekday = week.weekday_of(day)
    if weekday is None or past.weekday_of(0) in (None, weekday) or _is_dated(past):
        return past
    return attrs.evolve(past, start=_MONDAY + dt.timedelta(days=weekday))


def _is_dated(week: Week) -> bool:
    given = (getattr(week, name) or () for name in (*PARTS, "available", "forbidden"))
    return any(item.when.date is not None for items in given for item in items)
