"""What one thing more would save a squad, against plans of the changed squad."""

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain import Week
from strengthfit.domain.clock import DAYS
from strengthfit.squads import Coach, Gym, Member, SquadPlan, SquadPrice, plan_squad, squad_prices

from .brute_force import INTERFERENCE, STRENGTH, hours, joint_plans, members, owns_of, total

RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")]
WEEK = Week(RUNS, strength=1)
HEAVY = Week(RUNS, strength=[sf.Demand("heavy", 1)])
COACHED = Coach(
    2, shifts=1, kinds=["heavy", "circuit"], at_once=1, available=["Wed-Thu 16:00-19:00"]
)


def steps(squad: SquadPlan) -> tuple[int, ...]:
    return total([plan.outcome.objective or () for plan in squad.plans])


def saved(before: SquadPlan, after: SquadPlan) -> tuple[float, float]:
    """Return the share of strength and the percent of speed that one plan saves against another."""
    asked = sum(plan.score.strength_asked for plan in before.plans)
    old, new = steps(before), steps(after)
    strength = (old[STRENGTH] - new[STRENGTH]) / 2000 / asked if asked else 0
    return strength, (old[INTERFERENCE] - new[INTERFERENCE]) * before.plans[0].program.resolution


def same(price: SquadPrice, expected: tuple[float, float]) -> bool:
    return (price.strength, price.interference) == pytest.approx(expected, abs=1e-9)


def at(prices: tuple[SquadPrice, ...], what: str, when: str = "") -> SquadPrice:
    return next(one for one in prices if (one.what, one.when) == (what, when))


@given(members(sessions=2), hours(), st.integers(1, 2))
@settings(max_examples=15, deadline=None)
def test_a_place_all_week_saves_what_the_plan_of_the_larger_gym_does(
    squad: list[Member], windows: list[str], places: int
) -> None:
    gym = Gym(places=places, open=windows)
    plan = plan_squad(squad, gym)
    found = [one for one in squad_prices(plan) if (one.what, one.when) == ("places", "")]
    event(f"{len(found)} found")
    larger = saved(plan, plan_squad(squad, attrs.evolve(gym, places=places + 1)))
    assert all(same(one, larger) for one in found)
    if not found:
        assert larger == (0, 0)


@given(members(most=2, sessions=2), hours(), st.integers(0, 4), st.integers(1, 2))
@settings(max_examples=10, deadline=None)
def test_more_of_the_coach_saves_what_the_plan_with_it_does(
    squad: list[Member], windows: list[str], half_hours: int, shifts: int
) -> None:
    coach = Coach(half_hours, shifts=shifts, kinds=["heavy", "circuit"], available=windows)
    gym = Gym(open=windows)
    plan = plan_squad(squad, gym, coach)
    prices = squad_prices(plan)
    for what in ("half_hours", "shifts"):
        more = attrs.evolve(coach, **{what: getattr(coach, what) + 1})
        expected = saved(plan, plan_squad(squad, gym, more))
        event(f"{what}: {'saves' if any(expected) else 'nothing'}")
        assert same(at(prices, what), expected)


def minutes_in(when: str) -> range:
    """Return the minutes of a span such as "Tue 17:00-17:30"."""
    day, clock = when.split()
    low, high = (60 * int(one[:2]) + int(one[3:]) for one in clock.split("-"))
    midnight = 1440 * DAYS.index(day)
    return range(midnight + low, midnight + high)


@given(members(sessions=1), hours())
@settings(max_examples=15, deadline=None)
def test_a_place_for_a_while_saves_what_trying_everything_does(
    squad: list[Member], windows: list[str]
) -> None:
    plan = plan_squad(squad, Gym(places=1, open=windows))
    owns = owns_of(squad, windows, most=1)
    before, resolution = steps(plan), plan.plans[0].program.resolution
    asked = sum(one.score.strength_asked for one in plan.plans)
    assert before == min(total(tiers) for _, tiers in joint_plans(owns, 1))
    for price in squad_prices(plan):
        if price.what != "places" or not price.when:
            continue
        plans = joint_plans(owns, 1, minutes_in(price.when))
        best = min(total(tiers) for _, tiers in plans)
        event("saves" if price.saves else "nothing")
        strength = (before[STRENGTH] - best[STRENGTH]) / 2000 / asked
        assert same(price, (strength, (before[INTERFERENCE] - best[INTERFERENCE]) * resolution))


@given(members(sessions=2), hours(), st.integers(1, 2))
@settings(max_examples=15, deadline=None)
def test_nothing_saves_more_than_the_relaxation_allows(
    squad: list[Member], windows: list[str], places: int
) -> None:
    plan = plan_squad(squad, Gym(places=places, open=windows))
    for price in squad_prices(plan):
        assert price.strength is not None
        assert price.interference is not None
        assert price.at_most is not None
        assert price.strength >= 0
        if price.strength == 0:
            assert price.interference <= price.at_most + 1e-9


def test_an_hour_more_saves_what_the_plan_with_it_does() -> None:
    hours_ = ["Wed 17:00-18:00", "Thu 17:00-18:00"]
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK, "Cy": WEEK}, Gym(places=1, open=hours_))
    prices = squad_prices(plan)
    for when, open_ in (
        ("Wed 18:00-19:00", ["Wed 17:00-19:00", "Thu 17:00-18:00"]),
        ("Thu 16:00-17:00", ["Wed 17:00-18:00", "Thu 16:00-18:00"]),
    ):
        expected = saved(plan, plan_squad(plan.members, Gym(places=1, open=open_)))
        assert expected > (0, 0)
        assert same(at(prices, "hours", when), expected)


def test_an_hour_more_is_of_one_day_of_a_window_that_names_several() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=["Wed-Thu 17:00-18:00"]))
    after = plan_squad(
        {"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=["Wed 17:00-19:00", "Thu 17:00-18:00"])
    )
    price = at(squad_prices(plan), "hours", "Wed 18:00-19:00")
    assert same(price, saved(plan, after))
    assert str(price) == "open an hour longer, Wed 18:00-19:00: 0.10 % less interference"


def test_racks_and_the_coachs_hands_have_a_price_too() -> None:
    gym = Gym(equipment={"weights": 1}, open=["Wed-Thu 17:00-18:00"])
    plan = plan_squad({"Ann": HEAVY, "Bo": HEAVY}, gym)
    more = plan_squad(
        {"Ann": HEAVY, "Bo": HEAVY}, Gym(equipment={"weights": 2}, open=["Wed-Thu 17:00-18:00"])
    )
    assert same(at(squad_prices(plan), "weights"), saved(plan, more))
    coached = plan_squad({"Ann": HEAVY, "Bo": HEAVY}, Gym(open=["Wed-Thu 17:00-18:00"]), COACHED)
    freer = plan_squad(
        {"Ann": HEAVY, "Bo": HEAVY},
        Gym(open=["Wed-Thu 17:00-18:00"]),
        attrs.evolve(COACHED, at_once=2),
    )
    assert saved(coached, freer) > (0, 0)
    assert same(at(squad_prices(coached), "coach"), saved(coached, freer))


def test_what_saves_most_comes_first() -> None:
    plan = plan_squad(
        {"Ann": WEEK, "Bo": WEEK, "Cy": WEEK}, Gym(places=1, open=["Wed 17:00-18:00"])
    )
    prices = squad_prices(plan)
    values = [(one.strength, one.interference) for one in prices]
    assert values == sorted(values, reverse=True)
    assert {one.what for one in prices} == {"places", "hours"}


def test_members_of_two_priorities_are_added_up() -> None:
    squad = [Member("Ann", WEEK, priority=1), Member("Bo", WEEK), Member("Cy", WEEK)]
    plan = plan_squad(squad, Gym(places=1, open=["Wed-Thu 17:00-18:00"]))
    more = plan_squad(squad, Gym(places=2, open=["Wed-Thu 17:00-18:00"]))
    assert same(at(squad_prices(plan), "places"), saved(plan, more))


def test_of_a_plan_that_is_fair_otherwise_it_is_the_total_that_counts() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=["Wed-Thu 17:00-18:00"]))
    other = attrs.evolve(plan, fairness="worst_first")
    assert squad_prices(other) == squad_prices(plan)


def test_limits_leave_figures_out() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=["Wed-Thu 17:00-18:00"]))
    prices = squad_prices(plan, limits=sf.Limits(seconds=0.02))
    assert len(prices) == len(squad_prices(plan))
    assert any(one.strength is None for one in prices)
    with pytest.raises(sf.CancelledError):
        squad_prices(plan, limits=sf.Limits(cancel=lambda: True))


def test_without_time_for_the_best_total_there_are_no_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_: object) -> None:
        raise sf.OutOfTimeError("too late")

    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=["Wed-Thu 17:00-18:00"]))
    other = attrs.evolve(plan, fairness="worst_first")
    known = squad_prices(plan)
    monkeypatch.setattr("strengthfit.squads.shadow_prices.solved", late)
    prices = squad_prices(other)
    assert len(prices) == len(known)
    assert {(one.strength, one.interference, one.at_most) for one in prices} == {(None,) * 3}


def test_without_a_plan_there_is_nothing_to_price() -> None:
    pinned = attrs.evolve(WEEK, pins=[sf.Session("Wed 17:00", "circuit")])
    plan = plan_squad({"Ann": pinned, "Bo": pinned}, Gym(places=1))
    assert plan.status == "infeasible"
    assert squad_prices(plan) == ()


def test_arguments_are_checked() -> None:
    with pytest.raises(sf.InputError, match=r"squad_plan: .* is not a SquadPlan"):
        squad_prices(sf.plan(WEEK))  # type: ignore[arg-type]  # refused, as said


def test_of_what_there_is_as_much_as_can_be_said_there_is_no_more() -> None:
    week = Week(RUNS, [sf.Demand("heavy", 1)])
    gym = Gym(places=100_000, equipment={"weights": 100_000}, open=["Wed 17:00-18:00"])
    squad = plan_squad({"Ann": week}, gym, Coach(336, shifts=336, at_once=100_000))
    assert {price.what for price in squad_prices(squad)} == {"hours"}
