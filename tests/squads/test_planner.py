"""Squads' plans against every combination of their members' plans, and what a call promises."""

import copy
import functools
import itertools
import math
import pickle
import threading
from collections.abc import Sequence
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.squads import Coach, Gym, Member, SquadPlan, plan_squad

from .. import oracle as week_oracle
from .generate import Squad, squads
from .oracle import HALF_HOUR, OwnPlan, Visit, combinations, loss, own_plans, total

MOST = 3000
"""Combinations that a test looks at."""

RUNS = [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sat 08:00", "long", minutes=100)]
WEEK = sf.Week(RUNS, strength=1)


def _plans(squad: Squad) -> list[list[OwnPlan]]:
    plans = [own_plans(sf.formulate(one.week, squad.policy)) for one in squad.members]
    assume(math.prod(len(own) + 1 for own in plans) <= MOST)
    return plans


def _solved(squad: Squad, fairness: str = "total") -> SquadPlan:
    given = squad.members, squad.gym, squad.coach, squad.policy
    return plan_squad(*given, fairness=fairness)


def _visits(plan: SquadPlan) -> list[list[Visit]]:
    return [
        [
            Visit(booking.kind, booking.start, booking.end)
            for booking in plan.bookings
            if booking.member == member.id
        ]
        for member in plan.members
    ]


@given(squads(priorities=2))
@settings(max_examples=500)
def test_no_combination_of_the_members_plans_is_better(squad: Squad) -> None:
    plans, priorities = _plans(squad), [one.priority for one in squad.members]
    plan, tiers = _solved(squad), len(sf.formulate(squad.members[0].week, squad.policy).tiers)
    best = min(
        (total(one, priorities, tiers) for one in combinations(squad.room, plans)), default=None
    )
    assert plan.outcome.objective == best
    assert plan.status == ("optimal" if best is not None else "infeasible")
    assert plan.outcome.bound == best or best is None


@given(squads(), st.sampled_from(["total", "worst_first"]))
@settings(max_examples=500)
def test_there_is_room_and_every_rule_is_kept(squad: Squad, fairness: str) -> None:
    plan = _solved(squad, fairness)
    visits = _visits(plan)
    assert squad.room.has_room(visits)
    for member, own, mine in zip(squad.members, plan.plans, visits, strict=True):
        if plan.status == "infeasible":
            assert not own.placements
            continue
        assert [(one.start, one.start + one.minutes) for one in own.placements] == [
            (one.start, one.end) for one in mine
        ]
        sittings = [_sitting(member.week, squad.policy, one) for one in own.placements]
        assert not week_oracle.broken(member.week, squad.policy, sittings)
        assert own.status == "optimal"


def _sitting(week: sf.Week, policy: sf.Policy, one: sf.Placement) -> week_oracle.Sitting:
    (asked,) = week_oracle.asked_of(week, policy)
    return week_oracle.Sitting(
        kind=one.kind,
        asked=asked.dose,
        dose=one.dose,
        start=one.start,
        minutes=one.minutes,
        effort=asked.effort,
        label=asked.label,
    )


@given(squads(), st.sampled_from(["total", "worst_first"]))
@settings(max_examples=500)
def test_shifts_hold_every_session_that_needs_the_coach(squad: Squad, fairness: str) -> None:
    plan = _solved(squad, fairness)
    room = squad.room
    there: set[int] = set()
    for shift in plan.shifts:
        assert shift.start % HALF_HOUR == shift.end % HALF_HOUR == 0
        there |= room.of(Visit("shift", shift.start, shift.end))
    visits = list(itertools.chain(*_visits(plan)))
    assert [one.with_coach for one in plan.bookings] == [
        room.coached(Visit(one.kind, one.start, one.end)) for one in plan.bookings
    ]
    assert [one.in_gym for one in plan.bookings] == [
        room.in_gym(Visit(one.kind, one.start, one.end)) for one in plan.bookings
    ]
    assert all(room.of(one) <= there for one in visits if room.coached(one))
    assert len(there) <= room.half_hours * HALF_HOUR
    assert room.shifts is None or len(plan.shifts) <= room.shifts
    assert room.there is None or there <= room.there


@given(squads())
@settings(max_examples=400)
def test_each_plan_is_the_best_beside_the_others(squad: Squad) -> None:
    plans, plan = _plans(squad), _solved(squad)
    assume(plan.status == "optimal")
    visits = _visits(plan)
    for number, own in enumerate(plan.plans):
        allowed = [
            one
            for one in plans[number]
            if _is_looked_after(plan, squad, one.visits)
            and squad.room.has_room([*visits[:number], one.visits, *visits[number + 1 :]])
        ]
        assert own.outcome.objective == min(one.objective for one in allowed)


def _is_looked_after(plan: SquadPlan, squad: Squad, visits: Sequence[Visit]) -> bool:
    """Whether the coach is there for all that need it, when the plan has it."""
    room = squad.room
    there = {
        minute
        for shift in plan.shifts
        for minute in room.of(Visit("shift", shift.start, shift.end))
    }
    return all(room.of(one) <= there for one in visits if room.coached(one))


@given(squads(), st.sampled_from(["total", "worst_first"]))
@settings(max_examples=400)
def test_sharing_costs_what_a_week_alone_would_have(squad: Squad, fairness: str) -> None:
    plans, plan = _plans(squad), _solved(squad, fairness)
    assume(plan.status == "optimal")
    for member, own, cost, mine in zip(squad.members, plans, plan.costs, plan.plans, strict=True):
        program = sf.formulate(member.week, squad.policy)
        best = _best_alone(squad, own)
        now = mine.outcome.objective
        assert now is not None
        share, _, interference = loss(program, attrs.evolve(best, objective=now), best)
        assert cost.member == member.id
        assert cost.strength == pytest.approx(float(share))
        assert cost.interference == pytest.approx(interference * program.resolution)


def _best_alone(squad: Squad, own: Sequence[OwnPlan]) -> OwnPlan:
    alone = [one for one in own if squad.room.has_room([one.visits])]
    return min(alone, key=lambda one: one.objective)


# Worst first


@given(squads(priorities=2))
@settings(max_examples=500)
def test_the_largest_losses_are_as_small_as_they_can_be(squad: Squad) -> None:
    plans, plan = _plans(squad), _solved(squad, "worst_first")
    possible = list(combinations(squad.room, plans))
    assert plan.status == ("optimal" if possible else "infeasible")
    if not possible:
        return
    programs = [sf.formulate(one.week, squad.policy) for one in squad.members]
    bests = [_best_alone(squad, own) for own in plans]
    priorities = [one.priority for one in squad.members]

    @functools.cache
    def losses(together: tuple[OwnPlan, ...]) -> list[tuple[Fraction, int, int]]:
        return [loss(*given) for given in zip(programs, together, bests, strict=True)]

    def rank(together: tuple[OwnPlan, ...]) -> object:
        by_level = [
            sorted((one for one, p in zip(losses(together), priorities, strict=True) if p == level))
            for level in sorted(set(priorities), reverse=True)
        ]
        largest = [level[::-1] for level in by_level]
        return largest, total(together, priorities, len(programs[0].tiers))

    reached = tuple(
        attrs.evolve(own[0], objective=one.outcome.objective)
        for own, one in zip(plans, plan.plans, strict=True)
    )
    assert rank(reached) == min(map(rank, possible))
    assert plan.outcome.objective == plan.outcome.bound == rank(reached)[1]


@given(squads())
@settings(max_examples=400)
def test_nobody_loses_less_unless_somebody_loses_more(squad: Squad) -> None:
    plans, plan = _plans(squad), _solved(squad, "worst_first")
    assume(plan.status == "optimal")
    programs = [sf.formulate(one.week, squad.policy) for one in squad.members]
    bests = [_best_alone(squad, own) for own in plans]
    now = [
        loss(program, attrs.evolve(best, objective=one.outcome.objective), best)
        for program, one, best in zip(programs, plan.plans, bests, strict=True)
    ]
    for together in combinations(squad.room, plans):
        then = [loss(*given) for given in zip(programs, together, bests, strict=True)]
        worse = [after for before, after in zip(now, then, strict=True) if after > before]
        better = [before for before, after in zip(now, then, strict=True) if after < before]
        assert not better or max(worse, default=(-1,)) >= max(better)
