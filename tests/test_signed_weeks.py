"""Weeks that a coach would sign: each was once planned, or explained, as no coach would."""

from itertools import pairwise

import attrs
import pytest

import strengthfit as sf
from strengthfit.domain.presets import PRESETS

R = sf.Run


def _week(share: float = 1.0, **fields: object) -> sf.Week:
    """Return a week of 52 km, or a share of it: intervals on Tuesday, a long run on Sunday."""
    runs = [
        R("Tue 07:00", "intervals", km=10 * share),
        R("Wed 07:00", "easy", km=8 * share),
        R("Thu 07:00", "easy", km=8 * share),
        R("Sat 07:00", "easy", km=6 * share),
        R("Sun 08:00", "long", km=20 * share),
    ]
    return sf.Week(runs, **fields)  # type: ignore[arg-type]  # any field of a week


BUILD = (1, 1.06, 1.12, 0.9, 1.12, 1.19, 1.26, 1.0, 1.26, 1.33, 1.41, 1.1)


def _slots(plan: sf.Plan, week: int) -> list[int]:
    return [p.start % 10080 for p in plan.placements if p.week == week]


def test_a_build_up_of_6_percent_a_week_is_trained_in_full_and_at_the_same_times() -> None:
    plan = sf.plan(sf.Block([_week(share) for share in BUILD]))
    assert sum(prescription.step == "keep" for prescription in plan.prescriptions) >= 9
    assert all(plan.prescriptions[week].step == "keep" for week in (3, 7, 11))  # the lighter ones
    assert all(_slots(plan, week) == _slots(plan, 0) for week in range(12))


def test_back_to_the_same_running_is_not_a_rise() -> None:
    plan = sf.plan(sf.Block([_week(share) for share in (1, 1, 1, 0.8, 1, 1)]))
    assert {prescription.step for prescription in plan.prescriptions} == {"keep"}


RACE_WEEK = sf.Week(
    [R("Tue 07:00", "easy", km=6), R("Thu 07:00", "easy", km=5), R("Sun 09:00", "race", km=42.2)],
    history=[_week(0.8)] * 4,
)


def test_in_a_race_week_the_race_decides_and_is_named() -> None:
    found = sf.respond(RACE_WEEK)
    assert {trend.step for trend in found.trends} == {"keep"}
    assert found.reasons == ("The race (A) on Sun is near: simplified at most.",)
    assert "above" not in str(sf.plan(RACE_WEEK))


def test_an_audit_mends_a_full_session_by_a_lighter_one() -> None:
    week = _week(1.25, history=[_week()] * 4)
    audit = sf.audit(week, [sf.Session(f"{day} 18:00", "circuit") for day in ("Tue", "Thu")])
    assert [str(change) for change in audit.repairs] == [
        f"{day} 18:00 circuit, full -> {day} 18:00 circuit, reduced" for day in ("Tue", "Thu")
    ]


EASY_AND_LONG = [
    R("Tue 07:00", "easy", km=8),
    R("Thu 07:00", "easy", km=8),
    R("Fri 07:00", "easy", km=6),
    R("Sun 08:00", "long", km=16),
]


@pytest.mark.parametrize("preset", PRESETS)
def test_not_the_evening_of_the_long_run(preset: str) -> None:
    plan = sf.plan(sf.Week(EASY_AND_LONG, repeats=True), preset)
    assert len(plan.placements) == 2
    assert 6 not in {placement.day for placement in plan.placements}


def test_before_the_only_rest_days_come_easy_days() -> None:
    runs = [R(f"{day} 07:00", "easy", km=km) for day, km in (("Mon", 8), ("Tue", 10), ("Thu", 10))]
    runs += [R("Wed 07:00", "intervals", km=10), R("Sat 08:00", "long", km=24)]
    plan = sf.plan(sf.Week(runs, repeats=True))
    assert [placement.when[:3] for placement in plan.placements] == ["Mon", "Thu"]


def test_in_overload_the_hardest_goes_and_the_simple_stays() -> None:
    mixed = [sf.Demand("heavy", 1), sf.Demand("plyometric", 1), sf.Demand("core", 1)]
    plan = sf.plan(_week(1.55, history=[_week()] * 4, strength=mixed))
    assert "heavy" in {skipped.kind for skipped in plan.skipped}
    assert "core" in {placement.kind for placement in plan.placements}


def _hard_week(hour: str) -> sf.Week:
    runs = [R(f"Tue {hour}", "intervals", km=10), R(f"Wed {hour}", "easy", km=8)]
    runs += [R(f"Thu {hour}", "tempo", km=10), R(f"Fri {hour}", "easy", km=8)]
    return sf.Week([*runs, R("Sun 08:00", "long", km=20)], repeats=True)


def test_an_evening_runner_gets_both_sessions_and_none_late() -> None:
    plan = sf.plan(_hard_week("18:00"))
    assert plan.strength == 1
    assert max(placement.start % 1440 for placement in plan.placements) < 20 * 60
    by_hours = sf.Policy(guards=[sf.Guard(days=0), sf.Guard(hours=30)])
    morning, evening = (sf.plan(_hard_week(hour), by_hours) for hour in ("07:00", "18:00"))
    assert evening.interference <= morning.interference + 0.35  # a second trip


def test_who_is_new_begins_with_light_circuits() -> None:
    asked = [sf.Demand("heavy", 1), sf.Demand("circuit", 1)]
    week = _week(strength=asked, repeats=True, athlete=sf.Athlete(accustomed=False))
    plan = sf.plan(week)
    assert {(p.kind, p.dose) for p in plan.placements} == {("circuit", "reduced")}
    assert "New to strength" in str(plan)


STANDARD = sf.Week(
    [
        R("Tue 07:00", "intervals", minutes=60),
        R("Wed 07:00", "easy", minutes=45),
        R("Thu 07:00", "tempo", minutes=50),
        R("Sun 08:00", "long", minutes=110),
    ],
    repeats=True,
)


def test_second_best_is_on_a_day_without_a_session_at_the_price_of_why_not() -> None:
    plan = sf.plan(STANDARD)
    days = {placement.when[:3] for placement in plan.placements}
    for sentence in sf.explain(plan).sentences:
        clause = sentence.split("second best is ")[1]
        there, price = clause[:9], clause[11:].split(";")[0]
        assert there[:3] not in days
        assert price.split(" (")[0] in sf.why_not(plan, there).text or "(" in price


def test_a_rest_day_is_left_in_the_week() -> None:
    runs = [R(f"{day} 07:00", "easy", km=8) for day in ("Tue", "Wed", "Thu", "Sat", "Sun")]
    plan = sf.plan(sf.Week(runs, repeats=True))
    assert not {placement.day for placement in plan.placements} >= {0, 4}


def test_two_days_apart_is_48_hours() -> None:
    week = sf.Week([], available=["Tue 19:30-20:30", "Thu 18:00-19:00"])
    assert [placement.when for placement in sf.plan(week).placements] == ["Tue 19:30", "Thu 18:00"]


def test_like_weeks_are_alike() -> None:
    plan = sf.plan(sf.Block([attrs.evolve(STANDARD, repeats=False)] * 6))
    inner = [_slots(plan, week) for week in range(1, 5)]
    assert all(one == two for one, two in pairwise(inner))
