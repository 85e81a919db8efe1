"""Which rules block which choices, given the choices that are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs
import numpy as np

from ..domain.words import labelled
from ..program import Label, Program
from ..program.labels import names_another, naming
from ..program.rows import BoolArray, IntArray, stretches


@attrs.frozen
class Closing:
    """The rules that close some choices: each of them alone, or only all of them together."""

    labels: tuple[Label, ...] = ()
    together: bool = False


@attrs.frozen(eq=False, slots=False)
class Blocked:
    """Pairs of a row and a choice that the row would not let join the taken ones.

    `rows` and `columns` have shape (pairs,), sorted by row, then by choice; `excess`, of the same
    shape, is by how much the row would then be broken. `taken` has shape (choices,).
    """

    program: Program
    taken: BoolArray
    rows: IntArray
    columns: IntArray
    excess: IntArray

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

    @cached_property
    def held_in(self) -> tuple[IntArray, IntArray]:
        """The rows that hold taken choices, rising, and these choices, shape (entries,) each."""
        rows = self.program.rows
        entries = np.flatnonzero(self.taken[rows.columns])
        owners = np.searchsorted(rows.indptr, entries, side="right") - 1
        return owners, entries

    def label(self, rows: Iterable[int]) -> Label:
        """Return the label of rows of one text, which names the sessions that fill them."""
        these = sorted(set(rows))
        label = self.program.row_labels[these[0]]
        if not names_another(label):
            return label
        owners, entries = self.held_in
        ends = np.searchsorted(owners, np.stack([these, np.add(these, 1)]))
        held = [entries[low:high] for low, high in ends.T.tolist()]
        choices = np.unique(self.program.rows.columns[np.concatenate(held)]).tolist()
        return naming(label, _names(self.program, choices))

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

    def closing(self, among: Sequence[int]) -> Closing:
        """Return the rules that close all of some choices, given by their indices."""
        order, first = self._by_column
        columns = np.asarray(among, dtype=np.int64)
        places, pairs = stretches(first[columns], first[columns + 1])
        rows = self.rows[order[pairs]]
        sort = by_text if len(rows) > _FEW else by_text_one_by_one
        found = sort(rows, places, self.text_of_row[rows], len(columns))
        chosen, together = covering([bits for bits, _ in found], (1 << len(columns)) - 1)
        return Closing(tuple(self.label(found[index][1]) for index in chosen), together)

    @cached_property
    def _by_column(self) -> tuple[IntArray, IntArray]:
        """The pairs by their choice, and the first pair of each choice and one more."""
        width = len(self.program.choices)
        order = np.argsort(self.columns, kind="stable")
        return order, np.searchsorted(self.columns[order], np.arange(width + 1))


def find_blocked(program: Program, taken: BoolArray) -> Blocked:
    """Return every pair of a row and a choice not taken that would break the row."""
    rows = program.rows
    owners = rows.owners
    slack = rows.bounds - rows.activity(taken)
    excess = rows.coefficients - slack[owners]
    breaks = (excess > 0) & (rows.coefficients > 0) & ~taken[rows.columns]
    return Blocked(program, taken, owners[breaks], rows.columns[breaks], excess[breaks])


_FEW = 300
"""Pairs of a row and a choice up to which a loop is faster than arrays; measured, on a week."""


def by_text(
    rows: IntArray, places: IntArray, texts: IntArray, width: int
) -> list[tuple[int, list[int]]]:
    """Return for each text of rows the places that they close, as bits, and the rows.

    Texts stand in the order of their first rows; `places` are from 0 to below `width`.
    """
    distinct, text_of = np.unique(texts, return_inverse=True)
    lowest = np.full(len(distinct), np.iinfo(np.int64).max)
    np.minimum.at(lowest, text_of, rows)
    rank = np.argsort(np.argsort(lowest))[text_of]
    table = np.zeros((len(distinct), width), dtype=bool)
    table[rank, places] = True
    by_rank = np.argsort(rank, kind="stable")
    ends = np.searchsorted(rank[by_rank], np.arange(1, len(distinct)))
    owned = np.split(rows[by_rank], ends)
    return [
        (bits, own.tolist()) for bits, own in zip(as_bits(table), owned, strict=len(distinct) > 0)
    ]


def by_text_one_by_one(
    rows: IntArray, places: IntArray, texts: IntArray, _width: int
) -> list[tuple[int, list[int]]]:
    """Return the same as `by_text`, faster for a few rows."""
    found: dict[int, tuple[int, list[int]]] = {}
    for row, place, text in zip(rows.tolist(), places.tolist(), texts.tolist(), strict=True):
        bits, own = found.get(text, (0, []))
        own.append(row)
        found[text] = (bits | 1 << place, own)
    return sorted(found.values(), key=lambda one: min(one[1]))


def as_bits(table: BoolArray) -> list[int]:
    """Return each row of a table as a set in bits, the first column as the lowest.

    Examples
    --------
    >>> as_bits(np.array([[True, False, False], [False, True, True]]))
    [1, 6]
    """
    packed = np.packbits(table, axis=1, bitorder="little")
    return [int.from_bytes(line.tobytes(), "little") for line in packed]


def covering(sets: Sequence[int], whole: int) -> tuple[list[int], bool]:
    """Return which sets are the whole; or, if none is, a few that are only together.

    Sets are bits. Each that is added covers the most of what is left, the earlier one if two cover
    as much, and none of them can be spared. If all together are less than the whole, so is what is
    returned.

    Examples
    --------
    >>> covering([0b011, 0b111, 0b111], 0b111)
    ([1, 2], False)
    >>> covering([0b001, 0b011, 0b110], 0b111)
    ([1, 2], True)
    """
    alone = [index for index, members in enumerate(sets) if whole and members == whole]
    if alone:
        return alone, False
    chosen, left = list[int](), whole
    while left:
        best = max(range(len(sets)), key=lambda i: ((sets[i] & left).bit_count(), -i), default=-1)
        if best < 0 or not sets[best] & left:
            break
        chosen.append(best)
        left &= ~sets[best]
    for index in list(chosen):
        others = 0
        for other in chosen:
            others |= sets[other] if other != index else 0
        if not whole & ~left & ~others:
            chosen.remove(index)
    return chosen, len(chosen) > 1


def _names(program: Program, choices: Sequence[int]) -> str:
    """Return taken choices as they are called where they stand against something."""
    horizon, start, day = program.horizon, program.choices.start, program.choices.day
    if len(choices) == 1:
        demand = horizon.demands[program.choices.demand[choices[0]]]
        return f"{horizon.moment(int(start[choices[0]]))} {labelled(demand.kind, demand.label)}"
    days = list(dict.fromkeys(horizon.day_name(int(day[choice])) for choice in choices))
    if not days:
        return ""
    *first, last = days
    return f"a session on {', '.join(first)}{' or ' if first else ''}{last}"
