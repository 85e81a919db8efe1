"""Fields of planners' payloads: checked one by one, and in our units, each problem with its path.

A payload is a list of tables, as JSON gives it, or rows of a CSV file. Which fields are read, and
in what unit they stand there, is said by a class of attrs with the types below.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, NewType, TypeVar

import attrs
from cattrs import Converter

from ..domain.checks import number_code
from ..errors import FileError, InputError
from ..printable import one_line
from ..sizes import how_to_raise, sizes
from ..visible import is_visible
from .entries import Entry, is_near
from .problems import gather
from .titles import Meaning

Text = NewType("Text", str)
"""Text in one line; empty if nothing is given."""

Texts = NewType("Texts", tuple[str, ...])
"""A list of texts."""

NO_TEXT = Text("")
NO_TEXTS = Texts(())
"""Of fields that are not given."""

Id = NewType("Id", str)
"""A whole number or text."""

Number = NewType("Number", float)
"""A finite number, 0 or more; nothing given is None."""

Minutes = NewType("Minutes", float)
"""Minutes, given in seconds. 0 is taken for not known."""

MinutesOfHours = NewType("MinutesOfHours", float)
"""Minutes, given in decimal hours, to the second. 0 is taken for not known."""

Km = NewType("Km", float)
"""Kilometres, given in metres. 0 is taken for not known."""

_MOMENT = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,20})?", re.ASCII)
_TITLE = 80
_Fields = TypeVar("_Fields")


class Moment(NamedTuple):
    """A day, and the minute of it if a time is given."""

    date: dt.date
    minute: int | None


def to_moment(value: Any) -> Moment:
    """Return a local date, with or without a time, as a `Moment`.

    A zone behind the time is left out: the clock that is written is the clock of the place.

    Raises
    ------
    InputError
        If it is not such a text, or there is no such day.

    Examples
    --------
    >>> to_moment("2026-11-24T07:30:00Z")
    Moment(date=datetime.date(2026, 11, 24), minute=450)
    >>> to_moment("2026-11-24").minute is None
    True
    """
    match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    try:
        date = dt.date.fromisoformat(match["date"]) if match else None
    except ValueError:
        date = None
    if match is None or date is None:
        accepted = "is not a local date or time; write e.g. '2026-11-24T07:00:00' or '2026-11-24'"
        raise InputError("", value, accepted, "wrong_form")
    timed = match["hour"] is not None
    return Moment(date, 60 * int(match["hour"]) + int(match["minute"]) if timed else None)


def shifted(date: dt.date, days: int, where: str) -> dt.date:
    """Return the date some days later; an `InputError` names `where` if the calendar ends before.

    Examples
    --------
    >>> shifted(dt.date(2026, 11, 30), 1, "start")
    datetime.date(2026, 12, 1)
    """
    try:
        return date + dt.timedelta(days)
    except OverflowError:
        raise InputError(
            where, date.isoformat(), "is at the end of the calendar", "out_of_range"
        ) from None


def seconds_of(minutes: float) -> int:
    """Return minutes in whole seconds.

    Examples
    --------
    >>> seconds_of(35)
    2100
    """
    return round(minutes * 60)


def hours_of(minutes: float) -> float:
    """Return minutes in decimal hours.

    Examples
    --------
    >>> hours_of(45)
    0.75
    """
    return seconds_of(minutes) / 3600


def title_of(text: str) -> str:
    """Return the title of an entry, in a line of at most 80 characters.

    Examples
    --------
    >>> title_of(""), len(title_of("long " * 99))
    ('(no title)', 80)
    """
    line = one_line(text) or "(no title)"
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 3]}..."


def entries_of_list(
    data: Any,
    kind: type[_Fields],
    make: Callable[[_Fields], Iterable[Entry]],
    source: str,
    first: dt.date,
) -> list[Entry]:
    """Return what a list of tables stands for, in the order of the list.

    Parameters
    ----------
    data
        As JSON gives it.
    kind
        The class of attrs that says which fields are read. Others are passed over.
    make
        Turns one such value into entries, and raises `InputError` if it cannot.
    source
        A name for messages.
    first
        The first day of the week that is asked for.

    Raises
    ------
    FileError
        With every problem, each with its path, such as ``[3].start_date_local``.
    """
    if not isinstance(data, list):
        raise FileError(source, ["is not a list of tables at its top level"], "wrong_type")
    tables = ((f"[{index}]", table) for index, table in enumerate(data))
    return entries_of_tables(tables, kind, make, source, first)


def entries_of_tables(
    tables: Iterable[tuple[str, Any]],
    kind: type[_Fields],
    make: Callable[[_Fields], Iterable[Entry]],
    source: str,
    first: dt.date,
) -> list[Entry]:
    """Do the same for tables that each have a path of their own."""
    problems: list[str] = []
    entries: list[Entry] = []
    near = 0
    for path, table in tables:

        def read(table: Any = table) -> list[Entry]:
            if not isinstance(table, dict):
                raise InputError("", table, "is not a table of fields", "wrong_type")
            return list(make(_FIELDS.structure(table, kind)))

        found: list[Entry] = gather(problems, path, read) or []
        entries += found
        near += sum(is_near(entry.date, first) for entry in found)
        check_number(near, source)
    refuse(problems, source)
    return _with_one_of_each_id(entries)


def refuse(problems: Sequence[str], source: str) -> None:
    """Raise a `FileError` if there are problems."""
    if problems:
        raise FileError(source, problems)


def check_number(near: int, source: str) -> None:
    """Refuse more entries in the weeks that are asked for than a person could have.

    Raises
    ------
    FileError
        If there are more than a thousand.
    """
    if near > sizes().planner_entries:
        problem = f"has too many items in these three weeks; {how_to_raise('planner_entries')}"
        raise FileError(source, [problem], "too_large")


def _with_one_of_each_id(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries of which the first of an id keeps it: a week holds no two runs of one id.

    The very same entry once more, as pages of a list that overlap give it, is left out. Sessions of
    one title share its id; if titles differ, one of them is to be looked at.
    """
    first: dict[str, Entry] = {}
    found: list[Entry] = []
    for entry in entries:
        before = None if entry.id is None else first.setdefault(entry.id, entry)
        if before is None or before is entry:
            found.append(entry)
        elif entry == before:
            found.append(attrs.evolve(entry, id=None, meaning=_TWICE, busy=False))
        else:
            doubt = "" if entry.title == before.title else f"the id of '{before.title}' too"
            found.append(attrs.evolve(entry, id=None, doubt=entry.doubt or doubt))
    return found


_TWICE = Meaning("other", None, "it stands there twice")


def _text(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise InputError("", value, "is not text", "wrong_type")
    return one_line(value or "")


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise InputError("", value, "is not a list of texts", "wrong_type")
    return tuple("".join(filter(is_visible, text)) for text in value)


def _id(value: Any) -> str | None:
    """Return a name of at most 80 characters; None if nothing is given."""
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**_TITLE
    if value is not None and not whole and not isinstance(value, str):
        raise InputError("", value, "is not a whole number or text", "wrong_type")
    return one_line("" if value is None else str(value))[:_TITLE] or None


def _number(value: Any) -> float | None:
    """Return a number, as JSON or as text, with a point or a comma."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    number = value
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        number = float(value.replace(",", "."))
    if (
        isinstance(number, bool)
        or not isinstance(number, int | float)
        or not 0 <= number < 10**15  # so written, it refuses nan too
    ):
        raise InputError("", value, "is not a number, 0 or more", number_code(value))
    return float(number)


def _scaled(value: Any, scale: Callable[[float], float]) -> float | None:
    number = _number(value)
    return scale(number) if number else None


def _to_minutes(hours: float) -> float:
    """Return decimal hours in minutes: exports round hours, and mean whole seconds."""
    return math.floor(hours * 3600 + 0.5) / 60


def _hooks() -> Iterator[tuple[Any, Callable[[Any], Any]]]:
    yield Text, _text
    yield Texts, _texts
    yield Id, _id
    yield Number, _number
    yield Minutes, lambda value: _scaled(value, lambda seconds: seconds / 60)
    yield MinutesOfHours, lambda value: _scaled(value, _to_minutes)
    yield Km, lambda value: _scaled(value, lambda metres: metres / 1000)
    yield Moment, to_moment


def _hook(read: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _kind: read(value)


def _make() -> Converter:
    converter = Converter(detailed_validation=True)
    for kind, hook in _hooks():
        converter.register_structure_hook(kind, _hook(hook))
    return converter


_FIELDS = _make()
"""Reads a table into a class whose fields have the types above."""
