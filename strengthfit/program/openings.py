"""Open, closed and forbidden spans of a week, in minutes of the horizon."""

import datetime as dt
from collections.abc import Iterable, Iterator

from ..domain.availability import Window
from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from .horizon import Opening


def openings(week: Week, policy: Policy, base: int = 0) -> tuple[Opening, ...]:
    """Return the spans in which strength may lie, day by day, of a week that begins at `base`.

    What is open is listed whole, if any of it is: a day that no open window speaks of is closed.
    Dated windows take the place of weekly ones on their date. Without open windows every day has
    the policy's hours. An `InputError` is raised if a window has a date and the week has none.
    """
    _need_start(week, week.available or (), "available")
    opened = [window for window in week.available or () if not window.closed]
    spans: list[Opening] = []
    for midnight, day in _days(week, base):
        today = [window for window in opened if window.when.covers(*day)]
        dated = [window for window in today if window.when.date is not None]
        spans += [_open(window, policy, midnight) for window in dated or today]
        if not opened:
            spans.append(Opening(midnight + policy.day_start, midnight + policy.day_end, None))
    return tuple(spans)


def closings(week: Week, base: int = 0) -> tuple[Opening, ...]:
    """Return the spans that closed windows take away."""
    closed = [window for window in week.available or () if window.closed]
    return tuple(_covered(week, closed, base))


def forbidden(week: Week, base: int = 0) -> tuple[Opening, ...]:
    """Return the spans in which the user forbids strength to start.

    An `InputError` is raised if a span has a date and the week has none.
    """
    _need_start(week, week.forbidden, "forbidden")
    return tuple(_covered(week, week.forbidden, base))


def _need_start(week: Week, windows: Iterable[Window], where: str) -> None:
    for index, window in enumerate(windows):
        if window.when.date is not None and week.start is None:
            accepted = "is a date, and the week has none; give Week its start"
            raise InputError(f"{where}[{index}].when", str(window.when), accepted)


_Day = tuple[int | None, dt.date | None, int]
"""A day as spans name it: its weekday and date, if they are known, and its number in the week."""


def _days(week: Week, base: int) -> Iterator[tuple[int, _Day]]:
    """Yield each day's first minute, and what spans call it."""
    for day in range(week.days):
        date = None if week.start is None else week.start + dt.timedelta(days=day)
        yield base + day * DAY, (week.weekday_of(day), date, day + 1)


def _open(window: Window, policy: Policy, midnight: int) -> Opening:
    """Return what a window opens on one day; without hours of its own, the policy's."""
    span = window.when
    opens = policy.day_start if span.opens is None else span.opens
    closes = policy.day_end if span.closes is None else span.closes
    return Opening(midnight + opens, midnight + closes, window.equipment)


def _covered(week: Week, windows: Iterable[Window], base: int) -> Iterator[Opening]:
    """Yield what windows cover, day by day; without hours of their own, the whole day."""
    for midnight, day in _days(week, base):
        for window in windows:
            if window.when.covers(*day):
                opens = 0 if window.when.opens is None else window.when.opens
                closes = DAY if window.when.closes is None else window.when.closes
                yield Opening(midnight + opens, midnight + closes, None)
