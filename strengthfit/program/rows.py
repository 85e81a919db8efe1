"""Sparse rows ``A x <= b`` over choices, built from numpy arrays."""

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from ..stopping import check
from .labels import Label, Labeller, MadeLabels

IntArray = npt.NDArray[np.signedinteger[Any]]
BoolArray = npt.NDArray[np.bool_]

ENTRY = np.int32  # entries are many and small: half the memory is half the time to copy them


@attrs.frozen(eq=False)
class Rows:
    """Labelled rows ``A x <= b`` in compressed form, the form that scipy calls CSR.

    Parameters
    ----------
    indptr
        Shape (rows + 1,): row i owns entries ``indptr[i]`` up to ``indptr[i + 1]``.
    columns
        The choice of each entry, rising within a row.
    coefficients
        The coefficient of each entry, whole numbers.
    bounds
        Shape (rows,): the right-hand sides b.
    labeller
        Makes the labels of the rows.
    """

    indptr: IntArray
    columns: IntArray
    coefficients: IntArray
    bounds: IntArray
    labeller: Labeller

    def __len__(self) -> int:
        return len(self.bounds)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy with the labels made, as their maker may be a closure."""
        made = MadeLabels.of(self.labels)
        return Rows, (self.indptr, self.columns, self.coefficients, self.bounds, made)

    @property
    def labels(self) -> list[Label]:
        """One label a row."""
        return self.labeller()

    @property
    def owners(self) -> IntArray:
        """The row of each entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    def activity(self, taken: npt.ArrayLike) -> IntArray:
        """Return ``A x`` of a 0-1 vector over choices, such as a mask, true for taken ones."""
        # A plan takes few choices, so only their entries are added up.
        entries = np.flatnonzero(np.asarray(taken, dtype=bool)[self.columns])
        owners = np.searchsorted(self.indptr, entries, side="right") - 1
        totals = np.bincount(owners, weights=self.coefficients[entries], minlength=len(self))
        return totals.astype(np.int64)  # exact: whole numbers far below 2**53

    def by_column(self, width: int) -> "Columns":
        """Return the entries choice by choice, for `width` choices, as scipy's ``tocsc`` does."""
        order = np.argsort(self.columns, kind="stable")  # stable: rows stay rising within a choice
        check()
        rows = self.owners.astype(ENTRY)[order]
        check()
        return Columns(
            indptr=_pointers(np.bincount(self.columns, minlength=width)),
            rows=rows,
            coefficients=self.coefficients[order],
        )

    def to_dense(self, width: int | None = None) -> IntArray:
        """Return A as an array of shape (rows, width), by default as wide as the last column."""
        if width is None:
            width = int(self.columns.max()) + 1 if len(self.columns) else 0
        dense = np.zeros((len(self), width), dtype=np.int64)
        dense[self.owners, self.columns] = self.coefficients
        return dense


@attrs.frozen(eq=False)
class Columns:
    """The matrix A choice by choice, in the form that scipy calls CSC.

    Choice i owns entries ``indptr[i]`` up to ``indptr[i + 1]``, with their `rows`, rising, and
    their `coefficients`.
    """

    indptr: IntArray
    rows: IntArray
    coefficients: IntArray

    @property
    def owners(self) -> IntArray:
        """The choice of each entry."""
        return np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr))

    def of(self, choice: int) -> slice:
        """Return which entries a choice owns."""
        return slice(self.indptr[choice], self.indptr[choice + 1])


def forbid(mask: BoolArray, labeller: Labeller) -> Rows:
    """Return rows "none of these", one for each row of a boolean matrix over choices."""
    return weighted(mask, np.zeros(len(mask), dtype=np.int64), labeller)


def weighted(matrix: npt.NDArray[Any], bounds: IntArray, labeller: Labeller) -> Rows:
    """Return a row for each row of a matrix; empty ones are dropped as in `grouped`."""
    owners, columns = matrix.nonzero()
    coefficients = None if matrix.dtype == np.bool_ else matrix[owners, columns]
    return grouped(owners, columns, coefficients, bounds, labeller)


def grouped(
    owners: IntArray,
    columns: IntArray,
    coefficients: npt.NDArray[Any] | None,
    bounds: IntArray,
    labeller: Labeller,
) -> Rows:
    """Return one row for each bound, from its entries one by one.

    Entries are sorted by row (`owners`), then by choice (`columns`); no coefficients means ones.
    Rows without entries are dropped unless their bound is negative, as then nothing can keep them.
    The labeller makes labels for all rows, dropped ones too.
    """
    check()
    counts = np.bincount(owners, minlength=len(bounds))
    kept = ((counts > 0) | (bounds < 0)).nonzero()[0]
    if coefficients is None:
        coefficients = np.ones(len(columns), dtype=ENTRY)
    return Rows(
        _pointers(counts[kept]),
        columns.astype(ENTRY),
        coefficients.astype(ENTRY),
        bounds[kept],
        picked(labeller, kept),
    )


def nothing_of(owners: IntArray, columns: IntArray, rows: int, labeller: Labeller) -> Rows:
    """Return rows "none of these", from their entries as in `grouped`."""
    return grouped(owners, columns, None, np.zeros(rows, dtype=np.int64), labeller)


def stretches(low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """Return the rows and the columns of the entries of rows that are ``range(low, high)`` each.

    Examples
    --------
    >>> owners, columns = stretches(np.array([0, 2]), np.array([2, 5]))
    >>> owners.tolist(), columns.tolist()
    ([0, 0, 1, 1, 1], [0, 1, 2, 3, 4])
    """
    counts = np.maximum(high - low, 0)
    return np.repeat(np.arange(len(counts)), counts), _neighbours(low, counts)


def at_most(
    members: IntArray, low: IntArray, high: IntArray, bound: int, labeller: Labeller
) -> Rows:
    """Return rows "at most `bound` of `members[low:high]`", one for each pair of ends."""
    counts = high - low
    columns = members.astype(ENTRY)[_neighbours(low, counts)]
    ones = np.ones(len(columns), dtype=ENTRY)
    bounds = np.full(len(low), bound, dtype=np.int64)
    return Rows(_pointers(counts), columns, ones, bounds, labeller)


def rising(rows: Rows) -> Rows:
    """Return the same rows with the choices of each in rising order, as `Rows` wants them."""
    order = np.lexsort((rows.columns, rows.owners))
    return Rows(
        rows.indptr, rows.columns[order], rows.coefficients[order], rows.bounds, rows.labeller
    )


def select(rows: Rows, chosen: BoolArray) -> Rows:
    """Return the rows for which a mask is true, in order."""
    kept = np.flatnonzero(chosen)
    if len(kept) == len(rows):
        return rows
    first = rows.indptr[kept]
    counts = rows.indptr[kept + 1] - first
    entries = _neighbours(first, counts)
    return Rows(
        _pointers(counts),
        rows.columns[entries],
        rows.coefficients[entries],
        rows.bounds[kept],
        picked(rows.labeller, kept),
    )


def select_columns(rows: Rows, chosen: BoolArray) -> Rows:
    """Return the same rows over the choices for which a mask is true, counted anew from 0.

    Rows are kept even if they have no entry left.
    """
    inside, number = chosen[rows.columns], np.cumsum(chosen) - 1
    return Rows(
        _pointers(inside)[rows.indptr],  # how many entries are left before each row's first
        number[rows.columns[inside]],
        rows.coefficients[inside],
        rows.bounds,
        rows.labeller,
    )


def stack(blocks: Sequence[Rows]) -> Rows:
    """Return all rows of several blocks, in order."""
    check()
    filled = [block for block in blocks if len(block)]
    if len(filled) == 1:
        return filled[0]
    if not filled:
        nothing = np.zeros(0, dtype=np.int64)
        return Rows(np.zeros(1, dtype=np.int64), nothing, nothing, nothing, list)
    offsets = np.cumsum([0, *(len(block.columns) for block in filled)])
    return Rows(
        np.concatenate(
            [block.indptr[:-1] + offset for block, offset in zip(filled, offsets, strict=False)]
            + [offsets[-1:]]
        ),
        np.concatenate([block.columns for block in filled]),
        np.concatenate([block.coefficients for block in filled]),
        np.concatenate([block.bounds for block in filled]),
        lambda: [label for block in filled for label in block.labels],
    )


def closed_alone(rows: Rows) -> tuple[IntArray, IntArray]:
    """Return which row closes which choice alone, as pairs sorted by row, then by choice.

    A row closes a choice if no set of choices with it keeps the row: its coefficient is above the
    bound, even if every choice with a negative coefficient is taken too.

    Examples
    --------
    >>> rows = weighted(np.array([[1, 1, 0], [3, 1, -2]]), np.array([0, 1]), list)
    >>> closers, choices = closed_alone(rows)
    >>> closers.tolist(), choices.tolist()
    ([0, 0], [0, 1])
    """
    owners, most = rows.owners, rows.bounds  # most: the largest coefficient that a row can bear
    if (rows.coefficients < 0).any():
        negative = np.minimum(rows.coefficients, 0)
        most = most - np.bincount(owners, weights=negative, minlength=len(rows)).astype(np.int64)
    closing = (rows.coefficients > 0) & (rows.coefficients > most[owners])
    return owners[closing], rows.columns[closing]


def with_last(rows: Rows, columns: IntArray, coefficients: IntArray) -> Rows:
    """Return rows that have one more entry each, behind those that they had.

    Examples
    --------
    >>> rows = weighted(np.array([[1, 1], [0, 1]]), np.array([1, 1]), list)
    >>> with_last(rows, np.array([2, 3]), np.array([-1, -1])).to_dense().tolist()
    [[1, 1, -1, 0], [0, 1, 0, -1]]
    """
    ends = rows.indptr[1:]
    return Rows(
        rows.indptr + np.arange(len(rows) + 1),
        np.insert(rows.columns.astype(np.int64), ends, columns),
        np.insert(rows.coefficients.astype(np.int64), ends, coefficients),
        rows.bounds,
        rows.labeller,
    )


def largest_coefficients(rows: Rows) -> IntArray:
    """Return the largest coefficient of each row, whatever its sign; at least 1.

    Examples
    --------
    >>> largest_coefficients(weighted(np.array([[1, -3], [0, 1]]), np.array([0, 1]), list)).tolist()
    [3, 1]
    """
    largest = np.ones(len(rows), dtype=np.int64)
    np.maximum.at(largest, rows.owners, np.abs(rows.coefficients).astype(np.int64))
    return largest


def picked(labeller: Labeller, kept: IntArray) -> Labeller:
    """Return a labeller of the rows at these indices, given the labeller of all."""

    def labels() -> list[Label]:
        every = labeller()
        return [every[index] for index in kept]

    return labels


def _neighbours(low: IntArray, counts: IntArray) -> IntArray:
    """Return ``range(low, low + count)`` for each pair, one after another in one array."""
    check()  # of a year these are long arrays, and everything is made of them
    # Entry e of all is entry e - before of its range, and so is low + e - before.
    before = np.cumsum(counts) - counts
    numbers: IntArray = np.repeat(low - before, counts)
    check()
    numbers += np.arange(len(numbers))
    return numbers


def _pointers(counts: npt.NDArray[Any]) -> IntArray:
    """Return the row pointers of rows with these numbers of entries: 0 and the running totals."""
    indptr = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=indptr[1:])
    return indptr
