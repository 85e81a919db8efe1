"""What became of a plan's sessions until today: done as planned, done otherwise, or missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import attrs

from ..domain.block import Block, weeks_of
from ..domain.clock import DAY, WEEK
from ..domain.strength import DOSES, Dose, Effort, StrengthKind
from ..domain.week import Week
from ..errors import InputError, PinError
from ..physiology.parameters import parameters_of
from ..program.horizon import FixedSession, Horizon
from ..program.resolve import dose_minutes
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
    def pins(self) -> tuple[FixedSession, ...]:
        """The pins from today on."""
        return tuple(pin for pin in self.horizon.pins if pin.start >= self.now)


def what_was_done(setting: Setting, told: Told) -> Begun:
    """Sort out what became of the planned sessions before today."""
    horizon, now = setting.horizon, setting.now
    otherwise = {*told.missed, *(one.planned for one in told.done)}
    as_planned = [p for p in setting.planned if p not in otherwise]
    record = _Record(setting, told, [p for p in as_planned if p.start < now])
    for one in sorted(told.done, key=lambda one: one.start):
        record.enter_told(one)
    pins = tuple(pin for pin in horizon.pins if pin not in told.dropped)
    past_pins = [pin for pin in pins if pin.start < now]
    record.enter_pins(sorted(past_pins, key=lambda pin: pin.start))
    at_planned = {p.start for p in setting.planned}
    missed_pins = [
        Change(record.as_placement(pin), None, _MISSED_PIN)
        for pin in told.dropped
        if pin.start not in at_planned
    ]
    return Begun(
        week=_without_pins(setting.week, horizon, told.dropped),
        horizon=attrs.evolve(horizon, pins=pins),
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

    def __init__(self, setting: Setting, told: Told, as_planned: Sequence[Placement]) -> None:
        self.horizon, self.parameters = setting.horizon, parameters_of(setting.policy)
        self.as_planned, self.entered = list(as_planned), list[Placement]()
        self.gone = list(told.missed)
        self.instead: dict[Placement, tuple[Placement, str]] = {}
        self.unpaired: list[Placement] = []
        self.room: Counter[tuple[StrengthKind, Dose, int]] = Counter()
        for demand, week in zip(self.horizon.demands, self.horizon.demand_weeks, strict=True):
            self.room[demand.kind, demand.dose, week] += demand.count
        self.room.subtract(group_of(p) for p in as_planned)

    @property
    def done(self) -> list[Placement]:
        """All sessions that were done, by start."""
        return sorted([*self.as_planned, *self.entered], key=lambda p: p.start)

    def enter_told(self, one: DoneAs) -> None:
        """Enter a session that was done in the place of a planned one."""
        if any(p.start == one.start for p in self.done):
            raise InputError(one.where, one.given, "is when another session was done")
        asked = self.asked(one.kind, one.start, one.dose, one.planned.asked)
        if asked is None:
            dose = "" if one.dose is None else f"{one.dose} "
            accepted = f"is a {dose}{one.kind} session, and its week has no room for one"
            raise InputError(one.where, one.given, accepted)
        done = self.placement(one.start, one.kind, asked, one.dose, one.planned)
        if one.minutes is not None:
            done = attrs.evolve(done, minutes=one.minutes)
        self.enter(done, one.planned, _SO if done.start == one.planned.start else _THEN)

    def enter_pins(self, pins: Sequence[FixedSession]) -> None:
        """Enter the pins that are past: first those at which a session was done anyway."""
        for pin in [pin for pin in pins if not self.confirms(pin)]:
            here = next((p for p in self.as_planned if p.start == pin.start), None)
            if any(p.start == pin.start for p in self.entered):
                raise PinError(f"pins: the {pin.text} is pinned, but another was done then")
            self.enter_pin(pin, here or self.replaced(pin))

    def confirms(self, pin: FixedSession) -> bool:
        """Whether a session like a pin was done at its time; if so it stays."""
        for p in self.done:
            if (p.start, p.kind) == (pin.start, pin.kind) and pin.dose in (None, p.dose):
                if p in self.as_planned:
                    self.as_planned.remove(p)
                    self.entered.append(p)
                return True
        return False

    def enter_pin(self, pin: FixedSession, replaced: Placement | None) -> None:
        """Enter a pin that took the place of a planned session, or of none that is known yet."""
        if replaced is not None and replaced in self.as_planned:
            self.as_planned.remove(replaced)
            self.room[group_of(replaced)] += 1
        like = None if replaced is None else replaced.asked
        asked = self.asked(pin.kind, pin.start, pin.dose, like)
        if asked is None:
            raise PinError(f"pins: the {pin.text} is pinned, but no demand asks for it")
        done = self.placement(pin.start, pin.kind, asked, pin.dose, replaced)
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

    def replaced(self, pin: FixedSession) -> Placement | None:
        """Return the planned session whose place a pin took: a missed one, or else a past one."""
        for among in ([p for p in self.gone if p not in self.instead], self.as_planned):
            alike = [p for p in among if (p.kind, p.week) == (pin.kind, pin.start // WEEK)]
            if alike:
                return min(alike, key=lambda p: (abs(p.start - pin.start), p.start))
        return None

    def asked(
        self, kind: StrengthKind, start: int, dose: Dose | None, like: Dose | None
    ) -> Dose | None:
        """Return the dose of a demand that has room for a session: like another if it can be."""
        fits = [
            asked
            for asked in DOSES
            if self.room[kind, asked, start // WEEK] > 0
            and (dose is None or DOSES.index(dose) >= DOSES.index(asked))
        ]
        return like if like in fits else next(iter(fits), None)

    def placement(
        self,
        start: int,
        kind: StrengthKind,
        asked: Dose,
        dose: Dose | None,
        like: Placement | None,
    ) -> Placement:
        """Return a session with its place; what is not known of it is as in another of its kind."""
        if like is not None and like.kind != kind:
            like = None
        if dose is None:
            dose = max(asked, asked if like is None else like.dose, key=DOSES.index)
        if like is not None and (like.dose, like.asked) == (dose, asked):
            minutes = like.minutes
        else:
            minutes = dose_minutes(kind, self.minutes(kind, asked, start), dose, self.parameters)
        moment = self.horizon.moment(start)
        effort = self.effort(kind, asked, start, like)
        return Placement(start // DAY, start, kind, dose, minutes, asked, moment, effort)

    def as_placement(self, pin: FixedSession) -> Placement:
        """Return a pin that was not done as what it would have been."""
        asked = self.asked(pin.kind, pin.start, pin.dose, None) or pin.dose or Dose.FULL
        return self.placement(pin.start, pin.kind, asked, pin.dose, None)

    def effort(self, kind: StrengthKind, asked: Dose, start: int, like: Placement | None) -> Effort:
        """Return the effort of a demand: that of another session, if one asks for it."""
        fits = [
            demand.effort
            for demand, week in zip(self.horizon.demands, self.horizon.demand_weeks, strict=True)
            if (demand.kind, demand.dose, week) == (kind, asked, start // WEEK)
        ]
        if like is not None and like.effort in fits:
            return like.effort
        return next(iter(fits), Effort.NEAR_FAILURE)

    def minutes(self, kind: StrengthKind, asked: Dose, start: int) -> float | None:
        """Return the minutes of a full session of a demand."""
        for demand, week in zip(self.horizon.demands, self.horizon.demand_weeks, strict=True):
            if (demand.kind, demand.dose, week) == (kind, asked, start // WEEK):
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
                yield Change(planned, done, reason)


def group_of(placement: Placement) -> tuple[StrengthKind, Dose, int]:
    """Return what sessions are alike in that are asked for together."""
    return placement.kind, placement.asked, placement.week


def _without_pins(
    asked: Week | Block, horizon: Horizon, dropped: Collection[FixedSession]
) -> Week | Block:
    """Return a week or block without some of its pins, which the horizon has in the same order."""
    if not dropped:
        return asked
    resolved = iter(horizon.pins)
    weeks = [
        attrs.evolve(week, pins=[pin for pin in week.pins if next(resolved) not in dropped])
        for week in weeks_of(asked)
    ]
    return Block(weeks) if isinstance(asked, Block) else weeks[0]
