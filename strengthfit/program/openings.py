"""Open, closed and forbidden spans of a week, in minutes of the horizon.

A window speaks of the days of its own week, and what begins on one of them may end on the day
after: in the next week, if it is the last. Of the day before a week nothing is known but what the
week before it says, in a block, or on a circle the week itself.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from ..domain.availability import Window
from ..domain.clock import DAY, NO_START
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from .horizon import Opening


def openings(week: Week, policy: Policy, base: int, end: int) -> tuple[Opening, ...]:
    """Return the spans in which strength may lie, day by day, of a week of a horizon.

    The week begins at the minute `base` of the horizon, which ends at `end`. What is open is listed
    whole, if any of it is: a day that no open window speaks of is closed. Dated windows take the
    place of weekly ones on their date. Without open windows every day has the policy's hours. A
    window past midnight is one span, and its end is one of the next day too, which begins there. An
    `InputError` is raised if a window has a date and the week has none.
    """
    _need_start(week, week.available or (), "available")
    opened = [window for window in week.available or () if not window.closed]
    spans: list[Opening] = []
    for day in range(week.days):
        midnight, tomorrow = base + day * DAY, base + (day + 1) * DAY
        today = [window for window in opened if window.when.covers(*_named(week, day))]
        dated = [window for window in today if window.when.date is not None]
        whole = [_open(window, policy, midnight) for window in dated or today]
        if not opened:
            whole = [Opening(midnight + policy.day_start, midnight + policy.day_end, None)]
        spans += whole
        late = [attrs.evolve(span, start=tomorrow) for span in whole if span.end > tomorrow]
        spans += _on_days(week, late, end)
    return tuple(spans)


def closings(week: Week, base: int, end: int) -> tuple[Opening, ...]:
    """Return the spans that closed windows take away.

    On a circle those of the first day come again after the last: a session may reach into them.
    """
    closed = [window for window in week.available or () if window.closed]
    spans = tuple(_covered(week, closed, base, end))
    if not week.repeats:
        return spans
    again = [
        attrs.evolve(span, start=span.start + end, end=span.end + end)
        for span in spans
        if span.start < DAY
    ]
    return (*spans, *again)


def forbidden(week: Week, base: int, end: int) -> tuple[Opening, ...]:
    """Return the spans in which the user forbids strength to start.

    An `InputError` is raised if a span has a date and the week has none.
    """
    _need_start(week, week.forbidden, "forbidden")
    return tuple(_covered(week, week.forbidden, base, end))


def _need_start(week: Week, windows: Iterable[Window], where: str) -> None:
    for index, window in enumerate(windows):
        if window.when.date is not None and week.start is None:
            raise InputError(f"{where}[{index}].when", str(window.when), NO_START, "missing")


def _named(week: Week, day: int) -> tuple[int | None, dt.date | None, int]:
    """Return what spans call a day: its weekday and date, if they are known, and its number."""
    date = None if week.start is None else week.start + dt.timedelta(days=day)
    return week.weekday_of(day), date, day + 1


def _open(window: Window, policy: Policy, midnight: int) -> Opening:
    """Return what a window opens on one day; without hours of its own, the policy's."""
    span = window.when
    opens = policy.day_start if span.opens is None else span.opens
    closes = policy.day_end if span.closes is None else span.closes
    return Opening(midnight + opens, midnight + closes, window.equipment)


def _covered(week: Week, windows: Iterable[Window], base: int, end: int) -> Iterator[Opening]:
    """Yield what windows cover, day by day; without hours of theirs, whole days."""
    for day in range(week.days):
        midnight, tomorrow, named = base + day * DAY, base + (day + 1) * DAY, _named(week, day)
        for window in windows:
            if window.when.covers(*named):
                opens = 0 if window.when.opens is None else window.when.opens
                closes = DAY if window.when.closes is None else window.when.closes
                whole = Opening(midnight + opens, midnight + closes, None)
                yield whole
                if whole.end > tomorrow and tomorrow == end:  # begins anew on a circle
                    yield from _on_days(week, [attrs.evolve(whole, start=tomorrow)], end)


def _on_days(week: Week, spans: Iterable[Opening], end: int) -> Iterator[Opening]:
    """Yield spans that begin in the horizon; on a circle its first day follows its last."""
    for span in spans:
        if span.start < end:
            yield span
        elif week.repeats:
            yield attrs.evolve(span, start=span.start - end, end=span.end - end)
