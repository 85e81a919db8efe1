"""What pairs of choices settle is what the solver says."""

import attrs
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.diagnosis.feasibility import Feasibility
from strengthfit.diagnosis.soft_constraints import SoftConstraints
from strengthfit.strategies import find

from ..generate import policies, weeks


@given(weeks(), policies(grid=120), st.data())
@settings(max_examples=200)
def test_the_search_agrees_with_the_solver(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    placed = sf.plan(week, policy).placements
    if placed and data.draw(st.sampled_from([True, False])):
        pin = data.draw(st.sampled_from(list(placed)))
        dose = data.draw(st.sampled_from([None, pin.dose]))
        week = attrs.evolve(week, pins=[sf.Session(pin.start, pin.kind, dose=dose)])
    program = sf.formulate(week, policy)
    fitting = Feasibility(program, find("cpsat"))
    members = SoftConstraints(fitting, {})
    needs = members.needs
    kept = data.draw(st.lists(st.sampled_from(needs), unique=True)) if needs else []
    off = frozenset(data.draw(st.sets(st.integers(0, max(0, len(fitting.cases) - 1)))))
    counts = members.counts(kept)
    active = ~np.isin(fitting.case_of, sorted(off))
    wanted = {place: count for place, count in counts.items() if count}
    assert fitting.is_feasible(counts, off) == fitting._by_solving(wanted, active)  # the oracle
