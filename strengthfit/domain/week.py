"""The week: runs that are given, strength that is asked for, and what lies just outside."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import attrs
from attrs.converters import optional

from ..errors import Code, InputError, raise_all
from ..sizes import check_size
from .availability import Span, Window, parse_span
from .checks import (
    NumpyScalar,
    Real,
    Whole,
    as_tuple,
    check_length,
    check_members,
    each_is,
    is_a,
    is_too_long,
    number,
    number_code,
    one_of,
    plain,
    text,
    text_code,
    to_real,
    to_truth,
    to_whole,
    to_words,
    unknown,
    where,
    yes_or_no,
)
from .clock import LEAST_DAYS, MOST_DAYS, NO_START, check_day, check_part, checked_date
from .demand_sets import DEMAND_SETS
from .run import Run
from .running_load import RunningLoad
from .season import PHASES, Phase, to_phase
from .strength import Demand, Session


@attrs.frozen
class Athlete:
    """What is known of the athlete.

    Parameters
    ----------
    recovery
        A factor on every loss that strength causes: 1 is typical, 1.5 means that strength costs
        this athlete half as much again. CONVENTION.
    accustomed
        False if new to strength, or after six to eight weeks without: protection lasted 6 weeks
        and was gone after 9 (Byrnes et al 1985, J Appl Physiol 59:710). It fades with the sessions
        that are known, and returns after known weeks without; `Policy.way_in_weeks` is the way in.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> Athlete(accustomed=False).recovery
    1.0
    """

    recovery: float = attrs.field(
        default=1.0, converter=to_real, validator=number(0.2, 5, "typical losses")
    )
    accustomed: bool = attrs.field(default=True, converter=to_truth, validator=yes_or_no())


@attrs.frozen
class Waiver:
    """One case in which a rule does not hold this week, because the user says so.

    Every label of a program has a `rule` and a `cause`; a waiver takes the rows with both out.
    Overlaps cannot be waived: runs are never touched, and nobody is in two places at once.

    Parameters
    ----------
    rule
        Such as "before_hard_day", "availability", "spacing".
    cause
        The id of a run, a day, a span: what `Label.cause` says.

    Raises
    ------
    InputError
        If a value is not a line of text.

    Examples
    --------
    >>> Waiver("before_hard_day", "Tue 07:00 tempo").cause
    'Tue 07:00 tempo'
    """

    rule: str = attrs.field(validator=text())
    cause: str = attrs.field(validator=text())


def _to_demands(value: Whole | str | Demand | Iterable[Demand]) -> Any:
    given: Any = plain(value)
    if isinstance(given, Demand):
        return (given,)
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= 14:
        return (Demand("circuit", given),) if given else ()
    if isinstance(given, str):
        return DEMAND_SETS.get(given, given)
    return as_tuple(given)


def _code_of_demands(value: object) -> Code:
    return "unknown_name" if isinstance(value, str) else number_code(value, whole=True)


def _check_demands(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple) or not all(isinstance(demand, Demand) for demand in value):
        what = (
            "what to train; write a number of short sessions from 0 to 14, a list of Demand, or "
            "the name of a set"
        )
        raise InputError(
            where(instance, attribute),
            value,
            unknown(value, DEMAND_SETS, what),
            _code_of_demands(value),
        )
    asked = max(len(value), sum(demand.count for demand in value))
    check_size("sessions", asked, where(instance, attribute), "sessions of one week in all")


WindowLike: TypeAlias = Window | str | dt.date
"""What constructors accept for a window."""


def to_windows(value: WindowLike | Iterable[WindowLike]) -> Any:
    """Convert spans of time to windows, leaving what is none to be refused."""
    given: Any = as_tuple(value)
    if isinstance(given, tuple):
        return given if is_too_long(given) else tuple(map(_to_window, given))
    window = _to_window(given)
    return (window,) if isinstance(window, Window) else window


def _to_window(value: Any) -> Any:
    try:
        return Window(value) if isinstance(value, str | dt.date) else value
    except InputError:  # the check says it again, with its place in the list
        return value


def check_windows(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse what is not a list of windows, each by its place in the list."""
    path = where(instance, attribute)
    if isinstance(value, tuple):
        check_length(path, value)
        raise_all(_wrong_spans(value, path))
    elif isinstance(value, str | dt.date):
        parse_span(value, path)
    each_is(Window, "write e.g. Window('Tue 17:00-20:00')")(instance, attribute, value)


def _wrong_spans(members: tuple[Any, ...], path: str) -> Iterator[InputError]:
    for index, member in enumerate(members):
        if isinstance(member, str | dt.date):
            try:
                parse_span(member, f"{path}[{index}]")
            except InputError as error:
                yield error


def _to_date(value: dt.date | str | NumpyScalar[dt.date] | None) -> Any:
    given: Any = plain(value)
    if given is None and value is not None:  # numpy's date that is none
        return value
    if isinstance(given, dt.datetime) and given.tzinfo is None:
        return given.date()
    if isinstance(given, str):
        try:
            return dt.date.fromisoformat(given)
        except ValueError:
            return given
    return given


def _check_date(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    path = where(instance, attribute)
    if not isinstance(value, dt.date):
        raise InputError(path, value, "is not a date; write e.g. '2026-11-23'", text_code(value))
    checked_date(value, path)


def _check_outside(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    path = where(instance, attribute)
    if not isinstance(value, tuple):
        raise InputError(path, value, "is not a list of Run and Session", "wrong_type")
    check_members(path, value, Run | Session, "is not a Run or a Session")


def _to_runs(value: Iterable[Run]) -> Any:
    return as_tuple(value)


def _to_outside(value: Iterable[Run | Session]) -> Any:
    return as_tuple(value)


def _to_sessions(value: Iterable[Session]) -> Any:
    return as_tuple(value)


def _to_waivers(value: Iterable[Waiver]) -> Any:
    return as_tuple(value)


def _check_pins(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    each_is(Session, "write e.g. Session('Tue 18:00', 'circuit')")(instance, attribute, value)
    check_size("sessions", len(value), where(instance, attribute), "sessions of one week in all")


def _to_history(value: "Iterable[Week | RunningLoad | Real]") -> Any:
    given: Any = as_tuple(value)
    if not isinstance(given, tuple) or is_too_long(given):
        return given
    return tuple(map(_to_load, given))


def _to_load(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    try:
        return RunningLoad(value)
    except InputError:  # the check says it again, with its place in the list
        return value


def _check_history(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    path = where(instance, attribute)
    if not isinstance(value, tuple):
        raise InputError(
            path, value, "is not a list of past weeks, the last one last", "wrong_type"
        )
    check_length(path, value)
    accepted = "is not a Week, a RunningLoad, or a session-RPE load (RPE minutes from 0 to 100000)"
    raise_all(
        InputError(f"{path}[{index}]", member, accepted, number_code(member))
        for index, member in enumerate(value)
        if not isinstance(member, Week | RunningLoad)
    )


def _check_order(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    path = where(instance, attribute)
    if not isinstance(value, tuple):
        raise InputError(
            path, value, "is not a list of labels and kinds; write e.g. ['A', 'B']", "wrong_type"
        )
    check_members(path, value, str, "is not a label, nor a kind of strength")
    accepted = "stands in the order before, for its first and its last session"
    raise_all(
        InputError(f"{path}[{index}]", entry, accepted, "duplicate")
        for index, entry in enumerate(value)
        if value[:index].count(entry) == _PLACES
    )


_PLACES = 2  # of an entry in an order

PARTS = {"runs": 0, "before": -1, "after": 1, "pins": 0, "habit": 0}
"""The fields of a week that hold runs and sessions, and where these lie: -1 before it, 1 after."""


@attrs.frozen
class Week:
    """A training week: the fixed runs and the strength that should fit around them.

    Parameters
    ----------
    runs
        The week's runs.
    strength : int, str or list of Demand
        How many short (circuit) sessions, the demands one by one, or the name of a set:
        "two_short_circuits" (the default, the gentlest choice and not the most effective),
        "two_short_heavy", "heavy_and_plyometric" or "way_in". `strengthfit.domain.demand_sets`
        says who argues for which. At most 98 sessions in all.
    available : list of Window, str or datetime.date, optional
        When strength can be trained. By default every day, within the policy's hours.
    start : datetime.date or str, optional
        The date of the week's first day. Without it the week starts on a Monday.
    before, after : list of Run or Session
        What lies just outside: a weekday name there means the week before, or after, and so does a
        day's number ("D2"), in weeks of the same `days`. Minutes always count from this week's
        first 00:00, so Monday 07:00 after the week is 10500. A date is that day.
    repeats
        True if every week is the same: Sunday is then followed by Monday. Goes without
        `before` and `after`, and needs `days` of 7 or more; two turns of a shorter cycle are one.
    tired
        True in a week in which the runner is tired: strength gives way one step further, and
        nothing heavy is placed.
    history : list of Week, RunningLoad or float
        The last weeks, the most recent one last; a number alone is a session-RPE load. The week's
        running is compared with the highest of the last twelve. Without history nothing is
        compared. A `Week` may have any number of days: what is compared is its running per seven.
        Past weeks lie end to end, so weekdays in them go by this week's first day.
    athlete
        A typical one, accustomed to strength, by default.
    pins
        Strength sessions that stay where they are. Each takes the place of one that is asked; a
        day alone fixes the day and not the hour; with `keep` a session stays whatever it breaks.
    forbidden : list of Window, str or datetime.date
        Spans in which no strength may start.
    waived
        Cases in which a rule does not hold this week.
    habit : list of Session
        The slots that the runner is used to, or would like: a day alone, or a day and an hour, for
        each kind. By default those of the week before, if it is known.
    phase : {"base", "build", "peak", "race", "recovery"}, optional
        What the week is for. By default it is inferred from races of priority A.
    order : list of str
        Labels and kinds in the order in which they should come, such as ``["A", "B"]`` or
        ``["heavy", "core"]``: nothing of a later entry starts before the first session of an
        earlier one. An entry that stands a second time means its last session, so
        ``["A", "B", "A", "B"]`` lets two of each alternate, and ``["A", "A", "B"]`` puts every A
        before every B.
    days
        The days of the week, 3 to 14: 7, or a cycle of another length, which masters runners and
        many coaches use, mostly of 9 or 10. Its days are called by their number, "D9 07:00" for the
        ninth; weekdays name none in it. What is asked is asked for all its days.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> week = Week([Run("Tue 07:00", "intervals"), Run("Sun 08:00", "long")])
    >>> [(demand.kind, demand.count, demand.minutes) for demand in week.strength]
    [('circuit', 2, None)]
    >>> Week([], strength="two_short_heavy").strength[0].minutes
    30
    >>> Week([], [Demand("heavy", label="A"), Demand("heavy", label="B")], order=["A", "B"]).order
    ('A', 'B')
    >>> runs = [Run("D2 07:00", "intervals"), Run("D5 07:00", "tempo"), Run("D9 08:00", "long")]
    >>> Week(runs, days=9, repeats=True).days
    9
    """

    runs: tuple[Run, ...] = attrs.field(
        converter=_to_runs, validator=each_is(Run, "write e.g. Run('Tue 07:00', 'easy')")
    )
    strength: tuple[Demand, ...] = attrs.field(
        default=2, converter=_to_demands, validator=_check_demands
    )
    available: tuple[Window, ...] | None = attrs.field(
        default=None,
        converter=optional(to_windows),
        validator=attrs.validators.optional(check_windows),
    )
    start: dt.date | None = attrs.field(default=None, converter=_to_date, validator=_check_date)
    before: tuple[Run | Session, ...] = attrs.field(
        default=(), converter=_to_outside, validator=_check_outside
    )
    after: tuple[Run | Session, ...] = attrs.field(
        default=(), converter=_to_outside, validator=_check_outside
    )
    repeats: bool = attrs.field(default=False, converter=to_truth, validator=yes_or_no())
    tired: bool = attrs.field(default=False, converter=to_truth, validator=yes_or_no())
    history: "tuple[Week | RunningLoad, ...]" = attrs.field(
        default=(), converter=_to_history, validator=_check_history
    )
    athlete: Athlete = attrs.field(
        factory=Athlete, validator=is_a(Athlete, "write e.g. Athlete(recovery=1.2)")
    )
    pins: tuple[Session, ...] = attrs.field(
        default=(),
        converter=_to_sessions,
        validator=_check_pins,
        kw_only=True,
    )
    forbidden: tuple[Window, ...] = attrs.field(
        default=(), converter=to_windows, validator=check_windows, kw_only=True
    )
    waived: tuple[Waiver, ...] = attrs.field(
        default=(),
        converter=_to_waivers,
        validator=each_is(Waiver, "write e.g. Waiver('availability', 'Mon')"),
        kw_only=True,
    )
    habit: tuple[Session, ...] = attrs.field(
        default=(),
        converter=_to_sessions,
        validator=each_is(Session, "write e.g. Session('Tue', 'circuit')"),
        kw_only=True,
    )
    phase: Phase | None = attrs.field(
        default=None,
        converter=optional(to_phase),
        validator=one_of(PHASES, "a phase", optional=True),
        kw_only=True,
    )
    order: tuple[str, ...] = attrs.field(
        default=(), converter=to_words, validator=_check_order, kw_only=True
    )

    days: int = attrs.field(
        default=7,
        converter=to_whole,
        validator=number(LEAST_DAYS, MOST_DAYS, "days", whole=True),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        raise_all(self._wrong())

    def _wrong(self) -> Iterator[InputError]:
        """Yield what does not go together."""
        if self.repeats and (self.before or self.after):
            accepted = "goes without before and after: the week follows itself"
            yield InputError("Week.repeats", True, accepted, "contradiction")
        if self.repeats and self.days < 7:
            accepted = (
                f"goes with weeks of 7 days or more, and this one has {self.days}: what strength "
                "leaves in the legs outlasts it; write two turns of it as one week"
            )
            yield InputError("Week.repeats", True, accepted, "contradiction")
        for name, part in PARTS.items():
            for index, item in enumerate(getattr(self, name)):
                path = f"Week.{name}[{index}].when"
                try:
                    check_day(item.when, self.days, path)
                    check_part(item.when, part, self.days, self.start, path)
                except InputError as error:
                    yield error
        for name in ("available", "forbidden"):
            for index, window in enumerate(getattr(self, name) or ()):
                try:
                    self._check_span(window.when, f"Week.{name}[{index}].when")
                except InputError as error:
                    yield error
        for index, past in enumerate(self.history):
            if isinstance(past, Week):
                yield from not_dated(past, f"Week.history[{index}].")

    def _check_span(self, span: Span, path: str) -> None:
        """Refuse days by a number or a weekday that this week does not have, or not for sure."""
        if any(number > self.days for number in span.numbers):
            accepted = f"names a day after the last of the week, D{self.days}"
            raise InputError(path, str(span), accepted, "outside")
        if not span.days or span.is_daily:
            return
        write = f"write days by number, from D1 to D{self.days}, such as 'D2 17:00-20:00', or daily"
        if self.weekday_of(0) is None:
            accepted = f"names weekdays, and the week has {self.days} days and no start; {write}"
            raise InputError(path, str(span), accepted, "contradiction")
        if self.repeats and self.days % 7:
            accepted = f"names weekdays, and these drift as {self.days} days repeat; {write}"
            raise InputError(path, str(span), accepted, "contradiction")

    @property
    def first_weekday(self) -> int:
        """The weekday of the first day: 0 for Monday, which it is if `start` is not given."""
        return 0 if self.start is None else self.start.weekday()

    def weekday_of(self, day: int) -> int | None:
        """Return the weekday of a day, 0 for Monday; None of a cycle without a `start`.

        Examples
        --------
        >>> Week([]).weekday_of(1), Week([], days=9).weekday_of(1)
        (1, None)
        """
        if self.start is None and self.days != 7:
            return None
        return (self.first_weekday + day) % 7


def check_dated(week: Week, path: str = "") -> None:
    """Refuse dates in a week that has no `start`, which has no days of a date.

    Only a block knows when its later weeks begin. `path` stands before the field in the error.

    Examples
    --------
    >>> check_dated(Week([Run("2026-11-24 07:00", "easy")]))
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: runs[0].when: '2026-11-24 07:00' is a date, and the week has ...
    """
    raise_all(not_dated(week, path))


def not_dated(week: Week, path: str = "") -> Iterator[InputError]:
    """Yield an error for each date in a week that has no `start`; see `check_dated`."""
    if week.start is not None:
        return
    for name in (*PARTS, "available", "forbidden"):
        for index, item in enumerate(getattr(week, name) or ()):
            if item.when.date is not None:
                where = f"{path}{name}[{index}].when"
                yield InputError(where, str(item.when), NO_START, "missing")
