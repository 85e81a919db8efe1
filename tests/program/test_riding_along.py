"""Short core goes with a run or another session."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf

from .. import oracle
from ..generate import policies, weeks
from .rules.probe import closed, together

DAY = 1440
NOON = 12 * 60
MIXED = sf.Week([], strength=[sf.Demand("heavy"), sf.Demand("core")])


def _prices(week: sf.Week, policy: sf.Policy | None = None) -> dict[str, float]:
    return dict(sf.plan(week, policy).score.terms)


def test_short_core_takes_no_place_of_the_days_cap() -> None:
    week = sf.Week(
        [], strength=[sf.Demand("core"), sf.Demand("heavy")], available=["Tue 17:00-21:00"]
    )
    plan = sf.plan(week)
    assert {placement.kind for placement in plan.placements} == {"core", "heavy"}
    assert not plan.broken
    none = sf.plan(week, sf.Policy(rides_along_minutes=0))
    assert [skip.kind for skip in none.skipped] == ["core"]


def test_it_rides_along_up_to_the_minutes_of_the_policy() -> None:
    for minutes, fits in ((20, True), (21, False)):
        core = sf.Demand("core", minutes=minutes)
        week = sf.Week([], strength=[core, sf.Demand("heavy")], available=["Tue 17:00-21:00"])
        full = [p for p in sf.plan(week).placements if p.kind == "core" and p.dose == "full"]
        assert bool(full) is fits


def test_it_follows_another_session_at_once_and_never_overlaps_it() -> None:
    week = sf.Week([], strength=[sf.Demand("heavy", minutes=30), sf.Demand("core")])
    policy = sf.Policy(grid=15)
    program = sf.formulate(week, policy)
    choices = program.choices
    heavy = choices.at(NOON, "heavy", "full")
    for start, fits in ((NOON + 15, False), (NOON + 30, True), (NOON - 15, True), (NOON, False)):
        taken = heavy | choices.at(start, "core", "full")
        assert (not program.broken(taken)) is fits


def test_one_such_session_a_day() -> None:
    core = sf.Week([], strength=[sf.Demand("core", 3)])
    assert not together(core, "per_day", [NOON, NOON + 120])
    assert together(core, "per_day", [NOON, NOON + DAY])


@pytest.mark.parametrize(("minutes", "waits"), [(15, False), (30, True)])
def test_only_longer_core_waits_after_a_key_run(minutes: int, *, waits: bool) -> None:
    run = sf.Run("Tue 07:00", "intervals", minutes=60)
    week = sf.Week([run], strength=[sf.Demand("core", minutes=minutes)])
    assert bool(closed(week, "after_key_run")) is waits
    separate = sf.Policy.preset("separate_days")
    assert closed(week, "after_key_run", separate)


def test_it_is_neither_a_second_trip_nor_a_rest_day_given_up() -> None:
    run = sf.Run("Tue 07:00", "easy", minutes=45)
    for span in ("Tue 18:00-19:00", "Wed 18:00-19:00"):
        week = sf.Week([run], strength=[sf.Demand("core")], available=[span], repeats=True)
        prices = _prices(week)
        assert prices["second_trip"] == prices["rest_day"] == prices["last_rest_day"] == 0
        counted = _prices(week, sf.Policy(rides_along_minutes=0))
        assert counted["second_trip"] + counted["rest_day"] > 0


def test_it_does_not_take_the_last_rest_day() -> None:
    runs = [sf.Run(f"{day} 07:00", "easy") for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")]
    week = sf.Week(runs, strength=[sf.Demand("core")], available=["Sun 18:00-19:00"])
    assert _prices(week)["last_rest_day"] == 0
    assert _prices(week, sf.Policy(rides_along_minutes=0))["last_rest_day"] > 0


def test_core_before_a_key_run_in_one_word() -> None:
    run = sf.Run("Tue 12:00", "intervals")
    allowed = sf.Policy(core_before_key=True)
    for kind, fits in (("core", True), ("upper", False), ("heavy", False)):
        week = sf.Week([run], strength=[sf.Demand(kind)])
        assert closed(week, "before_hard_day")
        assert (not closed(week, "before_hard_day", allowed)) is fits


def test_before_a_run_of_its_day_it_keeps_its_price_and_before_a_race_its_rule() -> None:
    allowed = sf.Policy(core_before_key=True)
    runs = [sf.Run("Tue 12:00", "intervals", minutes=60)]
    core = [sf.Demand("core")]
    early = sf.Week(runs, strength=core, available=["Tue 10:00-11:00"])
    late = sf.Week(runs, strength=core, available=["Tue 14:00-15:00"])
    assert _prices(early, allowed)["load_of_day"] > _prices(late, allowed)["load_of_day"]
    race = sf.Week([sf.Run("Sun 10:00", "race", km=10)], strength=core)
    shut = closed(race, "race", allowed)
    assert 5 * DAY + NOON in shut


@pytest.mark.parametrize("kind", ["easy", "intervals"])
def test_on_the_day_of_a_run_it_follows_the_run(kind: str) -> None:
    runs = [sf.Run("Tue 07:00", kind, minutes=60)]
    asked = [sf.Demand("circuit"), sf.Demand("core", minutes=15)]
    plan = sf.plan(sf.Week(runs, strength=asked, available=["Tue"]))
    starts = {str(p.kind): p.when for p in plan.placements}
    assert starts["core"] == "Tue 08:30"
    assert starts["circuit"] == ("Tue 09:00" if kind == "easy" else "Tue 18:00")


@given(weeks(), policies(grid=180), st.sampled_from([0.0, 20.0]))
@settings(max_examples=200, deadline=None)
def test_plans_with_core_break_nothing_and_cost_what_the_oracle_says(
    week: sf.Week, policy: sf.Policy, minutes: float
) -> None:
    week = attrs.evolve(
        week, strength=[sf.Demand("core", 2), sf.Demand("heavy", minutes=20)], order=()
    )
    policy = attrs.evolve(policy, rides_along_minutes=minutes)
    plan = sf.plan(week, policy)
    sittings = oracle.sittings_of(plan)
    assert not oracle.broken(week, policy, sittings)
    exact = oracle.score(week, policy, sittings).exact_interference
    assert plan.interference == pytest.approx(exact)
