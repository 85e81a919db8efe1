"""Sums of rows in whole numbers, over a whole program, that say what nothing can keep."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..program import Program
from ..program.rows import IntArray, Rows, closed_alone
from .bounded_tier import BoundedTier
from .case_row import CaseRow
from .certificate import Cases, Multiple

if TYPE_CHECKING:
    from .certificate import Proof, RowKind
    from .relaxation import Worth

_SCALES = (1, 2, 6, 12, 60, 840, 10_000, 1_000_000, 100_000_000)
"""In how many parts worth is counted: the coarsest that will do. CONVENTION."""

_FEW = 60
"""Rows of a proof that is looked through for some that are not needed. CONVENTION."""

_LARGEST = 1 << 62
"""Sums below this fit into 64 bits; others are made of Python's whole numbers, which are slower."""

Times = dict[tuple["RowKind", int], int]
"""How often rows are taken, by kind and index."""


class WholeSums:
    """Sums of the rows of one program.

    A relaxation knows nothing of choices that a row closes alone. Where a sum counts one of them
    for less than nothing, the row that closes it is added, divided so that it says just that. A row
    that also takes away cannot say so, and its choices become cases.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._closers, self._closed, self._apart = _closing(program.rows)
        numbers = [
            *(program.rows.coefficients, program.rows.bounds, program.windows.bounds),
            *(program.counts, program.tier_costs, program.skip_costs @ program.counts),
        ]
        largest = max(int(np.abs(each).max(initial=0)) for each in numbers)
        self._largest = 2 * largest * (len(program.choices) + 1)

    def by_demands(self, tiers: Sequence[BoundedTier]) -> Proof | None:
        """Return a sum of the last tier and demands alone, if nothing can keep it.

        It proves what nothing could be below anyway, such as that no strength is lost, in a few
        rows and without a relaxation.
        """
        costs, demand = tiers[-1].choices, self._program.choices.demand
        most = np.zeros(len(self._program.counts), dtype=np.int64)
        np.maximum.at(most, demand, -costs)
        times: Times = {("demand", index): count for index, count in enumerate(most.tolist())}
        found = self._proof({**times, ("tier", len(tiers) - 1): 1}, tiers, ())
        return None if found is None else self._thinned(found, tiers, ())

    def near(
        self, worth: Worth, tiers: Sequence[BoundedTier], cases: Sequence[CaseRow]
    ) -> Proof | None:
        """Return a sum of rows, taken nearly as often as they are worth, that nothing can keep."""
        # Of the tier that is to be better, or of that worth least: its numbers are the largest.
        of_tiers = [value for (kind, _), value in worth.items() if kind == "tier"]
        last = worth.get(("tier", len(tiers) - 1))
        unit = last or min(of_tiers, default=max(worth.values()))
        for scale in _SCALES:
            times = {row: round(value / unit * scale) for row, value in worth.items()}
            found = self._proof(times, tiers, cases)
            if found is not None:
                return self._thinned(found, tiers, cases)
        return None

    def _thinned(
        self, times: Times, tiers: Sequence[BoundedTier], cases: Sequence[CaseRow]
    ) -> Proof:
        """Leave out rows that are not needed, the least first, and what all times share."""
        few = len(times) <= _FEW  # each needs a sum of its own, and nobody reads so many
        for row in sorted(times, key=lambda row: times[row]) if few else ():
            fewer = {other: count for other, count in times.items() if other != row}
            times = self._proof(fewer, tiers, cases) or times
        shared = math.gcd(*times.values())
        smaller = {row: count // shared for row, count in times.items()}
        _, extra, apart = self._total(smaller, tiers, cases)
        counted = [*smaller.items()]
        counted += [(("case", len(cases) + at), count) for at, count in enumerate(apart.values())]
        asked = (Multiple(kind, index, count) for (kind, index), count in sorted(counted))
        proof: Proof = (*asked, *extra)
        for at, choice in reversed([*enumerate(apart, start=len(cases))]):
            closer, coefficient = self._apart[choice]
            closed = Multiple("rule", closer, 1), Multiple("case", at, coefficient)
            proof = Cases((range(choice, choice + 1),), 0, proof, closed)
        return proof

    def _proof(
        self, times: Times, tiers: Sequence[BoundedTier], cases: Sequence[CaseRow]
    ) -> Times | None:
        """Return times, those of windows as far as costs allow, if their sum is a proof."""
        above = sum(
            (
                times.get(("tier", number), 0) * tier.windows.astype(object)
                for number, tier in enumerate(tiers)
            ),
            np.zeros(len(self._program.windows), dtype=object),
        )
        kept = {
            (kind, index): min(count, int(above[index])) if kind == "window" else count
            for (kind, index), count in times.items()
        }
        kept = {row: count for row, count in kept.items() if count > 0}
        if not kept:
            return None
        total, *_ = self._total(kept, tiers, cases)
        return kept if total > 0 else None

    def _total(
        self, times: Times, tiers: Sequence[BoundedTier], cases: Sequence[CaseRow]
    ) -> tuple[int, list[Multiple], dict[int, int]]:
        """Return the least that choices come to, less the bound.

        And rows that close choices, and choices that have to be cases, each with how often.
        """
        program = self._program
        exact = sum(times.values()) * self._largest < _LARGEST
        left = np.zeros(len(program.choices), dtype=np.int64 if exact else object)
        bound = 0
        for (kind, index), count in times.items():
            if kind == "tier":
                left += count * tiers[index].choices.astype(left.dtype)
                bound += count * tiers[index].bound
            elif kind == "case":
                left[cases[index].choices] += count * cases[index].sign
                bound += count * cases[index].bound
            elif kind == "demand":
                left[program.choices.demand == index] += count
                bound += count * int(program.counts[index])
            else:
                rows = program.rows if kind == "rule" else program.windows
                span = slice(rows.indptr[index], rows.indptr[index + 1])
                left[rows.columns[span]] += count * rows.coefficients[span].astype(left.dtype)
                bound += count * int(rows.bounds[index])
        extra = self._close(left)
        apart = {choice: -int(left[choice]) for choice in self._apart if left[choice] < 0}
        left[list(apart)] = 0
        return int(np.minimum(left, 0).sum()) - bound, extra, apart

    def _close(self, left: IntArray) -> list[Multiple]:
        """Add rows that close choices until no closed choice counts for less than nothing."""
        rows, extra = self._program.rows, []
        needed = left[self._closed] < 0
        closers, closed = self._closers[needed], self._closed[needed]
        while len(closed):
            row = int(np.bincount(closers).argmax())  # the one that closes most of them
            span, bound = slice(rows.indptr[row], rows.indptr[row + 1]), int(rows.bounds[row])
            # Divided by one more than its bound it says that none of those it closes is taken.
            parts = rows.coefficients[span].astype(left.dtype) // (bound + 1)
            mine = closed[closers == row]
            share = parts[np.searchsorted(rows.columns[span], mine)]
            count = int((-(left[mine] // share)).max())
            left[rows.columns[span]] += count * parts
            extra.append(Multiple("rule", row, count, bound + 1))
            still = left[closed] < 0
            closers, closed = closers[still], closed[still]
        return extra


def _closing(rows: Rows) -> tuple[IntArray, IntArray, dict[int, tuple[int, int]]]:
    """Return which row closes which choice alone, of rows that only add up.

    And for each choice that only others close, such a row and what the choice counts for in it.
    """
    closers, closed = closed_alone(rows)
    adding = rows.bounds >= 0
    adding[rows.owners[rows.coefficients < 0]] = False
    plain = adding[closers]
    known = set(closed[plain].tolist())
    apart: dict[int, tuple[int, int]] = {}
    for choice, row in zip(closed[~plain].tolist(), closers[~plain].tolist(), strict=True):
        if choice not in known:
            span = slice(rows.indptr[row], rows.indptr[row + 1])
            place = int(np.searchsorted(rows.columns[span], choice))
            apart[choice] = row, int(rows.coefficients[span][place])
    return closers[plain], closed[plain], apart
