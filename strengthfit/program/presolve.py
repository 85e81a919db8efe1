"""What can be left out of a program without losing the best plan: work for every strategy.

Solvers call this presolve. Three steps, all exact:

1. Choices that a row closes alone are left out: no plan takes them.
2. Choices that are beaten are left out: another choice of the same demand at the same start uses no
   more of any row and costs less in the first tier, so a plan with the beaten one can be improved.
3. Rows that the choices left cannot exceed are left out, and rows that lie inside another row.

Most rows of a program say "at most one of these neighbours", as choices are sorted by start: the
spacing of 48 h is one such row for each start. For a week they have tens of thousands of entries
together, too many to be looked at one by one. So such a row is kept as a span with two ends, low
and high: the choices from low up to, not including, high. When choices are left out, each new end
is the number of choices left before the old one. For example, of the row over choices 2 to 6 (low
2, high 7), if 3 and 4 are left out and all before 2 stay, the row is over choices 2, 3 and 4 of the
new count (low 2, high 5).
"""

import attrs
import numpy as np

from .program import Program
from .rows import (
    BoolArray,
    IntArray,
    Rows,
    at_most,
    closed_alone,
    picked,
    select,
    select_columns,
    stack,
)


@attrs.frozen(eq=False)
class Presolved:
    """The part of a program that still has to be decided.

    `kept` are the choices that are left, as indices into the program's. `rows` are the rows over
    them that can bind, `windows` the windows that can cost: `window_costs`, shape (tiers, windows).
    """

    kept: IntArray
    rows: Rows
    windows: Rows
    window_costs: IntArray


@attrs.frozen(eq=False)
class _Shape:
    """What rows look like, shape (rows,) each: entries, largest coefficient, first and last choice.

    `closing` rows close each of their choices alone, so nothing is left of them after the first
    step. `neighbours` are rows of ones over choices without a gap, whatever their bound.
    """

    counts: IntArray
    most: IntArray
    first: IntArray
    last: IntArray
    closing: BoolArray
    neighbours: BoolArray


@attrs.frozen(eq=False)
class _Opened:
    """A program after the first step: its open choices, and what may still bind among them.

    `spans` are the program's rows "at most one of these neighbours", with their ends `low` and
    `high`; `rows` are all others. All but `kept` count the open choices anew.
    """

    kept: IntArray
    spans: IntArray
    low: IntArray
    high: IntArray
    rows: Rows
    windows: Rows
    window_costs: IntArray


def open_choices(program: Program) -> BoolArray:
    """Return which choices no row closes alone, shape (choices,)."""
    return _open(program, _shape_of(program.rows))


def presolve(program: Program) -> Presolved:
    """Return what is left to decide if only the best plan is wanted."""
    opened = _opened(program)
    return _finished(program, opened, ~_beaten(program, opened))


def open_part(program: Program) -> Presolved:
    """Return what is left to decide whatever the costs are: all sets of choices that are allowed.

    As `presolve`, but no choice is left out for being beaten.
    """
    opened = _opened(program)
    return _finished(program, opened, np.ones(len(opened.kept), dtype=bool))


def _opened(program: Program) -> _Opened:
    """Take the first step, and drop the rows and windows that can then neither bind nor cost."""
    shape, bounds = _shape_of(program.rows), program.rows.bounds
    still = _open(program, shape)
    binding = _can_exceed(bounds, shape.most, shape.counts, program) & ~shape.closing
    at_most_one = binding & shape.neighbours & (bounds == 1)
    low, high = _ends(still, shape.first[at_most_one], shape.last[at_most_one] + 1)
    rows = select_columns(select(program.rows, binding & ~at_most_one), still)
    windows = select_columns(program.windows, still)
    can_cost = _rows_can_exceed(windows, program)
    return _Opened(
        kept=np.flatnonzero(still),
        spans=np.flatnonzero(at_most_one),
        low=low,
        high=high,
        rows=select(rows, _rows_can_exceed(rows, program)),
        windows=select(windows, can_cost),
        window_costs=program.window_costs[:, can_cost],
    )


def _finished(program: Program, opened: _Opened, wanted: BoolArray) -> Presolved:
    """Keep the wanted open choices, write spans as rows again, and take the third step."""
    low, high = _ends(wanted, opened.low, opened.high)
    outer = _outermost(low, high)
    labeller = picked(program.rows.labeller, opened.spans[outer])
    spans = at_most(np.arange(int(wanted.sum())), low[outer], high[outer], 1, labeller)
    # The other rows have lost entries, and may by now be "at most one of these neighbours" too.
    rows = stack([spans, select_columns(opened.rows, wanted)])
    return Presolved(
        opened.kept[wanted],
        select(rows, ~_inside_another(rows)),
        select_columns(opened.windows, wanted),
        opened.window_costs,
    )


def _shape_of(rows: Rows) -> _Shape:
    counts = np.diff(rows.indptr)
    filled = counts > 0  # reduceat has no value for an empty row, so these stay at 0
    most, least, first, last = (np.zeros(len(rows), dtype=np.int64) for _ in range(4))
    if filled.any():
        begins = rows.indptr[:-1][filled]
        most[filled] = np.maximum.reduceat(rows.coefficients, begins)
        least[filled] = np.minimum.reduceat(rows.coefficients, begins)
        first[filled] = rows.columns[begins]
        last[filled] = rows.columns[rows.indptr[1:][filled] - 1]
    neighbours = (most == 1) & (least == 1) & (last - first + 1 == counts)
    closing = (least > rows.bounds) & (least > 0) & (rows.bounds >= 0)
    return _Shape(counts, most, first, last, closing, neighbours)


def _open(program: Program, shape: _Shape) -> BoolArray:
    """Return which choices no row closes alone, from a look at the few rows that might."""
    still = np.ones(len(program.choices), dtype=bool)
    may_close = (shape.most > program.rows.bounds) & (shape.most > 0)
    still[closed_alone(select(program.rows, may_close))[1]] = False
    return still


def _ends(still: BoolArray, low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """Return the ends of spans in a new count of the choices that are still there."""
    before = np.concatenate([[0], np.cumsum(still)])
    return before[low], before[high]


def _outermost(low: IntArray, high: IntArray) -> BoolArray:
    """Whether a span is needed: it holds two choices or more, and lies in no other span.

    Sorted by low end, the longer one first, a span lies in one before it unless its high end is
    beyond all of theirs. So of equal spans the first is needed.
    """
    outer = np.zeros(len(low), dtype=bool)
    order = np.lexsort((-high, low))
    reach = np.maximum.accumulate(high[order])
    outer[order] = np.concatenate([[True], reach[:-1] < high[order][1:]])[: len(low)]
    return outer & (high - low >= 2)


def _beaten(program: Program, opened: _Opened) -> BoolArray:
    """Whether each choice is beaten by the one just before it: same demand and start, fuller dose.

    It is if the one before uses no more of any row and costs less in the first tier, which is
    mostly strength, and no plan has both: then any plan with the later choice is improved by the
    earlier one in its place. What the two cost in other tiers does not matter; windows count as
    rows do, as they may cost something in the first tier.
    """
    kept = opened.kept
    demand, start = program.choices.demand[kept], program.choices.start[kept]
    dearness = program.tier_costs[0, kept]
    beaten = np.zeros(len(kept), dtype=bool)
    beaten[1:] = (
        (demand[1:] == demand[:-1]) & (start[1:] == start[:-1]) & (dearness[1:] > dearness[:-1])
    )
    two_or_more = opened.high - opened.low >= 2
    low, high = opened.low[two_or_more], opened.high[two_or_more]
    # No plan has both if a span holds both, or if their demand asks for one session only.
    beaten &= _excludes_the_last(len(kept), low, high) | (program.counts[demand] == 1)
    # A span that ends between the two holds the earlier one only, which then uses more of that row.
    beaten[high[high < len(kept)]] = False
    for block in (opened.rows, opened.windows):
        beaten &= _uses_no_less(block, len(kept))
    return beaten


def _excludes_the_last(width: int, low: IntArray, high: IntArray) -> BoolArray:
    """Whether a span holds both a choice and the one before it, for each choice.

    One does if, of the spans that begin at the choice before or earlier, one ends after the choice.
    """
    reach = np.zeros(width + 1, dtype=np.int64)
    np.maximum.at(reach, low, high)
    held = np.zeros(width, dtype=bool)
    held[1:] = np.maximum.accumulate(reach)[: width - 1] > np.arange(1, width)
    return held


def _uses_no_less(rows: Rows, width: int) -> BoolArray:
    """Whether each column is at least the column before it, in every row.

    Neighbouring columns are neighbouring entries of their row, so one pass over the entries is
    enough. An entry that is not there counts as 0: a column is less if it lacks the positive entry
    of the one before, or has a negative entry that the one before lacks.
    """
    no_less = np.ones(width, dtype=bool)
    if not len(rows.columns):
        return no_less
    columns, coefficients, owners = rows.columns, rows.coefficients, rows.owners
    paired = np.zeros(len(columns), dtype=bool)  # entry e + 1 is the next column in the same row
    paired[:-1] = (owners[1:] == owners[:-1]) & (columns[1:] == columns[:-1] + 1)
    following = np.where(paired, np.roll(coefficients, -1), 0)
    less = columns[following < coefficients] + 1
    no_less[less[less < width]] = False
    preceded = np.roll(paired, 1)
    no_less[columns[~preceded & (coefficients < 0)]] = False
    return no_less


def _rows_can_exceed(rows: Rows, program: Program) -> BoolArray:
    if not len(rows):
        return np.zeros(0, dtype=bool)
    shape = _shape_of(rows)
    return _can_exceed(rows.bounds, shape.most, shape.counts, program)


def _can_exceed(bounds: IntArray, most: IntArray, counts: IntArray, program: Program) -> BoolArray:
    """Whether a row's largest activity, with as many sessions as are asked, is above its bound."""
    sessions = np.minimum(counts, int(program.counts.sum()))
    # Even with nothing taken a negative bound is exceeded: it says that something must be taken.
    exceeds: BoolArray = (np.maximum(most, 0) * sessions > bounds) & (counts > 0)
    return exceeds | (bounds < 0)


def _inside_another(rows: Rows) -> BoolArray:
    """Whether a row "at most one of neighbours" lies inside another such row."""
    shape = _shape_of(rows)
    plain = shape.neighbours & (rows.bounds == 1)
    inside = np.zeros(len(rows), dtype=bool)
    inside[plain] = ~_outermost(shape.first[plain], shape.last[plain] + 1)
    return inside
