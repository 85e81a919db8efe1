"""Tiers joined into one number keep their order and can be read back."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.program.objective import LARGEST, scalarise

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
