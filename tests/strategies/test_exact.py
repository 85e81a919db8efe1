"""CP-SAT equals exhaustive search, and both equal what the oracle finds from the rules alone."""

from hypothesis import assume, event, given, settings

import strengthfit as sf
from strengthfit.errors import TooLargeError
from strengthfit.strategies.exhaustive import Exhaustive

from .. import oracle
from ..generate import policies, weeks


@given(weeks(most=3), policies(grid=120))
def test_cpsat_equals_exhaustive_by_tier(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    try:
        every = sf.solve(program, Exhaustive(most=60_000))
    except TooLargeError:
        assume(False)
        raise
    found = sf.solve(program)
    event(f"{len(found.taken)} of {int(program.counts.sum())}")
    assert found.status == every.status == "optimal"
    assert found.objective == every.objective
    assert found.bound == every.bound
    assert found.taken == every.taken


@given(weeks(most=2), policies(grid=240))
@settings(max_examples=250)
def test_cpsat_equals_the_oracle_s_own_search(week: sf.Week, policy: sf.Policy) -> None:
    """The oracle lists starts, checks rules and adds up scores by itself: no code is shared."""
    best = oracle.best(week, policy, limit=20_000)
    assume(best is not None)
    outcome = sf.solve(sf.formulate(week, policy))
    assert outcome.objective is not None
    assert outcome.objective[:6] == best
