"""What the sessions of a plan are called, and what they carry of what was asked and pinned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ..domain.block import Block, weeks_of
from ..domain.clock import DAY
from ..domain.extra import Extra
from ..domain.policy import Policy
from ..domain.week import Week
from ..physiology.way_in import ways_in
from ..program import Program
from .changes import changes_between
from .plans import Plan, remembering
from .session_ids import session_ids, unlike
from .values import Change, Placement


def with_names(
    plan: Plan, before: Sequence[Placement] = (), done: Mapping[int, Extra] | None = None
) -> Plan:
    """Return a plan whose sessions have their ids and what they carry.

    `before` are the sessions of an earlier plan of the same weeks, as far as they have moved at
    their new starts: a session at one of these keeps its id and what it carries. `done` is what
    those carry that were done otherwise, by their start.
    """
    placements = plan.placements
    known = {one.id: one.start for one in before if one.id is not None}
    called = {(one.start, one.kind, one.label): one.id for one in before}
    ids = unlike(
        [called.get((one.start, one.kind, one.label)) for one in placements],
        session_ids(plan.week, placements, known, plan.week.start),
    )
    carried = _extras(plan, plan.program, before)
    for index, placement in enumerate(placements):
        carried[index] = (done or {}).get(placement.start, carried[index])
    return renamed(
        plan,
        [
            attrs.evolve(placement, id=id_, extra=extra)
            for placement, id_, extra in zip(placements, ids, carried, strict=True)
        ],
    )


def with_names_of(
    plan: Plan,
    old: Plan,
    changes: Iterable[Change],
    done: Mapping[int, Extra] | None = None,
) -> Plan:
    """Return a plan in which a session is called as it is in an old one, from which it differs.

    What became of the sessions of the old plan is what the changes say.
    """
    went = {one.before: one.after for one in changes if one.before is not None}
    before = []
    for placement in old.placements:
        after = went.get(placement, placement)
        at = placement.start if after is None else after.start
        before.append(attrs.evolve(placement, start=at))
    return with_names(plan, before, done)


def named_after(plan: Plan, old: Plan) -> tuple[Plan, tuple[Change, ...]]:
    """Return the same of plans that are merely compared, and how to get from the old one to it."""
    changes = changes_between(old.placements, plan.placements)
    named = with_names_of(plan, old, changes)
    return named, changes_between(old.placements, named.placements)


def renamed(plan: Plan, placements: Sequence[Placement]) -> Plan:
    """Return a plan with the same sessions under other names, wherever they stand in it."""
    names = {placement: placement for placement in placements}

    def named(one: Placement) -> Placement:
        return names.get(one, one)

    days = tuple(
        attrs.evolve(
            day,
            placements=tuple(map(named, day.placements)),
            could_move=tuple(map(named, day.could_move)),
        )
        for day in plan.days
    )
    kept = tuple(attrs.evolve(one, placement=named(one.placement)) for one in plan.kept)
    changes = tuple(
        attrs.evolve(one, after=None if one.after is None else named(one.after))
        for one in plan.changes
    )
    new = attrs.evolve(plan, placements=tuple(placements), days=days, kept=kept, changes=changes)
    return remembering(new, plan.program)


def _extras(plan: Plan, program: Program, before: Iterable[Placement]) -> list[Extra | None]:
    """Return what each session of a plan carries: of its demand, and rather of its pin."""
    placements, owner = plan.placements, program.choices.demand
    demands = [int(owner[choice]) for choice in plan.outcome.taken]
    was = {(one.start, one.kind): one.extra for one in before}
    found: list[Extra | None] = [None] * len(placements)
    for demand, left in _of_demands(plan.week, plan.policy, program).items():
        mine = [index for index, its in enumerate(demands) if its == demand]
        for index in list(mine):
            place = placements[index].start, placements[index].kind
            if place in was and was[place] in left:
                found[index] = was[place]
                left.remove(was[place])
                mine.remove(index)
        for index, extra in zip(mine, left, strict=False):
            found[index] = extra
    for index, placement in enumerate(placements):  # what is done is as it was
        if placement.start < plan.today * DAY:
            found[index] = was.get((placement.start, placement.kind)) or found[index]
    for index, extra in _of_pins(plan, program):
        found[index] = extra
    return found


def _of_demands(
    asked: Week | Block, policy: Policy, program: Program
) -> dict[int, list[Extra | None]]:
    """Return what the sessions of demands carry, in their order, for demands that carry anything.

    The demands of a program are those of the weeks, of which equal ones are added up.
    """
    weeks, horizon = weeks_of(asked), program.horizon
    if not any(demand.extra for week in weeks for demand in week.strength):
        return {}
    held = [way.strength for way in ways_in(weeks, policy)]
    found: dict[int, list[Extra | None]] = {}
    for index, (demand, number) in enumerate(
        zip(horizon.demands, horizon.demand_weeks, strict=True)
    ):
        alike = [
            one
            for one in held[number]
            if attrs.evolve(one, count=demand.count, extra=None) == demand
        ]
        if any(one.extra for one in alike):
            found[index] = [one.extra for one in alike for _ in range(one.count)]
    return found


def _of_pins(plan: Plan, program: Program) -> Iterable[tuple[int, Extra]]:
    """Yield the sessions at pins that carry anything; pins with an hour choose first."""
    sessions = [pin for week in weeks_of(plan.week) for pin in week.pins]
    if not any(session.extra for session in sessions):
        return
    left = list(enumerate(plan.placements))
    pairs = zip(program.horizon.pins, sessions, strict=True)
    for pin, session in sorted(pairs, key=lambda pair: not pair[0].has_hour):
        at = next(
            (
                (index, one)
                for index, one in left
                if pin.allows(one.kind, one.start, one.dose, one.effort, one.label)
            ),
            None,
        )
        if at is not None:
            left.remove(at)
            if session.extra is not None:
                yield at[0], session.extra
