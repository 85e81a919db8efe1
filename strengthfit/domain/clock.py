"""Times of the week: reading them, writing them, and turning them into minutes.

Inside the library a time is a whole number of minutes on the athlete's local floating clock,
counted from 00:00 of the horizon's first day. There are no time zones and no daylight saving.
"""

import datetime as dt
import re
from typing import Any, TypeAlias

import attrs

from ..errors import InputError
from .checks import NumpyScalar, Validator, Whole, plain, text_code, where

DAY = 1440
WEEK = 7 * DAY
LEAST_DAYS, MOST_DAYS = 3, 14
"""Of a week that is not one of seven days. CONVENTION: coaches plan in nine or ten, some in 14."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2}))?\s*(?P<half>am|pm)?")
FARTHEST = 10 * WEEK
_NUMBERED_DAY = re.compile(r"[dD]([0-9]{1,2})")
_WHEN_HELP = "is not a time of the week; write e.g. 'Thu 07:00', 'Thu pm' or 'Thu'"
_DATED_HELP = "is not a time of a date; write e.g. '2026-11-26 07:00', '2026-11-26'"
FIRST_DATE, LAST_DATE = dt.date(1900, 1, 1), dt.date(2200, 12, 31)
"""What counts as a date of a week; far from the ends of the calendar, so that weeks fit around."""
_BEYOND = f"is not a date from {FIRST_DATE} to {LAST_DATE}"
_ZONED = "has a time zone; write the time on the clock of the place, without one"
_NOT_WHOLE = "is not a whole minute"
NO_START = "is a date, and the week has none; give it its start, the date of its first day"
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]\s*(\S.*))?", re.ASCII)
_SECONDS = re.compile(r"(\d{1,2}:\d\d):(\d\d)(?:\.(\d+))?", re.ASCII)
_ZONE = re.compile(r"\d\s*(?:[zZ]|[+-]\d\d(?::?\d\d)?)", re.ASCII)


@attrs.frozen
class When:
    """A time of the week as a person gives it; `resolve` turns it into minutes.

    `weekday` is 0 for Monday to 6 for Sunday, and `minute` counts from 00:00 of that day. If only
    the half of the day is known, "am" or "pm", the policy says what time that means. The day may be
    given by its `number` in the week instead, 1 for the first, or by its `date`, in a week that has
    its `start`. Instead of all these, `minutes` counts from 00:00 of the first day of its own week.
    """

    weekday: int | None = None
    minute: int | None = None
    half: str | None = None
    minutes: int | None = None
    number: int | None = attrs.field(default=None, kw_only=True)
    date: dt.date | None = attrs.field(default=None, kw_only=True)

    @property
    def is_day_alone(self) -> bool:
        """Whether only a day is known, not even its half."""
        named = any(day is not None for day in (self.weekday, self.number, self.date))
        return named and self.minute is None and self.half is None

    @property
    def is_absolute(self) -> bool:
        """Whether it means the same before a week, in it and after it: minutes, or a date."""
        return self.minutes is not None or self.date is not None

    def __str__(self) -> str:
        if self.date is not None:
            day = self.date.isoformat()
        elif self.number is not None:
            day = f"D{self.number}"
        elif self.weekday is not None:
            day = DAYS[self.weekday]
        else:
            return str(self.minutes)
        if self.minute is not None:
            return f"{day} {clock_text(self.minute)}"
        return f"{day} {self.half}" if self.half else day


WhenLike: TypeAlias = When | str | Whole | dt.date | NumpyScalar[dt.date]
"""What constructors accept for a time of the week."""


def parse_weekday(word: str) -> int | None:
    """Return 0 to 6 for a day's English name or its first three letters or more, else None.

    Examples
    --------
    >>> parse_weekday("Thurs"), parse_weekday("th")
    (3, None)
    """
    word = word.lower().rstrip(".")
    if len(word) < 3:
        return None
    return next((day for day, full in enumerate(_FULL) if full.startswith(word)), None)


def parse_day_number(word: str) -> int | None:
    """Return 1 to 14 for a day's number in its week, such as "D9", else None.

    Examples
    --------
    >>> parse_day_number("D9"), parse_day_number("D0")
    (9, None)
    """
    match = _NUMBERED_DAY.fullmatch(word)
    number = 0 if match is None else int(match[1])
    return number if 1 <= number <= MOST_DAYS else None


def parse_clock(text: str) -> int | None:
    """Return minutes after midnight for a time of day such as "7:00", "07:00" or "7pm", else None.

    "24:00" is accepted, as the end of a day.

    Examples
    --------
    >>> parse_clock("18:30"), parse_clock("6:30 pm"), parse_clock("25:00")
    (1110, 1110, None)
    """
    match = _TIME.fullmatch(text.strip().lower())
    if match is None or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    total = 60 * hour + minute
    return total if minute < 60 and total <= DAY else None


def checked_date(value: dt.date, where: str) -> dt.date:
    """Return a date alone, or raise an `InputError` if it is out of bounds or has a time zone."""
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None:
            raise InputError(where, str(value), _ZONED, "wrong_form")
        value = value.date()
    if not FIRST_DATE <= value <= LAST_DATE:
        raise InputError(where, str(value), _BEYOND, "out_of_range")
    return value


def parse_date(word: str, where: str = "date") -> dt.date | None:
    """Return the date that "2026-11-24" names; None for what has another form or is no day.

    An `InputError` is raised if it is out of bounds.

    Examples
    --------
    >>> parse_date("2026-11-24"), parse_date("2026-11-31")
    (datetime.date(2026, 11, 24), None)
    """
    match = _DATED.fullmatch(word)
    if match is None or match[2] is not None:
        return None
    try:
        date = dt.date.fromisoformat(word)
    except ValueError:
        return None
    return checked_date(date, where)


def _parse_dated(value: str, where: str) -> When | None:
    """Read a date with a time, "am", "pm" or nothing behind it; None for what begins otherwise."""
    match = _DATED.fullmatch(value)
    date = None if match is None else parse_date(match[1], where)
    if match is None or date is None:
        return None
    rest = (match[2] or "").lower()
    if not rest or rest in ("am", "pm"):
        return When(date=date, half=rest or None)
    if (seconds := _SECONDS.fullmatch(rest)) is not None:
        if (seconds[2] + (seconds[3] or "")).strip("0"):
            raise InputError(where, value, _NOT_WHOLE, "wrong_form")
        rest = seconds[1]
    minute = parse_clock(rest)
    if minute is None or minute == DAY:
        zoned = _ZONE.search(rest) is not None
        raise InputError(where, value, _ZONED if zoned else _DATED_HELP, "wrong_form")
    return When(date=date, minute=minute)


def _when_of_date(value: dt.date, where: str) -> When:
    """Read a date, or a date and time without a zone, in whole minutes."""
    date = checked_date(value, where)
    if not isinstance(value, dt.datetime):
        return When(date=date)
    if value.second or value.microsecond:
        raise InputError(where, str(value), _NOT_WHOLE, "wrong_form")
    return When(date=date, minute=60 * value.hour + value.minute)


def parse_when(value: Any, where: str = "when") -> When:
    """Read a time of the week, or raise an `InputError` that names the path `where`.

    "Tue", "Tue am", "Tue 07:00", "tuesday 7:00", "D2 07:00" for the second day of the week,
    minutes from the first 00:00 of its week; or a date: "2026-11-24", "2026-11-24 07:00",
    "2026-11-24T07:00", `datetime.date` and `datetime.datetime` without a zone.

    Examples
    --------
    >>> str(parse_when("tuesday 7:00"))
    'Tue 07:00'
    >>> str(parse_when("2026-11-24T07:00"))
    '2026-11-24 07:00'
    """
    if isinstance(value, When):
        return value
    if isinstance(value, dt.date):
        return _when_of_date(value, where)
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > FARTHEST:
            raise InputError(
                where, value, f"is not within {FARTHEST} minutes of the week", "outside"
            )
        return When(minutes=value)
    if not isinstance(value, str) or len(value) > 40:
        raise InputError(where, value, _WHEN_HELP, text_code(value))
    return _parse_dated(value.strip(), where) or _parse_named(value, where)


def _parse_named(value: str, where: str) -> When:
    """Read the name of a day with a time, "am", "pm" or nothing behind it."""
    first, _, rest = value.strip().partition(" ")
    weekday, number, rest = parse_weekday(first), parse_day_number(first), rest.strip().lower()
    if weekday is None and number is None:
        raise InputError(where, value, _WHEN_HELP, "wrong_form")
    if not rest:
        return When(weekday, number=number)
    if rest in ("am", "pm"):
        return When(weekday, half=rest, number=number)
    minute = parse_clock(rest)
    if minute is None or minute == DAY:
        raise InputError(where, value, _WHEN_HELP, "wrong_form")
    return When(weekday, minute, number=number)


def to_when(value: WhenLike) -> Any:
    """Convert text and whole minutes to `When` inside attrs classes; errors wait for the check."""
    given: Any = plain(value)
    try:
        return parse_when(given)
    except InputError:
        return given


def check_when(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate that a field holds a time of the week."""
    parse_when(value, where(instance, attribute))


def to_clock(value: str | Whole) -> Any:
    """Convert "07:00" to minutes after midnight inside attrs classes; pass anything else on."""
    minutes = parse_clock(value) if isinstance(value, str) else None
    return plain(value) if minutes is None else minutes


def check_clock(last: int) -> Validator:
    """Return a validator for a time of day up to `last`, in minutes after midnight."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= last:
            accepted = f"is not a time of day up to {clock_text(last)}; write e.g. '07:00'"
            raise InputError(
                where(instance, attribute),
                value,
                accepted,
                "out_of_range" if type(value) is int else text_code(value),
            )

    return validate


def check_day(when: When, days: int, where: str = "when") -> None:
    """Refuse a day that a week of so many days does not have, or not by this name.

    Of other than seven days weekdays name none: there may be two of one.

    Examples
    --------
    >>> check_day(parse_when("D9 07:00"), days=9)
    >>> check_day(parse_when("Tue 07:00"), days=9)
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: when: 'Tue 07:00' names a weekday, and the week has 9 days; ...
    """
    if when.weekday is not None and days != 7:
        accepted = (
            f"names a weekday, and the week has {days} days; write its number, from D1 to D{days}, "
            "such as 'D2 07:00', or minutes"
        )
        raise InputError(where, str(when), accepted, "contradiction")
    if when.number is not None and when.number > days:
        accepted = f"is not one of the days of the week; these are D1 to D{days}"
        raise InputError(where, str(when), accepted, "outside")


_PARTS = {-1: "before the week", 0: "inside the week", 1: "after the week"}


def check_part(
    when: When, part: int, days: int, start: dt.date | None, where: str = "when"
) -> None:
    """Refuse minutes and dates outside their part of the calendar: -1, 0 or 1.

    That is before a week of so many days, in it, or after it. What a date means is not known if the
    week has no `start`.

    Examples
    --------
    >>> check_part(parse_when("2026-11-24 07:00"), 0, 7, dt.date(2026, 11, 23))
    >>> check_part(parse_when(10500), 0, 7, None)
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: when: 10500 is not inside the week: minutes from 0 up to, ...
    """
    edge = days * DAY
    low, high = {-1: (-FARTHEST, 0), 0: (0, edge), 1: (edge, FARTHEST)}[part]
    accepted = f"is not {_PARTS[part]}: minutes from {low} up to, not including, {high}"
    if when.minutes is not None:
        minutes = when.minutes
    elif when.date is not None and start is not None:
        minutes = (when.date - start).days * DAY
        first, last = (start + dt.timedelta(minutes=edge) for edge in (low, high - 1))
        accepted = f"is not {_PARTS[part]}: {first} to {last}"
    else:
        return
    if not low <= minutes < high:
        given = str(when) if when.minutes is None else when.minutes
        raise InputError(where, given, accepted, "outside")


def resolve(
    when: When,
    first_weekday: int,
    usual: int,
    usual_evening: int,
    days: int = 7,
    *,
    start: dt.date | None = None,
) -> int:
    """Return a time of a week of some days as minutes from 00:00 of its first day.

    `first_weekday` is that day's, 0 for Monday, and `start` its date. A day alone (or "am") stands
    for `usual` minutes after midnight, "pm" for `usual_evening`. An `InputError` is raised if the
    week does not have the day, or a date meets a week without one.

    Examples
    --------
    >>> resolve(parse_when("Tue pm"), first_weekday=0, usual=420, usual_evening=1080)
    2520
    """
    if when.minutes is not None:
        return when.minutes
    check_day(when, days)
    if when.date is not None:
        if start is None:
            raise InputError("when", str(when), NO_START, "missing")
        day = (when.date - start).days
    elif when.number is not None:
        day = when.number - 1
    elif when.weekday is not None:
        day = (when.weekday - first_weekday) % 7
    else:
        raise InputError("when", when, "has neither a weekday nor minutes", "missing")
    usual = usual_evening if when.half == "pm" else usual
    return day * DAY + (usual if when.minute is None else when.minute)


def clock_text(minute: int) -> str:
    """Return "07:05" for 425 minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def day_name(day: int, first_weekday: int, weeks: int = 1, days: int = 7) -> str:
    """Return "Tue" for the day that is `day` days after the horizon's first.

    In a horizon of several weeks the week is named too, "W1" for the first. In a week of other than
    seven `days` a day is its number, "D1" for the first; those of the week after begin anew.

    Examples
    --------
    >>> day_name(8, first_weekday=0, weeks=2)
    'W2 Tue'
    >>> day_name(8, first_weekday=0, days=9), day_name(9, first_weekday=0, days=9)
    ('D9', 'D1')
    """
    if days != 7:
        return f"D{day % days + 1}"
    name = DAYS[(day + first_weekday) % 7]
    return name if weeks == 1 else f"W{day // 7 + 1} {name}"


def date_text(date: dt.date) -> str:
    """Return a date as it stands beside a weekday.

    Examples
    --------
    >>> date_text(dt.date(2026, 12, 7))
    '7 Dec'
    """
    return f"{date.day} {_MONTHS[date.month - 1]}"


def moment_text(minutes: int, first_weekday: int, weeks: int = 1, days: int = 7) -> str:
    """Return "Tue 07:05" for minutes from the first 00:00 of its week.

    Examples
    --------
    >>> moment_text(1865, first_weekday=0)
    'Tue 07:05'
    >>> moment_text(1865, first_weekday=0, weeks=12)
    'W1 Tue 07:05'
    >>> moment_text(11945, first_weekday=0, days=9)
    'D9 07:05'
    """
    day, minute = divmod(minutes, DAY)
    return f"{day_name(day, first_weekday, weeks, days)} {clock_text(minute)}"
