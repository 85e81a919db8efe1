"""Which rules stop which choices, given the choices that are taken."""

import attrs
import numpy as np

from ..program import Label, Program
from ..program.rows import BoolArray, IntArray


@attrs.frozen(eq=False)
class Blocked:
    """Pairs of a row and a choice that the row would not let join the taken ones.

    Parameters
    ----------
    rows, columns : numpy.ndarray
        Shape (pairs,).
    """

    rows: IntArray
    columns: IntArray


def find_blocked(program: Program, taken: BoolArray) -> Blocked:
    """Return every pair of a row and a choice not taken that would break the row."""
    rows = program.rows
    owners = rows.owners
    after = rows.activity(taken)[owners] + rows.coefficients
    stops = (after > rows.bounds[owners]) & (rows.coefficients > 0) & ~taken[rows.columns]
    return Blocked(owners[stops], rows.columns[stops])


def main_labels(program: Program, stops: Blocked, among: BoolArray) -> tuple[Label, ...]:
    """Return the labels that stop some of the choices `among`, most first, then in rule order.

    Rows of the same text (windows of one spacing) count as one.
    """
    chosen = among[stops.columns]
    counts: dict[tuple[str, str], set[int]] = {}
    first: dict[tuple[str, str], Label] = {}
    for row, column in zip(
        stops.rows[chosen].tolist(), stops.columns[chosen].tolist(), strict=True
    ):
        label = program.row_labels[row]
        name = (label.rule, label.text)
        first.setdefault(name, label)
        counts.setdefault(name, set()).add(column)
    order = sorted(first, key=lambda name: -len(counts[name]))  # stable: rule order decides ties
    return tuple(first[name] for name in order)


def all_blocked(stops: Blocked, among: BoolArray) -> bool:
    """Whether every choice `among` is stopped by some row."""
    stopped = np.zeros(len(among), dtype=bool)
    stopped[stops.columns] = True
    return bool((stopped | ~among).all())
