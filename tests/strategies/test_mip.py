"""MIP solvers count in floats: what they are not to be trusted with is refused."""

from operator import le

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.lab.instances import instance
from strengthfit.program.linear import held_by_tier, linear
from strengthfit.program.presolve import presolve
from strengthfit.squads.squad_program import compile_squad
from strengthfit.strategies.mip import Mip

from ..generate import blocks, policies


@pytest.mark.parametrize("solver", ["HIGHS", "GSCIP"])
def test_costs_beyond_floats_are_refused(solver: str) -> None:
    program = sf.formulate(sf.Week([], strength=1), sf.Policy(grid=120))
    odd = np.arange(len(program.choices)) % 7  # else the numbers share a divisor
    large = attrs.evolve(program, tier_costs=program.tier_costs * 10**9 + odd)
    with pytest.raises(sf.TooLargeError, match="floats do not hold"):
        sf.solve(large, Mip(solver))


@given(blocks(), policies(grid=180))
@settings(max_examples=60)
def test_bounds_of_blocks_hold(block: sf.Block, policy: sf.Policy) -> None:
    """Costs of hundreds of millions: HiGHS is off by some thousandths, and must not claim more."""
    program = sf.formulate(block, policy)
    outcome = sf.solve(program, Mip())
    best = sf.solve(program)
    assert check(program, outcome, best=best.objective, bound=best.bound) == ()
    assert outcome.objective == best.objective


@pytest.mark.parametrize("solver", ["HIGHS", "GSCIP"])
def test_a_block_of_several_joined_objectives_is_proven(solver: str) -> None:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    program = sf.formulate(sf.Block([sf.Week(runs)] * 3), sf.Policy(grid=120))
    outcome = sf.solve(program, Mip(solver))
    assert outcome == sf.solve(program)
    assert outcome.statistics["solves"] >= 2


@pytest.mark.parametrize("solver", ["HIGHS", "GSCIP"])
def test_what_earlier_objectives_came_to_is_held_in_whole_numbers(solver: str) -> None:
    """Near ties: a row of large numbers is kept within the solver's tolerance, and yet broken."""
    program = instance("adversarial-5").program
    outcome = sf.solve(program, Mip(solver), sf.Limits(seconds=5))
    assert check(program, outcome) == ()


@pytest.mark.parametrize("solver", ["HIGHS", "GSCIP"])
def test_what_is_proven_stays_proven_though_floats_keep_large_rows_loosely(solver: str) -> None:
    """A joined objective of hundreds of millions in one row may be off by hundreds."""
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")]
    block = sf.Block([sf.Week(runs, [sf.Demand("heavy", 2)])] * 2)
    members = [sf.Member("Ann", block), sf.Member("Bo", block)]
    gym = sf.Gym(places=1, open=["Wed-Thu 17:00-18:30"])
    program = compile_squad(members, gym, None, None).joined.program
    outcome = sf.solve(program, Mip(solver))
    assert outcome.status == "optimal"
    assert outcome.objective == sf.solve(program, "cpsat").objective


@given(blocks(), policies(grid=180), st.data())
@settings(max_examples=30)
def test_rows_by_tier_hold_what_a_joined_objective_comes_to(
    block: sf.Block, policy: sf.Policy, data: st.DataObject
) -> None:
    program = sf.formulate(block, policy)
    left = presolve(program)
    form = linear(program, left, 1 << 30)
    best, other = sf.solve(program), sf.solve(program, "greedy")
    assert best.objective is not None
    index = data.draw(st.integers(0, len(form.groups) - 1))
    group = form.groups[index]
    for one in (best, other):
        assert one.objective is not None
        values = form.values_of(program, program.mask(one.taken))
        value = int(form.objectives[index] @ values) + form.offsets[index]
        assert group.split(value) == one.objective[group.first : group.last]
        least = int(form.objectives[index] @ form.values_of(program, program.mask(best.taken)))
        rows = held_by_tier(program, left, form, index, least + form.offsets[index])
        now = one.objective[group.first : group.last]
        within = all(map(le, now, best.objective[group.first : group.last]))
        assert bool((rows.activity(values) <= rows.bounds).all()) == within
