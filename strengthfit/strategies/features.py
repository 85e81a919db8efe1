"""What a program looks like, in a few numbers: what a choice of strategy can go by.

All of them are read off what presolve leaves, in time that grows with the program and nothing else.
"""

import math

import numpy as np

from ..program import Program
from ..program.objective import scalarise, variable_costs
from ..program.presolve import presolve
from ..program.rows import IntArray, Rows


def features(program: Program) -> dict[str, float]:
    """Return numbers that say how large a program is, and how far its rows reach.

    ``choices``, ``rows``, ``entries`` and ``windows`` are counts after presolve. ``sessions`` is
    how many are asked, ``demands`` of how many demands, in how many ``weeks``. ``open_rows`` is the
    most rows and windows that are under way at a time if choices are gone through by start,
    ``mean_open_rows`` the mean; ``reach`` is the mean part of all choices that one spans.
    ``unlike`` is the share of them with coefficients other than 1. ``tiers`` counts those that can
    cost, ``objectives`` the numbers that they are joined into, and ``bits`` the length of all of
    them together. ``equal_costs`` is how many choices share their costs, in the mean.

    Examples
    --------
    >>> import strengthfit as sf
    >>> found = features(sf.formulate(sf.Week([], strength=2)))
    >>> found["sessions"], found["demands"], found["weeks"]
    (2.0, 1.0, 1.0)
    """
    left = presolve(program)
    costs, largest = variable_costs(program, left)
    rows, windows = left.rows, left.windows
    low, high = (np.concatenate(pair) for pair in zip(_ends(rows), _ends(windows), strict=True))
    open_rows = _under_way(low, high, len(left.kept))
    unlike = np.concatenate([_unlike(rows), _unlike(windows)])
    return {
        "choices": float(len(left.kept)),
        "rows": float(len(rows)),
        "entries": float(len(rows.columns) + len(windows.columns)),
        "windows": float(len(windows)),
        "sessions": float(program.counts.sum()),
        "demands": float(len(program.counts)),
        "weeks": float(program.horizon.weeks),
        "open_rows": float(open_rows.max(initial=0)),
        "mean_open_rows": _mean(open_rows),
        "reach": _mean(high - low) / max(1, len(left.kept)),
        "unlike": _mean(unlike),
        "tiers": float(np.count_nonzero(largest)),
        "objectives": float(len(scalarise(costs, largest))),
        "bits": math.fsum(math.log2(1 + int(most)) for most in largest),
        "equal_costs": _equal(costs, len(left.kept)),
    }


def alike(program: Program) -> tuple[int, float]:
    """Return the features ``choices`` and ``equal_costs`` alone, which take less time.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=2))
    >>> choices, equal_costs = alike(program)
    >>> found = features(program)
    >>> (choices, equal_costs) == (found["choices"], found["equal_costs"])
    True
    """
    left = presolve(program)
    costs = variable_costs(program, left)[0]
    return len(left.kept), _equal(costs, len(left.kept))


def _equal(costs: IntArray, choices: int) -> float:
    """Return how many of the first columns are equal, in the mean."""
    return choices / max(1, _different(costs[:, :choices]))


def _ends(rows: Rows) -> tuple[IntArray, IntArray]:
    """Return the first and the last choice of each row that has any."""
    some = np.flatnonzero(np.diff(rows.indptr))
    return rows.columns[rows.indptr[some]], rows.columns[rows.indptr[some + 1] - 1]


def _under_way(low: IntArray, high: IntArray, width: int) -> IntArray:
    """Return how many rows begin before, and end after, each gap between two choices."""
    change = np.zeros(width + 1, dtype=np.int64)
    np.add.at(change, low, 1)
    np.add.at(change, high, -1)
    return np.cumsum(change)[:-1]


def _unlike(rows: Rows) -> IntArray:
    """Return 1 for each row with a coefficient other than 1, else 0."""
    other = np.bincount(rows.owners[rows.coefficients != 1], minlength=len(rows))
    return np.minimum(other, 1)


def _different(columns: IntArray) -> int:
    """Return how many columns differ, by sums that equal columns share."""
    weights = np.random.default_rng(0).integers(1, 1 << 31, len(columns))
    return len(np.unique(weights @ columns))


def _mean(values: IntArray) -> float:
    return float(values.mean()) if len(values) else 0.0
