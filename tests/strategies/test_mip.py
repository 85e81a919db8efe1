"""MIP solvers count in floats: what they are not to be trusted with is refused."""

import attrs
import numpy as np
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.lab.instances import instance
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
