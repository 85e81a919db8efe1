"""Dynamic programming agrees with CP-SAT wherever it answers, in weeks, blocks and by pairs."""

from contextlib import suppress

import attrs
import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Program, Rows
from strengthfit.program.presolve import presolve
from strengthfit.program.rows import stack, weighted
from strengthfit.strategies.dynamic import strategy as dynamic
from strengthfit.strategies.dynamic.stages import cut_into_stages
from strengthfit.strategies.dynamic.strategy import Dynamic
from strengthfit.strategies.exhaustive import Exhaustive

from ...generate import blocks, policies, weeks


def _without_pairs(program: Program, most: int = 60_000) -> sf.Outcome:
    """Solve stage by stage, even where pairs would do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dynamic, "PAIRS", -1)
        return sf.solve(program, Dynamic(most))


@given(weeks(), policies(grid=120))
@settings(max_examples=300)
def test_equals_cpsat_on_weeks(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    try:
        found = sf.solve(program, Dynamic(60_000))
    except sf.TooLargeError:
        assume(False)
        raise
    solved = sf.solve(program)
    assert (found.status, found.objective, found.bound) == (
        solved.status,
        solved.objective,
        solved.bound,
    )
    assert _sessions(program, found) == _sessions(program, solved)


def _sessions(program: Program, outcome: sf.Outcome) -> list[tuple[int, ...]]:
    """Return all that tells sessions apart. Demands of other lengths may be equal when simplified,
    and then it does not matter which of them a session answers."""
    choices, taken = program.choices, list(outcome.taken)
    arrays = (choices.start, choices.minutes, choices.kind, choices.dose)
    return sorted(zip(*(array[taken].tolist() for array in arrays), strict=True))


@given(weeks(most=2), policies(grid=120))
@settings(max_examples=200)
def test_pairs_and_stages_agree(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    assume(program.counts.sum() <= 2)
    assert sf.solve(program, Dynamic()) == _without_pairs(program)


@given(blocks(), policies(grid=180))
@settings(max_examples=100)
def test_equals_cpsat_on_blocks(block: sf.Block, policy: sf.Policy) -> None:
    program = sf.formulate(block, policy)
    try:
        found = _without_pairs(program)
    except sf.TooLargeError:
        assume(False)
        raise
    event(f"{len(found.taken)} sessions")
    assert found == sf.solve(program)


@given(weeks(most=3), policies(grid=180), st.integers(0, 10**6))
@settings(max_examples=200)
def test_keeps_rows_that_ask(week: sf.Week, policy: sf.Policy, seed: int) -> None:
    """Rows with negative coefficients: at least one of some choices, or one only with another."""
    program = sf.formulate(week, policy)
    choices = len(program.choices)
    assume(choices >= 4)
    drawn = np.random.default_rng(seed)
    rows = np.zeros((2, choices), dtype=np.int64)
    rows[0, drawn.choice(choices, size=choices // 2, replace=False)] = -1
    one, other = drawn.choice(choices, size=2, replace=False)
    rows[1, one], rows[1, other] = 1, -1
    asked = attrs.evolve(
        program, rows=stack([program.rows, weighted(rows, np.array([-1, 0]), list)])
    )
    try:
        found = _without_pairs(asked)
        by_pairs = sf.solve(asked, Dynamic(60_000))
    except sf.TooLargeError:
        assume(False)
        raise
    event(found.status)
    assert found == by_pairs == sf.solve(asked)
    with suppress(sf.TooLargeError):  # it shares no reduction with the others
        every = sf.solve(asked, Exhaustive(most=20_000))
        assert (found.status, found.objective) == (every.status, every.objective)


@given(weeks(most=3), policies(grid=180))
@settings(max_examples=100)
def test_costs_too_large_for_one_number(week: sf.Week, policy: sf.Policy) -> None:
    """Tiers that do not fit together into 62 bits are compared word by word."""
    program = sf.formulate(week, policy)
    factors = np.array([[1], [1], [10**9], [10**6], [10**12], [10**9], [10**11]])
    large = attrs.evolve(
        program,
        tier_costs=program.tier_costs * factors,
        skip_costs=program.skip_costs * factors,
        window_costs=program.window_costs * factors,
    )
    try:
        found = _without_pairs(large), sf.solve(large, Dynamic(60_000))
    except sf.TooLargeError:
        assume(False)
        raise
    taken = sf.solve(program).taken
    assert [outcome.taken for outcome in found] == [taken, taken]


@given(weeks(most=3), policies(grid=240), st.integers(0, 10**6))
@settings(max_examples=200)
def test_soft_rows_in_which_sessions_make_up_for_others(
    week: sf.Week, policy: sf.Policy, seed: int
) -> None:
    """Windows with coefficients 1 and -1 and bounds around 0, as a habit of the week before has."""
    program = sf.formulate(week, policy)
    choices, drawn = len(program.choices), np.random.default_rng(seed)
    assume(choices)
    rows = drawn.integers(-1, 2, (4, choices))
    mixed = weighted(rows, drawn.integers(-1, 2, 4), list)
    prices = np.zeros((len(program.tiers), 4), dtype=np.int64)
    tiers = [program.tiers.index(name) for name in ("interference", "habit", "habit", "preference")]
    prices[tiers, range(4)] = drawn.integers(1, 4, 4)
    program = attrs.evolve(
        program,
        windows=stack([program.windows, mixed]),
        window_costs=np.concatenate([program.window_costs, prices], axis=1),
    )
    try:
        every = sf.solve(program, Exhaustive(most=20_000))
        found, by_pairs = _without_pairs(program), sf.solve(program, Dynamic(60_000))
    except sf.TooLargeError:
        assume(False)
        raise
    event(f"{len(every.taken)} sessions")
    assert found == by_pairs == sf.solve(program)
    assert found.objective == every.objective


def test_stages_are_of_choices_that_exclude_one_another() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=3)
    program = sf.formulate(week)
    staged = cut_into_stages(program, presolve(program))
    rows = staged.rows.to_dense()
    stages = list(staged.stages())
    assert sum(stage.gains.shape[1] for stage in stages) == len(staged.demand)
    for stage in stages:
        inside = slice(stage.first, stage.first + stage.gains.shape[1])
        whole = rows[:, inside].all(axis=1) & (staged.rows.bounds == 1)
        assert inside.stop - inside.start == 1 or whole.any()


def test_refuses_what_is_no_chain_and_says_why() -> None:
    week = sf.Week(
        [sf.Run("Tue 07:00", "intervals")],
        strength=[sf.Demand("heavy", 2), sf.Demand("upper", 2), sf.Demand("core", 3)],
        repeats=True,
    )
    with pytest.raises(sf.TooLargeError, match=r"too many different pasts matter.*spacing"):
        sf.solve(sf.formulate(week), Dynamic(most=1_000))


def test_refuses_windows_that_do_not_count_sessions() -> None:
    program = sf.formulate(sf.Week([], strength=2))
    odd = attrs.evolve(
        program.windows, coefficients=2 * program.windows.coefficients.astype(np.int64)
    )
    with pytest.raises(sf.TooLargeError, match="count sessions one by one"):
        sf.solve(attrs.evolve(program, windows=odd), "dynamic")


SMALL = sf.formulate(sf.Week([], strength=3), sf.Policy(grid=180, spacings=()))


@pytest.mark.parametrize("strategy", ["cpsat", "dynamic", "auto", "highs"])
def test_a_row_that_only_closed_choices_could_keep(strategy: str) -> None:
    """What is left of it, once they are closed, asks for something that nothing gives."""
    rows = np.zeros((2, len(SMALL.choices)), dtype=np.int64)
    rows[0, 0], rows[0, -1], rows[1, -1] = 1, -1, 1
    clash = weighted(rows, np.array([-1, 0]), list)
    outcome = sf.solve(attrs.evolve(SMALL, rows=stack([SMALL.rows, clash])), strategy)
    assert outcome.status == "infeasible"


@pytest.mark.parametrize("strategy", ["cpsat", "dynamic", "highs"])
@pytest.mark.parametrize("sessions", [2, 3])
def test_a_row_of_zeros_that_asks(strategy: str, sessions: int) -> None:
    program = sf.formulate(sf.Week([], strength=sessions), sf.Policy(grid=180))
    zeros = Rows(np.array([0, 1]), np.array([0]), np.array([0]), np.array([-1]), list)
    outcome = sf.solve(attrs.evolve(program, rows=stack([program.rows, zeros])), strategy)
    assert outcome.status == "infeasible"


@pytest.mark.parametrize("strategy", ["cpsat", "dynamic", "highs"])
def test_two_doses_at_one_start_are_both_taken_where_nothing_forbids_it(strategy: str) -> None:
    """`formulate` makes no such program, but a file may hold one."""
    week = sf.Week([], strength=2, available=[sf.Window("Mon 10:00-11:00")])
    program = sf.formulate(week, sf.Policy(grid=60))
    others = np.ones((1, len(program.choices)), dtype=np.int64)
    others[0, :2] = 0
    closed = weighted(others, np.array([0]), list)
    free = attrs.evolve(
        program, rows=closed, windows=stack([]), window_costs=program.window_costs[:, :0]
    )
    every = sf.solve(free, "exhaustive")
    assert len(every.taken) == 2
    assert sf.solve(free, strategy).objective == every.objective


def test_stopped_by_the_clock_it_has_no_plan() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=3)
    outcome = sf.solve(sf.formulate(week), "dynamic", sf.Limits(seconds=0))
    assert (outcome.status, outcome.objective, outcome.taken) == ("unknown", None, ())
