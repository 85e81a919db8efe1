"""Sparse rows ``A x <= b`` over choices, built from numpy arrays."""

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from .labels import Label, Labeller, MadeLabels

IntArray = npt.NDArray[np.signedinteger[Any]]
BoolArray = npt.NDArray[np.bool_]

_ENTRY = np.int32  # entries are many and small: half the memory is half the time to copy them


@attrs.frozen(eq=False)
class Rows:
    """Labelled rows ``A x <= b`` in compressed form, the form that scipy calls CSR.

    Parameters
    ----------
    indptr : numpy.ndarray
        Shape (rows + 1,): row i owns entries ``indptr[i]`` up to ``indptr[i + 1]``.
    columns : numpy.ndarray
        The choice of each entry, rising within a row.
    coefficients : numpy.ndarray
        The coefficient of each entry, whole numbers.
    bounds : numpy.ndarray
        Shape (rows,).
    labeller : callable
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
        """Return ``A x``, for a 0-1 vector over choices.

        Parameters
        ----------
        taken : array_like
            Shape (choices,), true for taken choices.
        """
        entries = np.flatnonzero(np.asarray(taken, dtype=bool)[self.columns])  # mostly few
        owners = np.searchsorted(self.indptr, entries, side="right") - 1
        totals = np.bincount(owners, weights=self.coefficients[entries], minlength=len(self))
        return totals.astype(np.int64)  # exact: whole numbers far below 2**53

    def by_column(self, width: int) -> "Columns":
        """Return the same entries choice by choice, as scipy's ``tocsc`` does.

        Parameters
        ----------
        width : int
            How many choices there are.
        """
        order = np.argsort(self.columns, kind="stable")
        counts = np.bincount(self.columns, minlength=width)
        return Columns(
            indptr=np.concatenate([[0], np.cumsum(counts)]),
            rows=self.owners[order],
            coefficients=self.coefficients[order],
        )

    def to_dense(self, width: int | None = None) -> IntArray:
        """Return A as an array of shape (rows, choices).

        Parameters
        ----------
        width : int, optional
            How many choices there are; by default as many as the rows speak of.
        """
        if width is None:
            width = int(self.columns.max()) + 1 if len(self.columns) else 0
        dense = np.zeros((len(self), width), dtype=np.int64)
        dense[self.owners, self.columns] = self.coefficients
        return dense


@attrs.frozen(eq=False)
class Columns:
    """The matrix of some rows, choice by choice: the form that scipy calls CSC.

    Choice i owns entries ``indptr[i]`` up to ``indptr[i + 1]``: their rows, rising, and
    coefficients.
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
    """Return one row for each row of a matrix over choices.

    Rows without entries are dropped, unless no choice at all can keep them.
    """
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

    Entries are sorted by row (`owners`), then by choice; no coefficients means ones. Rows without
    entries are dropped, unless no choice at all can keep them; the labeller labels all of them.
    """
    counts = np.bincount(owners, minlength=len(bounds))
    kept = ((counts > 0) | (bounds < 0)).nonzero()[0]
    indptr = np.zeros(len(kept) + 1, dtype=np.int64)
    np.cumsum(counts[kept], out=indptr[1:])
    if coefficients is None:
        coefficients = np.ones(len(columns), dtype=_ENTRY)
    return Rows(
        indptr,
        columns.astype(_ENTRY),
        coefficients.astype(_ENTRY),
        bounds[kept],
        picked(labeller, kept),
    )


def nothing_of(owners: IntArray, columns: IntArray, rows: int, labeller: Labeller) -> Rows:
    """Return rows "none of these", from their entries as in `grouped`."""
    return grouped(owners, columns, None, np.zeros(rows, dtype=np.int64), labeller)


def stretches(low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """Return the entries of rows that are stretches of neighbours: ``range(low, high)`` each.

    Examples
    --------
    >>> owners, columns = stretches(np.array([0, 2]), np.array([2, 5]))
    >>> owners.tolist(), columns.tolist()
    ([0, 0, 1, 1, 1], [0, 1, 2, 3, 4])
    """
    counts = np.maximum(high - low, 0)
    owners = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    columns = np.arange(counts.sum()) + np.repeat(low - first, counts)
    return owners, columns


def at_most(
    members: IntArray, low: IntArray, high: IntArray, bound: int, labeller: Labeller
) -> Rows:
    """Return rows "at most `bound` of `members[low:high]`", one for each pair of ends."""
    counts = high - low
    indptr = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=indptr[1:])
    positions = np.arange(indptr[-1]) + np.repeat(low - indptr[:-1], counts)
    columns = members.astype(_ENTRY)[positions]
    return Rows(
        indptr,
        columns,
        np.ones(len(columns), dtype=_ENTRY),
        np.full(len(counts), bound, dtype=np.int64),
        labeller,
    )


def rising(rows: Rows) -> Rows:
    """Return the same rows with the choices of each in rising order, as `Rows` wants them."""
    order = np.lexsort((rows.columns, rows.owners))
    return Rows(
        rows.indptr, rows.columns[order], rows.coefficients[order], rows.bounds, rows.labeller
    )


def select(rows: Rows, chosen: BoolArray) -> Rows:
    """Return some of the rows, in order."""
    kept = np.flatnonzero(chosen)
    if len(kept) == len(rows):
        return rows
    first, last = rows.indptr[kept], rows.indptr[kept + 1]
    entries = stretches(first, last)[1]
    indptr = np.zeros(len(kept) + 1, dtype=np.int64)
    np.cumsum(last - first, out=indptr[1:])
    return Rows(
        indptr,
        rows.columns[entries],
        rows.coefficients[entries],
        rows.bounds[kept],
        picked(rows.labeller, kept),
    )


def stack(blocks: Sequence[Rows]) -> Rows:
    """Return all rows of several blocks, in order."""
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
    bound, and would be even with all choices that take something off the row again.

    Examples
    --------
    >>> rows = weighted(np.array([[1, 1, 0], [3, 1, -2]]), np.array([0, 1]), list)
    >>> closers, choices = closed_alone(rows)
    >>> closers.tolist(), choices.tolist()
    ([0, 0], [0, 1])
    """
    owners, room = rows.owners, rows.bounds
    if (rows.coefficients < 0).any():
        relief = np.minimum(rows.coefficients, 0)
        room = room - np.bincount(owners, weights=relief, minlength=len(rows)).astype(np.int64)
    closing = (rows.coefficients > 0) & (rows.coefficients > room[owners])
    return owners[closing], rows.columns[closing]


def picked(labeller: Labeller, kept: IntArray) -> Labeller:
    """Return a maker of some of the labels that another makes."""

    def labels() -> list[Label]:
        every = labeller()
        return [every[index] for index in kept]

    return labels
