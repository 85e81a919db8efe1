"""Programs made from a program: every field goes along, and each edit means what it says."""

from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Label, Program
from strengthfit.program.choices import CHOICE_ARRAYS
from strengthfit.program.edit import (
    NewTier,
    at_least_of,
    at_most_of,
    at_most_row,
    insert_tiers,
    only_tiers,
    rows_of,
    with_costs,
    with_rows,
    with_variables,
    with_windows,
    without_costs,
    without_tiers,
)
from strengthfit.program.restriction import restrict

from ..generate import policies, weeks

LABEL = Label("test", "test", "a row of a test")


@given(weeks(most=2), policies(grid=240), st.integers(0, 5))
@settings(max_examples=60)
def test_more_variables_leave_the_plan_as_it_is(
    week: sf.Week, policy: sf.Policy, count: int
) -> None:
    program = sf.formulate(week, policy)
    plain, more = sf.solve(program), sf.solve(with_variables(program, count))
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
    some = only_tiers(program, names)
    assert some.objective(mask) == tuple(told[name] for name in names)
    free = with_costs(some, "interference", np.zeros(len(program.choices), dtype=np.int64))
    assert free.objective(mask) == (0, told["continuity"], told["preference"])


def _agrees(program: Program) -> None:
    """All fields of a program have the shapes that go with one another."""
    width, demands, depth = len(program.choices), len(program.counts), len(program.tiers)
    assert {getattr(program.choices, name).shape for name in CHOICE_ARRAYS} == {(width,)}
    assert program.tier_costs.shape == (depth, width)
    assert program.skip_costs.shape == (depth, demands)
    assert program.window_costs.shape == (depth, len(program.windows))
    assert sum(count for _, count in program.window_terms) == len(program.windows)
    assert len(program.row_labels) == len(program.rows)
    assert program.choices.demand.max(initial=-1) < demands
    for cost in (*program.cost_parts, program.loss_part):
        assert cost.choices.max(initial=-1) < width
    for rows in (program.rows, program.windows):
        assert rows.columns.max(initial=-1) < width
        assert len(rows.labels) == len(rows)
    assert len(program.objective(np.zeros(width, dtype=bool))) == depth


@given(weeks(most=2), policies(grid=240), st.data())
@settings(max_examples=60)
def test_whatever_is_edited_the_fields_agree(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    for _ in range(4):
        program = data.draw(st.sampled_from(EDITS))(program)
        _agrees(program)


def _some_windows(program: Program) -> Program:
    rows = rows_of([at_most_of(np.arange(min(3, len(program.choices))), 1)], LABEL)
    return with_windows(program, "test", rows, {program.tiers[-1]: 2})


EDITS: list[Callable[[Program], Program]] = [
    lambda program: with_variables(program, 2),
    lambda program: with_rows(program, [at_least_of(np.arange(len(program.choices)), 1)], LABEL),
    lambda program: insert_tiers(program, [NewTier(f"tier{len(program.tiers)}")], at=1),
    lambda program: without_tiers(program, program.tiers[1:2]),
    lambda program: only_tiers(program, program.tiers[::-1]),
    lambda program: with_costs(program, program.tiers[0], np.arange(len(program.choices))),
    _some_windows,
    without_costs,
    lambda program: (
        restrict(
            program, np.zeros(len(program.choices), dtype=bool), np.arange(len(program.choices)) > 0
        ).program
    ),
]


@given(weeks(most=2), policies(grid=240))
@settings(max_examples=50)
def test_new_tiers_and_windows_cost_what_they_say(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    ones = np.ones(len(program.choices), dtype=np.int64)
    counted = insert_tiers(program, [NewTier("sessions", ones), NewTier("crowds")], at=1)
    every = rows_of([at_most_of(np.arange(len(ones)), 1)], LABEL)
    counted = with_windows(counted, "crowd", every, {"crowds": 5})
    mask = program.mask(sf.solve(program).taken)
    strength, *rest = program.objective(mask)
    taken = int(mask.sum())
    assert counted.objective(mask) == (strength, taken, 5 * max(0, taken - 1), *rest)
    assert without_tiers(counted, ["sessions", "crowds"]).objective(mask) == (strength, *rest)
    assert set(without_costs(counted).objective(mask)) == {0}
    assert not without_costs(program).broken(mask)
