"""A program's rows read by choice: which rows taking one more choice touches."""

import attrs
import numpy as np

from ..program import Rows
from ..program.rows import BoolArray, IntArray


@attrs.frozen(eq=False)
class Columns:
    """Rows by choice, and what a growing set of choices uses of them.

    Parameters
    ----------
    starts : numpy.ndarray
        Shape (choices + 1,): choice i owns entries ``starts[i]`` up to ``starts[i + 1]``.
    rows, coefficients : numpy.ndarray
        Shape (entries,).
    used : numpy.ndarray
        Shape (rows,): the activity so far. `take` adds to it in place.
    """

    starts: IntArray
    rows: IntArray
    coefficients: IntArray
    used: IntArray

    def fits(self, choice: int, bounds: IntArray, among: BoolArray) -> bool:
        """Whether taking a choice keeps those rows that are marked, shape (rows,)."""
        own = slice(self.starts[choice], self.starts[choice + 1])
        rows = self.rows[own]
        above = self.used[rows] + self.coefficients[own] > bounds[rows]
        return not bool((above & among[rows]).any())

    def take(self, choice: int) -> None:
        """Add a choice to the set."""
        own = slice(self.starts[choice], self.starts[choice + 1])
        self.used[self.rows[own]] += self.coefficients[own]


def by_choice(rows: Rows, choices: int) -> Columns:
    """Return rows read by choice, with nothing taken.

    Parameters
    ----------
    rows : Rows
    choices : int
        How many choices the program has.
    """
    order = np.argsort(rows.columns, kind="stable")
    counts = np.bincount(rows.columns, minlength=choices)
    return Columns(
        starts=np.concatenate([[0], np.cumsum(counts)]),
        rows=rows.owners[order],
        coefficients=rows.coefficients[order],
        used=np.zeros(len(rows), dtype=np.int64),
    )
