"""What can be left out of a program without losing the best plan: work for every strategy.

Three steps, all exact: choices that a row forbids alone; choices that another choice of the same
demand beats in every row and in the tiers; and rows that can't be exceeded by what is left, or that
lie inside another row.
"""

import attrs
import numpy as np

from .program import Program
from .rows import BoolArray, IntArray, Rows, at_most, closed_alone, picked, select, stack


@attrs.frozen(eq=False)
class Reduced:
    """The part of a program that still has to be decided.

    Parameters
    ----------
    kept : numpy.ndarray
        The choices that are left, as indices into the program's.
    rows : Rows
        The rows over them that can bind.
    windows : Rows
        The window costs over them that can cost, with prices in `window_costs`.
    window_costs : numpy.ndarray
        Shape (tiers, window rows).
    """

    kept: IntArray
    rows: Rows
    windows: Rows
    window_costs: IntArray


@attrs.frozen(eq=False)
class _Shape:
    """What rows look like, shape (rows,) each: entries, largest coefficient, first and last choice.

    `closing` are rows that close all their choices, and so have nothing left to say. `neighbours`
    are rows of ones without a gap. They are most of the entries of a program, and what
    is left of them is told from their ends alone.
    """

    counts: IntArray
    most: IntArray
    first: IntArray
    last: IntArray
    closing: BoolArray
    neighbours: BoolArray


def open_choices(program: Program) -> BoolArray:
    """Return which choices no row forbids alone, shape (choices,)."""
    return _open(program, _shape_of(program.rows))


def reduce(program: Program) -> Reduced:
    """Return what is left to decide."""
    shape = _shape_of(program.rows)
    still = _open(program, shape)
    plain = shape.neighbours & (program.rows.bounds == 1)
    many = _can_exceed(program.rows.bounds, shape.most, shape.counts, program) & ~shape.closing
    rows = _restrict(select(program.rows, many & ~plain), still)
    rows = select(rows, _rows_can_exceed(rows, program))
    windows = _restrict(program.windows, still)
    can_cost = _rows_can_exceed(windows, program)
    windows = select(windows, can_cost)
    kept = np.flatnonzero(still)
    plain &= many
    low, high = _renumbered(shape, plain, still)
    binding = high - low >= 2
    unbeaten = ~_beaten(program, kept, rows, windows, (low[binding], high[binding]))
    still[kept[~unbeaten]] = False
    rows = _restrict(rows, unbeaten)
    rows = stack([_neighbours(program, shape, plain, still), rows])
    return Reduced(
        kept[unbeaten],
        select(rows, ~_inside_another(rows)),
        _restrict(windows, unbeaten),
        program.window_costs[:, can_cost],
    )


def open_part(program: Program) -> Reduced:
    """Return what is left to decide whatever the costs are: all sets of choices that are allowed.

    As `reduce`, but no choice is left out for being beaten.
    """
    shape = _shape_of(program.rows)
    still = _open(program, shape)
    many = _can_exceed(program.rows.bounds, shape.most, shape.counts, program) & ~shape.closing
    rows = _restrict(select(program.rows, many), still)
    rows = select(rows, _rows_can_exceed(rows, program))
    windows = _restrict(program.windows, still)
    can_cost = _rows_can_exceed(windows, program)
    return Reduced(
        np.flatnonzero(still),
        select(rows, ~_inside_another(rows)),
        select(windows, can_cost),
        program.window_costs[:, can_cost],
    )


def _neighbours(program: Program, shape: _Shape, plain: BoolArray, still: BoolArray) -> Rows:
    """Return what is left of rows of neighbours: two choices or more, and in no other of them."""
    low, high = _renumbered(shape, plain, still)
    outer = _outermost(low, high)
    members = np.arange(int(still.sum()))
    labeller = picked(program.rows.labeller, np.flatnonzero(plain)[outer])
    return at_most(members, low[outer], high[outer], 1, labeller)


def _shape_of(rows: Rows) -> _Shape:
    counts = np.diff(rows.starts)
    filled = counts > 0
    most, least, first, last = (np.zeros(len(rows), dtype=np.int64) for _ in range(4))
    if filled.any():
        begins = rows.starts[:-1][filled]
        most[filled] = np.maximum.reduceat(rows.coefficients, begins)
        least[filled] = np.minimum.reduceat(rows.coefficients, begins)
        first[filled] = rows.columns[begins]
        last[filled] = rows.columns[rows.starts[1:][filled] - 1]
    neighbours = (most == 1) & (least == 1) & (last - first + 1 == counts)
    closing = (least > rows.bounds) & (least > 0) & (rows.bounds >= 0)
    return _Shape(counts, most, first, last, closing, neighbours)


def _open(program: Program, shape: _Shape) -> BoolArray:
    still = np.ones(len(program.choices), dtype=bool)
    may_close = (shape.most > program.rows.bounds) & (shape.most > 0)  # few rows, so it is quick
    still[closed_alone(select(program.rows, may_close))[1]] = False
    return still


def _renumbered(shape: _Shape, plain: BoolArray, still: BoolArray) -> tuple[IntArray, IntArray]:
    """Return the ends of rows of neighbours among the choices that are left: first, last + 1."""
    before = np.concatenate([[0], np.cumsum(still)])
    return before[shape.first[plain]], before[shape.last[plain] + 1]


def _outermost(low: IntArray, high: IntArray) -> BoolArray:
    """Whether a stretch holds two or more, and is the first of those that lie in no other."""
    outer = np.zeros(len(low), dtype=bool)
    order = np.lexsort((-high, low))
    reach = np.maximum.accumulate(high[order])
    outer[order] = np.concatenate([[True], reach[:-1] < high[order][1:]])[: len(low)]
    return outer & (high - low >= 2)


def _beaten(
    program: Program,
    kept: IntArray,
    rows: Rows,
    windows: Rows,
    ends: tuple[IntArray, IntArray],
) -> BoolArray:
    """Whether the choice just before (same demand and start, fuller dose) is better in all.

    It is where it uses no more of any row and loses less strength, and the two exclude each other:
    any plan with the later choice is improved by the earlier one. Rows of neighbours are told by
    their ends: one that ends between the two is used less by the later one, one that holds both
    excludes them.
    """
    demand, start = program.choices.demand[kept], program.choices.start[kept]
    strength = program.tier_costs[0, kept]
    beaten = np.zeros(len(kept), dtype=bool)
    beaten[1:] = (
        (demand[1:] == demand[:-1]) & (start[1:] == start[:-1]) & (strength[1:] > strength[:-1])
    )
    low, high = ends
    beaten &= _excludes_the_last(len(kept), low, high) | (program.counts[demand] == 1)
    beaten[high[high < len(kept)]] = False
    for block in (rows, windows):
        beaten &= _uses_no_less(block, len(kept))
    return beaten


def _excludes_the_last(width: int, low: IntArray, high: IntArray) -> BoolArray:
    """Whether some row of neighbours holds each choice and the one before it."""
    reach = np.zeros(width + 1, dtype=np.int64)
    np.maximum.at(reach, low, high)
    held = np.zeros(width, dtype=bool)
    held[1:] = np.maximum.accumulate(reach)[: width - 1] > np.arange(1, width)
    return held


def _uses_no_less(rows: Rows, width: int) -> BoolArray:
    """Whether each column is at least the column before it, in every row.

    Neighbouring columns are neighbouring entries of a row, so one pass over the entries tells.
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


def _restrict(rows: Rows, still: BoolArray) -> Rows:
    """Keep the entries of open choices, with columns renumbered."""
    if not len(rows):
        return rows
    number = np.cumsum(still) - 1
    keep = still[rows.columns]
    ends = np.concatenate([[0], np.cumsum(keep)])[rows.starts]
    return Rows(
        ends, number[rows.columns[keep]], rows.coefficients[keep], rows.bounds, rows.labeller
    )


def _rows_can_exceed(rows: Rows, program: Program) -> BoolArray:
    if not len(rows):
        return np.zeros(0, dtype=bool)
    shape = _shape_of(rows)
    return _can_exceed(rows.bounds, shape.most, shape.counts, program)


def _can_exceed(bounds: IntArray, most: IntArray, counts: IntArray, program: Program) -> BoolArray:
    """Whether a row's largest activity, with as many sessions as are asked, is above its bound."""
    sessions = np.minimum(counts, int(program.counts.sum()))
    exceeds: BoolArray = (np.maximum(most, 0) * sessions > bounds) & (counts > 0)
    return exceeds | (bounds < 0)


def _inside_another(rows: Rows) -> BoolArray:
    """Whether a row "at most one of neighbours" lies inside another such row."""
    shape = _shape_of(rows)
    plain = shape.neighbours & (rows.bounds == 1)
    inside = np.zeros(len(rows), dtype=bool)
    inside[plain] = ~_outermost(shape.first[plain], shape.last[plain] + 1)
    return inside
