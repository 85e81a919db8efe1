"""Coaches and circles: what is easily miscounted by one."""

import pytest

import strengthfit as sf
from strengthfit.squads import Coach, Gym, Member, SquadPlan, plan_squad
from strengthfit.squads.in_turn import in_turn
from strengthfit.squads.squad_program import compile_squad

LATE = "Sun 23:30-00:30"
EARLY = "Mon 00:00-01:00"


def _week(kind: str, window: str, *, repeats: bool = False) -> sf.Week:
    return sf.Week([], [sf.Demand(kind, 1, minutes=60)], available=[window], repeats=repeats)


def _objective(squad: SquadPlan) -> tuple[int, ...]:
    assert squad.outcome.objective is not None
    return squad.outcome.objective


def test_on_a_circle_sunday_night_and_monday_morning_meet_in_the_gym() -> None:
    policy = sf.Policy(grid=30)
    both = {"Ann": _week("heavy", LATE, repeats=True), "Bo": _week("heavy", EARLY, repeats=True)}
    squad = plan_squad(both, Gym(places=1), policy=policy)
    (early, late) = squad.bookings
    assert late.end - 10080 <= early.start
    roomy = plan_squad(both, Gym(places=2), policy=policy)
    assert _objective(roomy) < _objective(squad)


def test_on_a_line_they_do_not() -> None:
    both = {"Ann": _week("heavy", LATE), "Bo": _week("heavy", EARLY)}
    squad = plan_squad(both, Gym(places=1), policy=sf.Policy(grid=30))
    assert [cost.strength for cost in squad.costs] == [0, 0]
    assert {one.dose for one in squad.bookings} == {"full"}


@pytest.mark.parametrize("shifts", [0, 1])
def test_one_shift_goes_on_past_the_end_of_a_circle(shifts: int) -> None:
    week = _week("heavy", LATE, repeats=True)
    squad = plan_squad({"Ann": week}, Gym(), Coach(2, shifts=shifts), policy=sf.Policy(grid=30))
    assert [(one.when, one.until) for one in squad.shifts] == [("Sun 23:30", "Mon 00:30")] * shifts
    assert len(squad.bookings) == shifts


def test_nobody_is_coached_past_the_end_of_a_line() -> None:
    squad = plan_squad(
        {"Ann": _week("heavy", LATE)}, Gym(), Coach(4, available=["Sun 23:30-01:00"])
    )
    assert not [one for one in squad.bookings if one.end > 10080]


def test_two_short_sessions_share_a_half_hour_of_the_coach() -> None:
    policy = sf.Policy(grid=15, sessions_per_day=2, spacings=(), crowding=0)
    week = sf.Week([], [sf.Demand("core", 2, minutes=15)], available=["Tue 18:00-18:30"])
    squad = plan_squad({"Ann": week}, Gym(), Coach(1, kinds=["core"]), policy)
    assert [one.when for one in squad.bookings] == ["Tue 18:00", "Tue 18:15"]
    assert _objective(squad)[0] == 0
    assert squad.costs[0].strength == 0


def test_who_comes_first_leaves_hours_that_nobody_needs_to_those_who_follow() -> None:
    week = sf.Week([], [sf.Demand("heavy", 1, minutes=30)], available=["Tue 18:00-20:00"])
    members = [Member(name, week) for name in ("Ann", "Bo", "Cy")]
    squad = compile_squad(members, Gym(places=1), Coach(3, shifts=1), None)
    *own, there = in_turn(squad)
    assert all(own)
    assert len(there) == 4  # three half-hours, and one that begins the shift
    assert squad.joined.program.is_plan(
        squad.joined.program.mask(squad.joined.together([*own, there]))
    )
