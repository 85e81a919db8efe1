"""Tiers joined into one number keep their order and can be read back."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program.objective import LARGEST, most_above, scalarise, variable_costs
from strengthfit.program.presolve import presolve

from ..generate import blocks, policies, weeks

costs = st.integers(1, 6).flatmap(
    lambda tiers: st.lists(
        st.lists(st.integers(0, 10**5), min_size=4, max_size=4), min_size=tiers, max_size=tiers
    )
)
counts = st.lists(st.integers(0, 3), min_size=4, max_size=4)


@given(costs, counts, counts)
@settings(max_examples=500)
def test_order_is_kept_and_values_come_back(
    rows: list[list[int]], first: list[int], second: list[int]
) -> None:
    matrix = np.array(rows)
    largest = matrix.sum(axis=1) * 3
    groups = scalarise(matrix, largest)
    values = [tuple(int(v) for v in matrix @ np.array(vector)) for vector in (first, second)]
    joined = [
        tuple(int(group.weights @ np.array(vector)) for group in groups)
        for vector in (first, second)
    ]
    assert (values[0] < values[1]) == (joined[0] < joined[1])
    for value, numbers in zip(values, joined, strict=True):
        back = [digit for group, n in zip(groups, numbers, strict=True) for digit in group.split(n)]
        assert tuple(back) == value
        for group, number in zip(groups, numbers, strict=True):
            assert group.join(value[group.first : group.last]) == number


@given(costs)
@settings(max_examples=300)
def test_groups_cover_all_tiers_and_stay_exact(rows: list[list[int]]) -> None:
    matrix = np.array(rows)
    groups = scalarise(matrix, matrix.sum(axis=1))
    assert [tier for g in groups for tier in range(g.first, g.last)] == list(range(len(matrix)))
    for group in groups:
        assert group.last - group.first == 1 or int(group.weights.sum()) < LARGEST


@given(costs, st.integers(0, 10**9))
@settings(max_examples=300)
def test_a_bound_read_by_tier_is_never_above_what_it_bounds(
    rows: list[list[int]], less: int
) -> None:
    matrix = np.array(rows)
    vector = np.ones(4, dtype=np.int64)
    for group in scalarise(matrix, matrix.sum(axis=1)):
        value = int(group.weights @ vector)
        assert group.split(value - less) <= group.split(value)


def test_tiers_are_joined_as_far_as_they_fit_and_those_that_share_a_divisor_take_less_room() -> (
    None
):
    matrix = np.array([[0, 9], [0, 90], [0, 9], [0, 0]])
    groups = scalarise(matrix, matrix.sum(axis=1), max_value=101)
    assert [(group.first, group.last) for group in groups] == [(0, 4)]
    assert [group.radices for group in groups] == [(2, 2, 2, 1)]
    assert [group.divisors for group in groups] == [(9, 90, 9, 1)]
    spread = np.array([[1, 9], [1, 9], [1, 9]])
    sums = spread.sum(axis=1) - 1
    assert [group.radices for group in scalarise(spread, sums, 101)] == [(10, 10), (10,)]
    assert [group.radices for group in scalarise(spread, sums, 100)] == [(10,)] * 3
    assert [group.weights.tolist() for group in scalarise(spread, sums, 1001)] == [[111, 999]]
    assert scalarise(spread, sums, 1)[0].split(-5) == (0,)


@given(weeks(most=3) | blocks(most_weeks=2), policies(grid=180), st.data())
@settings(max_examples=200)
def test_no_plan_comes_to_more_than_the_most_of_each_tier(
    week: sf.Week | sf.Block, policy: sf.Policy, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    presolved = presolve(program)
    costs, largest = variable_costs(program, presolved)
    kept = presolved.kept
    assert costs.shape[1] == len(kept) + len(program.counts) + len(presolved.windows)
    assert (costs[:, : len(kept)] == program.tier_costs[:, kept]).all()
    taken = np.zeros(len(program.choices), dtype=bool)
    for demand, count in enumerate(program.counts.tolist()):
        own = [int(one) for one in kept if program.choices.demand[one] == demand]
        if own:
            taken[data.draw(st.lists(st.sampled_from(own), max_size=count))] = True
    assert (np.array(program.objective(taken)) <= largest).all()
    over = presolved.windows.activity(taken[kept]) - presolved.windows.bounds
    assert (over <= most_above(program, presolved)).all()
    assert (most_above(program, presolved) >= 1).all()
