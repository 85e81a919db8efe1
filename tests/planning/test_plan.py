"""Reading plans: parts add up, and equal plans are equal."""

import pickle

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.planning.values import Skipped
from strengthfit.program.labels import Label

from ..generate import policies, weeks

INTERFERENCE = (
    *("strength_on_runs", "runs_on_strength", "load_of_day"),
    *("second_trip", "rest_day", "last_rest_day"),
)


@given(weeks(), policies())
@settings(max_examples=300)
def test_the_parts_of_the_score_add_up(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    terms = dict(plan.score.terms)
    assert sum(terms[name] for name in INTERFERENCE) == pytest.approx(plan.interference)
    preference = dict(plan.score.tiers)["preference"]
    assert terms["time_of_day"] + terms["even_spacing"] == preference
    lost = plan.score.strength_asked - plan.score.strength_delivered
    assert dict(plan.score.tiers)["strength"] == pytest.approx(2000 * lost)


@given(weeks(), policies())
@settings(max_examples=200)
def test_plans_survive_pickling_and_compare_by_value(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    assert pickle.loads(pickle.dumps(plan)) == plan  # noqa: S301  # our own bytes
    assert attrs.evolve(plan, bound=plan.bound + 1) != plan


@given(weeks(), policies())
@settings(max_examples=200)
def test_placements_are_by_time_and_say_where(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    assert [p.start for p in plan.placements] == sorted(p.start for p in plan.placements)
    for placement in plan.placements:
        assert placement.day == placement.start // 1440
        assert placement.week == 0
        assert (
            placement.when[4:] == f"{placement.start % 1440 // 60:02d}:{placement.start % 60:02d}"
        )


def test_losses_of_runs_include_the_next_week_s() -> None:
    week = sf.Week(
        [sf.Run("Sat 07:00", "easy")], strength=1, after=[sf.Run("Tue 07:00", "intervals")]
    )
    assert [run.id for run in sf.plan(week).score.runs] == ["Sat 07:00 easy", "Tue 07:00 intervals"]


def test_a_first_fit_plan_says_what_it_breaks() -> None:
    week = sf.Week([sf.Run("Wed 07:00", "race", km=42.2)])
    plan = sf.plan(week, strategy="first_fit")
    assert plan.status == "broken"
    assert {label.rule for label in plan.broken} >= {"race"}
    assert "Broken: race" in str(plan)


def test_the_code_of_a_skipped_session_is_that_of_its_first_rule() -> None:
    label = Label("availability", "Fri", "not open on Fri", code="availability.day")
    assert Skipped("heavy", "full", "", (label,)).code == "availability.day"
    assert Skipped("heavy", "full", "", (label,), together=True).code == "together"
    assert Skipped("heavy", "full", "").code == "open"
    assert Skipped("heavy", "full", "", code="no_day_left").code == "no_day_left"
