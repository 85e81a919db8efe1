"""Which rules block which choices, given the choices that are taken."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np

from ..program import Label, Program
from ..program.rows import BoolArray, IntArray


@attrs.frozen(eq=False, slots=False)
class Blocked:
    """Pairs of a row and a choice that the row would not let join the taken ones.

    `rows` and `columns` have shape (pairs,), sorted by row, then by choice.
    """

    program: Program
    rows: IntArray
    columns: IntArray

    @cached_property
    def choices(self) -> BoolArray:
        """Which choices are blocked by some row, shape (choices,)."""
        blocked = np.zeros(len(self.program.choices), dtype=bool)
        blocked[self.columns] = True
        return blocked

    @cached_property
    def text_of_row(self) -> IntArray:
        """A number for each row that rows of the same rule and text share, shape (rows,)."""
        numbers: dict[tuple[str, str], int] = {}
        return np.array(
            [
                numbers.setdefault((label.rule, label.text), len(numbers))
                for label in self.program.row_labels
            ],
            dtype=np.int64,
        )

    def labels(self, among: BoolArray) -> tuple[Label, ...]:
        """Return the labels that block any of the choices `among`, in the order of the rules."""
        rows = np.unique(self.rows[among[self.columns]]).tolist()
        return tuple(dict.fromkeys(self.program.row_labels[row] for row in rows))

    def main_labels(self, among: BoolArray) -> tuple[Label, ...]:
        """Return one label for each text that blocks any of the choices `among`, most first.

        Rows of the same text (windows of one spacing) count as one; equal counts keep the order of
        the rules.
        """
        chosen = among[self.columns]
        rows = self.rows[chosen]
        if not len(rows):
            return ()
        alike = self.text_of_row[rows]
        width = len(self.program.choices)
        texts, first = np.unique(alike, return_index=True)
        once = np.unique(alike * width + self.columns[chosen]) // width
        counts = np.bincount(once)[texts]
        order = np.lexsort((first, -counts))
        return tuple(self.program.row_labels[rows[place]] for place in first[order].tolist())


def find_blocked(program: Program, taken: BoolArray) -> Blocked:
    """Return every pair of a row and a choice not taken that would break the row."""
    rows = program.rows
    owners = rows.owners
    slack = rows.bounds - rows.activity(taken)
    breaks = (rows.coefficients > slack[owners]) & (rows.coefficients > 0) & ~taken[rows.columns]
    return Blocked(program, owners[breaks], rows.columns[breaks])
