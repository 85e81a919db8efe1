"""Variants of CP-SAT: other ways to the same answer, known to comparisons and to nobody else."""

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.lab.strategies import VARIANTS, kind_of, load, names
from strengthfit.lab.variants.uncounted import Naive, uncounted
from strengthfit.program import Rows
from strengthfit.program.rows import stack, weighted
from strengthfit.strategies import STRATEGIES, find

from ..generate import policies, weeks

variants = st.sampled_from(sorted(VARIANTS))
SMALL = sf.formulate(sf.Week([], strength=3), sf.Policy(grid=180, spacings=()))


@given(variants, weeks(most=2), policies(grid=120))
@settings(max_examples=120)
def test_a_variant_gives_the_same_answer(name: str, week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    outcome = load(name).solve(program)
    assert outcome == sf.solve(program)
    assert check(program, outcome) == ()
    assert outcome.status == "optimal"


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_keeps_what_every_strategy_keeps(name: str) -> None:
    """Nothing asked, nowhere to go, no time, and a row that nothing can keep."""
    strategy = load(name)
    nothing = strategy.solve(sf.formulate(sf.Week([], strength=0)))
    assert (nothing.status, nothing.taken) == ("optimal", ())
    closed = sf.Week([], strength=2, available=[sf.Window("daily", closed=True)])
    assert strategy.solve(sf.formulate(closed)).status == "optimal"
    hurried = strategy.solve(SMALL, sf.Limits(seconds=0))
    assert hurried.objective is None or hurried.bound <= hurried.objective
    rows = np.zeros((2, len(SMALL.choices)), dtype=np.int64)
    rows[0, 0], rows[0, -1], rows[1, -1] = 1, -1, 1
    clash = weighted(rows, np.array([-1, 0]), list)
    clashing = attrs.evolve(SMALL, rows=stack([SMALL.rows, clash]))
    assert strategy.solve(clashing).status == "infeasible"


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_for_comparisons_only(name: str) -> None:
    assert name not in STRATEGIES
    assert name in names()
    assert kind_of(name) == "exact"
    with pytest.raises(sf.InputError, match="is not a strategy; write one of cpsat"):
        sf.plan(sf.Week([]), strategy=name)


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_registry_s_names_stand_for_the_same_here(name: str) -> None:
    assert load(name) == find(name)
    assert kind_of(name) == ("exact" if STRATEGIES[name].exact else "heuristic")


def test_more_workers_are_an_object_s_to_ask_for() -> None:
    from strengthfit.strategies.cpsat import CpSat

    week = sf.Week([sf.Run("Tue 07:00", "intervals")])
    assert sf.plan(week, strategy=CpSat(workers=8)) == sf.plan(week)


@given(weeks(), policies(grid=180))
@settings(max_examples=60)
def test_same_optimum_and_same_plan(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    assert sf.solve(program, Naive()) == sf.solve(program)


@given(weeks(), policies(grid=180))
@settings(max_examples=60)
def test_copies_cost_and_use_what_the_session_does(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    copied, original = uncounted(program)
    assume(len(original))
    assert copied.counts.sum() == program.counts.sum()
    outcome = sf.solve(program)
    taken = np.zeros(len(original), dtype=bool)
    left = set(outcome.taken)
    free = np.ones(len(copied.counts), dtype=bool)
    for copy in range(len(original)):
        demand = copied.choices.demand[copy]
        if int(original[copy]) in left and free[demand]:
            taken[copy], free[demand] = True, False
            left.remove(int(original[copy]))
    assert not left
    assert copied.objective(taken) == outcome.objective
    assert not copied.broken(taken)


@pytest.mark.parametrize("sessions", [2, 3])
def test_a_row_of_zeros_that_asks_is_infeasible_with_copies_too(sessions: int) -> None:
    program = sf.formulate(sf.Week([], strength=sessions), sf.Policy(grid=180))
    zeros = Rows(np.array([0, 1]), np.array([0]), np.array([0]), np.array([-1]), list)
    outcome = Naive().solve(attrs.evolve(program, rows=stack([program.rows, zeros])))
    assert outcome.status == "infeasible"


def test_two_doses_at_one_start_are_both_taken_with_copies_too() -> None:
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
    assert Naive().solve(free).objective == every.objective
