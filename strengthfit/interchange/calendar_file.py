"""A week from an iCalendar file: runs, strength as somebody placed it, and hours that are taken."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence

import attrs

from ..domain.availability import Window
from ..domain.policy import Policy
from ..domain.run import RunKind
from ..domain.strength import Demand
from ..errors import FileError, Problem
from ..printable import one_line
from ..sizes import sizes
from .calendar_events import (
    CalendarEvent,
    first_days,
    read_events,
)
from .calendar_own import own_session
from .entries import (
    Entry,
    bare_day,
    first_day,
    is_near,
    openings_of,
    sessions_of,
    week_of,
)
from .format import NOT_READ, CalendarWeek, Chosen, Format, ReadItem, WeekFile
from .table_file import read_filled
from .title_times import time_said
from .titles import NO_WORDS, Meaning, Words, recognise

_MINUTE = dt.timedelta(minutes=1)
_WEEK = dt.timedelta(weeks=1)


def read_calendar(
    path: str | os.PathLike[str],
    start: dt.date | str,
    *,
    zone: str | None = None,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    gym: str | os.PathLike[str] | None = None,
    words: Words = NO_WORDS,
    policy: Policy | str | None = None,
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
        the calendar names, or else that of most of its events. Training in any other zone is at the
        time on the clock there; what else is taken is at its hour here.
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
    policy
        That by which the week is planned, or the name of a preset: it says how far strength that
        stands there is kept from runs. By default ``supporting``.

    Returns
    -------
    WeekFile
        Its `week` has the runs and, as `before` and `after`, the runs and strength of the weeks
        around it. Hours that are taken are closed to strength. Its own strength is among its
        `placements`, and pinned where it stands; `judged` is the week with nothing pinned. `read`
        says what each event was taken for.

    Raises
    ------
    FileError
        If a file is not a calendar, or has events and none in the week or near it, or a run or
        strength is in UTC and no zone is known.
    InputError
        If `start` is not a date, or `zone`, `strength`, `words` or `policy` is not accepted.
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
    text = read_filled(source, sizes().calendar_bytes)
    return parse_calendar(
        text,
        start,
        source,
        zone=zone,
        strength=strength,
        repeats=repeats,
        gym=gym,
        words=words,
        policy=policy,
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
    policy: Policy | str | None = None,
) -> CalendarWeek:
    """Read the seven days from a date on of an iCalendar text, as `read_calendar` does of a file.

    `source` is a name for messages.
    """
    chosen = Chosen(
        start=start,
        zone=zone,
        strength=strength,
        repeats=repeats,
        gym=gym,
        words=words,
        policy=policy,
    )
    return _week(source, text, chosen)


def _week(source: str, text: str | None, chosen: Chosen) -> WeekFile:
    """Read one week from a text, or from the path if there is none."""
    if text is None:
        text = read_filled(source, sizes().calendar_bytes)
    first = first_day(chosen.start)
    entries, unread = _entries(text, source, first, chosen)
    opened: list[Window] = []
    if chosen.gym is not None:
        gym = os.fspath(chosen.gym)
        hours, unread_hours = _entries(read_filled(gym, sizes().calendar_bytes), gym, first, chosen)
        opened, unread = openings_of(hours, first), [*unread, *unread_hours]
    return week_of(entries, chosen, source, available=opened, unread=unread)


def _entries(
    text: str, source: str, first: dt.date, chosen: Chosen
) -> tuple[list[Entry], list[ReadItem]]:
    """Return what happens in the week and those around it, and what was not read.

    If nothing does, the entries say when something else does.
    """
    events, failed = read_events(text, source, first - _WEEK, first + 2 * _WEEK, chosen.zone)
    entries: list[Entry] = []
    problems: list[str] = []
    seen = set()
    busy = {_name(event) for event in events if event.busy and not event.off}
    for event in events:
        name = _name(event)
        if event.off:
            entries.append(_left_out(event, "it was cancelled"))
        elif name in seen:
            entries.append(_left_out(event, "it stands there twice"))
        else:
            seen.add(name)
            these = _of_event(attrs.evolve(event, busy=name in busy), chosen.titles)
            if event.in_utc and any(entry.meaning.item != "other" for entry in these):
                problems.append(_in_utc(event))
            entries += [attrs.evolve(one, doubt=_doubt(event, name in busy, one)) for one in these]
    entries = _without_banners(entries)
    if problems:
        raise FileError(source, problems)
    if not events:
        days = first_days(text, source)
        entries = [bare_day(day) for day in days if not is_near(day, first)]
    return entries, [ReadItem("", "", one.title, NOT_READ, one.why, known=False) for one in failed]


def _name(event: CalendarEvent) -> tuple[str, dt.datetime, dt.datetime]:
    """Return what is the same of an event that stands there twice: it is busy if one of them is."""
    return event.title, event.begins, event.ends


def _doubt(event: CalendarEvent, busy: bool, entry: Entry) -> str:
    """Return what a person should look at in the times of an entry, or ""."""
    if event.backwards:
        return "it ends before it begins, so how long it takes is not known"
    if entry.meaning.item != "other" or not busy:
        return ""
    if event.in_utc:
        return _NO_HOURS
    return _FAR.format(event.far) if event.far else ""


def _without_banners(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries with one race of what stands there for the whole day and also with times.

    What the banner says of it, such as its priority, is said of the race. Races of two lengths are
    two.
    """
    races = [one for one in entries if one.meaning.kind == RunKind.RACE]
    timed = {one.date: one for one in races if one.minute is not None}
    found = list(entries)
    for banner in races:
        race = timed.get(banner.date)
        if banner.minute is not None or race is None:
            continue
        whole, exact = banner.meaning, race.meaning
        if None not in (whole.km, exact.km) and whole.km != exact.km:
            continue
        said = attrs.evolve(
            exact, km=exact.km or whole.km, priority=exact.priority or whole.priority
        )
        why = f"the same race as '{one_line(race.title)}', which says when"
        found = [
            attrs.evolve(one, meaning=said)
            if one is race
            else attrs.evolve(one, meaning=Meaning("other", None, why), busy=False)
            if one is banner
            else one
            for one in found
        ]
    return found


_NO_HOURS = "its time is in UTC, and no time zone is known (--zone): its hours are not kept"
"""Of a busy entry whose hours are not known."""

_FAR = (
    "its time is in the zone '{}', and how that lies to the clock here is not known (--zone): its "
    "hours are not kept"
)
"""Of another such entry."""


def _in_utc(event: CalendarEvent) -> Problem:
    at = event.begins.isoformat(" ", "minutes")
    accepted = (
        f"its time, {at}, is in UTC, and the calendar names no time zone for it; "
        "give one (zone), such as Europe/Berlin"
    )
    return Problem(f"{event.title}: {accepted}", "missing", "", event.title, accepted)


def _left_out(event: CalendarEvent, why: str) -> Entry:
    return attrs.evolve(_whole(event, Meaning("other", None, why)), busy=False)


def _of_event(event: CalendarEvent, words: Words) -> list[Entry]:
    """Return an entry for each meaning of an event's title; they follow one another in time."""
    meanings = recognise(event.title, event.categories, event.description, words)
    if event.away and meanings[0].item == "other":
        how = f"{meanings[0].how}; {event.begins:%H:%M} in its own time zone"
        meanings = (attrs.evolve(meanings[0], how=how),)
    own = None if meanings[0].is_off else own_session(event, meanings)
    if own is not None:
        meanings = (Meaning("strength", own.kind, "as a plan put it there"),)
    whole = _whole(event, meanings[0])
    if event.whole_day and meanings[0].item != "other":
        whole = attrs.evolve(whole, minute=time_said(event.title, meanings))
    if own is not None:
        whole = attrs.evolve(
            whole, ours=True, uid=event.uid, dose=own.dose, effort=own.effort, label=own.label
        )
    return sessions_of(whole, meanings)


def _whole(event: CalendarEvent, meaning: Meaning) -> Entry:
    """Return an event as one entry.

    Training is where the runner is, and as long as it takes; what else is elsewhere is a call, on
    the runner's own clock, and its hours are those that the clock shows.
    """
    other = meaning.item == "other"
    begins = event.begins + (event.away if other else dt.timedelta())
    shown = (event.ends - event.begins) / _MINUTE or None
    lasts = event.minutes if event.whole_day else event.lasts
    return Entry(
        title=event.title,
        date=begins.date(),
        meaning=meaning,
        minute=None if event.whole_day else round((begins - _midnight(begins)) / _MINUTE),
        length=shown if other else lasts,
        busy=event.busy and not (event.in_utc or event.far or meaning.is_off),
    )


def _midnight(moment: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(moment.date(), dt.time())


FORMAT = Format(
    name="a calendar",
    ending=".ics",
    begins="BEGIN:VCALENDAR",
    week=_week,
    chosen_by="start",
)
