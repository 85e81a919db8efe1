"""Weeks by weekday in a CSV file that a spreadsheet opens, both ways: a row a week, a cell a day.

A cell holds titles, such as "Easy 8 km; Strength 30 min": one a line, or with semicolons between
them. A time may stand before a title: "07:00 Tempo 50 min", or "07:00-07:50 Tempo". What is written
here is read back exactly; what a person writes is read as the titles of any calendar are.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from ..domain.block import week_days
from ..domain.clock import DAY, DAYS, clock_text, parse_clock, parse_weekday
from ..domain.run import KEY_RUN_KINDS, RUN_KINDS, RunKind
from ..domain.strength import DOSES, EFFORTS, STRENGTH_KINDS, Dose, Effort, StrengthKind
from ..domain.words import dose_words, effort_words, kind_word
from ..errors import FileError, InputError
from ..planning import Placement, Plan
from ..planning.arguments import as_plan
from ..program.horizon import FixedRun
from .csv_tables import CsvTable, header_of, read_csv
from .entries import Entry, week_of
from .format import WeekFile
from .planner_fields import check_number, first_day, is_near, refuse, shifted, title_of, to_moment
from .problems import gather
from .titles import Meaning, recognise

_START, _WEEK = "start", "week"
_COLUMNS = {
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *(_START, _WEEK),
}
_DATED = re.compile(r"\s*(\d{4}-\d\d-\d\d)\s*:?\s*(.*)", re.DOTALL)
_CLOCK = r"\d\d:\d\d(?:\s?[ap]m)?|\d{1,2}(?::\d\d)?\s?[ap]m"
_TIMED = re.compile(
    rf"(?P<begins>{_CLOCK})(?:\s*[-\u2013]\s*(?P<ends>{_CLOCK}))?(?:\s*[:,]\s+|\s+)(?P<title>\S.*)",
    re.IGNORECASE,
)
_NOTHING = ("", "-", "\u2013", "\u2014")


def _either(names: Iterable[str]) -> str:
    return "|".join(name.replace("_", " ") for name in names)


_OWN_RUN = re.compile(
    rf"(?P<at>\d\d:\d\d) (?P<kind>{_either(RUN_KINDS)})(?: \((?P<priority>\w+)\))?"
    r"(?: (?P<km>\d+(?:\.\d+)?) km)? (?P<minutes>\d+) min(?P<key>, key|, not key)?"
)
_OWN_SESSION = re.compile(
    rf"(?P<at>\d\d:\d\d) strength: (?P<kind>{_either(STRENGTH_KINDS)})"
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
    return len(set(_days(header_of(text, _COLUMNS)).values())) == len(DAYS)


def parse_week_grid(
    text: str,
    start: dt.date | str,
    source: str = "grid",
    *,
    strength: int | str | None = None,
    repeats: bool = False,
) -> WeekFile:
    r"""Turn weeks by weekday into the week that begins on a date.

    Parameters
    ----------
    text
        The text of a CSV file with a column for each day, Mon to Sun or in full, and perhaps one
        called Start with the date of each row's first day; or cells that begin with their date, as
        in "2026-11-24: Tempo". Without dates the first row is the week that begins on `start`.
    start
        The week's first day, such as "2026-11-23".
    source
        A name for messages.
    strength, repeats
        As in `read_calendar`.

    Returns
    -------
    WeekFile
        Strength is among its `placements`.

    Raises
    ------
    FileError
        With every problem, each with its row and column; and if no row has a day of the week.
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
    first = first_day(start)
    if not isinstance(text, str):
        raise InputError("text", text, "is not the text of a CSV file")
    table = read_csv(text, _COLUMNS, source)
    days = _days(table.header)
    missing = [name for weekday, name in enumerate(DAYS) if weekday not in days.values()]
    if missing:
        raise FileError(source, [f"header: has no column for {', '.join(missing)}"])
    problems: list[str] = []
    cells = list(_cells(table, days, first, problems))
    entries: list[Entry] = []
    for path, date, cell in cells:
        if is_near(date, first):
            entries += gather(problems, path, partial(_entries, cell, date)) or ()
            check_number(entries, source)
    refuse(problems, source)
    dates = [date for _, date, _ in cells]
    if not any(0 <= (date - first).days < len(DAYS) for date in dates):
        between = f"from {min(dates)} to {max(dates)}" if dates else "none at all"
        raise FileError(source, [f"has no day of the week that begins on {first}: {between}"])
    return week_of(entries, first, source, strength=strength, repeats=repeats)


def _days(header: Sequence[str]) -> dict[int, int]:
    """Return the weekday of each column that is one of a day."""
    named = {place: parse_weekday(name) for place, name in enumerate(header)}
    return {place: weekday for place, weekday in named.items() if weekday is not None}


def _cells(
    table: CsvTable, days: dict[int, int], first: dt.date, problems: list[str]
) -> Iterator[tuple[str, dt.date, str]]:
    """Yield each cell of a day, with its path and its date."""
    names = [name.lower() for name in table.header]
    starts: list[dt.date | None] = [
        gather(problems, f"row {number}", partial(_start_of, names, days, cells))
        for number, cells in table.rows
    ]
    dated = any(date is not None for date in starts)
    for index, ((number, cells), row_start) in enumerate(zip(table.rows, starts, strict=True)):
        for place, weekday in days.items():
            path = f"row {number}.{table.header[place]}"

            begins = row_start if dated else shifted(first, len(DAYS) * index, "start")
            found = gather(problems, path, partial(_dated, cells[place], weekday, begins))
            if found is not None:
                yield path, *found


def _dated(cell: str, weekday: int, begins: dt.date | None) -> tuple[dt.date, str] | None:
    """Return the date of a cell, and what it holds; None if it is empty and has no date."""
    match = _DATED.fullmatch(cell)
    if match:
        return _on_its_weekday(match[1], weekday), match[2]
    if begins is not None:
        return shifted(begins, (weekday - begins.weekday()) % len(DAYS), "Start"), cell
    if cell.strip():
        raise InputError("", cell, "has no date: its row has none in Start, and other rows have")
    return None


def _start_of(
    names: Sequence[str], days: Mapping[int, int], cells: Sequence[str]
) -> dt.date | None:
    """Return the first day of a row: that in Start, or a date in Week, or by one in a cell."""
    for name in (_START, _WEEK):
        text = cells[names.index(name)].strip() if name in names else ""
        if text and (name == _START or _DATED.fullmatch(text)):
            try:
                return to_moment(text).date
            except InputError as error:
                raise InputError(name.title(), error.value, error.accepted) from None
    for offset, place in enumerate(days):
        match = _DATED.fullmatch(cells[place])
        if match:
            return shifted(to_moment(match[1]).date, -offset, names[place].title())
    return None


def _on_its_weekday(text: str, weekday: int) -> dt.date:
    date = to_moment(text).date
    if date.weekday() != weekday:
        raise InputError(
            "", text, f"is a {DAYS[date.weekday()]}, and the column is {DAYS[weekday]}"
        )
    return date


def _entries(cell: str, date: dt.date) -> list[Entry]:
    """Return what a cell holds."""
    return [
        entry
        for line in cell.splitlines()
        for title in ([line] if _own(line.strip()) else line.split(";"))
        if title.strip() not in _NOTHING
        for entry in _of_title(title.strip(), date)
    ]


def _own(title: str) -> re.Match[str] | None:
    return _OWN_RUN.fullmatch(title) or _OWN_SESSION.fullmatch(title)


def _of_title(title: str, date: dt.date) -> Iterator[Entry]:
    """Yield the sessions of a title."""
    own = _own(title)
    if own is not None and (minute := parse_clock(own["at"])) is not None and minute < DAY:
        yield _own_entry(title, date, minute, own)
        return
    timed = _TIMED.fullmatch(title)
    minute = parse_clock(timed["begins"]) if timed else None
    if timed is None or minute is None or minute >= DAY:
        minute, length, words = None, None, title
    else:
        ends = parse_clock(timed["ends"] or "")
        length = None if ends is None else float((ends - minute) % DAY) or None
        words = timed["title"]
    for meaning in recognise(words):
        yield Entry(
            title_of(title),
            date,
            meaning,
            minute,
            length=length if meaning.item != "other" else None,
        )


def _own_entry(title: str, date: dt.date, minute: int, own: re.Match[str]) -> Entry:
    """Return a session as it was written here."""
    said = own.groupdict()
    kind, minutes = said["kind"].replace(" ", "_"), float(said["minutes"])
    if kind in STRENGTH_KINDS:
        meaning = Meaning("strength", StrengthKind(kind), "as it was planned", minutes=minutes)
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
        RunKind(kind),
        "as it was planned",
        km=None if said["km"] is None else float(said["km"]),
        minutes=minutes,
        priority=said["priority"],
    )
    return Entry(title, date, meaning, minute, key=_KEY_WORDS.get(said["key"] or ""))


def plan_to_week_grid(plan: Plan) -> str:
    """Return a plan as weeks by weekday: the text of a CSV file, with commas and CRLF.

    Every cell begins with a time, so none begins with a sign that a spreadsheet takes for a
    formula. A run's load and id are not written.

    Parameters
    ----------
    plan
        Of a week of seven days, or a block.

    Raises
    ------
    InputError
        If its weeks do not have seven days.

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
        raise InputError("plan.week.days", week_days(week), "is not 7: a row is a week by weekday")
    weekdays = [(week.first_weekday + day) % 7 for day in range(7)]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Week", "Start", *(DAYS[weekday] for weekday in weekdays)])
    cells = ["\n".join(lines) for lines in _lines(plan)]
    for row in range(len(cells) // 7):
        start = "" if week.start is None else shifted(week.start, 7 * row, "plan.week.start")
        writer.writerow([row + 1, start, *cells[7 * row : 7 * row + 7]])
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
