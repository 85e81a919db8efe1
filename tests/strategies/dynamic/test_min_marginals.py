"""Forcing each start: enumeration and one solve for each say the same."""

import numpy as np
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.strategies.forced import Forced, force_each

from ...generate import policies, weeks


def _as_dict(forced: Forced) -> dict[tuple[int, int], tuple[int, ...]]:
    return {
        (int(demand), int(start)): tuple(forced.objective[:, index].tolist())
        for index, (demand, start) in enumerate(zip(forced.demand, forced.start, strict=True))
    }


def _check_sets(program: Program, forced: Forced) -> None:
    choices = program.choices
    for index, members in enumerate(forced.taken):
        taken = np.zeros(len(choices), dtype=bool)
        taken[members[members >= 0]] = True
        assert not program.broken(taken)
        assert tuple(program.objective(taken)) == tuple(forced.objective[:, index])
        here = (choices.demand == forced.demand[index]) & (choices.start == forced.start[index])
        assert (taken & here).any()


@given(weeks(), policies(grid=180))
@settings(max_examples=25)
def test_enumeration_and_solving_agree(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    at_once, one_by_one = force_each(program), force_each(program, most=0)
    assert _as_dict(at_once) == _as_dict(one_by_one)
    _check_sets(program, at_once)
    _check_sets(program, one_by_one)


@given(weeks(most=4), policies(grid=180))
@settings(max_examples=100)
def test_the_best_of_all_is_the_plan(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    forced = force_each(program)
    outcome = sf.solve(program)
    if outcome.taken:
        best = min(tuple(column) for column in forced.objective.T.tolist())
        assert best == outcome.objective


def test_nothing_to_force() -> None:
    forced = force_each(sf.formulate(sf.Week([], strength=0)))
    assert forced.demand.shape == forced.start.shape == (0,)
