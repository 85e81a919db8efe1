"""Sparse rows mean what their dense twins mean."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import strengthfit as sf
from strengthfit.program.labels import Label
from strengthfit.program.rows import Rows, at_most, closed_alone, forbid, stack, weighted

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
