"""Tiers solved in turn, by a solver that tries every plan, and stops or errs if asked to."""

from typing import Any

import attrs
import numpy as np
import pytest

import strengthfit as sf
from strengthfit.program.objective import scalarise, variable_costs
from strengthfit.program.presolve import presolve
from strengthfit.strategies.incumbents import Trace
from strengthfit.strategies.tier_by_tier import Answer, solve_in_turn

from ..tradeoffs.every import every_plan

PROGRAM = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=2), sf.Policy(grid=480))
EVERY = every_plan(PROGRAM) or {}
assert EVERY, "few enough to try"
GROUPS = scalarise(*variable_costs(PROGRAM, presolve(PROGRAM)), 1)
"""Each tier by itself."""


@attrs.define
class Scripted:
    """Tries every plan that keeps what is held. From the solve `stops` on nothing is proven, and
    the plan is the worst that is left; from `silent` on there is none."""

    stops: int = 99
    silent: int = 99
    misses: int = 99
    held: dict[int, int] = attrs.field(factory=dict)

    def minimise(self, index: int) -> Answer:
        if index >= self.silent:
            return Answer(None, 0, proven=False, infeasible=False)
        left = [
            (objective, taken)
            for taken, objective in EVERY.items()
            if all(objective[tier] <= most for tier, most in self.held.items())
        ]
        least = min(objective[index] for objective, _ in left)
        if index >= self.stops:
            return Answer(PROGRAM.mask(max(left)[1]), 0, proven=False, infeasible=False)
        _, best = min((objective[index], taken) for objective, taken in left)
        # `split` multiplies by what a tier's costs were divided by.
        bound = least // GROUPS[index].divisors[0] - (index >= self.misses)
        return Answer(PROGRAM.mask(best), bound, proven=True, infeasible=False)

    def hold(self, index: int, value: int) -> None:
        (self.held[index],) = GROUPS[index].split(value)


def solved(**script: Any) -> sf.Outcome:
    return solve_in_turn(PROGRAM, GROUPS, Scripted(**script), Trace(), {})


def test_the_whole_way_is_the_optimum() -> None:
    assert len(GROUPS) == len(PROGRAM.tiers)
    outcome = solved()
    assert outcome.status == "optimal"
    assert outcome.objective == outcome.bound == min(EVERY.values())
    assert outcome == sf.solve(PROGRAM)


@pytest.mark.parametrize("stops", range(1, len(PROGRAM.tiers)))
def test_a_stop_leaves_the_best_plan_so_far_and_what_was_proven(stops: int) -> None:
    """The last plan that a solver gives is the worst here, yet the best is kept."""
    outcome, before = solved(stops=stops), solved(silent=stops)
    assert outcome.status == before.status == "feasible"
    assert outcome.objective == before.objective
    best = min(EVERY.values())
    assert outcome.bound == (*best[:stops], *(0 for _ in best[stops:]))
    assert outcome.incumbents[-1].objective == outcome.objective


def test_nothing_found_is_unknown() -> None:
    outcome = solved(silent=0)
    assert (outcome.status, outcome.taken, outcome.objective) == ("unknown", (), None)
    assert outcome.bound == (0,) * len(PROGRAM.tiers)


def test_a_proof_that_the_plan_does_not_reach_is_not_believed() -> None:
    last = len(PROGRAM.tiers) - 1
    outcome = solved(misses=last)
    assert outcome.status == "feasible"
    assert outcome.objective == min(EVERY.values())
    assert outcome.gap is not None
    assert outcome.gap[last] > 0


def test_infeasible_is_said_as_it_is() -> None:
    class Never(Scripted):
        def minimise(self, index: int) -> Answer:
            return Answer(None, 0, proven=False, infeasible=True)

    outcome = solve_in_turn(PROGRAM, GROUPS, Never(), Trace(), {"solves": 1.0})
    assert (outcome.status, outcome.objective) == ("infeasible", None)
    assert outcome.statistics == {"solves": 1.0}
    assert not np.any(outcome.bound)
