"""Entries of a calendar or a planner, on real dates, and the week that they make."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

import attrs

from ..domain.availability import Span, Window
from ..domain.checks import LONGEST_LINE
from ..domain.clock import DAY, DAYS, clock_text
from ..domain.own_kinds import run_kinds, strength_kinds, unknown_kind
from ..domain.own_names import is_own_name
from ..domain.policy import Policy
from ..domain.run import Run, RunKind
from ..domain.strength import Demand, Session, StrengthKind
from ..domain.week import Week
from ..errors import FileError, InputError, Problem, shown
from ..physiology.parameters import parameters_of
from ..printable import one_line
from ..program.resolve import demand_like
from ..visible import visible
from .format import BUSY, LEFT_OUT, NO_ENTRIES, Chosen, ReadItem, WeekFile
from .standing_strength import STANDING, pins_for, span_of, with_uid
from .titles import Meaning

R = TypeVar("R")

_CUT = "..."
_DAYS = 7
YEARS = 1970, 2199
"""CONVENTION: a week outside of these years is taken for a slip of the pen."""


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
    uid
        Of what a plan put there: the UID that it has in calendars, or the id that it has in a
        planner, if that is known.
    dose, effort, label
        As in `Session`, if they are known.
    doubt
        What a person should look at, in words; empty if there is nothing.
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
    uid: str = ""
    dose: str | None = None
    effort: str | None = None
    label: str | None = None
    doubt: str = ""


_NOTHING = Meaning("other", None, "")


def bare_day(date: dt.date) -> Entry:
    """Return what stands for a day that entries reach, and of which no more is said."""
    return Entry("", date, _NOTHING)


def sessions_of(entry: Entry, meanings: Sequence[Meaning]) -> list[Entry]:
    """Return an entry for each session that a calendar or a planner holds as one.

    They share its minutes, as the title says or else alike, and follow one another. A session of
    the other half of the day than its time has the half alone. A load cannot be shared: `how` says
    that it is left out.

    Parameters
    ----------
    entry
        With the time, the length and the load of all together; its `meaning` does not count.
    meanings
        What it was taken for, in their order.

    Examples
    --------
    >>> easy, core = Meaning("run", "easy", ""), Meaning("strength", "core", "")
    >>> whole = Entry("Easy run + core", dt.date(2026, 11, 24), easy, 420, length=80)
    >>> [(one.meaning.kind, one.minute, one.length) for one in sessions_of(whole, [easy, core])]
    [('easy', 420, 40.0), ('core', 460, 40.0)]
    """
    if len(meanings) == 1:
        return [attrs.evolve(entry, meaning=meanings[0])]
    found = []
    at = entry.minute
    for meaning, share in zip(meanings, _shares(meanings, entry.length), strict=True):
        fits = at is not None and meaning.half in (None, half_of(at % DAY))
        days, minute = divmod(at, DAY) if fits and at is not None else (0, None)
        found.append(
            attrs.evolve(
                entry,
                meaning=_without_load(meaning, len(meanings)) if entry.load else meaning,
                date=entry.date + dt.timedelta(days=days),
                minute=minute,
                length=share,
                load=None,
            )
        )
        if fits and at is not None:
            at = None if share is None else at + round(share)
    return found


def _without_load(meaning: Meaning, number: int) -> Meaning:
    """Return the meaning of one of several sessions whose load is only known of all together."""
    if meaning.item != "run":
        return meaning
    how = f"{meaning.how}; the load is of {number} sessions together and is left out"
    return attrs.evolve(meaning, how=how)


def _shares(meanings: Sequence[Meaning], length: float | None) -> list[float | None]:
    """Return the minutes of each session of an entry: as the title says, else alike.

    Those that are not said share what the others leave.
    """
    said = [meaning.minutes for meaning in meanings]
    if length is None:
        return said
    known = sum(minutes or 0 for minutes in said)
    unsaid = sum(not minutes for minutes in said)
    if known > length or (unsaid and known == length):
        return [length / len(meanings)] * len(meanings)
    return [minutes or (length - known) / unsaid for minutes in said]


def first_day(start: dt.date | str | None) -> dt.date:
    """Return the first day of a week that is asked for.

    Raises
    ------
    InputError
        If it is not a date of the years 1970 to 2199.

    Examples
    --------
    >>> first_day("2026-11-23")
    datetime.date(2026, 11, 23)
    """
    date = to_date(start, "start")
    if not YEARS[0] <= date.year <= YEARS[1]:
        accepted = f"is not a date of the years {YEARS[0]} to {YEARS[1]}"
        raise InputError("start", str(date), accepted, "out_of_range")
    return date


def is_near(date: dt.date, first: dt.date) -> bool:
    """Whether a date is in the week that begins on `first`, or in those of which it knows.

    What is said of other dates need not be understood.

    Examples
    --------
    >>> monday = dt.date(2026, 11, 23)
    >>> [is_near(monday + dt.timedelta(days), monday) for days in (-8, -7, 13, 14)]
    [False, True, True, False]
    """
    return -_DAYS <= (date - first).days < 2 * _DAYS


def to_date(value: dt.date | str | None, where: str) -> dt.date:
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
        return dt.date.fromisoformat(value)  # type: ignore[arg-type]  # what is no text is refused
    except (ValueError, TypeError):
        raise InputError(
            where, value, "is not a date; write e.g. '2026-11-23'", "wrong_form"
        ) from None


def week_of(
    entries: Iterable[Entry],
    chosen: Chosen,
    source: str,
    *,
    available: Sequence[Window] = (),
    unread: Sequence[ReadItem] = (),
) -> WeekFile:
    """Return the week that is chosen, with what lies in the weeks around it.

    Parameters
    ----------
    entries
        In any order; those of other weeks are left out, and if the week repeats, so are those of
        the weeks around it.
    chosen
        Its first day, what is asked for beside the strength that stands there, whether it repeats,
        and the policy by which it is planned.
    source
        A name for messages.
    available
        Windows that are open, if not all are.
    unread
        What could not be read.

    Returns
    -------
    WeekFile
        Its own strength is pinned where it stands, and hours that are taken are closed. Of two runs
        of a day without times the second takes the other half of the day. A length or a distance
        that no run has is left out, and `read` says so; so it does of a week without entries.

    Raises
    ------
    InputError
        If `chosen` is not accepted.
    FileError
        If the entries cannot stand in one week, or all are of other weeks than those three.
    """
    first = first_day(chosen.start)
    every = list(entries)
    items = _items(every, first, source, chosen.policy)
    missing = [] if unread else _missing(every, items, first, source)
    if chosen.repeats:
        items = [one for one in items if one.is_in_week]
    runs = [one.value for one in items if one.is_in_week and isinstance(one.value, Run)]
    own = {one: one.value for one in items if one.is_in_week and isinstance(one.value, Session)}
    placed = tuple(own.values())
    ours = [one.entry.ours for one in own]
    asked = _asked(chosen.strength, list(zip(placed, ours, strict=True)), chosen.policy)
    found = pins_for(placed, runs, first.weekday(), chosen.policy)
    pins = [
        pin if planned else attrs.evolve(pin, extra=STANDING)
        for (pin, _), planned in zip(found, ours, strict=True)
    ]
    said = {one: words for one, (_, words) in zip(own, found, strict=True)}
    spans = _spans_of_pins(placed, pins, chosen.policy)
    taken = [window for one in items for window in one.closed]
    closed = list(_beside_own(taken, spans, first))
    met = _met(own, items, first, chosen.policy)
    try:
        week = Week(
            runs,
            strength=asked,
            start=first,
            before=_edge(items, before=True),
            after=_edge(items, before=False),
            available=[*available, *closed] or None,
            repeats=chosen.repeats,
            pins=pins,
        )
    except InputError as error:
        raise FileError(source, error.problems) from None
    listed = [each for one in items for each in _read(one, said.get(one, ""), met.get(one, ""))]
    listed.sort(key=lambda item: item[:2])  # else as they stood
    read = (*(item for _, _, item in listed), *unread, *missing)
    judged = attrs.evolve(week, pins=(), available=[*available, *taken] or None)
    return WeekFile(week, chosen.policy, placed, read, judged)


def _spans_of_pins(
    sessions: Sequence[Session], pins: Sequence[Session], policy: Policy
) -> list[tuple[int, int]]:
    """Return the hours in which strength is pinned; if only its day is, those of its own."""
    spans = [
        span_of(pin, policy) or span_of(session, policy)
        for session, pin in zip(sessions, pins, strict=True)
    ]
    return [span for span in spans if span is not None]


def _met(
    own: Mapping["_Item", Session], items: Iterable["_Item"], first: dt.date, policy: Policy
) -> dict["_Item", str]:
    """Return in which hours that are taken the strength of a week stands, in words."""
    busy = [(one.entry.title, hours) for one in items for hours in _hours(one.closed, first)]
    found: dict[_Item, str] = {}
    for item, session in own.items():
        span = span_of(session, policy)
        if span is None:
            continue
        titles = [title for title, (begin, end) in busy if begin < span[1] and span[0] < end]
        names = list(
            dict.fromkeys(f"'{one_line(title)}'" if title else "a busy entry" for title in titles)
        )
        if names:
            found[item] = f"in the hours of {' and '.join(names)}"
    return found


def _hours(windows: Iterable[Window], first: dt.date) -> Iterator[tuple[int, int]]:
    """Yield what windows of single dates cover, in minutes of the week."""
    for window in windows:
        hours = window.when
        if hours.date is not None and hours.opens is not None and hours.closes is not None:
            midnight = (hours.date - first).days * DAY
            yield midnight + hours.opens, midnight + hours.closes


def _missing(
    entries: Sequence[Entry], items: Iterable["_Item"], first: dt.date, source: str
) -> list[ReadItem]:
    """Return what is to be said of a week without entries, or refuse entries of other weeks alone.

    A week between weeks of training, and one of nothing at all, may well be free. But if there is
    nothing near it either, and something elsewhere, another week is meant, or other entries.
    """
    days = [entry.date for entry in entries]
    last = first + dt.timedelta(_DAYS - 1)
    if any(one.is_in_week for one in items) or any(first <= day <= last for day in days):
        return []
    if days and not any(is_near(day, first) for day in days):
        between = f"its entries are from {min(days)} to {max(days)}"
        raise FileError(source, [f"has no entries from {first} to {last}; {between}"], "outside")
    return [ReadItem("", "", source, NO_ENTRIES, f"from {first} to {last}", known=False)]


@attrs.frozen(eq=False)
class _Item:
    """An entry near a week, the day on which it begins, and what it gives to the week.

    `spans` are its hours on the days of the week, if it is neither a run nor strength, and `closed`
    the windows of those that are taken.
    """

    entry: Entry
    day: int
    value: Run | Session | None
    how: str
    spans: tuple[Span, ...] = ()
    closed: tuple[Window, ...] = ()

    @property
    def is_in_week(self) -> bool:
        return 0 <= self.day < _DAYS or bool(self.spans)


def _items(entries: Iterable[Entry], first: dt.date, source: str, policy: Policy) -> list[_Item]:
    """Return the entries of a week and of those around it, by time, else as they stood."""
    problems: list[str] = []
    said = [entry for entry in entries if entry.meaning is not _NOTHING]
    near = [entry for entry in said if is_near(entry.date, first) or _lasts(entry, first)]
    near.sort(key=_order)
    halves = _halves(near)
    items: list[_Item] = []
    for index, entry in enumerate(near):
        day = (entry.date - first).days
        if entry.meaning.item == "other":
            spans = tuple(_spans(entry, first))
            taken = spans if entry.busy and entry.minute is not None else ()
            closed = tuple(Window(one, closed=True, place=_place_of(entry)) for one in taken)
            items.append(_Item(entry, day, None, entry.meaning.how, spans, closed))
        else:
            try:
                _check_kind(entry.meaning, policy)
                value, how = _value(entry, day, halves.get(index), policy)
            except InputError as error:
                line = f"{shown(entry.title)} on {entry.date}: {error}"
                problems.append(Problem(line, error.code, "", error.value, error.accepted))
                continue
            items.append(_Item(entry, day, value, how))
    if problems:
        raise FileError(source, problems)
    return items


def _check_kind(meaning: Meaning, policy: Policy) -> None:
    """Refuse a kind that a plan wrote, of an extension that the policy does not have."""
    what, find = ("run", run_kinds) if meaning.item == "run" else ("strength", strength_kinds)
    kind, extensions = str(meaning.kind), policy.extensions
    if is_own_name(kind) and kind not in find(extensions):
        raise unknown_kind("kind", kind, what, extensions)


def _lasts(entry: Entry, first: dt.date) -> bool:
    """Whether what is neither a run nor strength began long before a week and goes on in it."""
    if entry.meaning.item != "other" or entry.length is None or entry.date >= first:
        return False
    return next(_spans(entry, first), None) is not None


def _edge(items: Iterable[_Item], *, before: bool) -> list[Run | Session]:
    """Return the runs and strength of the week before, or of the week after."""
    there = [one for one in items if (one.day < 0 if before else one.day >= _DAYS)]
    return [one.value for one in there if one.value is not None]


def openings_of(entries: Iterable[Entry], first: dt.date) -> list[Window]:
    """Return the windows that entries open, such as a gym's hours, in the week from a date on."""
    spans = [(entry, span) for entry in entries for span in _spans(entry, first)]
    return [Window(span, place=_place_of(entry)) for entry, span in spans]


def _place_of(entry: Entry) -> str | None:
    """Return an entry's title as the place of a window: what is not a line of text is made one."""
    line = visible(entry.title.strip())
    if len(line) > LONGEST_LINE:
        line = line[: LONGEST_LINE - len(_CUT)] + _CUT
    return line or None


def _order(entry: Entry) -> tuple[dt.date, int, int]:
    """By time; what has none comes first in its half of the day."""
    half = ("am", None, "pm").index(entry.meaning.half)
    return entry.date, _place(entry.minute, entry.meaning.half), half


def _place(minute: int | None, half: str | None) -> int:
    if minute is not None:
        return minute
    return DAY // 2 if half == "pm" else -1


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
        taken = {found.get(index) or half_of(near[index].minute) for index in mine}
        for index in mine:
            if near[index].minute is None and index not in found:
                found[index] = "pm" if "am" in taken else "am"
                taken.add(found[index])
    return found


def half_of(minute: int | None) -> Literal["am", "pm"] | None:
    """Return the half of the day in which a time lies."""
    return None if minute is None else "am" if minute < DAY // 2 else "pm"


def _value(entry: Entry, day: int, half: str | None, policy: Policy) -> tuple[Run | Session, str]:
    """Return a run or a session, and how it was understood."""
    meaning, how = entry.meaning, entry.meaning.how
    when: str | int
    if entry.minute is not None:
        when = day * DAY + entry.minute
    else:
        when = f"{DAYS[entry.date.weekday()]} {half or ''}".strip()
        guessed = meaning.half is None and (half or meaning.item == "run")
        how += f"; no time, so {half or clock_text(policy.usual_time)}" if guessed else ""
    minutes = entry.length if entry.length is not None else meaning.minutes
    if meaning.item == "strength":
        kind = meaning.kind or StrengthKind.CIRCUIT
        session, left = _without(
            lambda **amounts: Session(
                when,
                kind,
                dose=entry.dose,
                effort=entry.effort,
                label=entry.label,
                extra=with_uid(entry.uid),
                **amounts,
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
    strength: int | str | Iterable[Demand] | None,
    placed: Sequence[tuple[Session, bool]],
    policy: Policy,
) -> list[Demand]:
    """Return what is asked for, and beside it what stands there.

    Of `placed` sessions those that a plan of ours put there are what was asked for before.
    """
    parameters = parameters_of(policy)
    beside = [session for session, ours in placed if strength is None or not ours]
    if strength is None:
        strength = max(0, 2 - sum(session.kind != StrengthKind.CORE for session in beside))
    asked = Week([], strength=strength).strength
    return [
        *asked,
        *(demand_like(one, parameters) for one in beside),
    ]


def _beside_own(
    windows: Iterable[Window], spans: Sequence[tuple[int, int]], first: dt.date
) -> Iterator[Window]:
    """Yield what closed windows close beside the hours of strength there, which stays whole."""
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


def _spans(entry: Entry, first: dt.date) -> Iterator[Span]:
    """Yield the spans of an entry on each day of a week; without times it lasts whole days."""
    timed = entry.minute is not None
    begin = (entry.date - first).days * DAY + (entry.minute or 0)
    end = begin + (round(entry.length or 0) if timed else max(DAY, round(entry.length or 0)))
    for day in range(max(0, begin // DAY), min(_DAYS, 1 + (end - 1) // DAY)):
        date = first + dt.timedelta(days=day)
        if not timed:
            yield Span(date=date)
            continue
        opens, closes = max(0, begin - day * DAY), min(DAY, end - day * DAY)
        if opens < closes:
            yield Span(date=date, opens=opens, closes=closes)


def _read(item: _Item, said: str, met: str) -> Iterator[tuple[dt.date, int, ReadItem]]:
    """Yield what is said of an entry, by day and minute: on each day that it closes, else once.

    Strength in hours that are taken is to be looked at if a plan put it there: it chose free ones.
    """
    entry, meaning = item.entry, item.entry.meaning
    if item.value is None and not item.is_in_week:
        return
    how = "; ".join(filter(None, (item.how, said, met, entry.doubt)))
    taken_as = BUSY if item.closed else LEFT_OUT if item.value is None else str(meaning.kind)
    taken_as += ", key" if meaning.is_key else ""
    known = meaning.known and not entry.doubt and not (met and entry.ours)
    for date, minute in _times_of(item):
        clock = "" if minute is None else f" {clock_text(minute)}"
        when = f"{DAYS[date.weekday()]}{clock}"
        read = ReadItem(date.isoformat(), when, entry.title, taken_as, how, known)
        yield date, _place(minute, meaning.half), read


def _times_of(item: _Item) -> list[tuple[dt.date, int | None]]:
    """Return when an entry begins, and the days of the week on which it goes on if it closes them.

    One that began before the week and closes nothing is there on the first of its days.
    """
    times = [(span.date, span.opens) for span in item.spans if span.date is not None]
    if not times or item.value is not None:
        return [(item.entry.date, item.entry.minute)]
    return times if item.closed else times[:1]
