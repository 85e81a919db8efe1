"""The checker accepts what is true and rejects whatever is changed in it."""

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.lab.strategies import load
from strengthfit.lab.strategies import names as every_name
from strengthfit.program import Program
from strengthfit.strategies.exhaustive import Exhaustive

from ..generate import policies, weeks

names = st.sampled_from(sorted(every_name()))


def _solved(name: str, program: Program) -> sf.Outcome:
    try:
        strategy = Exhaustive(200_000) if name == "exhaustive" else load(name)
        return strategy.solve(program)
    except sf.TooLargeError:
        assume(False)
        raise


@given(names, weeks(), policies(grid=120))
@settings(max_examples=60)
def test_accepts_every_strategy(name: str, week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    best = sf.solve(program)
    outcome = _solved(name, program)
    assert check(program, outcome, best=best.objective, bound=best.bound) == ()


def _flip(outcome: sf.Outcome, choice: int) -> sf.Outcome:
    return attrs.evolve(outcome, taken=tuple(sorted(set(outcome.taken) ^ {choice})))


@given(weeks(), policies(grid=120), st.data())
@settings(max_examples=60)
def test_rejects_one_flipped_choice(week: sf.Week, policy: sf.Policy, data: st.DataObject) -> None:
    program = sf.formulate(week, policy)
    assume(len(program.choices))
    outcome = sf.solve(program)
    choice = data.draw(st.integers(0, len(program.choices) - 1))
    assert check(program, _flip(outcome, choice))


@given(weeks(), policies(grid=120), st.integers(0, 5), st.sampled_from([-1, 1, 10**6]))
@settings(max_examples=60)
def test_rejects_a_wrong_score(week: sf.Week, policy: sf.Policy, tier: int, off: int) -> None:
    program = sf.formulate(week, policy)
    outcome = sf.solve(program)
    assert outcome.objective is not None
    wrong = tuple(v + off * (t == tier) for t, v in enumerate(outcome.objective))
    for claim in (
        attrs.evolve(outcome, objective=wrong),
        attrs.evolve(outcome, objective=wrong, bound=wrong),
    ):
        assert any("the objective is" in problem for problem in check(program, claim))


@given(weeks(), policies(grid=120), st.integers(0, 5))
@settings(max_examples=60)
def test_rejects_a_wrong_bound(week: sf.Week, policy: sf.Policy, tier: int) -> None:
    program = sf.formulate(week, policy)
    outcome = sf.solve(program)
    assert outcome.objective is not None
    above = tuple(v + (t == tier) for t, v in enumerate(outcome.objective))
    assert check(program, attrs.evolve(outcome, bound=above))
    assert check(program, attrs.evolve(outcome, status="feasible", bound=above))
    # Without a plan of its own a bound can be judged only against a plan that is known.
    blind = attrs.evolve(outcome, status="unknown", taken=(), objective=None, bound=above)
    assert check(program, blind) == ()
    assert "of a known plan" in check(program, blind, best=outcome.objective)[0]


@given(weeks(), policies(grid=120))
@settings(max_examples=60)
def test_rejects_a_plan_that_breaks_a_row(week: sf.Week, policy: sf.Policy) -> None:
    """With score and bound as they would be, so that the row alone tells."""
    program = sf.formulate(week, policy)
    outcome = sf.solve(program, "first_fit")
    event(outcome.status)
    assume(outcome.status == "broken")
    assert check(program, outcome) == ()
    claim = attrs.evolve(outcome, status="feasible")
    assert any("is broken" in problem for problem in check(program, claim))


def test_rejects_more_sessions_than_are_asked() -> None:
    week = sf.Week([], strength=1)
    program = sf.formulate(week, sf.Policy(spacings=()))
    outcome = sf.solve(program)
    other = next(
        choice
        for choice in range(len(program.choices))
        if program.choices.day[choice] != program.choices.day[outcome.taken[0]]
    )
    problems = check(program, _flip(outcome, other))
    assert any("1 sessions more than it asks for" in problem for problem in problems)


PROGRAM = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]), sf.Policy(grid=120))
OUTCOME = sf.solve(PROGRAM)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": "great"}, "the status 'great' is not one of"),
        ({"status": "infeasible"}, "does not go with"),
        ({"objective": None}, "does not go with None"),
        ({"objective": OUTCOME.objective and OUTCOME.objective[:3]}, "is not 7 whole numbers"),
        ({"bound": (0.0,) * 7}, "is not 7 whole numbers"),
        ({"taken": (3, 3)}, "do not rise"),
        ({"taken": (5, 3)}, "do not rise"),
        ({"taken": (-1, 3)}, "is not a whole number from 0 to"),
        ({"taken": (10**6,)}, "is not a whole number from 0 to"),
        ({"taken": (np.int64(3),)}, "is not a whole number from 0 to"),
        ({"taken": None}, "are not a tuple"),
        ({"taken": 5}, "are not a tuple"),
        ({"bound": None}, "is not 7 whole numbers"),
        (
            {"status": "unknown", "objective": None},
            "the status 'unknown' does not go with taken choices",
        ),
        ({"bound": (0,) * 7}, "is called optimal, with the bound"),
    ],
)
def test_rejects_rubbish(changes: dict[str, Any], told: str) -> None:
    assert told in " ".join(check(PROGRAM, attrs.evolve(OUTCOME, **changes)))


def test_knows_that_a_plan_disproves_infeasibility_and_a_bound_a_plan() -> None:
    none = sf.Outcome("infeasible", (), None, (0,) * 7)
    assert check(PROGRAM, none) == ()
    assert "a plan with objective" in check(PROGRAM, none, best=OUTCOME.objective)[0]
    above = (10**9,) * 6
    assert "below the proven bound" in check(PROGRAM, OUTCOME, bound=above)[0]
