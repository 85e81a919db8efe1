"""Distances, times and repetitions in titles.

Repetitions are never the distance of the run. Of a range the upper figure is taken, as the longer
run is the safer guess. A number without a unit is not a distance.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import attrs

KM_PER_MILE = 1.609344
MOST_KM, LEAST_KM = 200.0, 0.1  # what a `Run` accepts
MOST_MINUTES, LEAST_MINUTES = 1440.0, 1.0

SHORT_SECONDS, SHORT_METRES = 30, 150
"""Repetitions of at most this beside an easy run are strides. CONVENTION."""

RUN_METRES = 200
"""Repetitions of at least this are of a run, even beside words for strength. CONVENTION."""

_METRES = {"m": 1, "km": 1000, "mi": 1609}

What = Literal["km", "minutes", "repetitions", "sets", "clock", "pace", "neutral"]


@attrs.frozen
class Amount:
    """A figure in a folded title.

    Parameters
    ----------
    start, end
        Where it stands.
    what
        A distance, a duration, repetitions, figures that are repetitions of a run or sets of
        strength ("5x5"), a time of day, a pace or the time of a part, or none of these.
    value
        In km or minutes; of a pace minutes for a km.
    half
        Of the day, for a time of day with am or pm.
    short
        For repetitions: whether they may be strides.
    running
        For repetitions: whether they are too long a distance to be of anything but a run, or of
        another sport that is named.
    each
        For repetitions: the km of one of them, if it is a distance.
    """

    start: int
    end: int
    what: What
    value: float | None = None
    half: Literal["am", "pm"] | None = None
    short: bool = False
    running: bool = False
    each: float | None = None


_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?"
_FREE = r"(?<![\w.,:/$€£#])"  # not the end of another figure, nor money, nor a ticket
_RANGE = rf"{_FREE}(?:{_NUMBER} ?(?:-|/|to|bis|al?) ?)?({_NUMBER})"
_END = r"(?![^\W_])"
_UNITS = {
    "km": r"k|kms?|kilomet(?:er|re)s?|kilometern|kilometros?",
    "mi": r"mi|miles?|milers?|meilen?|milles?|millas?",
    "m": r"m|met(?:er|re)s?|metern|metros?",
    "min": r"mins?|minutes?|minuten?|minutos?|'(?!')",
    "s": r"s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|\"|''",
    "h": r"h|hrs?|hours?|std|stunden?|heures?|horas?",
}


def _unit(*names: str) -> str:
    return "(?:" + "|".join(_UNITS[name] for name in names) + ")"


_ANY_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_TIMES = r"(?:x|\*|by|mal|fois|veces|times)"
_SPLIT = r"(?:\d{1,2} ?x ?\(? ?)?"
_BETWEEN = (
    r"(?:jog|jogs|rest|rests|recovery|recoveries|rec|walk|easy|float|floats|off|pause|tp|gp"
    r"|recup|trot|trabpause|gehpause|recuperacion|rolling|standing|between)"
)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _km(match: re.Match[str]) -> Amount:
    return _bounded(match, "km", _number(match[1]), LEAST_KM, MOST_KM)


def _miles(match: re.Match[str]) -> Amount:
    return _bounded(match, "km", _number(match[1]) * KM_PER_MILE, LEAST_KM, MOST_KM)


def _metres(match: re.Match[str]) -> Amount:
    return _bounded(match, "km", _number(match[1]) / 1000, 1, MOST_KM)


def _minutes(match: re.Match[str]) -> Amount:
    return _bounded(match, "minutes", _number(match[1]), LEAST_MINUTES, MOST_MINUTES)


def _hours(match: re.Match[str]) -> Amount:
    hours = _number(match[1])
    if hours > _LONGEST_HOURS:
        return Amount(*match.span(), "clock")
    return _bounded(match, "minutes", hours * 60, LEAST_MINUTES, MOST_MINUTES)


def _hours_and_minutes(match: re.Match[str]) -> Amount:
    hours, minutes = int(match[1]), int(match[2])
    if hours > _LONGEST_HOURS:
        return Amount(*match.span(), "clock")
    return _bounded(match, "minutes", 60 * hours + minutes, LEAST_MINUTES, MOST_MINUTES)


_LONGEST_HOURS = 7
"""A figure of more hours is taken for a time of day. CONVENTION."""


def _bounded(match: re.Match[str], what: What, value: float, least: float, most: float) -> Amount:
    if not least <= value <= most:
        return Amount(*match.span(), "neutral")
    return Amount(*match.span(), what, float(value))


def _neutral(match: re.Match[str]) -> Amount:
    return Amount(*match.span(), "neutral")


def _said_pace(match: re.Match[str]) -> Amount:
    """Return a pace whose unit is said; without one it is of a km."""
    length = KM_PER_MILE if match["of"] in _OF_MILES else 1
    value = (int(match["minutes"]) + int(match["seconds"]) / 60) / length
    return Amount(*match.span(), "pace", value)


_OF_MILES = ("mi", "mile")


def _time_of_day(match: re.Match[str]) -> Amount:
    return Amount(*match.span(), "clock", half="am" if match[1] == "a" else "pm")


def _clock(match: re.Match[str]) -> Amount:
    return Amount(*match.span(), "clock")


def _repetitions(match: re.Match[str]) -> Amount:
    size = _number(match["size"])
    unit = next((name for name in _UNITS if match[name]), None)
    if unit is None and size < 100:  # "6x400" is metres; "5x5" may as well be sets of squats
        return Amount(*match.span(), "sets")
    metres = size * _METRES.get(unit or "m", 0)
    short = 0 < metres <= SHORT_METRES or (unit == "s" and size <= SHORT_SECONDS)
    running, each = metres >= RUN_METRES, metres / 1000 or None
    return Amount(*match.span(), "repetitions", short=short, running=running, each=each)


def _repeated_times(match: re.Match[str]) -> Amount:
    return Amount(*match.span(), "repetitions")


def _sets(match: re.Match[str]) -> Amount:
    return Amount(*match.span(), "sets")


def _repeated(match: re.Match[str]) -> Amount:
    return Amount(*match.span(), "repetitions", running=True)


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Amount]], ...] = (
    # A pace, a heart rate, an effort.
    (
        rf"@? ?{_FREE}(?P<minutes>\d{{1,2}})[:.'](?P<seconds>\d\d)"
        rf"(?: ?- ?\d{{1,2}}[:.']\d\d)? ?(?:min)?"
        rf" ?(?:/|per |pro |pace) ?(?P<of>km|k|mi|mile)?{_END}",
        _said_pace,
    ),
    (
        rf"{_FREE}(?P<minutes>[2-9])'(?P<seconds>[0-5]\d)(?:\"|'')?(?P<of>){_END}",
        _said_pace,
    ),
    (rf"{_FREE}\d{{2,3}}(?: ?- ?\d{{2,3}})? ?(?:bpm|hf|watts?|w|%)", _neutral),
    (r"(?<![^\W\d_])(?:rpe|hr|zone|z) ?\d{1,3}(?: ?- ?\d{1,3})?(?!\d)", _neutral),
    # The time of day.
    (rf"{_FREE}\d{{1,2}}(?:[:.]\d\d)? ?([ap])\.?m\b\.?", _time_of_day),
    (rf"{_FREE}\d{{1,2}}(?:[:.]\d\d)? ?uhr\b", _clock),
    (r"(?:@|\bat|\bum|\ba las) ?\d{1,2}[:.]\d\d(?!\d)", _clock),
    (rf"{_FREE}[0-3]:[0-5]\d ?- ?([0-3]):([0-5]\d)(?![\d:])", _hours_and_minutes),
    (rf"{_FREE}\d{{1,2}}:\d\d ?- ?\d{{1,2}}:\d\d(?!\d)", _clock),
    # Repetitions, before distances: "5 x 1 km" is not a run of 1 km.
    (
        rf"{_FREE}{_SPLIT}(?:\d{{1,2}} ?- ?)?\d{{1,2}} ?{_TIMES} ?\(? ?(?:\d{{1,4}} ?- ?)?"
        rf"(?P<size>{_NUMBER})(?: ?(?:{_ANY_UNIT}))?{_END}",
        _repetitions,
    ),
    (rf"{_FREE}\d{{1,2}} ?x ?(?:miles?|km|k){_END}", _repeated),
    (
        rf"{_FREE}(?:\d{{3,4}} ?m?|\d{{1,2}} ?(?:k|km|miles?)) ?x ?\d{{1,2}}{_END}",
        _repeated,
    ),
    (rf"{_FREE}\d{{1,2}} ?{_unit('min')} ?x ?\d{{1,2}}{_END}", _repeated_times),
    (rf"{_FREE}\d{{1,2}} ?(?:- ?\d{{1,2}} ?)?(?:x ?\(|(?:sets?|rounds?) of\b)", _sets),
    (rf"{_FREE}\d{{3,4}}(?: ?[-/] ?\d{{3,4}}){{3,12}} ?(?:m\b)?{_END}", _repeated),
    (rf"{_FREE}\d{{1,4}}(?: ?[-/] ?\d{{1,4}}){{2,12}} ?(?:{_unit('min', 's')})?{_END}", _neutral),
    (rf"{_FREE}\d{{1,2}} ?x{_END}|{_FREE}x ?\d{{1,2}}{_END}", _neutral),
    # How long it takes.
    (rf"{_FREE}(\d{{1,2}}) ?(?:{_UNITS['h']}) ?([0-5]\d) ?(?:{_UNITS['min']})?{_END}",
     _hours_and_minutes),
    (rf"{_FREE}([0-3]):([0-5]\d)(?::[0-5]\d)?(?![\d:])", _hours_and_minutes),
    (rf"{_FREE}((?:2[4-9]|[3-9]\d)):[0-5]\d(?![\d:])", _minutes),
    (rf"{_FREE}\d{{1,2}}:\d\d(?!\d)", _clock),
    (rf"{_RANGE} ?{_unit('min')}{_END}", _minutes),
    (rf"{_RANGE} ?{_unit('h')}{_END}", _hours),
    (rf"{_RANGE} ?{_unit('s')}{_END}", _neutral),
    # How far it goes; height is not distance.
    (rf"{_FREE}\d{{2,4}} ?(?:hm|ft|feet|foot|d\+)", _neutral),
    (rf"{_FREE}\d{{2,4}} ?m (?:of )?(?:climb|climbing|ascent|vert|elevation|gain|up)\b", _neutral),
    (rf"{_RANGE} ?{_unit('km')}{_END}", _km),
    (rf"{_RANGE} ?{_unit('mi')}{_END}", _miles),
    (rf"{_RANGE} ?{_unit('m')}{_END}", _metres),
)  # fmt: skip
_COMPILED = tuple((re.compile(form), make) for form, make in _FORMS)
_PAUSE = re.compile(
    rf"{_FREE}(?:(?:\d{{1,3}} ?- ?)?[1-5] ?{_unit('min')}|[0-5]:[0-5]\d(?: ?min)?"
    rf"|(?:\d{{2,4}} ?- ?)?\d{{2,4}} ?{_unit('m', 's')}) ?"
    rf"{_BETWEEN}(?:[ /-]{_BETWEEN}){{0,2}}{_END}"
)


_REPEATS = re.compile(rf"\d ?{_TIMES} ?\(? ?\d|\d ?x ?\(|(?:sets?|rounds?) of|\d ?x ?(?:mile|km|k)")


def _pauses(text: str) -> Iterator[Amount]:
    """Yield what lies between repetitions: "90 s jog", "400 m jog rest", "1 min easy"."""
    if not _REPEATS.search(text):
        return
    for match in _PAUSE.finditer(text):
        yield _neutral(match)


def blank(text: str, start: int, end: int) -> str:
    r"""Return a text of the same length in which a piece matches nothing any more.

    Examples
    --------
    >>> blank("easy run", 0, 4)
    '\x00\x00\x00\x00 run'
    """
    return text[:start] + "\0" * (end - start) + text[end:]


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Return the figures of a folded title in their order; no two overlap.

    Examples
    --------
    >>> [(amount.what, amount.value) for amount in find_amounts("8-9 km in 1h30")]
    [('km', 9.0), ('minutes', 90.0)]
    >>> [(amount.what, amount.value) for amount in find_amounts("5 x 1 km w/ 400 m jog rest")]
    [('repetitions', None), ('neutral', None)]
    """
    if not any(character.isdigit() for character in text):
        return ()
    found: list[Amount] = []
    rest = text
    for pattern, make in _COMPILED:
        for match in pattern.finditer(rest):
            found.append(make(match))
        for amount in found:
            rest = blank(rest, amount.start, amount.end)
        if make is _time_of_day:
            pauses = list(_pauses(rest))
            found += pauses
            for amount in pauses:
                rest = blank(rest, amount.start, amount.end)
    ordered = sorted(found, key=lambda amount: amount.start)
    return tuple(_with_paces(text, ordered) if ":" in text else ordered)


# Paces: a time such as "3:55" beside a distance.

_FASTEST, _SLOWEST = 2.2, 9.0
"""Minutes for a km: a time outside of these is not a pace. CONVENTION."""

_FAR_TOO_SLOW = 11
"""Minutes for a km. A duration by which a run would be slower is its pace. CONVENTION."""

_NEAR = re.compile(
    r"[ (,:/@-]{0,3}(?:(?:je|mit|jeweils|each|chacun) )?(?:@|a|at|auf|bei|en|im|in|je|on|um|zu)?"
    r"(?: (?:schnitt|tempo|pace|average))? ?"
)
"""What may stand between a distance and its pace."""
_SAYS_PACE = re.compile(r"(?:@ ?|\ba )$")
_SAYS_NO_CLOCK = re.compile(r"\b(?:en|im|in) $")
"""Words before a time that make a pace of it, and of what would else be a time of day."""
_TIME = re.compile(r"(?<![\d:.])(\d{1,2}):([0-5]\d)(?![\d:])")


def _with_paces(text: str, amounts: list[Amount]) -> list[Amount]:
    """Return amounts with those times as a pace that cannot be how long the run takes."""
    return [
        attrs.evolve(amount, what="pace", value=pace, half=None)
        if amount.what in ("minutes", "clock")
        and (pace := _pace(text, amount, amounts[:index], amounts[index + 1 :]))
        else amount
        for index, amount in enumerate(amounts)
    ]


def _pace(text: str, amount: Amount, ahead: list[Amount], behind: list[Amount]) -> float | None:
    """Return the pace that a time says, in minutes for a km, or None if it is not a pace."""
    time = _TIME.search(text, amount.start, amount.end)
    if time is None or len(_TIME.findall(text, amount.start, amount.end)) != 1:
        return None
    figure = int(time[1]) + int(time[2]) / 60
    if ahead and _NEAR.fullmatch(text, ahead[-1].end, time.start()):
        beside = ahead[-1]
    elif behind and behind[0].what == "km" and text[time.end() : behind[0].start] == " ":
        beside = behind[0]
    else:
        beside = None
    if beside and beside.what in ("repetitions", "km", "minutes"):
        return next((pace for pace in _paces(text, figure, beside) if _is_a_pace(pace)), None)
    before = text[: time.start()]
    says_so = _SAYS_PACE.search(before) or (
        amount.what == "clock" and _SAYS_NO_CLOCK.search(before) is not None
    )
    return figure if says_so and _FASTEST <= figure < _EARLIEST else None


def _is_a_pace(minutes: float) -> bool:
    return _FASTEST <= minutes <= _SLOWEST


_EARLIEST = 5
"""O'clock: without a distance a time before that is a pace. CONVENTION."""


def _paces(text: str, figure: float, beside: Amount) -> tuple[float, ...]:
    """Return the paces that a time may say: of a km or a mile, or of each repetition.

    None if it may as well be how long a run of that distance takes.
    """
    if beside.what == "repetitions":
        return (figure,) if beside.each is None else (figure / beside.each, figure)
    longest = beside.value or 0
    if 60 * figure <= longest * (_FAR_TOO_SLOW if beside.what == "km" else 1):
        return ()
    of_a_mile = re.search(rf"{_unit('mi')}$", text[: beside.end])
    return (figure / (KM_PER_MILE if of_a_mile and beside.what == "km" else 1),)
