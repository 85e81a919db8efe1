"""The arguments of replanning: today, what was missed or done otherwise, which runs changed."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..domain.block import Block, week_days, weeks_of
from ..domain.checks import check_length, listed, number_code, plain, unknown, word_code
from ..domain.clock import DAY, NO_START, check_day, checked_date, parse_when
from ..domain.extra import Extra
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.starts import run_id, start_of
from ..domain.strength import AnyStrengthKind, Dose, Effort, Session
from ..domain.week import Week
from ..errors import Code, InputError, PinError, raise_all
from ..problem import entry_of
from ..program.horizon import Horizon, Pin
from .values import Placement

Time = str | int
"""A time as users give it: "Tue 18:00", in a block "W3 Tue 18:00", or minutes."""

Then = str | int | Session | None
"""When a session was done, or how; None if it was not."""

MISSED_SESSIONS = ("drop", "move")
"""What becomes of missed sessions."""

_UNNAMED = "does not name its week; write e.g. 'W3 Tue 18:00'"
_NUMBERED = re.compile(r"[wW]([0-9]{1,3})\s+(.+)")


def midnight(value: Any, asked: Week | Block) -> int:
    """Return the first minute of a day: a count of days from 0, a date, or a name ("W3 Thu").

    The day after the last is accepted too.
    """
    days = week_days(asked) * len(weeks_of(asked))
    value = plain(value)
    day = value
    if isinstance(value, str):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = parse_moment(value, asked, Policy(), "today") // DAY
    if isinstance(day, dt.date):
        day = checked_date(day, "today")  # the zone of a time would say which day it is
        if asked.start is None:
            raise InputError(
                "today", str(value), "is a date, and the plan's week has none", "missing"
            )
        day = (day - asked.start).days
    if isinstance(day, bool) or not isinstance(day, int) or not 0 <= day <= days:
        accepted = f"is not a day of the plan: 0 to {days}, a name or a date"
        code: Code = "outside" if number_code(day, whole=True) == "out_of_range" else "wrong_type"
        raise InputError("today", value, accepted, code)
    return day * DAY


def parse_moment(value: Any, asked: Week | Block, policy: Policy, where: str) -> int:
    """Return a time in minutes of the horizon: "Tue 18:00", in a block "W3 Tue 18:00"."""
    weeks, number, rest = len(weeks_of(asked)), 0, plain(value)
    match = _NUMBERED.fullmatch(rest.strip()) if isinstance(rest, str) else None
    if match is not None:
        number, rest = int(match[1]) - 1, match[2]
    unnamed = match is None and isinstance(rest, str) and weeks > 1
    try:
        when = parse_when(rest)
    except InputError as error:
        accepted = _UNNAMED if unnamed else error.accepted
        raise InputError(where, value, accepted, error.code) from None
    if when.date is not None and match is not None:
        raise InputError(
            where, value, "names a week and a date; write the date alone", "contradiction"
        )
    if when.date is None and unnamed:
        raise InputError(where, value, _UNNAMED, word_code(value))
    days = week_days(asked)
    check_day(when, days, where)
    if when.date is not None and asked.start is None:
        raise InputError(where, str(when), NO_START, "missing")
    at = number * days * DAY + start_of(when, asked, policy)
    if not 0 <= at < weeks * days * DAY:
        raise InputError(where, value, f"lies outside the plan of {weeks} weeks", "outside")
    return at


def with_changed(
    asked: Week | Block, policy: Policy, changed: Mapping[str, Run | None]
) -> Week | Block:
    """Return a week or block with some runs as they now are; one without an id keeps its own."""
    if not isinstance(changed, Mapping):
        raise InputError(
            "changed", changed, "is not a mapping of run ids to Run or None", "wrong_type"
        )
    weeks = list(weeks_of(asked))
    places = _places(weeks, policy)
    runs: list[list[Run | None]] = [list(week.runs) for week in weeks]
    ids = {name: _own_id(name, weeks, *place) for name, place in places.items()}
    raise_all(_wrong_changes(changed, ids))
    for name, run in changed.items():
        number, index = places[name]
        runs[number][index] = None if run is None else attrs.evolve(run, id=ids[name])
    weeks = [
        attrs.evolve(week, runs=[run for run in own if run is not None])
        for week, own in zip(weeks, runs, strict=True)
    ]
    return Block(weeks) if isinstance(asked, Block) else weeks[0]


def _wrong_changes(changed: Mapping[str, Any], ids: Mapping[str, str]) -> Iterator[InputError]:
    """Yield what is no change of a run; `ids` has its own id for each name that plans give one."""
    for name, run in changed.items():
        where = entry_of("changed", name)
        if name not in ids:
            yield InputError(where, name, unknown(name, ids, "the id of a run"), "unknown_name")
        elif run is not None and not isinstance(run, Run):
            yield InputError(where, run, "is neither a Run nor None", "wrong_type")
        elif run is not None and run.id not in (None, name, ids[name]):
            accepted = f"is not the id of the run, {ids[name]!r}, which it keeps; leave it out"
            yield InputError(f"{where}.id", run.id, accepted, "contradiction")


def _own_id(name: str, weeks: Sequence[Week], number: int, index: int) -> str:
    """Return the id of a run in its week: its own, or the one that plans give it."""
    own = weeks[number].runs[index].id
    return own or (name.removeprefix(f"W{number + 1} ") if len(weeks) > 1 else name)


def _places(weeks: list[Week], policy: Policy) -> dict[str, tuple[int, int]]:
    """Return the week of each run, and its place there, by the id that plans give it."""
    places: dict[str, tuple[int, int]] = {}
    for number, week in enumerate(weeks):
        for index, run in enumerate(week.runs):
            start = number * week.days * DAY + start_of(run.when, week, policy)
            name = run_id(run, start, week.first_weekday, len(weeks), days=week.days)
            places[name] = number, index
    return places


@attrs.frozen
class Setting:
    """What the arguments speak of: a plan's sessions, the week as it is now, and where it stands.

    `week` and `horizon` are the same; `now` is the first minute of today.
    """

    planned: tuple[Placement, ...]
    week: Week | Block
    policy: Policy
    horizon: Horizon
    now: int

    def session_at(self, when: Any, where: str) -> Placement:
        """Return the planned session at a time."""
        at = parse_moment(when, self.week, self.policy, where)
        found = next((p for p in self.planned if p.start == at), None)
        if found is None:
            known = ", ".join(p.when for p in self.planned) or "none"
            accepted = f"is not the start of a planned session; these are: {known}"
            raise InputError(where, when, accepted, "unknown_name")
        return found

    def past_pins(self, start: int, where: str) -> list[Pin]:
        """Return the pins at a time that is given up; they must be past."""
        pins = [pin for pin in self.horizon.pins if self._meets(pin, start)]
        if pins and start >= self.now:
            raise PinError(
                f"pins: the {pins[0].text} is pinned and still to come, but {where} gives it up; "
                "take it out of the pins",
                code="contradiction",
                where="pins",
                value=pins[0].text,
            )
        return pins

    def _meets(self, pin: Pin, start: int) -> bool:
        """Whether a pin is at a time: one of a day alone if the session then is what it asks for.

        If no session of the plan is, any time of its day at which none was planned stands for it.
        """
        if pin.has_hour or not pin.start <= start < pin.until:
            return pin.start == start
        its = {
            p.start for p in self.planned if pin.allows(p.kind, p.start, p.dose, p.effort, p.label)
        }
        return start in its or not (its or any(p.start == start for p in self.planned))


@attrs.frozen
class DoneAs:
    """A planned session that was done otherwise: when and how, as far as that is known.

    `given` is what the user wrote, and `where` the path to it.
    """

    planned: Placement
    start: int
    kind: AnyStrengthKind
    dose: Dose | None
    effort: Effort | None
    minutes: int | None
    given: Time
    where: str
    label: str | None
    extra: Extra | None = None


@attrs.frozen
class Told:
    """What the user says of the sessions of a plan.

    `missed` were not done and `done` were done otherwise. `dropped` are the pins that do not hold,
    therefore: those missed, and those of sessions that were done at another time. But kept pins
    `moved` with these, if the session is one of its kind and week still: to the minute given here.
    """

    missed: tuple[Placement, ...]
    done: tuple[DoneAs, ...]
    dropped: tuple[Pin, ...]
    moved: Mapping[Pin, int]


def read_told(
    missed: Iterable[Time],
    done: Mapping[str, Then] | Mapping[int, Then] | None,
    setting: Setting,
) -> Told:
    """Return what was missed and what was done otherwise than planned."""
    times = listed("missed", missed, "is not a list of times such as 'Tue 18:00'")
    check_length("missed", times)
    done = {} if done is None else done
    if not isinstance(done, Mapping):
        raise InputError(
            "done", done, "is not a mapping such as {'Tue 18:00': 'Wed 12:00'}", "wrong_type"
        )
    entries = [(when, f"missed[{index}]") for index, when in enumerate(times)]
    entries += [(when, entry_of("done", when)) for when, value in done.items() if value is None]
    gone: list[Placement] = []
    dropped: list[Pin] = []
    moved: dict[Pin, int] = {}
    wrong: list[InputError] = []
    for when, where in entries:
        try:
            at = parse_moment(when, setting.week, setting.policy, where)
            pins = setting.past_pins(at, where)
            if not pins:
                setting.session_at(when, where)
        except InputError as error:
            wrong.append(error)
        else:
            dropped += pins
            gone += [p for p in setting.planned if p.start == at]
    otherwise: list[DoneAs] = []
    for when, value in done.items():
        try:
            if value is not None:
                otherwise.append(_done_as(when, value, setting))
        except InputError as error:
            wrong.append(error)
    raise_all(wrong)
    for index, one in enumerate(otherwise):
        if one.planned in gone or one.planned in [other.planned for other in otherwise[:index]]:
            accepted = "is also in missed, or comes twice; say it once"
            raise InputError(one.where, one.planned.when, accepted, "duplicate")
        if one.planned.start != one.start:
            _give_up_pins(one, setting, dropped, moved)
    left = [pin for pin in dict.fromkeys(dropped) if pin not in moved]
    return Told(tuple(dict.fromkeys(gone)), tuple(otherwise), tuple(left), moved)


def _give_up_pins(one: DoneAs, setting: Setting, dropped: list[Pin], moved: dict[Pin, int]) -> None:
    """Drop the pins of a session that was done at another time, or move them with it."""
    for pin in setting.past_pins(one.planned.start, one.where):
        if pin.allows(one.kind, one.start):
            continue  # that of a day alone, on which it was done
        length = setting.horizon.week_days * DAY
        same = pin.kind == one.kind and pin.start // length == one.start // length
        if pin.kept and same:
            moved[pin] = one.start
        else:
            dropped.append(pin)


def _done_as(when: Time, value: Time | Session, setting: Setting) -> DoneAs:
    """Return how a session was done. The times of a `Session` are those of the planned one's week.

    What is not given of kind, dose and minutes is as it was planned.
    """
    where = entry_of("done", when)
    planned = setting.session_at(when, where)
    given: Time
    extra = value.extra if isinstance(value, Session) else None
    if isinstance(value, Session):
        days = setting.horizon.week_days
        check_day(value.when, days, where)
        own = start_of(value.when, weeks_of(setting.week)[planned.week], setting.policy)
        start, given = planned.week * days * DAY + own, str(value.when)
        kind, dose, effort, label = value.kind, value.dose, value.effort, value.label
        minutes = None if value.minutes is None else round(value.minutes)
    else:
        start, given = parse_moment(value, setting.week, setting.policy, where), value
        kind, dose, effort, minutes, label = planned.kind, None, None, None, None
    if not 0 <= start < setting.now:
        accepted = "is not a time before today, and what is done is past"
        raise InputError(where, given, accepted, "outside")
    return DoneAs(planned, start, kind, dose, effort, minutes, given, where, label, extra)


def read_missed_sessions(value: Any) -> str:
    """Return what becomes of missed sessions, refusing what is neither "drop" nor "move"."""
    if value not in MISSED_SESSIONS:
        accepted = unknown(value, MISSED_SESSIONS, "a way")
        raise InputError("missed_sessions", value, accepted, word_code(value))
    return str(value)
