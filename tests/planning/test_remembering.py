"""A plan remembers what it was made of: asking it does not compile the week again."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.program import compile as compiling

from ..generate import blocks, policies, weeks

WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Wed 07:00", "easy", minutes=45),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    repeats=True,
)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often rules and costs are compiled, and how often a week is resolved."""
    calls: list[str] = []

    def counted(module: Any, name: str) -> None:
        original: Callable[..., Any] = getattr(module, name)

        def call(*given: Any, **named: Any) -> Any:
            calls.append(name)
            return original(*given, **named)

        monkeypatch.setattr(module, name, call)

    counted(compiling, "RuleContext")
    counted(compiling, "resolve_week")
    return calls


def test_plan_print_explain_and_one_why_not_compile_the_week_once(compiled: list[str]) -> None:
    plan = sf.plan(WEEK)
    str(plan), plan._repr_html_()
    explanation = sf.explain(plan)
    str(explanation), explanation.details, explanation._repr_html_()
    open_start = next(start for start in explanation.starts if start.state == "open")
    blocked = next(start for start in explanation.starts if start.state == "blocked")
    reason = sf.why_not(plan, open_start.start)
    str(reason), str(reason.plan)
    assert sf.why_not(plan, blocked.start).state == "blocked"
    assert reason.state == "open"
    assert compiled == ["resolve_week", "RuleContext"]


def test_robustness_of_a_plan_starts_from_its_program(compiled: list[str]) -> None:
    plan = sf.plan(WEEK)
    sf.robustness(plan, draws=10)
    assert compiled == ["resolve_week", "RuleContext"]


def test_a_plan_from_elsewhere_compiles_when_it_is_asked(compiled: list[str]) -> None:
    plan = pickle.loads(pickle.dumps(sf.plan(WEEK)))  # noqa: S301  # our own bytes
    compiled.clear()
    assert str(plan)
    assert compiled == []
    assert sf.explain(plan) == sf.explain(sf.plan(WEEK))
    assert compiled.count("RuleContext") == 2


@given(weeks(), policies())
@settings(max_examples=100)
def test_a_pickled_plan_is_the_plan_without_its_program(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    data = pickle.dumps(plan)
    assert b"Program" not in data
    for other in (pickle.loads(data), copy.copy(plan), copy.deepcopy(plan)):  # noqa: S301  # ours
        assert other == plan
        assert str(other) == str(plan)


@given(weeks(), policies())
@settings(max_examples=100)
def test_a_pin_that_is_asked_about_is_one_row_more(week: sf.Week, policy: sf.Policy) -> None:
    """What `why_not` solves is what `formulate` makes of the week with the pin."""
    plan = sf.plan(week, policy)
    for placement in plan.placements[:1]:
        other = next((d for d in plan.days if d.state == "open" and d.day != placement.day), None)
        if other is None:
            continue
        starts = plan.program.choices.start[plan.program.choices.day == other.day]
        reason = sf.why_not(plan, int(starts[0]), placement.kind)
        if reason.plan is not None:
            mine, theirs = reason.plan.program, sf.formulate(reason.plan.week, policy)
            assert mine.row_labels == theirs.row_labels
            assert np.array_equal(mine.bounds, theirs.bounds)
            assert np.array_equal(mine.rows.columns, theirs.rows.columns)
            assert mine.horizon == theirs.horizon


def test_a_plan_copied_with_another_policy_forgets_the_program() -> None:
    plan = sf.plan(WEEK)
    other = attrs.evolve(plan, policy=sf.Policy(loss_cap=1))
    assert other.program is not plan.program
    assert attrs.evolve(plan, changes=()).program.row_labels == plan.program.row_labels
    assert "program" not in attrs.asdict(plan, recurse=False)


@given(weeks(), policies())
@settings(max_examples=200)
def test_the_days_of_a_week_say_what_the_program_says(week: sf.Week, policy: sf.Policy) -> None:
    _check_days(sf.plan(week, policy))


@given(blocks(), policies())
@settings(max_examples=20)
def test_the_days_of_a_block_say_what_the_program_says(block: sf.Block, policy: sf.Policy) -> None:
    _check_days(sf.plan(block, policy))


def _check_days(plan: sf.Plan) -> None:
    """What closes a day, and what could move there, is for `test_days`."""
    program = plan.program
    assert [day.day for day in plan.days] == list(range(program.horizon.days))
    assert [p for day in plan.days for p in day.placements] == list(plan.placements)
    inside = [run for run in program.horizon.runs if program.horizon.within(run.day)]
    assert [(r.id, r.start) for d in plan.days for r in d.runs] == [(r.id, r.start) for r in inside]
    for day in plan.days:
        assert (day.state == "taken") == bool(day.placements)
        assert bool(day.rules) == (
            day.state == "blocked" and bool((program.choices.day == day.day).any())
        )
