"""A program cut into stages, for dynamic programming over sorted starts.

Choices stand in the order of their starts. A *stage* is a run of neighbouring choices of which a
row lets at most one be taken, so there are few ways through it: take none of them, or one.

What decides which later choices still fit is the *state*: for each row that has choices both before
and behind a point, how much of it is used. There are six kinds of rows, and each lets something of
its use be forgotten, so that more pasts come to the same state (`StateRows.forget`):

===========  ======================================  ============================================
kind         reads                                   its part of the state
===========  ======================================  ============================================
packing      at most one of these choices            whether one is taken
knapsack     a weighted sum is at most a bound       the sum, or 0 once the bound is out of reach
covering     with negative coefficients: asks for    the sum, checked where the row ends
             something, as pins do
soft upper   each session above the bound costs      the count, up to the bound
soft lower   each session that is missing costs      the count, up to what is wanted
soft mixed   each session above those that others    the sum
             make up for costs, as a habit does
===========  ======================================  ============================================

As an example, take four starts on four days, and the packing rows "at most one of Monday and
Tuesday", "Tuesday and Wednesday", "Wednesday and Thursday". The stages are Monday-Tuesday and
Wednesday-Thursday. Behind the first, the second row alone is open, so the state is one number:
whether Tuesday is taken. "Nothing" and "Monday" have the same state; only the cheaper goes on.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import partial
from itertools import pairwise

import attrs
import numpy as np
import numpy.typing as npt

from ...errors import TooLargeError
from ...program import Program
from ...program.linear import demand_rows
from ...program.objective import JoinedTiers, scalarise, variable_costs
from ...program.presolve import Presolved
from ...program.rows import BoolArray, IntArray, Rows, select, stack
from ...stopping import check

FloatArray = npt.NDArray[np.float64]

_WORD = 1 << 62
"""Joined objectives are added up as whole numbers of 63 bits. Tiers that do not fit into one such
word take several, compared word by word; those of a week or a block fit into one."""

_MIXER = np.random.default_rng(0).integers(1, 1 << 24, 4096).astype(np.float64)
"""Factors of a hash of states: equal states have equal sums."""


class RowKind(IntEnum):
    """What matters of a row; see the table at the top of this file."""

    PACKING = 0
    KNAPSACK = 1
    COVERING = 2
    SOFT_UPPER = 3
    SOFT_LOWER = 4
    SOFT_MIXED = 5


@attrs.frozen(eq=False)
class SoftRows:
    """Soft rows of one stage that cost the same, with the sessions of one sign in them.

    A session that counts 1 costs a unit if the row is at its bound (0 above it) or over; one that
    counts -1 saves a unit if something (1) is missing before. So a session changes the cost of a
    row that is `least` or more above its bound, by what it `uses`, shape (rows, choices).
    """

    prices: IntArray
    rows: IntArray
    least: int
    uses: FloatArray


@attrs.frozen(eq=False)
class StateRows:
    """The rows that are open behind a stage: what a state is made of.

    `rows` are those of the program, `uses` (choices + 1, rows) is what the stage's choices use of
    them, with a last line of zeros for "none taken". `low` and `high` are the values beyond which
    the use of a soft row changes nothing more. `safe` holds knapsack rows, each with the most that
    may be used so that whatever comes cannot exceed it.
    """

    rows: IntArray
    uses: FloatArray
    low: FloatArray
    high: FloatArray
    safe: list[tuple[int, float]]

    def forget(self, used: FloatArray) -> FloatArray:
        """Reduce uses to what can still matter, in place, shape (partial plans, rows).

        This merges more pasts and loses no plan: the change is the same for all later choices.
        """
        np.clip(used, self.low, self.high, out=used)
        for row, most in self.safe:
            used[used[:, row] <= most, row] = 0
        return used

    def hashed(self, states: FloatArray) -> FloatArray:
        """Return a number for each state; equal states have equal numbers, others hardly ever."""
        hashes: FloatArray = states @ np.resize(_MIXER, len(self.rows))
        return hashes


@attrs.frozen(eq=False)
class Stage:
    """Neighbouring choices of which at most one can be taken, with the rows that touch them.

    Rows are numbered within the stage: `bounds` has shape (rows,), `uses` (rows, choices). The
    state before is what is used of the rows `entering`, that behind what is used of the rows
    `leaving`, which `state` describes. `first` is the index of the first choice, `gains` (words,
    choices) what each adds to the objective; the others are rows by their kind.
    """

    first: int
    gains: IntArray
    bounds: FloatArray
    uses: FloatArray
    packing: IntArray
    knapsack: list[int]
    covering_ends: list[int]
    soft: list[SoftRows]
    entering: IntArray
    leaving: IntArray
    state: StateRows

    def unpack(self, states: FloatArray) -> FloatArray:
        """Return what is used of each row of the stage, shape (partial plans, rows)."""
        used = np.zeros((len(states), len(self.bounds)))
        used[:, self.entering] = states
        return used


@attrs.frozen(eq=False)
class StagedProgram:
    """What is left of a program, ready to be gone through stage by stage.

    Its objective is counted from the empty plan: `gains` (words, choices) is what a choice adds
    when it is taken rather than its session skipped, `prices` (words, price classes) what a unit
    of a soft row costs, and `empty` (words,) what skipping every session costs. `price_of` (rows,)
    is the price class of each soft row, -1 for the others.
    """

    demand: IntArray
    rows: Rows
    kinds: IntArray
    gains: IntArray
    price_of: IntArray
    prices: IntArray
    empty: IntArray
    groups: tuple[JoinedTiers, ...]
    infeasible: bool

    def objective(self, values: IntArray) -> tuple[int, ...]:
        """Return by tier what a plan costs that adds some values to the empty plan's, by word."""
        words = zip(self.groups, (values + self.empty).tolist(), strict=True)
        return tuple(tier for group, value in words for tier in group.split(value))

    def rules_open(self, stage: Stage) -> list[str]:
        """Return the rules whose rows are open behind a stage, those with the most rows first."""
        labels = self.rows.labels
        names = [labels[row].rule for row in stage.state.rows.tolist()]
        return sorted(set(names), key=lambda name: (-names.count(name), name))

    def stages(self) -> Iterator[Stage]:
        """Yield the stages, each made when it is asked for."""
        spans = _Spans.of(self.rows, self.kinds, len(self.demand))
        columns = self.rows.by_column(len(self.demand))
        choices = columns.owners
        place = np.zeros(len(self.rows), dtype=np.int64)  # of a row within the stage
        entering: IntArray = np.zeros(0, dtype=np.int64)
        for index, (low, high) in enumerate(pairwise(spans.edges)):
            entries = slice(columns.indptr[low], columns.indptr[high])
            rows = np.flatnonzero((spans.first < high) & (spans.last >= low))
            place[rows] = np.arange(len(rows))
            uses = np.zeros((len(rows), high - low))
            at = place[columns.rows[entries]], choices[entries] - low
            uses[at] = columns.coefficients[entries]
            yield self._stage(spans, index, rows, uses, place[entering])
            entering = rows[spans.last[rows] >= high]

    def _stage(
        self, spans: "_Spans", index: int, rows: IntArray, uses: FloatArray, entering: IntArray
    ) -> Stage:
        low, high = spans.edges[index], spans.edges[index + 1]
        kinds = self.kinds[rows]
        stays_open = spans.last[rows] >= high
        return Stage(
            first=low,
            gains=self.gains[:, low:high],
            bounds=self.rows.bounds[rows].astype(np.float64),
            uses=uses,
            packing=np.flatnonzero(kinds == RowKind.PACKING),
            knapsack=np.flatnonzero(kinds == RowKind.KNAPSACK).tolist(),
            covering_ends=np.flatnonzero((kinds == RowKind.COVERING) & ~stays_open).tolist(),
            soft=self._soft(rows, uses),
            entering=entering,
            leaving=np.flatnonzero(stays_open),
            state=self._state(
                rows[stays_open],
                uses[stays_open],
                spans.growth[spans.column[rows[stays_open]], index],
            ),
        )

    def _soft(self, rows: IntArray, uses: FloatArray) -> list[SoftRows]:
        found = []
        price_of = self.price_of[rows]
        soft = np.flatnonzero(price_of >= 0)
        for sign, least in ((1, 0), (-1, 1)):
            here = soft[(uses[soft] == sign).any(axis=1)]
            for price in np.unique(price_of[here]).tolist():
                members = here[price_of[here] == price]
                signed = np.where(uses[members] == sign, uses[members], 0.0)
                found.append(SoftRows(self.prices[:, price], members, least, signed))
        return found

    def _state(self, rows: IntArray, uses: FloatArray, growth: FloatArray) -> StateRows:
        kinds, bounds = self.kinds[rows], self.rows.bounds[rows].astype(np.float64)
        # A knapsack row that has this much left, or more, cannot be exceeded by what is to come.
        most = bounds - growth
        never = np.flatnonzero((kinds == RowKind.KNAPSACK) & (most > 0)).tolist()
        upper, lower = kinds == RowKind.SOFT_UPPER, kinds == RowKind.SOFT_LOWER
        return StateRows(
            rows=rows,
            uses=np.concatenate([uses.T, np.zeros((1, len(rows)))]),
            low=np.where(lower, np.minimum(bounds, 0), -np.inf),
            high=np.where(upper, np.maximum(bounds, 0), np.inf),
            safe=[(row, float(most[row])) for row in never],
        )


def cut_into_stages(program: Program, left: Presolved, *, alone: int = 0) -> StagedProgram:
    """Return what is left of a program as stages.

    The first tiers, as many as are to stay `alone`, are each a word of the objective; those after
    them are joined as far as the numbers allow.

    Raises `TooLargeError` if a soft row does not count sessions one by one.
    """
    owner, windows = program.choices.demand[left.kept], len(left.windows)
    # A demand is a row too: at most its count of sessions.
    rows = stack([left.rows, demand_rows(program, owner), left.windows])
    soft = np.arange(len(rows)) >= len(rows) - windows
    # Over its bound even with everything taken that relieves it, a row cannot be kept.
    relief = np.minimum(rows.coefficients, 0)
    least = np.bincount(rows.owners, weights=relief, minlength=len(rows))
    infeasible = bool((~soft & (least > rows.bounds)).any())
    width, demands = len(left.kept), len(program.counts)
    costs, largest = variable_costs(program, left)
    groups = [
        *scalarise(costs[:alone], largest[:alone], 0),
        *map(partial(_later, alone), scalarise(costs[alone:], largest[alone:], _WORD)),
    ]
    weights = np.array([group.weights for group in groups])
    skip = weights[:, width : width + demands]
    soft_prices = weights[:, width + demands :]
    # Soft rows of one price are counted together, with one matrix product a stage.
    price_of = np.full(len(rows), -1)
    prices: dict[tuple[int, ...], int] = {}
    for row, price in enumerate(soft_prices.T.tolist(), len(rows) - windows):
        price_of[row] = prices.setdefault(tuple(price), len(prices))
    filled = np.diff(rows.indptr) > 0
    if not filled.all():  # what no choice touches decides nothing more
        rows, price_of, soft = select(rows, filled), price_of[filled], soft[filled]
    return StagedProgram(
        demand=owner,
        rows=rows,
        kinds=_kinds(rows, soft),
        gains=weights[:, :width] - skip[:, owner],
        price_of=price_of,
        prices=np.array(list(prices), dtype=np.int64).reshape(-1, len(weights)).T,
        empty=skip @ program.counts + soft_prices @ np.maximum(-left.windows.bounds, 0),
        groups=tuple(groups),
        infeasible=infeasible,
    )


def _later(tiers: int, group: JoinedTiers) -> JoinedTiers:
    """Return a group of tiers as one of those behind some others."""
    return attrs.evolve(group, first=group.first + tiers)


@attrs.frozen(eq=False)
class _Spans:
    """From which choice to which rows and stages reach.

    `first` and `last`, shape (rows,), are the ends of rows; stage i has the choices from
    ``edges[i]`` up to ``edges[i + 1]``. `growth`, shape (knapsack rows + 1, stages), is the most
    that a knapsack row can grow behind each stage, if the largest choice of every later one is
    taken; `column`, shape (rows,), says where a row is in it, all others in the last line.
    """

    first: IntArray
    last: IntArray
    edges: list[int]
    growth: FloatArray
    column: IntArray

    @staticmethod
    def of(rows: Rows, kinds: IntArray, width: int) -> "_Spans":
        first, last = rows.columns[rows.indptr[:-1]], rows.columns[rows.indptr[1:] - 1]
        edges = _edges(first, last, rows, kinds, width)
        knapsack = np.flatnonzero(kinds == RowKind.KNAPSACK)
        column = np.full(len(rows), len(knapsack))
        column[knapsack] = np.arange(len(knapsack))
        return _Spans(first, last, edges, _growth(rows, edges, knapsack), column)


def _kinds(rows: Rows, soft: BoolArray) -> IntArray:
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    least = np.minimum.reduceat(rows.coefficients, rows.indptr[:-1])
    most = np.maximum.reduceat(rows.coefficients, rows.indptr[:-1])
    ones, minus_ones = (least == 1) & (most == 1), (least == -1) & (most == -1)
    if (np.abs(rows.coefficients[soft[rows.owners]]) != 1).any():
        raise TooLargeError(
            "dynamic programming takes windows that count sessions one by one, with coefficients "
            "1 and -1; use 'cpsat'"
        )
    kinds: IntArray = np.select(
        [soft & ones, soft & minus_ones, soft, least < 0, ones & (rows.bounds == 1)],
        [
            RowKind.SOFT_UPPER,
            RowKind.SOFT_LOWER,
            RowKind.SOFT_MIXED,
            RowKind.COVERING,
            RowKind.PACKING,
        ],
        RowKind.KNAPSACK,
    )
    return kinds


def _edges(first: IntArray, last: IntArray, rows: Rows, kinds: IntArray, width: int) -> list[int]:
    """Cut stage after stage, each as long as one packing row without a gap reaches."""
    whole = (kinds == RowKind.PACKING) & (last - first + 1 == np.diff(rows.indptr))
    reach = np.arange(width)
    np.maximum.at(reach, first[whole], last[whole])
    ends = np.maximum.accumulate(reach).tolist()
    edges = [0]
    while edges[-1] < width:
        edges.append(ends[edges[-1]] + 1)
    return edges


def _growth(rows: Rows, edges: list[int], knapsack: IntArray) -> FloatArray:
    growth, ends = np.zeros((len(knapsack) + 1, len(edges) - 1)), np.array(edges)
    for line, row in zip(growth, knapsack.tolist(), strict=False):
        check()  # of a year there are hundreds of rows, and tens of thousands of stages
        entries = slice(rows.indptr[row], rows.indptr[row + 1])
        largest = np.zeros(len(line))
        at = np.searchsorted(ends, rows.columns[entries], side="right") - 1
        np.maximum.at(largest, at, rows.coefficients[entries])
        line[:] = np.cumsum(largest[::-1])[::-1] - largest
    return growth
