"""Pricing: its bound below the best plan, its plan above, and never too many at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cache
from itertools import combinations
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program.presolve import open_choices
from strengthfit.squads import (
    Coach,
    Gym,
    Member,
    PricedBound,
    SquadPlan,
    check_bound,
    fitting,
    plan_squad,
    planner,
    price_search,
    spread,
)
from strengthfit.squads.menus import PRICED, menu_of

from ..longer import mostly_longer
from ..many.executors import Backwards, Immediate

HOURS = ["Mon 18:00-20:00", "Wed 17:00-19:00", "Thu 18:00-19:30", "Fri 18:00-20:00"]
NEEDS = sf.Policy(equipment={"heavy": ["rack"]})


@st.composite
def weeks(draw: st.DrawFn) -> sf.Week:
    days = draw(st.lists(st.sampled_from(["Mon", "Tue", "Wed", "Thu", "Sat"]), unique=True))
    runs = [
        sf.Run(f"{day} 07:00", draw(st.sampled_from(["easy", "intervals", "tempo", "long"])))
        for day in days
    ]
    kind = st.sampled_from(["circuit", "heavy", "core"])
    asked = [sf.Demand(draw(kind), draw(st.integers(1, 2)))]
    if draw(st.booleans()):
        asked.append(sf.Demand(draw(kind), 1))
    hours = draw(st.lists(st.sampled_from(HOURS), min_size=1, unique=True))
    return sf.Week(runs, strength=asked, available=hours)


@st.composite
def squads(draw: st.DrawFn) -> tuple[list[Member], Gym]:
    asked = draw(st.lists(weeks(), min_size=1, max_size=4))
    places = draw(st.sampled_from([None, 0, 1, 1, 2]))
    gym = Gym(
        places=places,
        equipment=draw(st.sampled_from([{}, {"rack": 1}])),
        kinds=draw(st.sampled_from([None, ["heavy", "circuit"]])),
    )
    return [Member(f"athlete {number}", week) for number, week in enumerate(asked)], gym


def most_at_once(plan: SquadPlan, kinds: Sequence[str] | None) -> int:
    """The most who train at any minute, counted minute by minute."""
    there = Counter(
        minute
        for one in plan.bookings
        if kinds is None or one.kind in kinds
        for minute in range(one.start, one.end)
    )
    return max(there.values(), default=0)


@settings(max_examples=40, deadline=None)
@given(squads())
def test_the_bound_lies_below_the_best_plan_and_the_plan_above(
    squad: tuple[list[Member], Gym],
) -> None:
    members, gym = squad
    exact = plan_squad(members, gym, policy=NEEDS, strategy="cpsat")
    priced = plan_squad(members, gym, policy=NEEDS, strategy="pricing")
    assert exact.outcome.objective is not None
    assert priced.outcome.objective is not None
    best = exact.outcome.objective[:PRICED]
    assert priced.outcome.bound <= best <= priced.outcome.objective
    assert (priced.status == "optimal") == (priced.outcome.bound == priced.outcome.objective)
    assert priced.bound <= priced.interference + 0.05 * len(priced.bookings)
    if gym.places is not None:
        assert most_at_once(priced, gym.kinds) <= gym.places
    if gym.equipment:
        assert most_at_once(priced, ["heavy"]) <= 1
    assert priced.priced_bound is not None
    assert check_bound(priced.priced_bound, members, gym, NEEDS)


@settings(max_examples=15, deadline=None)
@given(squads())
def test_each_plan_says_what_the_timetable_does_and_is_the_best_beside_the_others(
    squad: tuple[list[Member], Gym],
) -> None:
    members, gym = squad
    priced = plan_squad(members, gym, policy=NEEDS, strategy="pricing")
    assert len(priced.plans) == len(members)
    for member, plan, cost in zip(members, priced.plans, priced.costs, strict=True):
        mine = [(one.start, one.kind) for one in priced.bookings if one.member == member.id]
        assert sorted(mine) == sorted((one.start, one.kind) for one in plan.placements)
        assert plan.status == "optimal"
        alone = plan_squad([member], gym, policy=NEEDS)
        assert cost.interference == pytest.approx(
            _steps(plan.outcome.objective) - _steps(alone.outcome.objective)
        )
    interference = sum(plan.interference for plan in priced.plans)
    assert priced.interference == pytest.approx(interference)
    assert priced.plans[-1] == priced.plans[len(members) - 1] == priced.plans[-1:][0]


def _steps(objective: tuple[int, ...] | None) -> float:
    assert objective is not None
    return objective[PRICED - 1] * sf.Policy().resolution


@settings(max_examples=25, deadline=None)
@given(weeks(), st.integers(2, 60), st.booleans())
def test_a_menu_holds_the_best_plans_of_all(week: sf.Week, longest: int, lighter: bool) -> None:
    program = sf.formulate(week, NEEDS)
    gym = Gym(places=1, equipment={"rack": 1})
    moments = [np.unique(program.choices.start)] * 2 if lighter else None
    menu = menu_of(program, NEEDS, gym, longest, moments)
    assert menu is not None
    assert 1 <= len(menu) <= longest
    listed = [tuple(sorted(menu.choices[menu.taken(plan)].tolist())) for plan in range(len(menu))]
    assert len(set(listed)) == len(listed)
    assert listed[0] == sf.solve(program).taken
    for plan, tiers in zip(listed, menu.tiers.T.tolist(), strict=True):
        assert program.is_plan(program.mask(plan))
        assert list(program.objective(program.mask(plan))[:PRICED]) == tiers
    if (
        menu.beyond is None or lighter
    ):  # then what is left out may be like what is listed, but worse
        return
    choices = np.flatnonzero(open_choices(program)).tolist()[::5]
    for plan in [(), *combinations(choices, 1), *combinations(choices, 2)]:
        mask = program.mask(plan)
        if plan not in listed and program.is_plan(mask):
            assert program.objective(mask)[:PRICED] >= tuple(menu.beyond.tolist())


def _crowd(count: int = 6) -> list[Member]:
    week = sf.Week(
        [sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")],
        strength=2,
        available=["Mon-Fri 18:00-20:30"],
    )
    other = attrs.evolve(week, runs=[sf.Run("Wed 07:00", "tempo")])
    return [Member(f"{n}", week if n % 2 else other) for n in range(count)]


@pytest.mark.parametrize(
    "executor", mostly_longer([Backwards(), Immediate(), ThreadPoolExecutor(2)])
)
def test_an_executor_gives_the_same_plan(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "_FEWEST", 2)
    monkeypatch.setattr(spread, "_LISTED", 2)
    monkeypatch.setattr(price_search, "ROUNDS", 2)
    here = plan_squad(_crowd(), Gym(places=1), strategy="pricing")
    there = plan_squad(_crowd(), Gym(places=1), strategy="pricing", executor=executor)
    assert here == there
    assert here.outcome == there.outcome


def test_an_executor_that_is_closed_is_said() -> None:
    closed = ThreadPoolExecutor(1)
    closed.shutdown()
    with pytest.raises(sf.WorkerError, match="takes no more work"):
        plan_squad(_crowd(2), Gym(places=1), strategy="pricing", executor=closed)


def test_what_a_worker_finds_wrong_is_said_as_it_is_here() -> None:
    runs = [sf.Run("Tue 07:00", "easy", minutes=90), sf.Run("Tue 07:30", "easy")]
    members = [*_crowd(1), Member("clash", sf.Week(runs))]
    for executor in (None, Immediate()):
        with pytest.raises(sf.InputError, match=r"athletes\[1\]\.week"):
            plan_squad(members, Gym(places=1), strategy="pricing", executor=executor)


def test_a_bound_is_refused_if_it_is_raised_or_a_price_is_negative() -> None:
    priced = plan_squad(_crowd(), Gym(places=1), strategy="pricing").priced_bound
    assert isinstance(priced, PricedBound)
    assert priced.prices
    assert check_bound(priced, _crowd(), Gym(places=1), strategy="dynamic")
    raised = attrs.evolve(priced, bound=priced.bound + 1)
    assert not check_bound(raised, _crowd(), Gym(places=1))
    turned = attrs.evolve(priced, prices=tuple(-price for price in priced.prices))
    assert not check_bound(turned, _crowd(), Gym(places=1))
    assert not check_bound(priced, _crowd(), Gym(equipment={"rack": 1}))
    assert not check_bound(priced, _crowd()[1:], Gym(places=1))


def _twice(price: object) -> dict[str, Any]:
    return {"things": ("places",) * 2, "moments": (1080, 1080), "prices": (price, price)}


SPOILED: dict[str, Callable[[PricedBound], dict[str, Any]]] = {
    "no weights": lambda _: {"weights": ()},
    "too few weights": lambda one: {"weights": one.weights[:1]},
    "a huge weight": lambda _: {"weights": (10**40, 1, 1)},
    "a price without a moment": lambda one: {"moments": one.moments[1:]},
    "a moment that is text": lambda one: {"moments": ("x",) * len(one.moments)},
    "a bound that is None": lambda _: {"bound": None},
    "lists": lambda one: {"prices": list(one.prices)},
    "things that are lists": lambda one: {"things": ([],) * len(one.things)},
    "prices that go round 64 bits": lambda _: _twice(1 << 63),
    "prices whose sum does": lambda _: _twice(1 << 59),
    "prices in parts": lambda _: _twice(0.5),
    "prices that are not numbers": lambda _: _twice(float("nan")),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_not_in_the_form_of_a_bound_proves_nothing(name: str) -> None:
    priced = _crowded()
    assert priced.prices
    spoiled = attrs.evolve(priced, **SPOILED[name](priced))
    assert not check_bound(spoiled, _crowd(), Gym(places=1))


@cache
def _crowded() -> PricedBound:
    priced = plan_squad(_crowd(), Gym(places=1), strategy="pricing").priced_bound
    assert priced is not None
    assert check_bound(priced, _crowd(), Gym(places=1))
    return priced


def test_a_bound_of_athletes_with_unlike_steps_proves_nothing() -> None:
    priced = plan_squad(_crowd(2), Gym(places=1), strategy="pricing").priced_bound
    assert priced is not None
    first, second = _crowd(2)
    finer = attrs.evolve(second, policy=sf.Policy(resolution=0.01))
    assert check_bound(priced, [first, second], Gym(places=1))
    assert not check_bound(priced, [first, finer], Gym(places=1))


@pytest.mark.parametrize(("priced", "gym", "where"), [(3, Gym(), "priced"), (None, 3, "gym")])
def test_arguments_of_a_wrong_type_are_named(priced: object, gym: object, where: str) -> None:
    proof = PricedBound((), (), (), (1, 1, 1), 0) if priced is None else priced
    with pytest.raises(sf.InputError) as refused:
        check_bound(proof, _crowd(1), gym)  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.where == where


@pytest.mark.parametrize("gym", [Gym(places=0), Gym(equipment={"weights": 0})])
def test_what_there_is_none_of_is_not_lost_by_sharing(gym: Gym) -> None:
    members = [Member(name, sf.Week([], [sf.Demand("heavy", 1)])) for name in ("Ann", "Bo")]
    priced, usual = (plan_squad(members, gym, strategy=by) for by in ("pricing", "auto"))
    assert (priced.status, priced.bookings) == ("optimal", ())
    assert priced.costs == usual.costs
    assert priced.priced_bound is not None
    assert check_bound(priced.priced_bound, members, gym)


def test_pricing_refuses_kinds_that_nobody_trains() -> None:
    with pytest.raises(sf.InputError, match=r"gym.kinds\[0\]: 'heavvy'"):
        plan_squad(_crowd(2), Gym(places=1, kinds=["heavvy"]), strategy="pricing")


def test_at_the_end_of_limits_there_is_a_plan_and_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(price_search, "time_left", lambda: 0.0)
    monkeypatch.setattr(fitting, "is_over", lambda: True)
    members, gym = _crowd(), Gym(places=1)
    priced = plan_squad(members, gym, strategy="pricing")
    assert priced.status == "feasible"
    assert most_at_once(priced, None) == 1
    assert priced.priced_bound is not None
    assert check_bound(priced.priced_bound, members, gym)


@pytest.mark.parametrize("executor", [None, Immediate()])
def test_a_call_can_be_cancelled(executor: Executor | None) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    limits = sf.Limits(cancel=stop)
    with pytest.raises(sf.CancelledError):
        plan_squad(_crowd(40), Gym(places=2), strategy="pricing", limits=limits, executor=executor)
    assert asked == 4


def test_what_cannot_be_told_apart_quickly_is_planned_too(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = plan_squad(_crowd(4), Gym(places=1), strategy="pricing")
    monkeypatch.setattr(sf.Week, "__hash__", None)
    assert plan_squad(_crowd(4), Gym(places=1), strategy="pricing") == expected


def test_progress_is_reported() -> None:
    seen: list[sf.Progress] = []
    plan_squad(_crowd(3), Gym(places=3), strategy="pricing", progress=seen.append)
    assert [(one.done, one.total, one.what) for one in seen] == [
        (1, 4, "listed"),
        (2, 4, "priced"),
        (3, 4, "fitted"),
        (4, 4, "read"),
    ]


def test_sessions_pinned_at_one_time_leave_no_plan_that_is_found() -> None:
    week = sf.Week([], strength=1, pins=[sf.Session("Tue 18:00", "circuit")])
    priced = plan_squad({"Ann": week, "Bo": week}, Gym(places=1), strategy="pricing")
    assert (priced.status, priced.bookings) == ("unknown", ())
    assert [plan.status for plan in priced.plans] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"coach": Coach(4)}, "coach"),
        ({"athletes": {"Ann": sf.Block([sf.Week([]), sf.Week([])])}}, "athletes[0].week"),
        (
            {"athletes": [Member("Ann", sf.Week([])), Member("Bo", sf.Week([]), priority=1)]},
            "athletes[1].priority",
        ),
        ({"executor": 3}, "executor"),
    ],
)
def test_what_pricing_cannot_heed_is_refused(more: dict[str, object], where: str) -> None:
    given_all = {"athletes": _crowd(2), "gym": Gym(places=1), "strategy": "pricing"} | more
    with pytest.raises(sf.InputError) as raised:
        plan_squad(**given_all)  # type: ignore[arg-type]  # one of them is wrong on purpose
    assert raised.value.where == where


def test_on_a_circle_the_last_night_meets_the_first_morning() -> None:
    policy = sf.Policy(day_start=0, day_end=24 * 60, grid=10)
    late, early, later = (
        sf.Week([], 1, repeats=True, pins=[sf.Session(when, "circuit", dose="full", keep=True)])
        for when in ("Sun 23:40", "Mon 00:00", "Mon 00:20")
    )
    for other, status in ((early, "unknown"), (later, "optimal")):
        pair = {"Ann": late, "Bo": other}
        priced = plan_squad(pair, Gym(places=1), policy=policy, strategy="pricing")
        assert priced.status == status


def test_steps_of_interference_must_be_alike() -> None:
    members = [*_crowd(1), Member("fine", sf.Week([]), sf.Policy(resolution=0.01))]
    with pytest.raises(sf.InputError, match=r"athletes\[1\]\.policy\.resolution"):
        plan_squad(members, Gym(places=1), strategy="pricing")


def test_too_many_plans_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthfit.squads.menus._PARTIAL", 5)
    with pytest.raises(sf.InputError, match="more plans than can be listed"):
        plan_squad(_crowd(2), Gym(places=1), strategy="pricing")


def test_auto_prices_big_squads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "_PRICED_ABOVE", 2)
    assert plan_squad(_crowd(3), Gym(places=2)).outcome.by == "pricing"
    assert plan_squad(_crowd(2), Gym(places=2)).outcome.by != "pricing"
    assert plan_squad(_crowd(3), Gym(places=2), Coach(4)).outcome.by != "pricing"


def test_sizes_of_the_call_hold_in_workers() -> None:
    with (
        ThreadPoolExecutor(1) as threads,
        sf.at_most(choices=10),
        pytest.raises(sf.TooLargeError, match="choices"),
    ):
        plan_squad(_crowd(2), Gym(places=1), strategy="pricing", executor=threads)
