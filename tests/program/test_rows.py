"""Sparse rows mean what their dense twins mean."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import strengthfit as sf
from strengthfit.program.labels import Label
from strengthfit.program.rows import (
    Rows,
    at_most,
    closed_alone,
    forbid,
    grouped,
    largest_coefficients,
    nothing_of,
    rising,
    select,
    select_columns,
    stack,
    stretches,
    weighted,
    with_last,
)

from ..generate import blocks, policies, weeks

matrices = hnp.arrays(
    np.int64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.integers(-3, 9)
)


def _labels(count: int) -> list[Label]:
    return [Label("rule", str(index), f"row {index}") for index in range(count)]


def _dense(rows: Rows, width: int) -> np.ndarray:
    dense = rows.to_dense()
    return np.pad(dense, ((0, 0), (0, width - dense.shape[1])))


@given(matrices)
@settings(max_examples=300)
def test_weighted_keeps_rows_with_entries_and_their_labels(matrix: np.ndarray) -> None:
    bounds = np.arange(len(matrix))
    rows = weighted(matrix, bounds, lambda: _labels(len(matrix)))
    kept = matrix.any(axis=1)
    assert (_dense(rows, matrix.shape[1]) == matrix[kept]).all()
    assert rows.bounds.tolist() == bounds[kept].tolist()
    assert [label.cause for label in rows.labels] == [str(i) for i in np.flatnonzero(kept)]


@given(matrices, matrices)
@settings(max_examples=300)
def test_stacked_rows_are_all_rows(first: np.ndarray, second: np.ndarray) -> None:
    blocks = [
        weighted(m, np.zeros(len(m), dtype=np.int64), lambda m=m: _labels(len(m)))  # type: ignore[misc]  # default binds m
        for m in (first, second)
    ]
    rows = stack(blocks)
    width = max(first.shape[1], second.shape[1])
    assert (_dense(rows, width) == np.vstack([_dense(b, width) for b in blocks])).all()
    assert len(rows.labels) == len(rows) == sum(len(block) for block in blocks)


@given(matrices, st.data())
@settings(max_examples=300)
def test_activity_is_the_matrix_product(matrix: np.ndarray, data: st.DataObject) -> None:
    taken = data.draw(hnp.arrays(np.bool_, matrix.shape[1]))
    rows = weighted(matrix, np.zeros(len(matrix), dtype=np.int64), lambda: _labels(len(matrix)))
    kept = matrix.any(axis=1)
    assert (rows.activity(taken) == matrix[kept] @ taken).all()


@given(hnp.arrays(np.bool_, (3, 5)))
@settings(max_examples=100)
def test_forbidden_choices_have_bound_zero(mask: np.ndarray) -> None:
    rows = forbid(mask, lambda: _labels(3))
    assert (rows.bounds == 0).all()
    assert (_dense(rows, 5) == mask[mask.any(axis=1)]).all()


@given(st.lists(st.integers(0, 6), min_size=2, max_size=2).map(sorted), st.integers(0, 3))
@settings(max_examples=100)
def test_at_most_takes_the_members_between_two_ends(ends: list[int], bound: int) -> None:
    members = np.array([10, 11, 12, 13, 14, 15])
    rows = at_most(members, np.array([ends[0], 0]), np.array([ends[1], 6]), bound, list)
    assert rows.columns[: ends[1] - ends[0]].tolist() == members[ends[0] : ends[1]].tolist()
    assert rows.columns[ends[1] - ends[0] :].tolist() == members.tolist()
    assert rows.bounds.tolist() == [bound, bound]


@given(matrices, st.data())
@settings(max_examples=300)
def test_a_closed_choice_is_in_no_set_that_keeps_the_row(
    matrix: np.ndarray, data: st.DataObject
) -> None:
    bounds = data.draw(hnp.arrays(np.int64, len(matrix), elements=st.integers(-4, 9)))
    kept = matrix.any(axis=1) | (bounds < 0)
    rows = weighted(matrix, bounds, list)
    found = set(zip(*(pairs.tolist() for pairs in closed_alone(rows)), strict=True))
    assert found == {
        (row, choice)
        for row, (coefficients, bound) in enumerate(zip(matrix[kept], bounds[kept], strict=True))
        for choice in np.flatnonzero(coefficients > 0).tolist()
        if all(
            sum(coefficients[list(others)], coefficients[choice]) > bound
            for others in _subsets([other for other in range(len(coefficients)) if other != choice])
        )
    }


def _subsets(members: list[int]) -> Iterator[tuple[int, ...]]:
    for size in range(len(members) + 1):
        yield from combinations(members, size)


def test_no_blocks_are_no_rows() -> None:
    rows = stack([])
    assert len(rows) == 0
    assert rows.labels == []
    assert rows.indptr.tolist() == [0]
    assert rows.activity(np.zeros(4, dtype=bool)).tolist() == []


@given(weeks() | blocks(), policies(grid=120))
@settings(max_examples=300)
def test_every_rule_and_window_lists_its_choices_in_rising_order(
    week: sf.Week | sf.Block, policy: sf.Policy
) -> None:
    """Over the edge of a repeating week too."""
    program = sf.formulate(week, policy)
    for rows in (program.rows, program.windows):
        same = rows.owners[1:] == rows.owners[:-1]
        assert (np.diff(rows.columns)[same] > 0).all()


def test_a_mask_is_a_set_of_choices() -> None:
    program = sf.formulate(sf.Week([], strength=2))
    outcome = sf.solve(program)
    assert np.flatnonzero(program.mask(outcome.taken)).tolist() == list(outcome.taken)
    assert program.mask(outcome.taken).shape == (len(program.choices),)
    assert not program.mask(()).any()


@given(matrices)
@settings(max_examples=300)
def test_read_by_column_it_is_the_same_matrix(matrix: np.ndarray) -> None:
    rows = weighted(matrix, np.zeros(len(matrix), dtype=np.int64), lambda: _labels(len(matrix)))
    columns = rows.by_column(matrix.shape[1])
    dense = np.zeros((len(rows), matrix.shape[1]), dtype=np.int64)
    dense[columns.rows, columns.owners] = columns.coefficients
    assert (dense == _dense(rows, matrix.shape[1])).all()
    for choice in range(matrix.shape[1]):
        touched = columns.rows[columns.of(choice)].tolist()
        assert touched == sorted(np.flatnonzero(dense[:, choice]).tolist())


def _of(matrix: np.ndarray) -> Rows:
    """Rows with a bound each, so that none is dropped."""
    return weighted(matrix, -1 - np.arange(len(matrix)), lambda: _labels(len(matrix)))


@given(matrices, st.data())
@settings(max_examples=300)
def test_selected_rows_are_those_of_the_mask_with_their_bounds_and_labels(
    matrix: np.ndarray, data: st.DataObject
) -> None:
    chosen = data.draw(hnp.arrays(np.bool_, len(matrix)))
    rows, found = _of(matrix), select(_of(matrix), chosen)
    assert found.to_dense(matrix.shape[1]).tolist() == matrix[chosen].tolist()
    assert found.bounds.tolist() == rows.bounds[chosen].tolist()
    assert [label.cause for label in found.labels] == [str(i) for i in np.flatnonzero(chosen)]


@given(matrices, st.data())
@settings(max_examples=300)
def test_selected_columns_are_those_of_the_mask_and_no_row_is_dropped(
    matrix: np.ndarray, data: st.DataObject
) -> None:
    chosen = data.draw(hnp.arrays(np.bool_, matrix.shape[1]))
    found = select_columns(_of(matrix), chosen)
    assert found.to_dense(int(chosen.sum())).tolist() == matrix[:, chosen].tolist()
    assert len(found) == len(found.labels) == len(matrix)


@given(matrices, st.data())
@settings(max_examples=300)
def test_one_more_entry_a_row_is_the_last_of_it(matrix: np.ndarray, data: st.DataObject) -> None:
    added = data.draw(hnp.arrays(np.int64, len(matrix), elements=st.integers(-3, 3)))
    width = matrix.shape[1]
    columns = width + np.arange(len(matrix))
    found = with_last(_of(matrix), columns, added)
    assert found.to_dense(width + len(matrix)).tolist() == (
        np.hstack([matrix, np.diag(added)]).tolist()
    )
    assert found.columns[found.indptr[1:] - 1].tolist() == columns.tolist()


@given(matrices)
@settings(max_examples=300)
def test_the_largest_coefficient_is_by_its_size_and_at_least_one(matrix: np.ndarray) -> None:
    expected = np.maximum(1, np.abs(matrix).max(axis=1))
    assert largest_coefficients(_of(matrix)).tolist() == expected.tolist()


@given(matrices, st.randoms())
@settings(max_examples=300)
def test_rows_are_put_in_rising_order_and_stay_what_they_are(
    matrix: np.ndarray, mixer: Random
) -> None:
    rows = _of(matrix)
    entries = list(range(len(rows.columns)))
    mixer.shuffle(entries)
    by_row = sorted(entries, key=rows.owners.tolist().__getitem__)
    mixed = Rows(
        rows.indptr, rows.columns[by_row], rows.coefficients[by_row], rows.bounds, rows.labeller
    )
    found = rising(mixed)
    assert found.columns.tolist() == rows.columns.tolist()
    assert found.coefficients.tolist() == rows.coefficients.tolist()


ends = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6)


@given(ends)
@settings(max_examples=300)
def test_stretches_are_ranges_and_those_that_end_before_they_begin_are_empty(
    pairs: list[tuple[int, int]],
) -> None:
    low, high = (np.array([pair[end] for pair in pairs], dtype=np.int64) for end in (0, 1))
    owners, columns = stretches(low, high)
    assert list(zip(owners.tolist(), columns.tolist(), strict=True)) == [
        (row, column) for row, pair in enumerate(pairs) for column in range(*pair)
    ]


@given(matrices)
@settings(max_examples=200)
def test_rows_of_entries_are_those_of_the_matrix_and_none_of_them_is_zero(
    matrix: np.ndarray,
) -> None:
    owners, columns = matrix.nonzero()
    bounds = np.zeros(len(matrix), dtype=np.int64)
    ones = grouped(owners, columns, None, bounds, lambda: _labels(len(matrix)))
    none = nothing_of(owners, columns, len(matrix), lambda: _labels(len(matrix)))
    for rows in (ones, none):
        assert rows.to_dense(matrix.shape[1]).tolist() == (
            (matrix[matrix.any(axis=1)] != 0).astype(int).tolist()
        )
        assert not rows.bounds.any()


def test_by_column_the_rows_of_a_choice_rise_in_long_columns_too() -> None:
    rows = weighted(np.ones((400, 3), dtype=np.int64), np.zeros(400, dtype=np.int64), list)
    columns = rows.by_column(4)
    assert columns.rows.tolist() == [*range(400)] * 3
    assert columns.indptr.tolist() == [0, 400, 800, 1200, 1200]
    assert columns.owners.tolist() == np.repeat([0, 1, 2], 400).tolist()


def test_a_dense_twin_is_as_wide_as_asked_or_as_its_last_column() -> None:
    rows = weighted(np.array([[0, 1, 0]]), np.zeros(1, dtype=np.int64), list)
    assert rows.to_dense().tolist() == [[0, 1]]
    assert rows.to_dense(4).tolist() == [[0, 1, 0, 0]]
    empty = weighted(np.zeros((1, 3), dtype=np.int64), np.array([-1]), list)
    assert empty.to_dense().shape == (1, 0)
    assert stack([]).to_dense(3).shape == (0, 3)


def test_a_block_alone_is_taken_as_it_is() -> None:
    rows = _of(np.array([[1, 2], [0, 3]]))
    assert stack([stack([]), rows, stack([])]) is rows
    assert select(rows, np.array([True, True])) is rows


def test_what_a_row_closes_is_found_beside_a_last_row_without_entries() -> None:
    rows = weighted(np.array([[3, -1], [0, 0]]), np.array([1, -1]), list)
    assert [pairs.tolist() for pairs in closed_alone(rows)] == [[0], [0]]
