"""Min-marginals are what brute force says: the best plan with each start, and no other starts."""

import attrs
import numpy as np
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Label, Program
from strengthfit.program.rows import stack, weighted
from strengthfit.strategies.dynamic.min_marginals import MinMarginals, min_marginals

from ...generate import blocks, policies, weeks
from ...tradeoffs.every import every_plan

Slot = tuple[int, int]
"""A demand and a start."""

SOLVED = 0
"""As the most arcs of a layer: no program is that small, so every start is solved for."""

ASKED = Label("asked", "of this test", "asked for by this test")


def as_dict(found: MinMarginals) -> dict[Slot, tuple[int, ...]]:
    """Return the objective of each start."""
    slots = zip(found.demand.tolist(), found.start.tolist(), strict=True)
    return dict(zip(slots, map(tuple, found.objective.T.tolist()), strict=True))


def plans(found: MinMarginals) -> list[tuple[int, ...]]:
    """Return the choices of each plan."""
    return [tuple(c for c in members if c >= 0) for members in found.taken.tolist()]


def check_plans(program: Program, found: MinMarginals) -> None:
    """Hold that each plan is allowed, has its start, and costs what is said."""
    choices = program.choices
    for index, members in enumerate(plans(found)):
        assert list(members) == sorted(set(members))
        taken = program.mask(members)
        given = np.bincount(choices.demand[taken], minlength=len(program.counts))
        assert (given <= program.counts).all()
        assert not program.broken(taken)
        assert program.objective(taken) == tuple(found.objective[:, index].tolist())
        here = (choices.demand == found.demand[index]) & (choices.start == found.start[index])
        assert (taken & here).any()


@given(weeks(most=3), policies(grid=180))
@settings(max_examples=300)
def test_equals_brute_force(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    demand, start = program.choices.demand.tolist(), program.choices.start.tolist()
    best: dict[Slot, tuple[int, ...]] = {}
    for taken, objective in every.items():
        for slot in {(demand[choice], start[choice]) for choice in taken}:
            best[slot] = min(objective, best.get(slot, objective))
    found = min_marginals(program)
    assert as_dict(found) == best
    check_plans(program, found)


@given(weeks(), policies(grid=180))
@settings(max_examples=25)
def test_layers_and_solving_agree(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    at_once, one_by_one = min_marginals(program), min_marginals(program, most=SOLVED)
    assert as_dict(at_once) == as_dict(one_by_one)
    assert plans(at_once) == plans(one_by_one)
    check_plans(program, one_by_one)


@given(blocks(most_weeks=2), policies(grid=240))
@settings(max_examples=10)
def test_blocks_too(block: sf.Block, policy: sf.Policy) -> None:
    try:
        program = sf.formulate(block, policy)
    except sf.InputError:  # a run over the edge of its week may touch the next week's first
        assume(False)
    found = min_marginals(program)
    assert as_dict(found) == as_dict(min_marginals(program, most=SOLVED))
    check_plans(program, found)


@given(weeks(most=3), policies(grid=240), st.integers(0, 10**6))
@settings(max_examples=50)
def test_with_rows_that_ask(week: sf.Week, policy: sf.Policy, seed: int) -> None:
    """Covering rows, as pins make them: at least one of some choices, or one only with another."""
    program = sf.formulate(week, policy)
    choices = len(program.choices)
    assume(choices >= 4)
    drawn = np.random.default_rng(seed)
    rows = np.zeros((2, choices), dtype=np.int64)
    rows[0, drawn.choice(choices, size=choices // 2, replace=False)] = -1
    one, other = drawn.choice(choices, size=2, replace=False)
    rows[1, one], rows[1, other] = 1, -1
    must = weighted(rows, np.array([-1, 0]), lambda: [ASKED, ASKED])
    asked = attrs.evolve(program, rows=stack([program.rows, must]))
    found = min_marginals(asked)
    event("feasible" if len(found.demand) else "infeasible")
    assert as_dict(found) == as_dict(min_marginals(asked, most=SOLVED))
    check_plans(asked, found)


@given(weeks(most=3), policies(grid=180))
@settings(max_examples=50)
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
    found, same = min_marginals(large), min_marginals(program)
    assert plans(found) == plans(same)
    check_plans(large, found)


@given(weeks(most=4), policies(grid=180))
@settings(max_examples=100)
def test_the_best_of_all_is_the_plan(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    outcome = sf.solve(program)
    if outcome.taken:
        assert min(as_dict(min_marginals(program)).values()) == outcome.objective


def test_a_choice_is_taken_once_even_if_no_row_says_so() -> None:
    """Core sessions need no hours between them; still, three at one start are one."""
    week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=[sf.Demand("core", 3)])
    program = sf.formulate(week, sf.Policy(grid=360, sessions_per_day=2))
    found = min_marginals(program)
    assert as_dict(found) == as_dict(min_marginals(program, most=SOLVED))
    check_plans(program, found)


def test_nothing_asked_has_no_starts() -> None:
    found = min_marginals(sf.formulate(sf.Week([], strength=0)))
    assert found.demand.shape == found.start.shape == (0,)
    assert found.objective.shape == (7, 0)


def test_what_cannot_be_has_no_starts() -> None:
    program = sf.formulate(sf.Week([], strength=2), sf.Policy(grid=360))
    nothing = weighted(np.zeros((1, len(program.choices))), np.array([-1]), lambda: [ASKED])
    asked = attrs.evolve(program, rows=stack([program.rows, nothing]))
    for most in (SOLVED, 1000):
        assert not len(min_marginals(asked, most=most).demand)
