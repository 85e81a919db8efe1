"""Entries of a calendar or a planner, on real dates, and the week that they make."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import attrs

from ..domain.availability import Span, Window
from ..domain.clock import DAY, DAYS, clock_text
from ..domain.policy import Policy
from ..domain.run import Run, RunKind
from ..domain.strength import Demand, Session, StrengthKind
from ..domain.week import Week
from ..errors import FileError, InputError, shown
from .format import ReadItem, WeekFile
from .standing_strength import STANDING, pins_for, span_of
from .titles import Meaning

R = TypeVar("R")


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
    ours
        Whether a plan of this library put it there.
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
    ours: bool = False
    dose: str | None = None
    effort: str | None = None
    label: str | None = None


def to_date(value: dt.date | str, where: str) -> dt.date:
    """Return a date, or raise an `InputError` that names the path `where`.

    Examples
    --------
    >>> to_date("2026-11-23", "start")
    datetime.date(2026, 11, 23)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (ValueError, TypeError):
        raise InputError(where, value, "is not a date; write e.g. '2026-11-23'") from None


def week_of(
    entries: Iterable[Entry],
    first: dt.date,
    source: str,
    *,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    available: Sequence[Window] = (),
) -> WeekFile:
    """Return the week that begins on a date, with what lies in the weeks around it.

    Parameters
    ----------
    entries
        In any order; those of other weeks are left out.
    first
        The week's first day.
    source
        A name for messages.
    strength
        What is asked for beside the strength that stands there, as in `Week`. By default two short
        sessions, less those that stand there; core is no such session.
    repeats
        As in `Week`.
    available
        Windows that are open, if not all are.

    Returns
    -------
    WeekFile
        Its own strength is pinned where it stands, and hours that are taken are closed. Of two runs
        of a day without times the second takes the other half of the day. A length or a distance
        that no run has is left out, and `read` says so.

    Raises
    ------
    InputError
        If `strength` is not accepted.
    FileError
        If the entries cannot stand in one week.
    """
    items = _items(entries, first, source)
    runs = [one.value for one in items if one.day_in_week and isinstance(one.value, Run)]
    own = [one for one in items if one.day_in_week and isinstance(one.value, Session)]
    placed = [one.value for one in own if isinstance(one.value, Session)]
    pins = pins_for(placed, runs, first.weekday())
    said = {one: words for one, (_, words) in zip(own, pins, strict=True) if words}
    ours = [one.entry.ours for one in own]
    asked = _asked(strength, list(zip(placed, ours, strict=True)))
    closed = [window for one in items for window in _beside_own(one.closed, placed, first)]
    try:
        week = Week(
            runs,
            strength=asked,
            start=first,
            before=[] if repeats else _edge(items, before=True),
            after=[] if repeats else _edge(items, before=False),
            available=[*available, *closed] or None,
            repeats=repeats,
            pins=[
                pin if planned else attrs.evolve(pin, extra=STANDING)
                for (pin, _), planned in zip(pins, ours, strict=True)
            ],
        )
    except InputError as error:
        raise FileError(source, [str(error)]) from None
    read = tuple(_read(one, said.get(one)) for one in items if one.is_listed)
    return WeekFile(week, Policy(), tuple(placed), read=read, judged=attrs.evolve(week, pins=()))


@attrs.frozen(eq=False)
class _Item:
    """An entry near a week, the day on which it begins, and what it gives to the week."""

    entry: Entry
    day: int
    value: Run | Session | None
    closed: tuple[Window, ...]
    how: str

    @property
    def day_in_week(self) -> bool:
        return 0 <= self.day < _DAYS

    @property
    def is_listed(self) -> bool:
        return self.day_in_week or self.value is not None or bool(self.closed)


def _items(entries: Iterable[Entry], first: dt.date, source: str) -> list[_Item]:
    """Return the entries of a week and of those around it, by time, else as they stood."""
    problems: list[str] = []
    near = [entry for entry in entries if -_DAYS <= (entry.date - first).days < 2 * _DAYS]
    near.sort(key=_order)
    halves = _halves(near)
    items: list[_Item] = []
    for index, entry in enumerate(near):
        day = (entry.date - first).days
        if entry.meaning.item == "other":
            closed = tuple(_closed(entry, first))
            items.append(_Item(entry, day, None, closed, entry.meaning.how))
        else:
            try:
                value, how = _value(entry, day, halves.get(index))
            except InputError as error:
                problems.append(f"{shown(entry.title)} on {entry.date}: {error}")
                continue
            items.append(_Item(entry, day, value, (), how))
    if problems:
        raise FileError(source, problems)
    return items


def _edge(items: Iterable[_Item], *, before: bool) -> list[Run | Session]:
    """Return the runs and strength of the week before, or of the week after."""
    there = [one for one in items if (one.day < 0 if before else one.day >= _DAYS)]
    return [one.value for one in there if one.value is not None]


def openings_of(entries: Iterable[Entry], first: dt.date) -> list[Window]:
    """Return the windows that entries open, such as a gym's hours, in the week from a date on."""
    spans = [(entry, span) for entry in entries for span in _spans(entry, first)]
    return [Window(span, place=entry.title or None) for entry, span in spans]


_DAYS = 7


def _order(entry: Entry) -> tuple[dt.date, int, int]:
    """By time; what has none comes by the half of the day that it names."""
    half = ("am", None, "pm").index(entry.meaning.half)
    return entry.date, -1 if entry.minute is None else entry.minute, half


def _halves(near: Sequence[Entry]) -> dict[int, str]:
    """Return the half of the day for entries without a time, by their place in the list.

    One run alone has none. If there are two, the first takes the morning and the second the
    evening, or both what the others leave.
    """
    found: dict[int, str] = {}
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    for index, entry in enumerate(near):
        if entry.minute is None and entry.meaning.half is not None:
            found[index] = entry.meaning.half
        if entry.meaning.item == "run":
            by_day[entry.date].append(index)
    for mine in by_day.values():
        if len(mine) < 2:
            continue
        taken = {found.get(index) or _half_of(near[index].minute) for index in mine}
        for index in mine:
            if near[index].minute is None and index not in found:
                found[index] = "pm" if "am" in taken else "am"
                taken.add(found[index])
    return found


def _half_of(minute: int | None) -> str | None:
    return None if minute is None else "am" if minute < DAY // 2 else "pm"


def _value(entry: Entry, day: int, half: str | None) -> tuple[Run | Session, str]:
    """Return a run or a session, and how it was understood."""
    meaning, how = entry.meaning, entry.meaning.how
    when: str | int
    if entry.minute is not None:
        when = day * DAY + entry.minute
    else:
        when = f"{DAYS[entry.date.weekday()]} {half or ''}".strip()
        how += f"; no time, so {half}" if half and meaning.half is None else ""
    minutes = entry.length if entry.length is not None else meaning.minutes
    if meaning.item == "strength":
        kind = meaning.kind or StrengthKind.CIRCUIT
        session, left = _without(
            lambda **amounts: Session(
                when, kind, dose=entry.dose, effort=entry.effort, label=entry.label, **amounts
            ),
            minutes=minutes,
        )
        return session, how + left
    run, left = _without(
        lambda **amounts: Run(
            when,
            meaning.kind or RunKind.STEADY,
            key=True if meaning.is_key else entry.key,
            id=entry.id,
            priority=meaning.priority or "A",
            **amounts,
        ),
        minutes=minutes,
        km=meaning.km,
        load=entry.load,
    )
    return run, how + left


def _without(make: Callable[..., R], **amounts: float | None) -> tuple[R, str]:
    """Make a value without those amounts that it does not accept, and say which these are."""
    left = ""
    make()  # what else is wrong is not of the amounts
    for name, amount in list(amounts.items()):
        if amount is None:
            continue
        try:
            make(**{name: amount})
        except InputError:
            left += f"; {amount:g} {_UNITS[name]} cannot be right and is left out"
            amounts[name] = None
    return make(**amounts), left


_UNITS = {"minutes": "min", "km": "km", "load": "of load"}


def _asked(
    strength: int | str | Iterable[Demand] | None, placed: Sequence[tuple[Session, bool]]
) -> list[Demand]:
    """Return what is asked for, and beside it what stands there.

    Of `placed` sessions those that a plan of ours put there are what was asked for before.
    """
    beside = [session for session, ours in placed if strength is None or not ours]
    if strength is None:
        strength = max(0, 2 - sum(session.kind != StrengthKind.CORE for session in beside))
    asked = Week([], strength=strength).strength
    return [
        *asked,
        *(Demand(one.kind, minutes=one.minutes, label=one.label) for one in beside),
    ]


def _beside_own(
    windows: Iterable[Window], own: Iterable[Session], first: dt.date
) -> Iterator[Window]:
    """Yield what closed windows close beside the strength that stands there, which stays whole."""
    spans = [span for one in own if (span := span_of(one)) is not None]
    for window in windows:
        hours = window.when
        if hours.date is None or hours.opens is None or hours.closes is None:
            yield window
            continue
        midnight = (hours.date - first).days * DAY
        left = [(midnight + hours.opens, midnight + hours.closes)]
        for begin, end in spans:
            left = [
                part
                for opens, closes in left
                for part in ((opens, min(closes, begin)), (max(opens, end), closes))
                if part[0] < part[1]
            ]
        for opens, closes in sorted(set(left)):
            inner = attrs.evolve(hours, opens=opens - midnight, closes=closes - midnight)
            yield attrs.evolve(window, when=inner)


def _closed(entry: Entry, first: dt.date) -> Iterator[Window]:
    """Yield the windows that an entry closes, if its hours are taken."""
    if entry.busy and entry.minute is not None:
        for span in _spans(entry, first):
            yield Window(span, closed=True, place=entry.title or None)


def _spans(entry: Entry, first: dt.date) -> Iterator[Span]:
    """Yield the spans of an entry on each day of a week; without times it lasts its day."""
    if entry.minute is None:
        if 0 <= (entry.date - first).days < _DAYS:
            yield Span(date=entry.date)
        return
    until = entry.minute + round(entry.length or 0)
    day = (entry.date - first).days
    for later in range(max(0, day), min(_DAYS, day + 1 + (until - 1) // DAY)):
        opens = max(0, entry.minute - (later - day) * DAY)
        closes = min(DAY, until - (later - day) * DAY)
        if opens < closes:
            yield Span(date=first + dt.timedelta(days=later), opens=opens, closes=closes)


def _read(item: _Item, said: str | None) -> ReadItem:
    entry, meaning = item.entry, item.entry.meaning
    when = DAYS[entry.date.weekday()]
    if entry.minute is not None:
        when = f"{when} {clock_text(entry.minute)}"
    taken_as = "busy" if item.closed else "left out" if item.value is None else str(meaning.kind)
    how = "; ".join(filter(None, (item.how, said)))
    taken_as += ", key" if meaning.is_key else ""
    return ReadItem(entry.date.isoformat(), when, entry.title, taken_as, how, meaning.known)
