"""The linear relaxation: the open part of a program, in which choices may be taken in parts.

It says what rows are worth, in floats; what is made of that is checked in whole numbers elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ..errors import OutOfTimeError
from ..late_import import late_import
from ..program import Program
from ..program.labels import Label
from ..program.linear import demand_rows, window_rows
from ..program.presolve import open_part
from ..program.rows import IntArray, Rows, largest_coefficients, stack, with_last
from ..stopping import check_time
from .bounded_tier import BoundedTier
from .case_row import CaseRow

if TYPE_CHECKING:
    from ..physiology.fatigue import FloatArray
    from ..strategies.linear_answer import LinearAnswer
    from .certificate import RowKind

_NOTHING = 1e-9
"""What a row is worth if it is worth nothing, in floats."""

Worth = dict[tuple["RowKind", int], float]
"""What rows are worth in a sum, by kind and index."""


@attrs.frozen(eq=False)
class Relaxed:
    """What a relaxation says: how much of each open choice is taken, and what rows are worth.

    Parameters
    ----------
    parts
        Of each open choice, in the order of `Relaxation.kept`, 0 to 1.
    worth
        Of rows in a sum that cannot be kept. None if it can be, by these parts.
    """

    parts: FloatArray
    worth: Worth | None


@attrs.frozen(eq=False)
class Relaxation:
    """The rows of a program over its open choices and windows that can cost.

    Parameters
    ----------
    kept, windows
        Which choices and which windows of the program the columns are, in this order.
    rows
        Rules, demands and windows that can bind.
    origins
        Kind and index of each row.
    """

    kept: IntArray
    windows: IntArray
    rows: Rows
    origins: tuple[tuple[RowKind, int], ...]

    @classmethod
    def of(cls, program: Program) -> Relaxation:
        """Return that of a program."""
        numbered = attrs.evolve(
            program,
            rows=_numbered(program.rows, "rule"),
            windows=_numbered(program.windows, "window"),
        )
        part = open_part(numbered)
        asked = demand_rows(program, program.choices.demand[part.kept])
        rows = stack([part.rows, asked, window_rows(part.windows, len(part.kept))])
        windows = [int(label.cause) for label in part.windows.labels]
        origins = tuple((label.rule, int(label.cause)) for label in rows.labels)
        return cls(part.kept, np.array(windows, dtype=np.int64), rows, origins)  # type: ignore[arg-type]  # the names of rules here are kinds of row

    def solve(self, tiers: Sequence[BoundedTier], cases: Sequence[CaseRow] = ()) -> Relaxed:
        """Return what holding tiers within their bounds says, in a case.

        The last tier is made as small as the others allow. If they allow nothing, or there is no
        tier, it is by how much all rows have to be exceeded that is made small.
        """
        check_time()
        # Only strategies know solvers; this one is loaded once there is something to prove.
        home = late_import("strengthfit.strategies.linear_relaxation")
        solve: Callable[..., LinearAnswer | None] = home.solve_linear
        others, last = tiers[:-1], tiers[-1] if tiers else None
        rows = stack([self.rows, *map(self._tier_row, others), *map(self._case_row, cases)])
        origins: list[tuple[RowKind, int]] = [*self.origins]
        origins += [("tier", number) for number in range(len(others))]
        origins += [("case", number) for number in range(len(cases))]
        low = np.zeros(len(self.kept) + len(self.windows))
        high = np.concatenate([np.ones(len(self.kept)), np.full(len(self.windows), math.inf)])
        if last is not None:
            costs = self._costs(last).astype(np.float64)
            solved = solve(rows, costs, low, high)
            if solved is not None:
                parts = solved.values[: len(self.kept)]
                if float(solved.values @ costs) < last.bound - _NOTHING * abs(last.bound):
                    return Relaxed(parts, None)
                worth = _worth(solved, origins)
                worth["tier", len(others)] = 1.0
                return Relaxed(parts, worth)
        solved = solve(
            _exceeded(rows, len(low)),
            np.append(np.zeros(len(low)), 1.0),
            np.append(low, 0.0),
            np.append(high, math.inf),
        )
        if solved is None:
            raise OutOfTimeError("the relaxation has numbers that its solver cannot tell apart")
        clash = solved.values[-1] > _NOTHING
        return Relaxed(solved.values[: len(self.kept)], _worth(solved, origins) if clash else None)

    def _costs(self, tier: BoundedTier) -> IntArray:
        return np.concatenate([tier.choices[self.kept], tier.windows[self.windows]])

    def _tier_row(self, tier: BoundedTier) -> Rows:
        costs = self._costs(tier)
        columns = np.flatnonzero(costs)
        return _one_row(columns, costs[columns], tier.bound)

    def _case_row(self, case: CaseRow) -> Rows:
        columns = np.searchsorted(self.kept, case.choices)
        return _one_row(columns, np.full(len(columns), case.sign), case.bound)


def _one_row(columns: IntArray, coefficients: IntArray, bound: int) -> Rows:
    ends = np.array([0, len(columns)])
    return Rows(ends, columns, coefficients, np.array([bound], dtype=np.int64), list)


def _numbered(rows: Rows, kind: RowKind) -> Rows:
    """Return the same rows, each labelled by its kind and its number."""
    numbers = range(len(rows))
    return attrs.evolve(rows, labeller=lambda: [Label(kind, str(number), "") for number in numbers])


def _exceeded(rows: Rows, column: int) -> Rows:
    """Return rows that one more column lets be exceeded, each by what it counts in."""
    return with_last(rows, np.full(len(rows), column), -largest_coefficients(rows))


def _worth(solved: LinearAnswer, origins: Sequence[tuple[RowKind, int]]) -> Worth:
    """Return what rows are worth; the solver says it as what a row less strict would cost."""
    used = np.flatnonzero(solved.duals < 0).tolist()
    return {origins[row]: -float(solved.duals[row]) for row in used}
