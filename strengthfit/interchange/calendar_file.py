"""A week from an iCalendar file: runs, and strength as somebody placed it.

An event is a run or a strength session if its title, or one of its categories, has a kind's name as
a word: "Tempo 10 km", "Long run", "Strength: heavy". Other events are left out and listed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs

from ..domain.clock import DAY, DAYS, WEEK
from ..domain.policy import Policy
from ..domain.run import RUN_KINDS, Run
from ..domain.strength import STRENGTH_KINDS, Session
from ..domain.week import Week
from ..errors import FileError, InputError, MissingExtraError, shown
from .format import Chosen, Format, WeekFile
from .table_file import read_filled

_KM = re.compile(r"(\d+(?:[.,]\d+)?) ?km\b", re.IGNORECASE)
_KINDS = sorted((*RUN_KINDS, *STRENGTH_KINDS), key=len, reverse=True)
_WORDS = {kind: re.compile(rf"\b{kind.replace('_', '[ _-]')}\b", re.IGNORECASE) for kind in _KINDS}


@attrs.frozen
class CalendarWeek:
    """What one week of a calendar holds.

    Parameters
    ----------
    week
        Its runs, and as `before` and `after` the runs and strength of the weeks around it.
    placements
        The strength sessions in it.
    ignored
        Titles of the week's events that are neither.
    """

    week: Week
    placements: tuple[Session, ...]
    ignored: tuple[str, ...]


@attrs.frozen
class _Event:
    title: str
    kind: str | None
    minute: int  # from 00:00 of the week's first day
    whole_day: bool
    length: float | None


def read_calendar(path: str | os.PathLike[str], start: dt.date | str) -> CalendarWeek:
    """Read the seven days from a date on.

    Parameters
    ----------
    path
        An ``.ics`` file. Events that recur are unfolded.
    start
        The week's first day, such as "2026-11-23".

    Returns
    -------
    CalendarWeek
        Times are those on the clock where an event takes place. A time in UTC is turned to the
        time zone of the calendar, if it names one.

    Raises
    ------
    FileError
        With every problem of the file.
    InputError
        If `start` is not a date.
    MissingExtraError
        If the extra ``calendar`` is not installed.
    """
    return _parse_calendar(None, os.fspath(path), start)


def _parse_calendar(text: str | None, source: str, start: dt.date | str) -> CalendarWeek:
    """Read the seven days from a date on of a text, or of the file that is the source."""
    first = _date(start)
    events, problems = [], []
    for component, zone in _components(text, source, first):
        try:
            events.append(_event(component, zone, first))
        except InputError as error:
            problems.append(f"{shown(_title(component))}: {error}")
    if problems:
        raise FileError(source, problems)
    return _week(source, first, sorted(events, key=lambda event: (event.minute, event.title)))


def _date(start: dt.date | str) -> dt.date:
    if isinstance(start, dt.date):
        return start.date() if isinstance(start, dt.datetime) else start
    try:
        return dt.date.fromisoformat(start)
    except (ValueError, TypeError):
        raise InputError("start", start, "is not a date; write e.g. '2026-11-23'") from None


def _components(
    text: str | None, source: str, first: dt.date
) -> Iterator[tuple[Any, ZoneInfo | None]]:
    """Yield the events of the week before, the week and the week after, and the calendar's zone."""
    try:
        import icalendar
        import recurring_ical_events  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        raise MissingExtraError("reading a calendar", "calendar") from None
    text = read_filled(source) if text is None else text
    try:
        calendar = icalendar.Calendar.from_ical(text)
        weeks = dt.timedelta(weeks=1)
        found = recurring_ical_events.of(calendar).between(first - weeks, first + 2 * weeks)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        # What the two libraries raise for text that is not a calendar, or breaks its rules.
        raise FileError(source, [f"is not an iCalendar file: {error}"]) from None
    zone = _zone(calendar)
    for component in found:
        if component.name == "VEVENT":
            yield component, zone


def _zone(calendar: Any) -> ZoneInfo | None:
    try:
        return ZoneInfo(str(calendar.get("X-WR-TIMEZONE", "")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _title(component: Any) -> str:
    return str(component.get("SUMMARY", "(no title)"))


def _event(component: Any, zone: ZoneInfo | None, first: dt.date) -> _Event:
    title = _title(component)
    kind = _kind([title, *_categories(component)])
    begins, ends = component.start, component.end
    whole_day = not isinstance(begins, dt.datetime)
    if whole_day:
        minute, length = (begins - first).days * DAY, None
    else:
        local = _local(begins, zone, strict=kind is not None)
        minute = round((local - dt.datetime.combine(first, dt.time())) / dt.timedelta(minutes=1))
        length = (ends - begins) / dt.timedelta(minutes=1) or None
    return _Event(title, kind, minute, whole_day, length)


def _categories(component: Any) -> list[str]:
    listed = component.get("CATEGORIES")
    groups = listed if isinstance(listed, list) else [listed] if listed is not None else []
    return [str(name) for group in groups for name in getattr(group, "cats", [group])]


def _kind(texts: list[str]) -> str | None:
    """Return the one kind that the texts name, longer names first: "medium long" is not "long"."""
    found: list[str] = []
    for text in texts:
        rest = text
        for kind, word in _WORDS.items():
            if word.search(rest):
                found.append(kind)
                rest = word.sub(" ", rest)
        if found:
            break  # the title decides; categories count if it says nothing
    if len(set(found)) > 1:
        names = " and ".join(sorted(set(found)))
        raise InputError("kind", texts[0], f"names {names}; keep one kind in the title")
    return found[0] if found else None


def _local(moment: dt.datetime, zone: ZoneInfo | None, *, strict: bool) -> dt.datetime:
    """Return the time on the clock of the place; if it cannot be known, refuse it if strict."""
    if str(moment.tzinfo) == "UTC":
        if zone is not None:
            moment = moment.astimezone(zone)
        elif strict:
            accepted = "is in UTC, and the calendar names no time zone (X-WR-TIMEZONE) for it"
            raise InputError("start", moment.isoformat(), accepted)
    return moment.replace(tzinfo=None)


def _week(source: str, first: dt.date, events: list[_Event]) -> CalendarWeek:
    """Sort events into the week and its edges."""
    parts: dict[str, list[Run | Session]] = {"before": [], "within": [], "after": []}
    ignored: list[str] = []
    problems: list[str] = []
    for event in events:
        inside = 0 <= event.minute < WEEK
        part = "within" if inside else "before" if event.minute < 0 else "after"
        if event.kind is None:
            ignored += [event.title] if inside else []
            continue
        try:
            parts[part].append(_value(event, first))
        except InputError as error:
            problems.append(f"{shown(event.title)}: {error}")
    if problems:
        raise FileError(source, problems)
    runs = [item for item in parts["within"] if isinstance(item, Run)]
    week = Week(runs, start=first, before=parts["before"], after=parts["after"])
    placed = tuple(item for item in parts["within"] if isinstance(item, Session))
    return CalendarWeek(week, placed, tuple(ignored))


def _value(event: _Event, first: dt.date) -> Run | Session:
    when: str | int = event.minute
    if event.whole_day:
        when = DAYS[(first.weekday() + event.minute // DAY) % 7]
    if event.kind in STRENGTH_KINDS:
        return Session(when, event.kind, minutes=event.length)
    km = _KM.search(event.title)
    return Run(
        when,
        event.kind or "",
        minutes=event.length,
        km=float(km[1].replace(",", ".")) if km else None,
    )


def _week_of_calendar(source: str, text: str | None, chosen: Chosen) -> WeekFile:
    read = _parse_calendar(text, source, chosen.start or "")
    return WeekFile(read.week, Policy(), read.placements, read.ignored)


FORMAT = Format(
    name="a calendar",
    ending=".ics",
    begins="BEGIN:VCALENDAR",
    week=_week_of_calendar,
    chosen_by="start",
)
