"""What became of a plan's sessions until today: done as planned, done otherwise, or missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from ..domain.block import Block, weeks_of
from ..domain.clock import DAY
from ..domain.strength import DOSES, AnyStrengthKind, Dose, Effort, Session
from ..domain.week import Week
from ..domain.words import effort_words, labelled
from ..errors import Code, InputError, PinError
from ..physiology.parameters import parameters_of
from ..program.horizon import Horizon, Pin
from ..program.resolve import dose_minutes, resolve_week
from .groups import Group, group_of, groups_of
from .replan_arguments import DoneAs, Setting, Told
from .values import Change, Placement

_THEN, _SO, _AS_PINNED = "done then", "done so", "done then, as pinned"
_MISSED_PIN = "pinned, but missed; it is not made up for"


@attrs.frozen
class Lost:
    """A planned session that was not done as what was asked.

    `instead` is what was done in its place, as another kind or in another week; None if nothing
    was, and it was missed.
    """

    placement: Placement
    instead: Placement | None = None


@attrs.frozen
class Begun:
    """A week or block that has begun.

    Parameters
    ----------
    week
        As it is now known, without the pins that were missed.
    horizon
        The same, resolved.
    today
        The first day that is still open, counted from 0.
    done
        The sessions of the past as they were done, by start.
    to_come
        The sessions of the plan that are still to come.
    lost
        Those that were not done as what was asked.
    pinned
        Pins of the past that took the place of no session of the plan so far: perhaps they took
        that of one to come.
    changes
        What was done otherwise than planned, and pins that were missed.
    """

    week: Week | Block
    horizon: Horizon
    today: int
    done: tuple[Placement, ...]
    to_come: tuple[Placement, ...]
    lost: tuple[Lost, ...]
    pinned: tuple[Placement, ...]
    changes: tuple[Change, ...]

    @property
    def now(self) -> int:
        """The first minute of today."""
        return self.today * DAY

    @property
    def pins(self) -> tuple[Pin, ...]:
        """The pins from today on."""
        return tuple(pin for pin in self.horizon.pins if pin.start >= self.now)


def what_was_done(setting: Setting, told: Told) -> Begun:
    """Sort out what became of the planned sessions before today."""
    now = setting.now
    week, horizon = _as_now_known(setting, told)
    otherwise = {*told.missed, *(one.planned for one in told.done)}
    as_planned = [p for p in setting.planned if p not in otherwise]
    record = _Record(setting, horizon, told, [p for p in as_planned if p.start < now])
    for one in sorted(told.done, key=lambda one: one.start):
        record.enter_told(one)
    past_pins = [pin for pin in horizon.pins if pin.start < now]
    record.enter_pins(sorted(past_pins, key=lambda pin: pin.start))
    missed_pins = [
        Change(record.as_placement(pin), None, _MISSED_PIN, code="missed")
        for pin in told.dropped
        if not any(_is_at(pin, p) for p in setting.planned)
    ]
    return Begun(
        week=week,
        horizon=horizon,
        today=now // DAY,
        done=tuple(record.done),
        to_come=tuple(p for p in as_planned if p.start >= now),
        lost=tuple(record.lost()),
        pinned=tuple(record.unpaired),
        changes=(*record.changes(), *missed_pins),
    )


class _Record:
    """Enters sessions that were done, each as one of those that its week asks of its kind.

    `as_planned` are the past sessions of the plan of which nothing else is known, `entered` those
    that the user speaks of, `gone` those missed. `instead` has for each session of the plan that
    was done otherwise what was done, and what to say of it.
    """

    def __init__(
        self, setting: Setting, horizon: Horizon, told: Told, as_planned: Sequence[Placement]
    ) -> None:
        self.horizon, self.parameters = horizon, parameters_of(setting.policy)
        self.usual_time = setting.policy.usual_time
        self.as_planned, self.entered = list(as_planned), list[Placement]()
        self.gone = list(told.missed)
        self.instead: dict[Placement, tuple[Placement, str]] = {}
        self.unpaired: list[Placement] = []
        self.room: Counter[Group] = Counter()
        for demand, group in zip(horizon.demands, groups_of(horizon), strict=True):
            self.room[group] += demand.count
        self.room.subtract(group_of(p) for p in as_planned)

    @property
    def done(self) -> list[Placement]:
        """All sessions that were done, by start."""
        return sorted([*self.as_planned, *self.entered], key=lambda p: p.start)

    def enter_told(self, one: DoneAs) -> None:
        """Enter a session that was done in the place of a planned one."""
        if any(p.start == one.start for p in self.done):
            raise InputError(one.where, one.given, "is when another session was done", "duplicate")
        group = self.asked(one.kind, one.start, one.dose, one.effort, one.planned, label=one.label)
        if group is None:
            dose = "" if one.dose is None else f"{one.dose} "
            effort = "" if one.effort is None else effort_words(one.effort)
            name = labelled(one.kind, one.label)
            accepted = f"is a {dose}{name}{effort} session, and its week has no room for one"
            raise InputError(one.where, one.given, accepted, "not_asked")
        done = self.placement(one.start, group, one.dose, one.planned)
        if one.minutes is not None:
            done = attrs.evolve(done, minutes=one.minutes)
        self.enter(done, one.planned, _SO if done.start == one.planned.start else _THEN)

    def enter_pins(self, pins: Sequence[Pin]) -> None:
        """Enter the pins that are past: first those at which a session was done anyway."""
        for pin in [self.at_an_hour(pin) for pin in pins if not self.confirms(pin)]:
            here = next((p for p in self.as_planned if p.start == pin.start), None)
            if any(p.start == pin.start for p in self.entered):
                raise _refused(pin, "another was done then", "contradiction")
            self.enter_pin(pin, here or self.replaced(pin))

    def at_an_hour(self, pin: Pin) -> Pin:
        """Return a pin with its hour: of a day alone that of its kind's session, or the usual."""
        if pin.has_hour:
            return pin
        own = next((p.start for p in self.done if pin.allows(p.kind, p.start)), None)
        start = pin.start + self.usual_time if own is None else own
        return attrs.evolve(pin, start=start, until=start + 1)

    def confirms(self, pin: Pin) -> bool:
        """Whether a session like a pin was done at its time; if so it stays."""
        for p in self.done:
            if pin.allows(p.kind, p.start, p.dose, p.effort, p.label):
                if p in self.as_planned:
                    self.as_planned.remove(p)
                    self.entered.append(p)
                return True
        return False

    def enter_pin(self, pin: Pin, replaced: Placement | None) -> None:
        """Enter a pin that took the place of a planned session, or of none that is known yet."""
        if replaced is not None and replaced in self.as_planned:
            self.as_planned.remove(replaced)
            self.room[group_of(replaced)] += 1
        group = self.asked(pin.kind, pin.start, pin.dose, pin.effort, replaced, label=pin.label)
        if group is None:
            raise _refused(pin, "no demand asks for it", "not_asked")
        done = self.placement(pin.start, group, pin.dose, replaced)
        same = replaced is not None and replaced.start == pin.start
        self.enter(done, replaced, _SO if same else _AS_PINNED)

    def enter(self, done: Placement, replaced: Placement | None, reason: str) -> None:
        """Enter a session that was done in the place of another."""
        self.entered.append(done)
        self.room[group_of(done)] -= 1
        if replaced is None:
            self.unpaired.append(done)
        else:
            self.instead[replaced] = done, reason

    def replaced(self, pin: Pin) -> Placement | None:
        """Return the planned session whose place a pin took: a missed one, or else a past one."""
        for among in ([p for p in self.gone if p not in self.instead], self.as_planned):
            alike = [
                p
                for p in among
                if (p.kind, p.week) == (pin.kind, self.week_of(pin.start))
                and pin.label in (None, p.label)
            ]
            if alike:
                return min(alike, key=lambda p: (abs(p.start - pin.start), p.start))
        return None

    def asked(
        self,
        kind: AnyStrengthKind,
        start: int,
        dose: Dose | None,
        effort: Effort | None,
        like: Placement | None,
        *,
        label: str | None,
    ) -> Group | None:
        """Return the demands that have room for a session: those of another if it can be."""
        fits = [
            group
            for group in dict.fromkeys(groups_of(self.horizon))
            if (group.kind, group.week) == (kind, self.week_of(start))
            and self.room[group] > 0
            and (dose is None or DOSES.index(dose) >= DOSES.index(group.asked))
            and effort in (None, group.effort)
            and label in (None, group.label)
        ]
        if not fits:
            return None
        if like is None:
            return min(fits, key=lambda group: DOSES.index(group.asked))
        return min(
            fits,
            key=lambda group: (
                group.label != like.label,
                (group.asked, group.effort) != (like.asked, like.effort),
                group.asked != like.asked,
                DOSES.index(group.asked),
            ),
        )

    def week_of(self, start: int) -> int:
        """Return the week in which a start lies."""
        return start // DAY // self.horizon.week_days

    def placement(
        self, start: int, group: Group, dose: Dose | None, like: Placement | None
    ) -> Placement:
        """Return a session with its place; what is not known of it is as in another of its kind."""
        kind, asked = group.kind, group.asked
        if like is not None and like.kind != kind:
            like = None
        if dose is None:
            dose = max(asked, asked if like is None else like.dose, key=DOSES.index)
        if like is not None and (like.dose, like.asked) == (dose, asked):
            minutes = like.minutes
        else:
            minutes = dose_minutes(kind, self.minutes(group), dose, self.parameters)
        moment = self.horizon.moment(start)
        own = kind, dose, minutes, asked, moment, group.effort, group.label
        return Placement(start // DAY, start, *own, week=self.week_of(start))

    def as_placement(self, pin: Pin) -> Placement:
        """Return a pin that was not done as what it would have been."""
        pin = self.at_an_hour(pin)
        effort, week = pin.effort or Effort.NEAR_FAILURE, self.week_of(pin.start)
        own = Group(pin.kind, pin.dose or Dose.FULL, effort, week, pin.label)
        group = self.asked(pin.kind, pin.start, pin.dose, pin.effort, None, label=pin.label)
        return self.placement(pin.start, group or own, pin.dose, None)

    def minutes(self, group: Group) -> float | None:
        """Return the minutes of a full session of a demand."""
        for demand, own in zip(self.horizon.demands, groups_of(self.horizon), strict=True):
            if own == group:
                return demand.minutes
        return None

    def lost(self) -> Iterator[Lost]:
        """Yield the planned sessions that were not done as what was asked."""
        for planned in self.gone:
            if planned not in self.instead:
                yield Lost(planned)
        for planned, (done, _) in self.instead.items():
            if group_of(planned) != group_of(done):
                yield Lost(planned, done)

    def changes(self) -> Iterator[Change]:
        """Yield what was done otherwise than planned."""
        for planned, (done, reason) in self.instead.items():
            if planned != done:
                yield Change(planned, done, reason, code="done")


def _is_at(pin: Pin, placement: Placement) -> bool:
    """Whether a session is planned at a pin's time: for one of a day alone any of its kind."""
    if pin.has_hour:
        return pin.start == placement.start
    return pin.allows(placement.kind, placement.start)


def _as_now_known(setting: Setting, told: Told) -> tuple[Week | Block, Horizon]:
    """Return a week or block without pins that were missed, and with those that moved; resolved."""
    horizon = setting.horizon
    if not told.dropped and not told.moved:
        return setting.week, horizon
    resolved, left = iter(horizon.pins), [pin for pin in horizon.pins if pin not in told.dropped]
    weeks: list[Week] = []
    for number, week in enumerate(weeks_of(setting.week)):
        pins: list[Session] = []
        for session, pin in zip(week.pins, resolved, strict=False):
            if pin in told.moved:
                pins.append(attrs.evolve(session, when=told.moved[pin] - number * week.days * DAY))
            elif pin not in told.dropped:
                pins.append(session)
        weeks.append(attrs.evolve(week, pins=pins))
    asked = Block(weeks) if isinstance(setting.week, Block) else weeks[0]
    again = resolve_week(asked, setting.policy)
    as_given = tuple(  # errors name the places where pins were given
        attrs.evolve(pin, path=old.path) for pin, old in zip(again.pins, left, strict=True)
    )
    return asked, attrs.evolve(again, pins=as_given)


def _refused(pin: Pin, why: str, code: Code) -> PinError:
    text = f"{pin.path}: the {pin.text} is pinned, but {why}"
    return PinError(text, code=code, where=pin.path, value=pin.text)
