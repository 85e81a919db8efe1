"""Entries of a calendar or a planner, on real dates, and the week that they make."""

import datetime as dt
from collections.abc import Iterable, Sequence

import attrs

from ..domain.availability import Span, Window
from ..domain.clock import DAY, DAYS, clock_text
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.strength import Session
from ..domain.week import Week
from ..errors import FileError, InputError, shown
from .format import ReadItem, WeekFile
from .titles import Meaning


@attrs.frozen
class Entry:
    """One thing in a calendar or a planner, on the clock of the place.

    Parameters
    ----------
    title
        As it stood there.
    date
        The day on which it starts.
    meaning
        What it was taken for.
    minute
        Of the day; None if no time is known.
    length
        In minutes, if it is known.
    busy
        Whether its hours are taken. It means nothing for runs and strength, which are planned
        around.
    id
        A name of its own, if it has one.
    key, load
        As in `Run`, if they are known.
    dose, effort, label
        As in `Session`, if they are known.
    """

    title: str
    date: dt.date
    meaning: Meaning
    minute: int | None = None
    length: float | None = None
    busy: bool = False
    id: str | None = None
    key: bool | None = None
    load: float | None = None
    dose: str | None = None
    effort: str | None = None
    label: str | None = None


def week_of(entries: Iterable[Entry], first: dt.date, source: str) -> WeekFile:
    """Return the week that begins on a date, with what lies in the weeks around it.

    Of two runs of a day without times the second takes the other half of the day. A `FileError`
    that names `source` is raised with every problem.
    """
    near = [entry for entry in entries if -7 <= (entry.date - first).days < 14]
    near.sort(key=_order)
    parts: dict[str, list[Run | Session]] = {"before": [], "within": [], "after": []}
    read: list[ReadItem] = []
    problems: list[str] = []
    busy: list[Window] = []
    for entry in near:
        day = (entry.date - first).days
        part = "before" if day < 0 else "within" if day < 7 else "after"
        if entry.meaning.item == "other":
            if part == "within":
                busy += _busy(entry)
                read.append(_read(entry, "busy" if entry.busy else "left out"))
            continue
        try:
            parts[part].append(_value(entry, day, _half(entry, near)))
        except InputError as error:
            problems.append(f"{shown(entry.title)}: {error}")
            continue
        read.append(_read(entry, f"{entry.meaning.kind}{', key' * entry.meaning.is_key}"))
    if problems:
        raise FileError(source, problems)
    week = Week(
        [item for item in parts["within"] if isinstance(item, Run)],
        start=first,
        before=parts["before"],
        after=parts["after"],
        available=busy or None,
    )
    placed = tuple(item for item in parts["within"] if isinstance(item, Session))
    return WeekFile(week, Policy(), placed, read=tuple(read))


def _order(entry: Entry) -> tuple[dt.date, int, str]:
    return entry.date, -1 if entry.minute is None else entry.minute, entry.title


def _half(entry: Entry, others: Sequence[Entry]) -> str | None:
    """Return the half of the day of a run without a time: its own, or that which is left."""
    if entry.minute is not None or entry.meaning.half is not None:
        return entry.meaning.half
    runs = [one for one in others if one.date == entry.date and one.meaning.item == "run"]
    if entry.meaning.item != "run" or len(runs) == 1:
        return None
    taken = {one.meaning.half or _half_of(one.minute) for one in runs if one is not entry}
    if taken <= {None}:
        return "am" if runs[0] is entry else "pm"
    return "pm" if "am" in taken else "am"


def _half_of(minute: int | None) -> str | None:
    return None if minute is None else "am" if minute < DAY // 2 else "pm"


def _value(entry: Entry, day: int, half: str | None) -> Run | Session:
    meaning = entry.meaning
    when: str | int
    if entry.minute is not None:
        when = day * DAY + entry.minute
    else:
        when = f"{DAYS[entry.date.weekday()]} {half or ''}".strip()
    minutes = entry.length if entry.length is not None else meaning.minutes
    if meaning.item == "strength":
        return Session(
            when,
            meaning.kind or "",
            minutes=minutes,
            dose=entry.dose,
            effort=entry.effort,
            label=entry.label,
        )
    return Run(
        when,
        meaning.kind or "",
        minutes=minutes,
        km=meaning.km,
        key=True if meaning.is_key else entry.key,
        load=entry.load,
        id=entry.id,
        priority=meaning.priority or "A",
    )


def _busy(entry: Entry) -> list[Window]:
    """Return the closed window of an entry whose hours are taken."""
    if not entry.busy or entry.minute is None or entry.length is None:
        return []
    closes = min(DAY, entry.minute + round(entry.length))
    span = Span(date=entry.date, opens=entry.minute, closes=closes)
    return [Window(span, closed=True, place=entry.title or None)]


def _read(entry: Entry, taken_as: str) -> ReadItem:
    when = DAYS[entry.date.weekday()]
    if entry.minute is not None:
        when = f"{when} {clock_text(entry.minute)}"
    return ReadItem(entry.date.isoformat(), when, entry.title, taken_as, entry.meaning.how)
