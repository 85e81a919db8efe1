"""When and where an athlete can train strength."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import attrs

from ..errors import InputError, raise_all
from ..visible import is_visible
from .checks import as_tuple, text, text_code, to_truth, where, yes_or_no
from .clock import (
    DAY,
    DAYS,
    checked_date,
    clock_text,
    parse_clock,
    parse_date,
    parse_day_number,
    parse_weekday,
)

_GROUPS = {
    "daily": tuple(range(7)),
    "weekdays": tuple(range(5)),
    "weekends": (5, 6),
}
_HELP = (
    "is not a span of time; write e.g. 'Tue 17:00-20:00', 'Mon-Fri 18:00-21:00', 'Sat', "
    "'weekends 09:00-12:00', 'Fri 22:00-02:00' (past midnight) or '2026-12-24'"
)
_LONGEST_NIGHT = 12 * 60
"""Minutes of a span past midnight. CONVENTION: a longer one is rather two times in wrong order."""
_TOO_LONG = (
    "goes on past midnight for more than 12 hours; if this is meant, write its two days apart, "
    "such as 'Tue 20:00-24:00' and 'Wed 00:00-17:00'"
)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)T(?=\d)", re.ASCII)


@attrs.frozen
class Span:
    """Days of the week (or one date), whole or from one time of day to another.

    Parameters
    ----------
    days
        Weekdays, 0 for Monday; empty if `date` or `numbers` are given.
    date
        One calendar day.
    opens, closes
        Minutes after the midnight with which these days begin; None for the whole of the policy's
        day. A span that ends on the day after closes later than 1440.
    numbers
        Days by their number in the week, 1 for the first.
    """

    days: tuple[int, ...] = ()
    date: dt.date | None = None
    opens: int | None = None
    closes: int | None = None
    numbers: tuple[int, ...] = attrs.field(default=(), kw_only=True)

    def __str__(self) -> str:
        named = {days: name for name, days in _GROUPS.items()}
        if self.date is not None:
            head = self.date.isoformat()
        elif self.numbers:
            head = ",".join(f"D{number}" for number in self.numbers)
        else:
            head = named.get(self.days) or ",".join(DAYS[day] for day in self.days)
        if self.opens is None or self.closes is None:
            return head
        closes = self.closes - DAY if self.closes > DAY else self.closes
        return f"{head} {clock_text(self.opens)}-{clock_text(closes)}"

    @property
    def is_daily(self) -> bool:
        """Whether it speaks of every day, whatever its weekday."""
        return len(self.days) == 7

    def covers(self, weekday: int | None, date: dt.date | None, number: int | None = None) -> bool:
        """Whether the span speaks of a day: its weekday and date, if known, and its number."""
        if self.date is not None:
            return self.date == date
        return self.is_daily or weekday in self.days or number in self.numbers


def parse_span(value: Any, where: str = "when") -> Span:
    """Read a span of time, or raise an `InputError` that names the path `where`.

    "Sat", "Tue 17:00-20:00", "Mon-Fri 18:00-21:00", "Mon,Thu 06:00-08:00", "daily", "weekdays",
    "weekends", days by number such as "D2,D5" or "D1-D4", or a date, alone or with hours, also
    as "2026-11-24T17:00-20:00". Hours
    that close before they open go on past midnight, but not for more than twelve hours.

    Examples
    --------
    >>> str(parse_span("mon-fri 18:00-21:00"))
    'weekdays 18:00-21:00'
    >>> parse_span("Fri 22:00-02:00").closes
    1560
    """
    if isinstance(value, Span):
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return Span(date=checked_date(value, where))
    if not isinstance(value, str) or len(value) > 60:
        raise InputError(where, value, _HELP, text_code(value))
    head, _, hours = _ISO.sub(r"\1 ", value.strip(), count=1).partition(" ")
    date, numbers = parse_date(head, where), _parse_numbers(head)
    days = () if date is not None or numbers else _parse_days(head.lower())
    if date is None and not days and not numbers:
        raise InputError(where, value, _HELP, "wrong_form")
    if not hours.strip():
        return Span(days, date, numbers=numbers)
    opens, closes = (parse_clock(part) for part in (hours.partition("-")[::2]))
    if opens is None or closes is None or opens == closes or opens >= DAY:
        raise InputError(where, value, _HELP, "wrong_form")
    if closes < opens:
        closes += DAY
        if closes > DAY and closes - opens > _LONGEST_NIGHT:
            raise InputError(where, value, _TOO_LONG, "out_of_range")
    return Span(days, date, opens, closes, numbers=numbers)


def _parse_days(word: str) -> tuple[int, ...]:
    if word in _GROUPS:
        return _GROUPS[word]
    days: set[int] = set()
    for part in word.split(","):
        first, dash, last = part.partition("-")
        start = parse_weekday(first)
        end = parse_weekday(last) if dash else start
        if start is None or end is None:
            return ()
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return tuple(sorted(days))


def _parse_numbers(word: str) -> tuple[int, ...]:
    """Return days by number, from "D2,D5" or "D1-D4"; nothing for any other word."""
    numbers: set[int] = set()
    for part in word.split(","):
        first, dash, last = part.partition("-")
        start = parse_day_number(first)
        end = parse_day_number(last) if dash else start
        if start is None or end is None or end < start:
            return ()
        numbers.update(range(start, end + 1))
    return tuple(sorted(numbers))


def _to_span(value: Span | str | dt.date) -> Any:
    try:
        return parse_span(value)
    except InputError:
        return value


def _check_span(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    parse_span(value, where(instance, attribute))


def _to_equipment(value: Iterable[str] | None) -> Any:
    return as_tuple(value)


def _check_equipment(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is not None and (
        not isinstance(value, tuple) or not all(isinstance(item, str) and item for item in value)
    ):
        accepted = "is not a list of words such as ['weights']"
        raise InputError(where(instance, attribute), value, accepted, "wrong_type")
    path = where(instance, attribute)
    raise_all(
        InputError(f"{path}[{index}]", item, "is not a word that can be seen", "wrong_form")
        for index, item in enumerate(value or ())
        if not is_visible(item)
    )


@attrs.frozen
class Window:
    """A span of time in which strength can be trained, or (closed) in which it cannot.

    Open windows are the whole list: what none of them names is closed. One with a date takes the
    place of the weekly ones on that date, needs `Week.start`, and may lie outside the week, as in
    a list for a season. A closed window takes its span away from whatever is open; without open
    windows that is every day, within the policy's hours.

    Parameters
    ----------
    when : str or datetime.date
        "Sat", "Tue 17:00-20:00", "Mon,Thu 06:00-08:00", "weekends", "2026-12-24"; or days by their
        number in the week, "D2 17:00-20:00". "Fri 22:00-02:00" goes on past midnight. In a week of
        other than seven days weekdays need its `start`, and if it repeats they are refused, as they
        drift.
    closed
        True to take the span away.
    equipment : list of str, optional
        What is there; by default everything. The policy says which kind needs what.
    place
        A name for messages.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> window = Window("Tue 17:00-20:00", place="gym", equipment=["weights"])
    >>> str(window.when), window.equipment
    ('Tue 17:00-20:00', ('weights',))
    """

    when: Span = attrs.field(converter=_to_span, validator=_check_span)
    closed: bool = attrs.field(default=False, converter=to_truth, validator=yes_or_no())
    equipment: tuple[str, ...] | None = attrs.field(
        default=None, converter=_to_equipment, validator=_check_equipment
    )
    place: str | None = attrs.field(default=None, validator=text(optional=True))
