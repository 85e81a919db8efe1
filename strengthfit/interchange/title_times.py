"""The time of day that a title says, as people write it: "7am", "19h", "18.30 Uhr", "06:30-07:15".

Figures may as well be a length, a pace or a distance. What a form means depends on whether it
stands in front of the title, where times do. Which of two readings is taken is a CONVENTION.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from ..domain.clock import DAY
from .titles import Meaning
from .titles.folded import LONGEST

_EARLIEST = 5
"""The hour from which on "7:00" and "7h" in front of a title are times and not lengths."""

_LATE = 8
"""The hour from which on "19h" is a time wherever it stands."""

_QUARTERS = (0, 15, 30, 45)
"""Minutes with which "7.30" and "1830" are times and not distances."""

_MARK = r"a\.?m\b\.?|p\.?m\b\.?|uhr\b|o'?clock\b"


def _figures(name: str) -> str:
    hour = rf"(?P<hour{name}>\d{{1,2}})"
    sign = rf"(?P<sign{name}>[:.]|\s?h\s?|\s?uhr\s)"
    minute = rf"(?:{sign}(?P<minute{name}>\d\d)(?P<second{name}>:\d\d)?(?!\d))?"
    return rf"{hour}{minute}(?:\s?(?P<mark{name}>{_MARK}|h\b))?"


_CLOCK = re.compile(
    r"(?<![\w.,:/$\u20ac\u00a3#+\-\u2013])"
    r"(?:(?P<lead>am|pm)\s*:?\s*)?(?P<at>(?:at|um|gegen|from|ab|\u00e0|a las|de)\s+|@\s?)?"
    rf"(?:{_figures('')}(?:\s*(?:-|\u2013|\bto\b|\bbis\b|\u00e0)\s*{_figures('_2')})?"
    r"|(?P<whole>[012]\d[0-5]\d)|(?P<noon>noon|midday|mittags?|midi|mediod[i\u00ed]a))"
    r"(?![\w%/*]|[.,:]\d|\s?[-\u2013]\s?\d|\s?[x\u00d7*]\s?\d"
    r"|\s?(?:km|k|mi|miles?|m|mins?|min|s|sec|x|\u00d7|hours?|hrs?|std|stunden?|heures?|horas?"
    r"|/|per|pace)\b)",
    re.IGNORECASE,
)
_AIM = re.compile(r"\b(?:in|sub|under|unter|en|goal|ziel|pace)\s*$", re.IGNORECASE)
"""Words before a figure that is a time to run a distance in."""

_LENGTH = re.compile(
    r"(?:[x\u00d7*]"
    r"|\b(?:sets?|reps?|repeats?|times|mal|fois|veces|s[ée]ries?)(?: (?:of|de|von|\u00e0|a))?"
    r"|\b(?:wu|cd|w/u|c/d|warm ?-?up|cool ?-?down|einlaufen|auslaufen)"
    r"|\b(?:[ée]chauffement|calentamiento)"
    r"\s*:?)\s*$",
    re.IGNORECASE,
)
"""Words before a figure that is the length of a part: of repetitions, a warm-up, a cool-down."""

_BETWEEN = re.compile(r"[\s,;:()\[\]+&|/-]*(?:(?:and|then|und|dann|et|puis|y|luego)\s+)?\Z", re.I)


@attrs.frozen
class TimedTitle:
    """A title, or a part of one that has a time of its own.

    Parameters
    ----------
    words
        What it says beside the time.
    minute
        Of the day; None if it says no time.
    length
        In minutes, if it says an end too.
    doubt
        What stands there like a time and cannot be one, in words; empty if nothing does.
    """

    words: str
    minute: int | None = None
    length: float | None = None
    doubt: str = ""


@attrs.frozen
class _Clock:
    """A time where it stands in a title."""

    start: int
    stop: int
    minute: int | None = None
    length: float | None = None
    doubt: str = ""


def timed_titles(title: str) -> list[TimedTitle]:
    """Return the parts of a title that have a time each; the title itself if it has one, or none.

    As `recognise` does, it reads no more than the first 300 characters.

    Examples
    --------
    >>> timed_titles("7am Tempo 50 min")
    [TimedTitle(words='Tempo 50 min', minute=420, length=None, doubt='')]
    >>> [(part.words, part.minute) for part in timed_titles("06:30 easy, 18:00 tempo")]
    [('easy', 390), ('tempo', 1080)]
    >>> timed_titles("1:30 Long")[0].minute is None
    True
    """
    title = title[:LONGEST]
    clocks = list(_clocks(title))
    if not clocks:
        return [TimedTitle(title.strip())]
    minutes = [clock.minute for clock in clocks if clock.minute is not None]
    if any(first >= second for first, second in pairwise(minutes)):
        return [TimedTitle(title.strip(), doubt="its times do not follow one another: lengths?")]
    if len(minutes) < 2:
        (clock, *_) = [one for one in clocks if one.minute is not None] or clocks
        words = title if clock.minute is None else title[: clock.start] + " " + title[clock.stop :]
        doubt = "; ".join(one.doubt for one in clocks if one.doubt)
        return [TimedTitle(_tidy(words), clock.minute, clock.length, doubt)]
    return [
        TimedTitle(_tidy(words), clock.minute, clock.length, clock.doubt)
        for clock, words in zip(clocks, _parts(title, clocks), strict=True)
    ]


def time_said(title: str, meanings: Iterable[Meaning]) -> int | None:
    """Return the time in the title of an entry that has none of its own, in minutes of the day.

    It is None if the title says none, or several, or if what could be one was taken for a length.

    Examples
    --------
    >>> time_said("7am Tempo", ()), time_said("Tempo", ()), time_said("6am swim, 6pm run", ())
    (420, None, None)
    """
    parts = timed_titles(title)
    minute = parts[0].minute if len(parts) == 1 else None
    return None if minute in [meaning.minutes for meaning in meanings] else minute


def _parts(title: str, clocks: Sequence[_Clock]) -> Iterator[str]:
    """Yield the words that go with each of several times, before which or after which they are."""
    if _BETWEEN.match(title[: clocks[0].start]):
        ends = [*(clock.start for clock in clocks[1:]), len(title)]
        for clock, end in zip(clocks, ends, strict=True):
            yield title[clock.stop : end]
        return
    begin = 0
    for number, clock in enumerate(clocks):
        rest = title[clock.stop :] if number == len(clocks) - 1 else ""
        yield f"{title[begin : clock.start]} {rest}"
        begin = clock.stop


def _tidy(words: str) -> str:
    """Return words without what stood between them and a time."""
    words = re.sub(r"\(\s*\)|\[\s*\]", " ", words).strip(" \t,;:|-\u2013+&/")
    return re.sub(r"\s+(?:and|then|und|dann|et|puis|y|luego)\Z", "", words, flags=re.I).strip(" ,;")


def _clocks(title: str) -> Iterator[_Clock]:
    for match in _CLOCK.finditer(title):
        front = bool(_BETWEEN.match(title[: match.start()]))
        before = title[: match.start()]
        aim = bool(_AIM.search(before) or _LENGTH.search(before))
        clock = _clock(match, front=front, aim=aim)
        if clock is not None:
            yield clock


def _clock(match: re.Match[str], *, front: bool, aim: bool) -> _Clock | None:
    """Return the time of figures, or the doubt about them; None if they are another thing."""
    if match["noon"]:
        return _Clock(*match.span(), DAY // 2) if front or match["at"] else None
    if match["whole"]:
        return _of_four_digits(match) if front else None
    mark = (match["lead"] or "").lower() or _mark_of(match, "")
    mark = mark or (_mark_of(match, "_2") if match["hour_2"] else "")
    reading = _reading(match, mark, front=front)
    if reading is None or (aim and mark not in ("am", "pm")):
        return None
    begins = _minute(match["hour"], match["minute"], mark)
    if reading == "time" and begins is not None:
        return _with_end(match, begins) if match["hour_2"] else _Clock(*match.span(), begins)
    why = "can be a time, a length or a distance" if begins is not None else "is not a time"
    said = match.group().strip()
    return _Clock(*match.span(), doubt=f"'{said}' {why}; a time is written 07:00")


def _with_end(match: re.Match[str], begins: int) -> _Clock:
    """Return a time that has an end."""
    mark = _mark_of(match, "_2")
    ends = _minute(match["hour_2"], match["minute_2"], mark)
    if ends is not None and begins > ends and not _mark_of(match, "") and mark == "pm":
        begins = (begins + DAY // 2) % DAY  # "11-1pm" begins in the morning
    if ends is None or begins == ends:
        doubt = f"the end of '{match.group().strip()}' is not a time"
        return _Clock(*match.span(), begins, doubt=doubt)
    return _Clock(*match.span(), begins, float((ends - begins) % DAY))


def _mark_of(match: re.Match[str], name: str) -> str:
    """Return what stands behind a figure: "am", "pm", "h", "clock" or nothing."""
    mark = (
        (match[f"mark{name}"] or match[f"sign{name}"] or "").lower().strip(" .:").replace(".", "")
    )
    return mark if mark in ("am", "pm", "h", "") else "clock"


def _reading(match: re.Match[str], mark: str, *, front: bool) -> str | None:
    """Return "time", "doubt", or None if figures are none of the forms of a time."""
    hour, minute, sign = int(match["hour"]), int(match["minute"] or 0), match["sign"] or ""
    sure: bool | None = None  # None: of no form of a time
    french = mark == "h" and (_EARLIEST if front else _LATE) <= hour < DAY // 60
    if french or mark in ("am", "pm", "clock"):
        sure = True
    elif sign == ":" and hour >= DAY // 60:
        sure = None if minute < 60 else False  # "45:00" is a length
    elif sign == ":" and match["second"]:
        sure = hour >= _EARLIEST if front and len(match["hour"]) == 2 else None
    elif sign == ":" and (len(match["hour"]) == 2 or (front and hour >= _EARLIEST)):
        sure = True
    elif sign == ":" and front:
        sure = False if hour == _EARLIEST - 1 or minute > 59 else None
    elif sign == ":" and match["at"] and "@" not in match["at"]:
        sure = False
    elif sign == "." and (front or match["at"]):
        sure = _EARLIEST <= hour < DAY // 60 and minute in _QUARTERS
    return None if sure is None else "time" if sure else "doubt"


def _of_four_digits(match: re.Match[str]) -> _Clock | None:
    hour, minute = divmod(int(match["whole"]), 100)
    sure = hour < 10 or (minute in _QUARTERS and minute)  # "1600" may be a distance
    return _Clock(*match.span(), 60 * hour + minute) if sure and hour < DAY // 60 else None


def _minute(hour: str, minute: str | None, mark: str) -> int | None:
    """Return a time as minutes after midnight; None if there is no such time."""
    hours, minutes = int(hour), int(minute or 0)
    if mark in ("am", "pm") and not (mark == "pm" and 13 <= hours < DAY // 60):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if mark == "pm" else 0)
    return 60 * hours + minutes if hours < DAY // 60 and minutes < 60 else None
