"""A week from an iCalendar file: runs, strength as somebody placed it, and hours that are taken."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator

import attrs

from ..domain.availability import Window
from ..domain.policy import Policy
from ..domain.strength import Demand, Session
from ..domain.week import Week
from ..errors import FileError, InputError
from .calendar_events import (
    LARGEST_CALENDAR,
    CalendarEvent,
    UnreadEvent,
    read_events,
)
from .entries import Entry, openings_of, to_date, week_of
from .format import Chosen, Format, ReadItem, WeekFile
from .table_file import read_filled
from .titles import NO_WORDS, Meaning, Words, recognise

_MINUTE = dt.timedelta(minutes=1)
_WEEK = dt.timedelta(weeks=1)


@attrs.frozen
class CalendarWeek:
    """What one week of a calendar holds.

    Parameters
    ----------
    week
        Its runs, and as `before` and `after` the runs and strength of the weeks around it. Hours
        that are taken are closed to strength. Its own strength is pinned where it stands.
    placements
        The strength sessions in it.
    ignored
        Titles of the week's events that are neither.
    read
        Every event with what it was taken for: those of the week, and of the weeks around it those
        that are runs or strength.
    unread
        Events that could not be read, or that were left out.
    judged
        The same week with nothing pinned, to judge the placements in.
    """

    week: Week
    placements: tuple[Session, ...]
    ignored: tuple[str, ...]
    read: tuple[ReadItem, ...] = ()
    unread: tuple[ReadItem, ...] = ()
    judged: Week | None = None


def read_calendar(
    path: str | os.PathLike[str],
    start: dt.date | str,
    *,
    zone: str | None = None,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    gym: str | os.PathLike[str] | None = None,
    words: Words = NO_WORDS,
) -> CalendarWeek:
    """Read the seven days from a date on.

    Parameters
    ----------
    path
        An ``.ics`` file. Events that recur are unfolded. One that is broken takes no other with it.
    start
        The week's first day, such as "2026-11-23".
    zone
        The zone to which times in UTC are turned, such as "Europe/Berlin"; by default that which
        the calendar names. Any other time is that on the clock where the event takes place.
    strength
        What is asked for beside the strength that stands in the calendar, as in `Week`. By default
        two short sessions, less those that stand there; core is no such session.
    repeats
        Whether every week looks like this; then the weeks around it are not read.
    gym
        A second calendar, of the hours in which strength can be trained. An event that lasts all
        day opens its day.
    words
        A user's own words for kinds, from `read_words`.

    Returns
    -------
    CalendarWeek
        With what each event was taken for.

    Raises
    ------
    FileError
        If a file is no calendar, or a run or strength is in UTC and no zone is known.
    InputError
        If `start` is not a date, or `zone` or `strength` is not accepted.
    MissingExtraError
        If the extra ``calendar`` is not installed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> text = '''BEGIN:VCALENDAR
    ... BEGIN:VEVENT
    ... SUMMARY:Tempo 10 km
    ... DTSTART:20261126T070000
    ... DURATION:PT50M
    ... END:VEVENT
    ... END:VCALENDAR'''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "week.ics")
    ...     _ = file.write_text(text)
    ...     read = read_calendar(file, "2026-11-23")
    >>> [(item.when, item.title, item.taken_as) for item in read.read]
    [('Thu 07:00', 'Tempo 10 km', 'tempo')]
    """
    source = os.fspath(path)
    text = read_filled(source, LARGEST_CALENDAR)
    return parse_calendar(
        text, start, source, zone=zone, strength=strength, repeats=repeats, gym=gym, words=words
    )


def parse_calendar(
    text: str,
    start: dt.date | str,
    source: str = "calendar",
    *,
    zone: str | None = None,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    gym: str | os.PathLike[str] | None = None,
    words: Words = NO_WORDS,
) -> CalendarWeek:
    """Read the seven days from a date on of an iCalendar text, as `read_calendar` does of a file.

    `source` is a name for messages.
    """
    first = to_date(start, "start")
    entries, unread = _entries(text, source, first, zone, words)
    opened: list[Window] = []
    if gym is not None:
        gym_text = read_filled(os.fspath(gym), LARGEST_CALENDAR)
        hours, unread_hours = _entries(gym_text, os.fspath(gym), first, zone, words)
        opened, unread = openings_of(hours, first), [*unread, *unread_hours]
    around = entries if not repeats else [one for one in entries if 0 <= _day(one, first) < 7]
    file = week_of(around, first, source, strength=strength, repeats=repeats, available=opened)
    ignored = tuple(item.title for item in file.read if item.taken_as in ("busy", "left out"))
    return CalendarWeek(file.week, file.placements, ignored, file.read, tuple(unread), file.judged)


def _day(entry: Entry, first: dt.date) -> int:
    return (entry.date - first).days


def _entries(
    text: str, source: str, first: dt.date, zone: str | None, words: Words
) -> tuple[list[Entry], list[ReadItem]]:
    """Return what happens in the week and those around it, and what was not read."""
    events, failed = read_events(text, source, first - _WEEK, first + 2 * _WEEK, zone)
    unread = [_unread(event) for event in failed]
    entries: list[Entry] = []
    problems: list[str] = []
    seen: set[tuple[str, dt.datetime, dt.datetime]] = set()
    for event in events:
        name = event.title, event.begins, event.ends
        if event.off:
            unread.append(_left_out(event, "it was cancelled"))
        elif name in seen:
            unread.append(_left_out(event, "it stands there twice"))
        else:
            seen.add(name)
            these = list(_of_event(event, words))
            if event.in_utc and any(entry.meaning.item != "other" for entry in these):
                problems.append(_in_utc(event))
            elif event.in_utc and event.busy:
                these = [_doubtful(entry) for entry in these]
            entries += these
    if problems:
        raise FileError(source, problems)
    return entries, unread


def _doubtful(entry: Entry) -> Entry:
    """Return a busy entry whose hours are not known, as one that a person should look at."""
    how = "its time is in UTC, and no time zone is known (--zone): its hours are not kept"
    return attrs.evolve(entry, meaning=attrs.evolve(entry.meaning, how=how, known=False))


def _in_utc(event: CalendarEvent) -> str:
    at = event.begins.isoformat(" ", "minutes")
    return (
        f"{event.title}: its time, {at}, is in UTC, and the calendar names no time zone for it; "
        "give one (zone), such as Europe/Berlin"
    )


def _unread(event: UnreadEvent) -> ReadItem:
    return ReadItem("", "", event.title, "not read", event.why, known=False)


def _left_out(event: CalendarEvent, why: str) -> ReadItem:
    when = f"{event.begins:%a}" + ("" if event.whole_day else f" {event.begins:%H:%M}")
    return ReadItem(event.begins.date().isoformat(), when, event.title, "left out", why)


def _of_event(event: CalendarEvent, words: Words) -> Iterator[Entry]:
    """Yield an entry for each meaning of an event's title; they follow one another in time."""
    own = _own(event)
    if own is None:
        meanings = recognise(event.title, event.categories, event.description, words)
    else:
        meanings = (Meaning("strength", own.kind, "as a plan put it there"),)
    # Training is where the runner is; what else is elsewhere is a call, on the runner's own clock.
    is_call = all(meaning.item == "other" for meaning in meanings)
    begins = event.begins + (event.away if is_call else dt.timedelta())
    length = None if event.whole_day else (event.ends - event.begins) / _MINUTE or None
    for meaning, share in zip(meanings, _shares(meanings, length), strict=True):
        at = None if event.whole_day else round((begins - _midnight(begins)) / _MINUTE)
        other = meaning.item == "other"
        yield Entry(
            title=event.title,
            date=begins.date(),
            meaning=meaning,
            minute=at,
            length=share if not event.whole_day or other else event.minutes,
            busy=event.busy and not event.in_utc,
            ours=own is not None,
            dose=None if own is None else own.dose,
            effort=None if own is None else own.effort,
            label=None if own is None else own.label,
        )
        begins += dt.timedelta(minutes=share or 0)


def _own(event: CalendarEvent) -> Session | None:
    """Return the session that a plan of ours put there; its day is not that of the event."""
    try:
        return Session("Mon", **event.session) if event.session else None
    except (InputError, TypeError):  # changed by hand, or the kind is missing
        return None


def _midnight(moment: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(moment.date(), dt.time())


def _shares(meanings: tuple[Meaning, ...], length: float | None) -> list[float | None]:
    """Return the minutes of each of an event's sessions: as its title says, else alike."""
    if length is None or len(meanings) == 1:
        return [length] * len(meanings)
    said = [meaning.minutes for meaning in meanings]
    if all(said) and sum(minutes or 0 for minutes in said) <= length:
        return said
    return [length / len(meanings)] * len(meanings)


def _week_of_calendar(source: str, text: str | None, chosen: Chosen) -> WeekFile:
    read = parse_calendar(
        read_filled(source, LARGEST_CALENDAR) if text is None else text,
        chosen.start or "",
        source,
        zone=chosen.zone,
        strength=chosen.strength,
        repeats=chosen.repeats,
        gym=chosen.gym,
        words=chosen.words,
    )
    return WeekFile(
        read.week,
        Policy(),
        read.placements,
        read.ignored,
        (*read.read, *read.unread),
        read.judged,
    )


FORMAT = Format(
    name="a calendar",
    ending=".ics",
    begins="BEGIN:VCALENDAR",
    week=_week_of_calendar,
    chosen_by="start",
)
