"""A short name for what a program asks: equal numbers, equal digest."""

import hashlib
from collections.abc import Iterator

import numpy as np

from ..program import Program
from ..rows import IntArray, Rows

_DIGITS = 16
"""64 bits: two of a million different programs share one with a chance of about 1 in 10**7."""


def digest(program: Program) -> str:
    """Return a digest of everything that matters to a solver.

    That is the choices' demand, start, dose, minutes and kind, the counts, rows and windows, the
    whole-number costs and the names of the tiers. Labels, the horizon and costs before rounding do
    not count, nor does the width of the integers that the arrays are made of.

    Returns
    -------
    str
        16 hexadecimal digits, the first of a SHA-256.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> one, two = (digest(formulate(Week([], strength=count))) for count in (1, 2))
    >>> len(one), one == two
    (16, False)
    """
    state = hashlib.sha256("\n".join(program.tiers).encode())
    for array in _arrays(program):
        # The shape goes in too: without it, numbers could move from one array to the next unseen.
        state.update(repr(array.shape).encode())
        state.update(np.ascontiguousarray(array, dtype="<i8").tobytes())
    return state.hexdigest()[:_DIGITS]


def _arrays(program: Program) -> Iterator[IntArray]:
    choices = program.choices
    yield from (choices.demand, choices.start, choices.dose, choices.minutes, choices.kind)
    yield program.counts
    yield from _of_rows(program.rows)
    yield from _of_rows(program.windows)
    yield from (program.tier_costs, program.skip_costs, program.window_costs)


def _of_rows(rows: Rows) -> tuple[IntArray, ...]:
    return rows.indptr, rows.columns, rows.coefficients, rows.bounds
