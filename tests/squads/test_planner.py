"""Squads' plans against every combination of their members' plans, and what a call promises."""

import copy
import functools
import itertools
import math
import pickle
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.squads import Coach, Gym, Member, SquadPlan, plan_squad
from strengthfit.squads.beside import Beside

from .. import oracle as week_oracle
from .generate import Squad, squads
from .oracle import HALF_HOUR, Loss, OwnPlan, Visit, combinations, loss, own_plans, total

MOST = 1200
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


def _objective(plan: sf.Plan | SquadPlan) -> tuple[int, ...]:
    assert plan.outcome.objective is not None
    return plan.outcome.objective


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
@settings(max_examples=300)
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
@settings(max_examples=300)
def test_there_is_room_and_every_rule_is_kept(squad: Squad, fairness: str) -> None:
    plan = _solved(squad, fairness)
    visits = _visits(plan)
    assert squad.room.has_room(visits)
    for week, own, mine in zip(squad.weeks, plan.plans, visits, strict=True):
        if plan.status == "infeasible":
            assert not own.placements
            continue
        assert [(one.start, one.start + one.minutes) for one in own.placements] == [
            (one.start, one.end) for one in mine
        ]
        sittings = [_sitting(week, squad.policy, one) for one in own.placements]
        assert not week_oracle.broken(week, squad.policy, sittings)
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
@settings(max_examples=300)
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
    if plan.status != "infeasible" and squad.coach is not None:
        for own in plan.plans:
            assert isinstance(own.beside, Beside)
            halves = (Visit("there", one, one + HALF_HOUR) for one in own.beside.present)
            assert there == {minute for one in halves for minute in room.of(one)}
    assert room.shifts is None or len(plan.shifts) <= room.shifts
    assert room.there is None or there <= room.there


@given(squads())
@settings(max_examples=300)
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
@settings(max_examples=300)
def test_sharing_costs_what_a_week_alone_would_have(squad: Squad, fairness: str) -> None:
    plans, plan = _plans(squad), _solved(squad, fairness)
    assume(plan.status == "optimal")
    for member, own, cost, mine in zip(squad.members, plans, plan.costs, plan.plans, strict=True):
        program = sf.formulate(member.week, squad.policy)
        best = _best_alone(squad, own)
        share, _, interference = loss(program, OwnPlan((), _objective(mine)), best)
        assert cost.member == member.id
        assert cost.strength == pytest.approx(float(share))
        assert cost.interference == pytest.approx(interference * program.resolution)


def _best_alone(squad: Squad, own: Sequence[OwnPlan]) -> OwnPlan:
    alone = [one for one in own if squad.room.has_room([one.visits])]
    return min(alone, key=lambda one: one.objective)


# Worst first


@given(squads(priorities=2))
@settings(max_examples=300)
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
    def losses(together: tuple[OwnPlan, ...]) -> list[Loss]:
        return [loss(*given) for given in zip(programs, together, bests, strict=True)]

    def rank(together: tuple[OwnPlan, ...]) -> tuple[list[list[Loss]], tuple[int, ...]]:
        by_level = [
            sorted((one for one, p in zip(losses(together), priorities, strict=True) if p == level))
            for level in sorted(set(priorities), reverse=True)
        ]
        largest = [level[::-1] for level in by_level]
        return largest, total(together, priorities, len(programs[0].tiers))

    reached = tuple(OwnPlan((), _objective(one)) for one in plan.plans)
    assert rank(reached) == min(map(rank, possible))
    assert plan.outcome.objective == plan.outcome.bound == rank(reached)[1]


@given(squads())
@settings(max_examples=300)
def test_nobody_loses_less_unless_somebody_loses_more(squad: Squad) -> None:
    plans, plan = _plans(squad), _solved(squad, "worst_first")
    assume(plan.status == "optimal")
    programs = [sf.formulate(one.week, squad.policy) for one in squad.members]
    bests = [_best_alone(squad, own) for own in plans]
    now = [
        loss(program, OwnPlan((), _objective(one)), best)
        for program, one, best in zip(programs, plan.plans, bests, strict=True)
    ]
    for together in combinations(squad.room, plans):
        then = [loss(*given) for given in zip(programs, together, bests, strict=True)]
        worse = [after for before, after in zip(now, then, strict=True) if after > before]
        better = [before for before, after in zip(now, then, strict=True) if after < before]
        assert not better or max(worse, default=(-1,)) >= max(better)


# What a call promises


def _two(**given: Any) -> SquadPlan:
    gym = Gym(places=1, open=["Wed 18:00-20:00", "Fri 18:00-19:00"])
    return plan_squad({"Ann": WEEK, "Bo": WEEK, "Cy": WEEK}, gym, **given)


@pytest.mark.parametrize("fairness", ["total", "worst_first"])
def test_the_same_squad_has_the_same_plan_again(fairness: str) -> None:
    first, second = _two(fairness=fairness), _two(fairness=fairness)
    assert first == second
    assert first.outcome == second.outcome
    assert repr(first) == repr(second)


@given(squads(), st.sampled_from(["total", "worst_first"]))
@settings(max_examples=100)
def test_any_squad_has_the_same_plan_again(squad: Squad, fairness: str) -> None:
    assert _solved(squad, fairness) == _solved(squad, fairness)


def test_plans_that_are_as_good_are_not_told_apart_but_one_is_returned() -> None:
    squad = _two()
    assert len(squad.bookings) == 3
    assert sorted(one.member for one in squad.bookings) == ["Ann", "Bo", "Cy"]


@pytest.mark.parametrize("fairness", ["total", "worst_first"])
def test_without_any_work_athletes_have_chosen_one_after_another(fairness: str) -> None:
    best = _two(fairness=fairness)
    plan = _two(fairness=fairness, strategy="cpsat", limits=sf.Limits(deterministic=0))
    _assert_honest(plan, best)
    assert plan.status == "feasible"
    assert not any(plan.outcome.bound)
    assert plan.bookings


@pytest.mark.parametrize("seconds", [0.05, 0.3])
@pytest.mark.parametrize("fairness", ["total", "worst_first"])
def test_at_the_end_of_limits_there_is_a_plan_with_an_honest_bound(
    seconds: float, fairness: str
) -> None:
    best = _two(fairness=fairness)
    try:
        plan = _two(fairness=fairness, limits=sf.Limits(seconds=seconds))
    except sf.OutOfTimeError:  # on a machine so busy that there was no plan yet
        return
    _assert_honest(plan, best)


def _assert_honest(plan: SquadPlan, best: SquadPlan) -> None:
    assert plan.status in {"optimal", "feasible"}
    assert plan.bound <= best.interference + 1e-9
    assert plan.strength <= best.strength
    if plan.status == "optimal":
        assert plan.outcome.objective == best.outcome.objective
    assert len({one.start for one in plan.bookings}) == len(plan.bookings)


def test_what_is_cancelled_raises() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(sf.CancelledError):
        _two(limits=sf.Limits(cancel=stop))
    with pytest.raises(sf.CancelledError):  # while it is at work
        _two(
            limits=sf.Limits(
                cancel=functools.partial(lambda calls: next(calls) >= 3, itertools.count())
            )
        )


def test_progress_is_reported_after_each_stage() -> None:
    seen: list[sf.Progress] = []
    plan = _two(progress=seen.append)
    assert [one.done for one in seen] == [1, 2, 3, 4]
    assert seen[-1].best == plan.interference
    assert seen[-1].bound == plan.bound


PINNED = sf.Week([], strength=1, pins=[sf.Session("Wed 18:00", "circuit")])


@pytest.mark.parametrize("fairness", ["total", "worst_first"])
@pytest.mark.parametrize("limits", [None, sf.Limits(seconds=20)], ids=["free", "limited"])
def test_a_squad_without_a_plan_is_a_result(fairness: str, limits: sf.Limits | None) -> None:
    squad = plan_squad(
        {"Ann": PINNED, "Bo": PINNED}, Gym(places=1), fairness=fairness, limits=limits
    )
    assert squad.status == "infeasible"
    assert not squad.bookings
    assert not squad.shifts
    assert [plan.status for plan in squad.plans] == ["infeasible", "infeasible"]
    assert all(plan.skipped[0].reason == "no plan keeps every rule and pin" for plan in squad.plans)


def test_a_pin_outside_the_hours_of_the_gym_leaves_no_plan() -> None:
    squad = plan_squad({"Ann": PINNED}, Gym(open=["Thu"]))
    assert squad.status == "infeasible"


@pytest.mark.parametrize("strategy", ["first_fit", "greedy", "local_search", "cpsat", "highs"])
@pytest.mark.parametrize("fairness", ["total", "worst_first"])
def test_any_strategy_may_solve_it(strategy: str, fairness: str) -> None:
    squad = plan_squad(
        {"Ann": WEEK, "Bo": WEEK},
        Gym(places=1, open=["Wed 18:00-19:00"]),
        strategy=strategy,
        fairness=fairness,
    )
    exact = strategy in {"cpsat", "highs"}
    assert squad.status == "optimal" if exact else squad.status in {"feasible", "broken"}
    if squad.status == "broken":
        assert any(plan.broken for plan in squad.plans)


def test_who_has_a_higher_priority_has_the_best_place() -> None:
    gym = Gym(places=1, open=["Wed 18:00-18:45"])
    for first, last in (("Ann", "Bo"), ("Bo", "Ann")):
        members = [Member(name, WEEK, priority=int(name == first)) for name in ("Ann", "Bo")]
        for fairness in ("total", "worst_first"):
            squad = plan_squad(members, gym, fairness=fairness)
            assert not squad.plan_of(first).skipped
            assert squad.plan_of(last).skipped


def test_worst_first_shares_what_the_best_total_gives_to_one() -> None:
    """One rack for three hours: in total it is as good to leave out one athlete altogether."""
    windows = ["Mon 18:00-20:00", "Thu 18:00-20:00"]
    week = sf.Week([], [sf.Demand("heavy", 2, minutes=60)], available=windows)
    gym = Gym(places=1, open=["Mon 18:00-19:00", "Thu 18:00-19:00"])
    fair = plan_squad({"Ann": week, "Bo": week}, gym, fairness="worst_first")
    assert fair.fairness == "worst_first"
    assert max(one.strength for one in fair.costs) <= 0.5
    assert fair.strength <= plan_squad({"Ann": week, "Bo": week}, gym).strength


@pytest.mark.parametrize("strategy", ["cpsat", "highs"])
@pytest.mark.parametrize("order", ["Cy Ann Bo", "Ann Bo Cy", "Ann Cy Bo"])
def test_as_few_as_possible_have_the_largest_loss(strategy: str, order: str) -> None:
    """Either Cy trains, or both of the others, who have less to lose in total."""
    windows = ["Wed 18:00-18:30"]
    light, heavy = (
        sf.Week([], [sf.Demand(kind, 1, minutes=minutes, dose="simplified")], available=windows)
        for kind, minutes in (("core", 30), ("heavy", 60))
    )
    members = {name: heavy if name == "Cy" else light for name in order.split()}
    given = members, Gym(places=1), None, sf.Policy(grid=15), strategy
    assert [one.member for one in plan_squad(*given).bookings] == ["Cy"]
    fair = plan_squad(*given, fairness="worst_first")
    assert {one.member for one in fair.bookings} == {"Ann", "Bo"}
    assert {one.member: one.strength for one in fair.costs} == {"Cy": 1, "Ann": 0, "Bo": 0}


# Plans that travel


def test_a_plan_in_another_process_still_knows_that_the_gym_is_full() -> None:
    squad = _two(coach=Coach(6, kinds=["circuit"], available=["Wed 17:00-20:00", "Fri"]))
    assert squad.status == "optimal"
    sent = pickle.loads(pickle.dumps(squad))  # noqa: S301  # our own bytes
    assert sent == squad
    for member, plan in zip(sent.members, sent.plans, strict=True):
        assert "program" not in vars(plan)
        here, there = sf.explain(squad.plan_of(member.id)), sf.explain(plan)
        assert here == there
        rules = {label.rule for start in there.starts for label in start.rules}
        assert {"capacity", "gym_hours", "coach"} <= rules


@given(squads(), st.sampled_from(["total", "worst_first"]))
@settings(max_examples=300)
def test_any_plan_says_the_same_of_every_start_once_it_was_sent(
    squad: Squad, fairness: str
) -> None:
    plan = _solved(squad, fairness)
    sent = pickle.loads(pickle.dumps(plan))  # noqa: S301  # our own bytes
    assert sent == plan == copy.deepcopy(plan) == copy.copy(plan)
    for here, there in zip(plan.plans, sent.plans, strict=True):
        assert sf.explain(here) == sf.explain(there)


@given(squads())
@settings(max_examples=300)
def test_a_start_is_open_if_there_is_room_for_it(squad: Squad) -> None:
    """What `explain` says of a start beside the others is what the oracle counts."""
    plan = _solved(squad)
    assume(plan.status == "optimal")
    visits = _visits(plan)
    for number, own in enumerate(plan.plans):
        alone = sf.formulate(squad.members[number].week, squad.policy)
        free = {
            (one.start, one.dose)
            for one in sf.explain(sf.plan(squad.members[number].week, squad.policy)).starts
            if one.state in {"open", "taken"}
        }
        choices = alone.choices
        for start in sf.explain(own).starts:
            here = np.flatnonzero(choices.start == start.start)
            fits = any(
                _fits(plan, squad, visits, number, _visit(alone, int(choice))) for choice in here
            )
            if start.state in {"open", "taken"}:
                assert fits
            elif start.start in {one for one, _ in free}:
                assert not fits or not own.skipped


def _visit(program: sf.Program, choice: int) -> Visit:
    choices = program.choices
    kind = choices.kinds[choices.kind[choice]]
    return Visit(kind, int(choices.start[choice]), int(choices.end[choice]))


def _fits(
    plan: SquadPlan, squad: Squad, visits: list[list[Visit]], number: int, visit: Visit
) -> bool:
    others = [*visits[:number], [visit], *visits[number + 1 :]]
    return squad.room.has_room(others) and _is_looked_after(plan, squad, [visit])


def test_a_full_time_is_named_from_its_first_minute_to_its_last() -> None:
    def pinned(*starts: str) -> sf.Week:
        return sf.Week([], strength=1, pins=[sf.Session(start, "circuit") for start in starts])

    # The second comes as the first goes, so nobody else has a place before both are gone.
    club = {"Ann": pinned(), "Bo": pinned("Wed 17:00"), "Cy": pinned("Wed 17:35")}
    reason = sf.why_not(plan_squad(club, Gym(places=1)).plan_of("Ann"), "Wed 17:30")
    assert "no place left in the gym, Wed 17:00-18:10" in reason.text
    never = sf.why_not(plan_squad({"Ann": pinned()}, Gym(places=0)).plan_of("Ann"), "Wed 17:30")
    assert "no place left in the gym at any time" in never.text


def test_why_not_between_the_starts_of_the_grid_knows_the_others_too() -> None:
    squad = _two()
    taken = {one.member: one for one in squad.bookings}
    reason = sf.why_not(squad.plan_of("Ann"), taken["Bo"].start + 7)
    assert reason.state == "blocked"
    assert "no place left in the gym" in reason.text or "outside the gym" in reason.text
    middle = sf.why_not(squad.plan_of("Ann"), taken["Ann"].start + 1)
    if middle.plan is not None:
        assert middle.plan.beside == squad.plan_of("Ann").beside


@pytest.mark.parametrize("name", ["strategy", "fairness"])
def test_words_are_not_compared_with_what_is_none(name: str) -> None:
    words: dict[str, Any] = {name: np.array(["total", "cpsat"])}
    with pytest.raises(sf.InputError) as refused:
        plan_squad({"Ann": sf.Week([])}, Gym(), **words)
    assert refused.value.where == name
