"""Weeks by weekday in a CSV file that a spreadsheet opens, both ways: a row a week, a cell a day.

A cell holds titles, such as "Easy 8 km; Strength 30 min": one a line, or with semicolons between
them. A time may stand with a title: "07:00 Tempo 50 min", "7am Tempo", "07:00-07:50 Tempo". What is
written here is read back exactly; what a person writes is read as the titles of any calendar are.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

import attrs

from ..domain.block import week_days
from ..domain.clock import DAY, DAYS, When, clock_text, parse_clock, parse_weekday, parse_when
from ..domain.own_names import OWN_FORM
from ..domain.policy import Policy
from ..domain.run import KEY_RUN_KINDS, RUN_KINDS, to_run_kind
from ..domain.strength import (
    DOSES,
    EFFORTS,
    STRENGTH_KINDS,
    Demand,
    Dose,
    Effort,
    to_strength_kind,
)
from ..domain.words import dose_words, effort_words, kind_word
from ..errors import FileError, InputError
from ..planning import Placement, Plan
from ..planning.arguments import as_plan
from ..program.horizon import FixedRun
from .csv_tables import CsvTable, header_of, read_csv
from .entries import (
    Entry,
    bare_day,
    first_day,
    half_of,
    is_near,
    sessions_of,
    week_of,
)
from .format import Chosen, WeekFile
from .planned_sessions import first_day_of
from .planner_fields import check_number, refuse, shifted, title_of, to_moment
from .problems import gather
from .title_times import TimedTitle, timed_titles
from .titles import NO_WORDS, Meaning, Words, recognise
from .titles.own_kinds import own_kind

_START, _WEEK = "start", "week"
_COLUMNS = {
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *(_START, _WEEK),
}
_DATED = re.compile(r"\s*(\d{4}-\d\d-\d\d)\s*:?\s*(.*)", re.DOTALL)
_DAY_FIRST = re.compile(r"(?P<day>[^\W\d_]{3,9})\.?(?:\s*[:,]\s*|\s+)(?P<rest>\S.*)", re.DOTALL)
_NOTHING = ("", "-", "\u2013", "\u2014")


def _either(names: Iterable[str]) -> str:
    return "|".join(name.replace("_", " ") for name in names)


_OWN_RUN = re.compile(
    rf"(?P<at>\d\d:\d\d) (?P<kind>{_either(RUN_KINDS)}|{OWN_FORM})(?: \((?P<priority>\w+)\))?"
    r"(?: (?P<km>\d+(?:\.\d+)?) km)? (?P<minutes>\d+) min(?P<key>, key|, not key)?"
)
_OWN_SESSION = re.compile(
    rf"(?P<at>\d\d:\d\d) strength: (?P<kind>{_either(STRENGTH_KINDS)}|{OWN_FORM})"
    rf"(?:, (?P<dose>{_either(DOSES)}))?(?:, (?P<effort>{_either(EFFORTS)}))?"
    r", (?P<minutes>\d+) min(?: \[(?P<label>.+)\])?"
)
"""What is written here, to be read back exactly."""

_KEY_WORDS = {", key": True, ", not key": False}
"""Said of a run that is key, or is not, other than its kind says."""


def is_week_grid(text: str) -> bool:
    """Whether a CSV text has a column for each day of the week.

    Examples
    --------
    >>> is_week_grid("Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun")
    True
    """
    days = _days(header_of(text, _COLUMNS)).values()
    return len({day.weekday for day in days}) == len(DAYS)


def parse_week_grid(
    text: str,
    start: dt.date | str,
    source: str = "grid",
    *,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    words: Words = NO_WORDS,
    policy: Policy | str | None = None,
) -> WeekFile:
    r"""Turn weeks by weekday into the week that begins on a date.

    Parameters
    ----------
    text
        The text of a CSV file with a column for each day, Mon to Sun or in full, or several such as
        "Mon am" and "Mon pm", and perhaps one called Start with the date of each row's first day;
        or cells that begin with their date, as in "2026-11-24: Tempo". Without dates the first row
        is the week that begins on `start`.
    start, source, strength, repeats, words, policy
        As in `parse_calendar`.

    Returns
    -------
    WeekFile
        Strength is among its `placements`. What a cell says against its column, such as another
        day, stands in `read` as something to look at; so does a time that cannot be one.

    Raises
    ------
    FileError
        With every problem, each with its row and column; or if no row is of the week or near it.
    InputError
        If `start` is not a date.

    Examples
    --------
    >>> text = "Start,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"
    >>> text += "2026-11-23,,07:00 Tempo 10 km,Easy 8 km; Core 20 min,,,,Long 24 km\n"
    >>> read = parse_week_grid(text, "2026-11-23")
    >>> [(item.when, item.taken_as) for item in read.read]
    [('Tue 07:00', 'tempo'), ('Wed', 'easy'), ('Wed', 'core'), ('Sun', 'long')]
    """
    chosen = Chosen(start=start, strength=strength, repeats=repeats, words=words, policy=policy)
    return week_of_grid(source, text, chosen)


def week_of_grid(source: str, text: str, chosen: Chosen) -> WeekFile:
    """Do the same, as forms of files are read."""
    first = first_day(chosen.start)
    if not isinstance(text, str):
        raise InputError("text", text, "is not the text of a CSV file", "wrong_type")
    table = read_csv(text, _COLUMNS, source)
    days = _days(table.header)
    there = {day.weekday for day in days.values()}
    missing = [name for weekday, name in enumerate(DAYS) if weekday not in there]
    if missing:
        raise FileError(source, [f"header: has no column for {', '.join(missing)}"], "missing")
    problems: list[str] = []
    entries: list[Entry] = []
    bare: list[Entry] = []
    for cell in _cells(table, days, first, problems):
        if cell.holds_nothing or not is_near(cell.date, first):
            bare.append(bare_day(cell.date))
        else:
            read = partial(_entries, cell, chosen.titles, source)
            entries += gather(problems, cell.path, read) or ()
            check_number(len(entries), source)
    refuse(problems, source)
    return week_of([*entries, *bare], chosen, source)


@attrs.frozen
class _Cell:
    """A cell of a day: its path, its date, what its column says of it, and its text."""

    path: str
    date: dt.date
    column: When
    text: str

    @property
    def holds_nothing(self) -> bool:
        return not any(_titles(self.text))


def _days(header: Sequence[str]) -> dict[int, When]:
    """Return the day of each column that is one of a day, perhaps with a half or a time."""
    found = {}
    for place, name in enumerate(header):
        try:
            when = parse_when(name)
        except InputError:
            continue
        if when.weekday is not None:
            found[place] = when
    return found


def _cells(
    table: CsvTable, days: dict[int, When], first: dt.date, problems: list[str]
) -> Iterator[_Cell]:
    """Yield each cell of a day."""
    names = [name.lower() for name in table.header]
    starts: list[dt.date | None] = [
        gather(problems, f"row {number}", partial(_start_of, names, days, cells))
        for number, cells in table.rows
    ]
    dated = any(date is not None for date in starts)
    for index, ((number, cells), row_start) in enumerate(zip(table.rows, starts, strict=True)):
        for place, column in days.items():
            path = f"row {number}.{table.header[place]}"

            begins = row_start if dated else shifted(first, len(DAYS) * index, "start")
            weekday = column.weekday or 0
            found = gather(problems, path, partial(_dated, cells[place], weekday, begins))
            if found is not None:
                date, text = found
                yield _Cell(path, date, column, text)


def _dated(cell: str, weekday: int, begins: dt.date | None) -> tuple[dt.date, str] | None:
    """Return the date of a cell, and what it holds; None if it is empty and has no date."""
    match = _DATED.fullmatch(cell)
    if match:
        date = _on_its_weekday(match[1], weekday)
        if begins is not None and not 0 <= (date - begins).days < len(DAYS):
            raise InputError(
                "", match[1], f"is not in the week of its row, from {begins} on", "outside"
            )
        return date, match[2]
    if begins is not None:
        return shifted(begins, (weekday - begins.weekday()) % len(DAYS), "Start"), cell
    if cell.strip():
        raise InputError(
            "", cell, "has no date: its row has none in Start, and other rows have", "missing"
        )
    return None


def _start_of(
    names: Sequence[str], days: Mapping[int, When], cells: Sequence[str]
) -> dt.date | None:
    """Return the first day of a row: that in Start, or a date in Week, or by one in a cell."""
    said: dict[str, dt.date] = {}
    for name in (_START, _WEEK):
        text = cells[names.index(name)].strip() if name in names else ""
        if text and (name == _START or _DATED.fullmatch(text)):
            said[name] = _date_of_row(text, name.title())
    if len(set(said.values())) > 1:
        accepted = f"is another day than Week, {said[_WEEK]}"
        raise InputError(_START.title(), said[_START].isoformat(), accepted, "contradiction")
    if said:
        return next(iter(said.values()))
    weekdays = [day.weekday or 0 for day in days.values()]
    for weekday, place in zip(weekdays, days, strict=True):
        match = _DATED.fullmatch(cells[place])
        if match:
            offset = (weekday - weekdays[0]) % len(DAYS)
            return shifted(to_moment(match[1]).date, -offset, names[place].title())
    return None


def _date_of_row(text: str, name: str) -> dt.date:
    try:
        moment = to_moment(text)
    except InputError as error:
        raise error.at(name) from None
    if moment.minute is not None:
        raise InputError(
            name, text, "has a time; it is the date of the row's first day", "wrong_form"
        )
    return moment.date


def _on_its_weekday(text: str, weekday: int) -> dt.date:
    date = to_moment(text).date
    if date.weekday() != weekday:
        raise InputError(
            "",
            text,
            f"is a {DAYS[date.weekday()]}, and the column is {DAYS[weekday]}",
            "contradiction",
        )
    return date


def _titles(text: str) -> Iterator[str]:
    """Yield the titles in a cell: one a line, or with semicolons between them."""
    for line in text.splitlines():
        for title in [line] if _own(line.strip()) else line.split(";"):
            if title.strip() not in _NOTHING:
                yield title.strip()


def _entries(cell: _Cell, words: Words, source: str) -> list[Entry]:
    """Return what a cell holds."""
    entries: list[Entry] = []
    for title in _titles(cell.text):
        entries += [_in_column(entry, cell.column) for entry in _of_title(title, cell, words)]
        check_number(len(entries), source)
    return entries


def _own(title: str) -> re.Match[str] | None:
    return _OWN_RUN.fullmatch(title) or _OWN_SESSION.fullmatch(title)


def _of_title(title: str, cell: _Cell, words: Words) -> Iterator[Entry]:
    """Yield the sessions of a title."""
    own = _own(title)
    if own is not None and (minute := parse_clock(own["at"])) is not None and minute < DAY:
        yield _own_entry(title, cell.date, minute, own)
        return
    named = own_kind(title, words.own_kinds) is not None  # "sun:fartlek" is of no day
    rest, doubt = (title, "") if named else _without_day(title, cell)
    for part in timed_titles(rest):
        yield from _of_part(title, part, cell, words, doubt)


def _of_part(
    title: str, part: TimedTitle, cell: _Cell, words: Words, doubt: str
) -> Iterator[Entry]:
    """Yield the sessions of a title, or of a part of it that has a time of its own."""
    minute = cell.column.minute if part.minute is None else part.minute
    meanings = recognise(part.words, (), "", words)
    doubts = [doubt, part.doubt, "" if part.words else "says a time and nothing else"]
    if len(meanings) == 1:
        doubts.append(_against(meanings[0].half, minute))
    whole = Entry(title_of(title), cell.date, meanings[0], minute, length=part.length)
    for entry in sessions_of(whole, meanings):
        length = None if entry.meaning.item == "other" else entry.length
        yield attrs.evolve(entry, length=length, doubt="; ".join(filter(None, doubts)))


def _against(half: str | None, minute: int | None) -> str:
    """Return a doubt if a title says the other half of the day than its time, else nothing."""
    if half is None or minute is None or half == half_of(minute):
        return ""
    return f"says {half}, and its time is {clock_text(minute)}"


def _without_day(title: str, cell: _Cell) -> tuple[str, str]:
    """Return a title without the day or the date that it begins with, and a doubt about it."""
    dated = _DATED.fullmatch(title)
    if dated and dated[1] != cell.date.isoformat():
        raise InputError("", dated[1], f"is not the date of its cell, {cell.date}", "contradiction")
    if dated:
        return dated[2], ""
    match = _DAY_FIRST.fullmatch(title)
    weekday = None if match is None else parse_weekday(match["day"])
    if match is None or weekday is None:
        return title, ""
    if weekday == cell.column.weekday:
        return match["rest"], ""
    return match["rest"], f"says {DAYS[weekday]}, and its column is {DAYS[cell.date.weekday()]}"


def _in_column(entry: Entry, column: When) -> Entry:
    """Return an entry with the half of the day that its column has, or a doubt if it has another.

    An entry without a time has that of its column already.
    """
    if entry.meaning.item == "other" or (column.minute is None and column.half is None):
        return entry
    half = entry.meaning.half if entry.minute is None else half_of(entry.minute)
    if half is None and column.half is not None:
        of_column: Literal["am", "pm"] = "am" if column.half == "am" else "pm"
        return attrs.evolve(entry, meaning=attrs.evolve(entry.meaning, half=of_column))
    if half == column.half or (entry.minute is not None and entry.minute == column.minute):
        return entry
    said = half if entry.minute is None else clock_text(entry.minute)
    doubts = filter(None, (entry.doubt, f"says {said}, and its column is {column}"))
    return attrs.evolve(entry, doubt="; ".join(doubts))


def _own_entry(title: str, date: dt.date, minute: int, own: re.Match[str]) -> Entry:
    """Return a session as it was written here."""
    said = own.groupdict()
    kind, minutes = said["kind"].replace(" ", "_"), float(said["minutes"])
    if "dose" in said:
        meaning = Meaning("strength", to_strength_kind(kind), "as it was planned", minutes=minutes)
        effort = said["effort"] and said["effort"].replace(" ", "_")
        return Entry(
            title,
            date,
            meaning,
            minute,
            dose=said["dose"] or Dose.FULL,
            effort=effort or Effort.NEAR_FAILURE,
            label=said["label"],
        )
    meaning = Meaning(
        "run",
        to_run_kind(kind),
        "as it was planned",
        km=None if said["km"] is None else float(said["km"]),
        minutes=minutes,
        priority=said["priority"],
    )
    return Entry(title, date, meaning, minute, key=_KEY_WORDS.get(said["key"] or ""))


def plan_to_week_grid(plan: Plan, *, start: dt.date | str | None = None) -> str:
    """Return a plan as weeks by weekday: the text of a CSV file, with commas and CRLF.

    Every cell begins with a time, so none begins with a sign that a spreadsheet takes for a
    formula. A run's load and id are not written.

    Parameters
    ----------
    plan
        Of a week of seven days, or a block.
    start
        The date of the plan's first day, if it has none. Without it rows have no dates.

    Raises
    ------
    InputError
        If its weeks do not have seven days, or `start` is not its first day.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "tempo", minutes=50), sf.Run("Sun 08:00", "long", km=24)]
    >>> plan = sf.plan(sf.Week(runs, strength=1, start="2026-11-23"))
    >>> print(plan_to_week_grid(plan).splitlines()[0])
    Week,Start,Mon,Tue,Wed,Thu,Fri,Sat,Sun
    """
    week = as_plan(plan).week
    if week_days(week) != len(DAYS):
        raise InputError(
            "plan.week.days",
            week_days(week),
            "is not 7: a row is a week by weekday",
            "contradiction",
        )
    first = None if start is None and week.start is None else first_day_of(plan, start)
    weekdays = [(week.first_weekday + day) % 7 for day in range(7)]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Week", "Start", *(DAYS[weekday] for weekday in weekdays)])
    cells = ["\n".join(lines) for lines in _lines(plan)]
    for row in range(len(cells) // 7):
        date = "" if first is None else shifted(first, 7 * row, "plan.week.start")
        writer.writerow([row + 1, date, *cells[7 * row : 7 * row + 7]])
    return text.getvalue()


def _lines(plan: Plan) -> list[list[str]]:
    """Return the lines of each day, by time."""
    days: list[list[tuple[int, str]]] = [[] for _ in plan.days]
    horizon = plan.program.horizon
    for run in horizon.runs:
        if horizon.within(run.day):
            days[run.day].append((run.start, _run_line(run)))
    for placement in plan.placements:
        days[placement.day].append((placement.start, _session_line(placement)))
    return [[line for _, line in sorted(lines)] for lines in days]


def _run_line(run: FixedRun) -> str:
    key = {value: word for word, value in _KEY_WORDS.items()}[run.key]
    usual = run.key == (run.kind in KEY_RUN_KINDS)
    km = "" if run.km is None else f" {run.km!r}".removesuffix(".0") + " km"
    word = kind_word(run.kind, run.priority)
    return f"{_at(run.start)} {word}{km} {run.minutes} min{'' if usual else key}"


def _session_line(placement: Placement) -> str:
    label = "" if placement.label is None else f" [{placement.label}]"
    words = f"{placement.kind}{dose_words(placement.dose)}{effort_words(placement.effort)}"
    return f"{_at(placement.start)} strength: {words}, {placement.minutes} min{label}"


def _at(start: int) -> str:
    return clock_text(start % DAY)
