"""What every strategy in the listing keeps, whoever wrote it."""

import attrs
import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Label, Program
from strengthfit.program.rows import stack, weighted
from strengthfit.strategies import STRATEGIES, find
from strengthfit.strategies.exhaustive import Exhaustive
from strengthfit.strategies.protocol import STATUSES

from ..generate import policies, weeks

EXACT = {name for name, listed in STRATEGIES.items() if listed.exact}
KNOWS_EVERY_RULE = {name for name, listed in STRATEGIES.items() if listed.every_rule}
CLASH = Label("clash", "of this test", "asked for and refused")
names = st.sampled_from(sorted(STRATEGIES))


def _solve(name: str, program: Program) -> sf.Outcome:
    strategy = Exhaustive(most=200_000) if name == "exhaustive" else find(name)
    try:
        return strategy.solve(program, sf.Limits())
    except sf.TooLargeError:
        reject()


@given(names, weeks(most=2), policies(grid=120))
@settings(max_examples=400)
def test_reports_what_is_so(name: str, week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    outcome = _solve(name, program)
    taken = [choice in outcome.taken for choice in range(len(program.choices))]
    assert outcome.objective == program.objective(taken)
    assert list(outcome.taken) == sorted(set(outcome.taken))
    assert outcome.status in STATUSES
    assert (outcome.status == "broken") == bool(program.broken(taken))
    assert outcome.bound <= outcome.objective
    found = [incumbent.objective for incumbent in outcome.incumbents]
    assert found == sorted(set(found), reverse=True)
    assert found[-1:] == ([] if outcome.status == "broken" else [outcome.objective])
    assert all(0 <= incumbent.seconds <= outcome.seconds for incumbent in outcome.incumbents)
    if name in EXACT:
        assert outcome.status == "optimal"
        assert outcome.bound == outcome.objective
        assert outcome.gap == (0,) * len(program.tiers)
    if name in KNOWS_EVERY_RULE:
        assert outcome.status in ("optimal", "feasible")
        best = sf.solve(program).objective
        assert best is not None
        assert best <= outcome.objective


@given(names, weeks(most=2), policies(grid=120))
@settings(max_examples=200)
def test_same_program_same_answer(name: str, week: sf.Week, policy: sf.Policy) -> None:
    first = _solve(name, sf.formulate(week, policy))
    assert first == _solve(name, sf.formulate(week, policy))


@pytest.mark.parametrize("name", STRATEGIES)
def test_nothing_asked_is_solved(name: str) -> None:
    plan = sf.plan(sf.Week([], strength=0), strategy=name)
    assert not plan.placements
    assert not plan.skipped
    assert plan.strength == 1
    assert plan.interference == 0


@pytest.mark.parametrize("name", STRATEGIES)
def test_nowhere_to_go_is_a_plan_with_everything_skipped(name: str) -> None:
    plan = sf.plan(
        sf.Week([], strength=2, available=[sf.Window("daily", closed=True)]), strategy=name
    )
    assert plan.placements == ()
    assert len(plan.skipped) == 2
    assert plan.strength == 0


@pytest.mark.parametrize("name", STRATEGIES)
def test_no_time_is_no_error(name: str) -> None:
    program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]), sf.Policy(grid=120))
    outcome = find(name).solve(program, sf.Limits(seconds=0))
    if outcome.objective is None:
        assert outcome.status == "unknown"
        assert outcome.taken == ()
    else:
        assert outcome.bound <= outcome.objective


@given(names, weeks(most=2), st.integers(0, 10**6))
@settings(max_examples=300)
def test_what_cannot_be_is_proven_or_left_open(name: str, week: sf.Week, seed: int) -> None:
    """Two rows ask for a choice each, of which a third lets only one be taken."""
    program = sf.formulate(week, sf.Policy(grid=180))
    choices = len(program.choices)
    if choices < 2:
        reject()
    rows = np.zeros((3, choices), dtype=np.int64)
    rows[0, seed % choices] = rows[1, (seed + 1) % choices] = -1
    rows[2, [seed % choices, (seed + 1) % choices]] = 1
    clash = weighted(rows, np.array([-1, -1, 1]), lambda: [CLASH] * 3)
    outcome = _solve(name, attrs.evolve(program, rows=stack([program.rows, clash])))
    if name in EXACT:
        assert outcome.status == "infeasible"
    assert outcome.status in ("infeasible", "unknown", "broken")
    if outcome.status != "broken":
        assert outcome.objective is None


def test_time_limits_are_kept() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=4)
    program = sf.formulate(week, sf.Policy(grid=5, spacings=()))
    stopped = sf.solve(program, limits=sf.Limits(seconds=0))
    assert (stopped.status, stopped.taken) == ("unknown", ())


def test_a_strategy_from_outside_is_any_object_with_solve() -> None:
    @attrs.frozen
    class Idle:
        def solve(self, program: Program, limits: object = None) -> sf.Outcome:
            nothing = program.objective(program.mask(()))
            return sf.Outcome("feasible", (), nothing, (0,) * len(nothing))

    plan = sf.plan(sf.Week([]), strategy=Idle())
    assert plan.status == "feasible"
    assert all("still open" in skipped.reason for skipped in plan.skipped)


@pytest.mark.parametrize("strategy", ["cp-sat", "", 3, None])
def test_an_unknown_strategy_is_refused(strategy: object) -> None:
    with pytest.raises(sf.InputError, match="is not a strategy; write one of cpsat"):
        sf.plan(sf.Week([]), strategy=strategy)  # type: ignore[arg-type]  # rubbish on purpose


def test_exhaustive_refuses_what_is_too_large() -> None:
    with pytest.raises(sf.TooLargeError, match="sets of one size"):
        sf.plan(sf.Week([], strength=6), sf.Policy(grid=15), "exhaustive")
