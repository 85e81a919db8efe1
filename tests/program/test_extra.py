"""Variables beside the choices change nothing by themselves, and rows mean what they say."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Label
from strengthfit.program.extra import at_most_row, with_extra, with_rows
from strengthfit.program.tier_choice import with_costs, with_tiers

from ..generate import policies, weeks

LABEL = Label("test", "test", "a row of a test")


@given(weeks(most=2), policies(grid=240), st.integers(0, 5))
@settings(max_examples=60)
def test_more_variables_leave_the_plan_as_it_is(
    week: sf.Week, policy: sf.Policy, count: int
) -> None:
    program = sf.formulate(week, policy)
    plain, more = sf.solve(program), sf.solve(with_extra(program, count))
    assert more.objective == plain.objective
    width = len(program.choices)
    assert tuple(choice for choice in more.taken if choice < width) == plain.taken


@given(weeks(most=2), policies(grid=240), st.data())
@settings(max_examples=60)
def test_a_bound_on_a_tier_is_kept_by_exactly_the_plans_within_it(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    plans = sf.alternatives(week, 4, differ_by=0, policy=policy)
    tier = data.draw(st.sampled_from([0, 2]))
    most = data.draw(st.sampled_from(plans)).outcome.objective
    assert most is not None
    row = at_most_row(program.tier_costs[tier], program.skip_costs[tier], program, most[tier])
    bounded = with_rows(program, [row], LABEL)
    for plan in plans:
        mask = program.mask(plan.outcome.taken)
        assert (not bounded.broken(mask)) == (program.objective(mask)[tier] <= most[tier])


@given(weeks(most=2), policies(grid=240))
@settings(max_examples=50)
def test_some_tiers_of_an_objective(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    mask = program.mask(sf.solve(program).taken)
    told = dict(zip(program.tiers, program.objective(mask), strict=True))
    names = ["interference", "continuity", "preference"]
    some = with_tiers(program, names)
    assert some.objective(mask) == tuple(told[name] for name in names)
    free = with_costs(some, "interference", np.zeros(len(program.choices), dtype=np.int64))
    assert free.objective(mask) == (0, told["continuity"], told["preference"])
