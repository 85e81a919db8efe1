"""What it costs athletes that the gym is full, against all that they could do."""

import pickle

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain import Week
from strengthfit.squads import Coach, FullStart, Gym, Member, SquadPlan, member_prices, plan_squad

from .brute_force import Sitting, at_once, hours, members, minutes_of, own_sets

WEEK = Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")], strength=1)
ONE_HOUR = Gym(places=1, open=["Wed-Thu 17:00-18:00"])


def taken_by_others(squad: SquadPlan, member: str) -> list[Sitting]:
    return [
        Sitting(-1, one.start, one.end, one.kind) for one in squad.bookings if one.member != member
    ]


def is_full(sitting: Sitting, others: list[Sitting], places: int) -> bool:
    return any(at_once(others, minute) >= places for minute in range(sitting.start, sitting.end))


def prices_by_force(squad: SquadPlan, index: int, windows: list[str]) -> dict[int, tuple[int, ...]]:
    """Return by start what the best week costs that has one session there, and it was full."""
    plan, places = squad.plans[index], squad.gym.places or 0
    own = own_sets(sf.formulate(plan.week, plan.policy), minutes_of(windows))
    others = taken_by_others(squad, squad.members[index].id)
    now = tuple(value for _, value in plan.score.tiers)
    best: dict[int, tuple[int, ...]] = {}
    for sessions, tiers in own.sets:
        full = [one for one in sessions if is_full(one, others, places)]
        if len(full) == 1:
            start = full[0].start
            best[start] = min(tiers, best.get(start, tiers))
    return {
        start: tuple(a - b for a, b in zip(tiers, now, strict=True))
        for start, tiers in best.items()
    }


@given(members(sessions=2), hours(), st.integers(1, 2))
@settings(max_examples=60, deadline=None)
def test_prices_are_those_of_trying_everything(
    squad: list[Member], windows: list[str], places: int
) -> None:
    plan = plan_squad(squad, Gym(places=places, open=windows))
    for index, member in enumerate(squad):
        found = {one.start: tuple(one.price) for one in member_prices(plan, member.id)}
        event(f"{min(len(found), 3)} full")
        assert found == prices_by_force(plan, index, windows)


@given(members(sessions=2), hours(), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_without_the_coach_a_start_is_closed_too(
    squad: list[Member], windows: list[str], half_hours: int
) -> None:
    coach = Coach(half_hours=half_hours, shifts=1, kinds=["heavy", "circuit"])
    plan = plan_squad(squad, Gym(open=windows), coach)
    there = [(shift.start, shift.end) for shift in plan.shifts]
    for index, member in enumerate(squad):
        own = own_sets(
            sf.formulate(member.week, plan.plans[index].policy), minutes_of(windows), most=1
        )
        away = {
            sessions[0].start
            for sessions, _ in own.sets
            if sessions
            and not any(low <= sessions[0].start and sessions[0].end <= high for low, high in there)
        }
        found = member_prices(plan, member.id)
        event(f"{min(len(found), 3)} closed")
        assert {one.start for one in found} <= away
        assert {label.rule for one in found for label in one.labels} <= {"coach"}


def test_what_saves_most_comes_first_and_says_what_is_next_best() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, ONE_HOUR)
    first, *others = member_prices(plan, "Ann")
    assert str(first) == "Wed 17:00 was full; Thu 17:00 costs you 0.10 % more interference"
    assert first.saves
    assert (first.instead, first.others) == (("Thu 17:00",), ())
    assert [one.price for one in others] == sorted(one.price for one in others)
    assert [str(one) for one in member_prices(plan, "Bo")] == [
        "Thu 17:00 was full; a place there would save you nothing",
        "Thu 17:30 was full; a place there would save you nothing",
    ][: len(member_prices(plan, "Bo"))]


def test_a_session_that_has_no_place_at_all_is_lost_strength() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=["Wed 17:00-17:45"]))
    left = next(one.id for one in plan.members if not plan.plan_of(one.id).placements)
    assert str(member_prices(plan, left)[0]) == (
        "Wed 17:00 was full; without it you have less strength and 0.45 % less interference"
    )


def test_words_say_what_closes_a_start() -> None:
    heavy = attrs.evolve(WEEK, strength=[sf.Demand("heavy", 1)])
    rack = Gym(equipment={"weights": 1}, open=["Wed-Thu 17:00-18:00"])
    one = member_prices(plan_squad({"Ann": heavy, "Bo": heavy}, rack), "Ann")[0]
    assert str(one).startswith("Wed 17:00 had no place left at the weights; Thu 17:00 costs you")
    coach = Coach(half_hours=2, available=["Thu"])
    away = member_prices(
        plan_squad({"Ann": heavy}, Gym(open=["Wed-Thu 17:00-18:00"]), coach), "Ann"
    )
    assert str(away[0]).startswith("Wed 17:00 was without the coach; Thu 17:00 costs you")
    busy = Coach(half_hours=4, at_once=1)
    plan = plan_squad({"Ann": heavy, "Bo": heavy}, Gym(open=["Wed-Thu 17:00-18:00"]), busy)
    assert "had no coach free" in str(member_prices(plan, "Ann")[0])


def test_with_the_gym_to_oneself_nothing_is_full() -> None:
    plan = plan_squad({"Ann": WEEK}, ONE_HOUR)
    assert member_prices(plan, "Ann") == ()


def test_a_plan_from_another_process_says_the_same() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, ONE_HOUR, Coach(4, kinds=["circuit"]))
    again: SquadPlan = pickle.loads(pickle.dumps(plan))  # noqa: S301  # of our own
    found: tuple[FullStart, ...] = member_prices(again, "Ann")
    assert found
    assert found == member_prices(plan, "Ann")


def test_without_a_plan_there_is_nothing_to_price() -> None:
    at_once_ = attrs.evolve(WEEK, pins=[sf.Session("Wed 17:00", "circuit")])
    plan = plan_squad({"Ann": at_once_, "Bo": at_once_}, ONE_HOUR)
    assert plan.status == "infeasible"
    assert member_prices(plan, "Ann") == ()


def test_arguments_are_checked() -> None:
    plan = plan_squad({"Ann": WEEK}, ONE_HOUR)
    with pytest.raises(sf.InputError, match=r"member: 'An' is not a member; write one of Ann"):
        member_prices(plan, "An")
    with pytest.raises(sf.InputError, match=r"squad_plan: .* is not a SquadPlan"):
        member_prices(sf.plan(WEEK), "Ann")  # type: ignore[arg-type]  # refused, as said
    with pytest.raises(sf.CancelledError):
        member_prices(plan, "Ann", limits=sf.Limits(cancel=lambda: True))
