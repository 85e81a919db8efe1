"""The uncounted model is the same problem, with each session a thing of its own."""

import numpy as np
from hypothesis import assume, given, settings

import strengthfit as sf
from strengthfit.strategies.naive import Naive, uncounted

from ..generate import policies, weeks


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
