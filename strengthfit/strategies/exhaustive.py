"""Every set of choices, in numpy: the yardstick for small programs."""

import attrs
import numpy as np
import numpy.typing as npt

from ..domain.checks import number
from ..errors import TooLargeError
from ..program import Program
from ..program.rows import BoolArray, IntArray
from ..stopping import check
from .incumbents import Trace
from .protocol import NO_LIMITS, Limits, Outcome
from .whole_call import heeding

_CELLS = 4_000_000  # entries of one working array, to keep memory at some tens of megabytes

_TABLE = 20_000_000


@attrs.frozen
class Exhaustive:
    """Try every set of choices that no demand and no row forbids.

    It reads the program's rows as they are, with no reduction of its own beyond growing sets one
    choice at a time, so that it can judge the strategies that do more.

    Parameters
    ----------
    most : int
        The most sets of one size that are tried.

    Raises
    ------
    TooLargeError
        From `solve`, if there are more.
    """

    most: int = attrs.field(default=2_000_000, validator=number(0, 10**9, "sets", whole=True))

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program by trying every set. The only limit is the number of sets."""
        trace = Trace()
        self._refuse_large(program)
        choices = len(program.choices)
        dense, windows = program.rows.to_dense(choices), program.windows.to_dense(choices)
        still_off = np.minimum(dense, 0).sum(axis=1)  # the most that pins can take off a row yet
        sets: IntArray = np.zeros((1, 0), dtype=np.int64)
        best: tuple[tuple[int, ...], tuple[int, ...]] | None = None
        tried = 0
        while len(sets):
            tried += len(sets)
            best = _better(
                best, _best_of(program, windows, sets[_holds(dense, sets, program.bounds)])
            )
            if best is not None:
                trace.record(best[0])
            sets = self._grow(program, sets)
            sets = sets[_holds(dense, sets, program.bounds - still_off)]
        statistics = {"sets": float(tried)}
        if best is None:
            nothing = (0,) * len(program.tiers)
            return Outcome("infeasible", (), None, nothing, trace.seconds, statistics)
        objective, taken = best
        return Outcome(
            "optimal", taken, objective, objective, trace.seconds, statistics, trace.incumbents
        )

    def _refuse_large(self, program: Program) -> None:
        """Refuse what would not fit into memory: rows are held in full here."""
        cells = (len(program.rows) + len(program.windows)) * len(program.choices)
        if cells > _TABLE:
            raise TooLargeError(
                f"the exhaustive strategy would hold {cells} coefficients, and stops at {_TABLE}; "
                "use 'cpsat' or a coarser grid"
            )

    def _grow(self, program: Program, sets: IntArray) -> IntArray:
        """Return every set with one more choice, of a higher index than those it has."""
        choices = len(program.choices)
        next_one = sets[:, -1] + 1 if sets.shape[1] else np.zeros(len(sets), dtype=np.int64)
        ways = choices - next_one
        total = int(ways.sum())
        if total > self.most:
            raise TooLargeError(
                f"the exhaustive strategy would try {total} sets of one size, and stops at "
                f"{self.most}; use 'cpsat', a coarser grid, or Exhaustive(most=...)"
            )
        parents = np.repeat(np.arange(len(sets)), ways)
        offsets = np.arange(total) - np.repeat(np.cumsum(ways) - ways, ways)
        grown = np.column_stack([sets[parents], next_one[parents] + offsets])
        demands = program.choices.demand[grown]
        fits = np.ones(len(grown), dtype=bool)
        for demand, count in enumerate(program.counts):
            check()
            fits &= (demands == demand).sum(axis=1) <= count
        return grown[fits]


def _activity(dense: IntArray, sets: IntArray) -> IntArray:
    """Return A x for each set, shape (sets, rows)."""
    total = np.zeros((len(sets), len(dense)), dtype=np.int64)
    for member in sets.T:
        check()
        total += dense.T[member]
    return total


def _holds(dense: IntArray, sets: IntArray, bounds: IntArray) -> BoolArray:
    step = max(1, _CELLS // max(1, len(dense)))
    parts = [
        (_activity(dense, sets[first : first + step]) <= bounds).all(axis=1)
        for first in range(0, len(sets), step)
    ]
    return np.concatenate([np.zeros(0, dtype=bool), *parts])


def _objectives(program: Program, windows: IntArray, sets: IntArray) -> npt.NDArray[np.int64]:
    """Return the objective of each set, shape (tiers, sets)."""
    demands = program.choices.demand[sets]
    taken = np.zeros((len(sets), len(program.counts)), dtype=np.int64)
    for demand in range(len(program.counts)):
        check()
        taken[:, demand] = (demands == demand).sum(axis=1)
    total: IntArray = program.skip_costs @ (program.counts - taken).T
    for member in sets.T:
        check()
        total = total + program.tier_costs[:, member]
    if len(windows):
        above = np.maximum(_activity(windows, sets) - program.windows.bounds, 0)
        total = total + program.window_costs @ above.T
    return total


def _best_of(
    program: Program, windows: IntArray, sets: IntArray
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    if not len(sets):
        return None
    objectives = _objectives(program, windows, sets)
    least = np.lexsort(objectives[::-1])[0]
    return (
        tuple(int(value) for value in objectives[:, least]),
        tuple(int(choice) for choice in sets[least]),
    )


def _better(
    first: tuple[tuple[int, ...], tuple[int, ...]] | None,
    second: tuple[tuple[int, ...], tuple[int, ...]] | None,
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    return min((option for option in (first, second) if option is not None), default=None)
