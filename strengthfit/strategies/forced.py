"""The best plan with each start forced: the price of every alternative, proven.

In graphical models this number is called a min-marginal. Most programs are answered by one
enumeration of the allowed sets of choices, in numpy, with bounds; larger ones by one solve for each
start.
"""

import attrs
import numpy as np

from ..program import Program
from ..program.reduce import Reduced, reduce
from ..program.rows import BoolArray, IntArray, stack, weighted
from ..program.tiers import join, variable_costs
from .protocol import Strategy
from .registry import find

MOST_SETS = 1_000_000
"""The most sets of one size that are enumerated; beyond that each start is solved for."""

_NONE = int(np.iinfo(np.int64).max)
_FIRST_BOUNDED = 3  # sets of fewer choices are few, and all are grown
_LAST = 30  # so many times as many sets of the last size are tried, as they are not kept
_CHUNK = 2048  # sets that are grown at a time
_SEEDS = 256  # choices whose good sets are searched at a time
_WIDTH = 8  # promising sets that are kept for each


@attrs.frozen(eq=False)
class Forced:
    """For each start of each demand that some allowed plan uses, the best such plan.

    Parameters
    ----------
    demand, start : numpy.ndarray
        Shape (starts,).
    taken : numpy.ndarray
        Shape (starts, sessions): the choices of the best plan, filled up with -1.
    objective : numpy.ndarray
        Shape (tiers, starts): its objective.
    """

    demand: IntArray
    start: IntArray
    taken: IntArray
    objective: IntArray


def force_each(
    program: Program, most: int = MOST_SETS, strategy: str | Strategy = "cpsat"
) -> Forced:
    """Return the best plan with each start, all proven.

    Parameters
    ----------
    program : Program
    most : int
        The most sets of one size to enumerate.
    strategy : str or Strategy
        What solves programs that have more.
    """
    reduced = reduce(program)
    slots, first = _slots(program, reduced.kept)
    sets = _enumerate(_table(program, reduced, slots), most)
    if sets is None:
        best = _solve_each(program, reduced, slots, first, find(strategy))
    else:
        best = np.where(sets >= 0, reduced.kept[sets], -1)
    found = np.flatnonzero((best >= 0).any(axis=1)) if best.size else np.zeros(0, dtype=np.int64)
    owners = reduced.kept[first[found]]
    taken = best[found]
    return Forced(
        program.choices.demand[owners],
        program.choices.start[owners],
        taken,
        _objectives(program, taken),
    )


def _slots(program: Program, kept: IntArray) -> tuple[IntArray, IntArray]:
    """Return the start of a demand that each choice belongs to, and the first choice of each."""
    demand, start = program.choices.demand[kept], program.choices.start[kept]
    new = np.ones(len(kept), dtype=bool)
    new[1:] = (demand[1:] != demand[:-1]) | (start[1:] != start[:-1])
    return np.cumsum(new) - 1, np.flatnonzero(new)


@attrs.frozen(eq=False)
class _Table:
    """A reduced program as dense arrays over its choices.

    `gain` is what taking a choice adds to the first joined objective, against skipping a session
    of its demand; `least_gain` is the least of each demand, or 0 where none is below it.
    """

    rows: IntArray
    bounds: IntArray
    relief: IntArray
    together: BoolArray
    demand: IntArray
    counts: IntArray
    slots: IntArray
    weights: IntArray
    windows: IntArray
    window_bounds: IntArray
    gain: IntArray
    least_gain: IntArray

    @property
    def sessions(self) -> int:
        """The most choices that a set may have."""
        return int(self.counts.sum())


def _table(program: Program, reduced: Reduced, slots: IntArray) -> _Table:
    width = len(reduced.kept)
    rows = reduced.rows.to_dense(width)
    bounds, relief = reduced.rows.bounds, np.minimum(rows, 0).sum(axis=1)
    demand = program.choices.demand[reduced.kept]
    costs, largest = variable_costs(program, reduced)
    weights = np.array([group.weights for group in join(costs, largest)])
    gain = weights[0, :width] - weights[0, width + demand]
    least = np.zeros(len(program.counts), dtype=np.int64)
    np.minimum.at(least, demand, gain)
    return _Table(
        rows=rows,
        bounds=bounds,
        relief=relief,
        together=_fit_together(rows, bounds - relief),
        demand=demand,
        counts=program.counts,
        slots=slots,
        weights=weights,
        windows=reduced.windows.to_dense(width),
        window_bounds=reduced.windows.bounds,
        gain=gain,
        least_gain=least,
    )


class _Best:
    """The best set of choices that is known for each start."""

    def __init__(self, table: _Table) -> None:
        self.table = table
        starts = int(table.slots[-1]) + 1 if len(table.slots) else 0
        self.sets = np.full((starts, table.sessions), -1, dtype=np.int64)
        self.least = np.full((len(table.weights), starts), _NONE)

    def learn(self, sets: IntArray) -> None:
        """Take in allowed sets."""
        values = _values(self.table, sets)
        order = np.lexsort(values[::-1])[::-1]
        at = np.full(len(self.sets), -1, dtype=np.int64)
        # Written from the worst set to the best, so that the best is written last.
        at[self.table.slots[sets[order]].ravel()] = np.repeat(order, sets.shape[1])
        found = np.flatnonzero(at >= 0)
        better = found[_comes_before(values[:, at[found]], self.least[:, found])]
        self.least[:, better] = values[:, at[better]]
        self.sets[better] = -1
        self.sets[better, : sets.shape[1]] = sets[at[better]]


def _enumerate(table: _Table, most: int) -> IntArray | None:
    """Return the best set for each start, or None where there are too many sets to try.

    Sets grow choice by choice. Where three or more are asked for, a first search finds good sets,
    and those that cannot become better than them for any start are not grown.
    """
    best = _Best(table)
    sets: IntArray = np.zeros((1, 0), dtype=np.int64)
    for size in range(1, table.sessions + 1):
        if size == _FIRST_BOUNDED:
            _search_widely(table, best)
        kept = [np.zeros((0, size), dtype=np.int64)]
        number = 0
        # The most promising first: what they become lets more of the others be left out.
        sets = sets[np.argsort(_at_best(table, sets), kind="stable")]
        for first in range(0, len(sets), _CHUNK):
            known = best.least[0] if size >= _FIRST_BOUNDED else None
            grown = _grow(table, sets[first : first + _CHUNK], known)
            number += len(grown)
            if number > (most if size < table.sessions else _LAST * most):
                return None
            grown = _without_sums_broken(table, grown)
            best.learn(_allowed(table, grown))
            if size < table.sessions:
                kept.append(grown)
        sets = np.concatenate(kept)
    return best.sets


def _allowed(table: _Table, sets: IntArray) -> IntArray:
    """Return the sets that keep every row, pins among them."""
    return sets[(_activity(table.rows, sets) <= table.bounds).all(axis=1)]


def _without_sums_broken(table: _Table, sets: IntArray) -> IntArray:
    """Return the sets that no further choice need mend: two by two they fit, three may be many."""
    if sets.shape[1] <= 2:
        return sets
    return sets[(_activity(table.rows, sets) <= table.bounds - table.relief).all(axis=1)]


def _fits(table: _Table, sets: IntArray) -> BoolArray:
    """Return which choices fit to each set, two by two and by count, shape (sets, choices)."""
    fits = np.ones((len(sets), len(table.demand)), dtype=bool)
    for member in sets.T:
        fits &= table.together[member]
    for index, count in enumerate(table.counts):
        full = (table.demand[sets] == index).sum(axis=1) >= count
        fits[np.ix_(full, table.demand == index)] = False
    return fits


def _at_best(table: _Table, sets: IntArray) -> IntArray:
    """Return for each set a lower bound on what it can become, in the first joined objective."""
    skips = table.weights[0, len(table.demand) :][: len(table.counts)]
    total = np.full(len(sets), int((skips + table.least_gain) @ table.counts))
    above = table.gain - table.least_gain[table.demand]
    for member in sets.T:
        total += above[member]
    rising = (table.windows >= 0).all(axis=1)  # the others fall as sets grow
    if rising.any() and sets.shape[1]:
        over = _activity(table.windows[rising], sets) - table.window_bounds[rising]
        prices = table.weights[0, len(table.demand) + len(table.counts) :][rising]
        total += np.maximum(over, 0) @ prices
    return total


def _grow(table: _Table, sets: IntArray, known: IntArray | None) -> IntArray:
    """Return every set with one more choice after those it has.

    With `known`, the least that is known for each start, those are left out that cannot be better:
    for a start that they have, or for one that they may yet get.
    """
    last = sets[:, -1] if sets.shape[1] else np.full(len(sets), -1)
    fits = _fits(table, sets) & (np.arange(len(table.demand)) > last[:, None])
    if known is not None:
        above = table.gain - table.least_gain[table.demand]
        rooms = known[table.slots]
        wanted = np.maximum(rooms[sets].max(axis=1)[:, None], rooms)
        if sets.shape[1] + 1 < table.sessions:
            wanted = np.maximum(wanted, (rooms - above).max(initial=0))
        fits &= _at_best(table, sets)[:, None] + above <= wanted
    parents, added = fits.nonzero()
    return np.column_stack([sets[parents], added])


def _search_widely(table: _Table, best: _Best) -> None:
    """Find a good set for each choice: the most promising few are grown, step by step."""
    above = table.gain - table.least_gain[table.demand]
    width = len(table.demand)
    seeds: IntArray = np.arange(width)[:, None]
    for first in range(0, width, _SEEDS):
        sets = seeds[first : first + _SEEDS]
        owners = np.arange(len(sets))
        for _ in range(1, table.sessions):
            bound = np.where(_fits(table, sets), _at_best(table, sets)[:, None] + above, _NONE)
            sets, owners = _most_promising(table, sets, owners, bound)
            if not len(sets):
                break
            best.learn(_allowed(table, sets))


def _most_promising(
    table: _Table, sets: IntArray, owners: IntArray, bound: IntArray
) -> tuple[IntArray, IntArray]:
    """Return the few best grown sets of each owner, of those that keep the rows so far."""
    keep = min(_WIDTH, bound.shape[1])
    at = np.argpartition(bound, keep - 1, axis=1)[:, :keep]
    parents = np.repeat(np.arange(len(sets)), keep)
    values = np.take_along_axis(bound, at, axis=1).ravel()
    grown = np.column_stack([sets[parents], at.ravel()])
    good = values < _NONE
    good &= (_activity(table.rows, grown) <= table.bounds - table.relief).all(axis=1)
    grown, values, owned = grown[good], values[good], owners[parents[good]]
    order = np.lexsort([values, owned])
    first_of = np.searchsorted(owned[order], owned[order])
    order = order[np.arange(len(order)) - first_of < _WIDTH]
    return grown[order], owned[order]


def _comes_before(first: IntArray, second: IntArray) -> BoolArray:
    """Compare columns as tuples."""
    before = np.zeros(first.shape[1], dtype=bool)
    equal = np.ones(first.shape[1], dtype=bool)
    for one, two in zip(first, second, strict=True):
        before |= equal & (one < two)
        equal &= one == two
    return before


def _fit_together(rows: IntArray, bounds: IntArray) -> BoolArray:
    """Return which choices break no row two by two, shape (choices, choices)."""
    ones = (bounds == 1) & ((rows == 0) | (rows == 1)).all(axis=1)
    share = rows[ones].astype(np.float32)
    together: BoolArray = (share.T @ share) == 0
    for row, bound in zip(rows[~ones], bounds[~ones], strict=True):
        members = np.flatnonzero(row > 0)
        over = row[members][:, None] + row[members] > bound
        together[np.ix_(members, members)] &= ~over
    return together


def _activity(rows: IntArray, sets: IntArray) -> IntArray:
    total = np.zeros((len(sets), len(rows)), dtype=np.int64)
    for member in sets.T:
        total += rows.T[member]
    return total


def _values(table: _Table, sets: IntArray) -> IntArray:
    """Return the joined objectives of sets, shape (groups, sets)."""
    width, demands = len(table.demand), len(table.counts)
    total: IntArray = np.zeros((len(table.weights), len(sets)), dtype=np.int64)
    for member in sets.T:
        total += table.weights[:, member]
    for index in range(demands):
        skipped = table.counts[index] - (table.demand[sets] == index).sum(axis=1)
        total += table.weights[:, width + index, None] * skipped
    if len(table.windows):
        above = _activity(table.windows, sets) - table.window_bounds
        total += table.weights[:, width + demands :] @ np.maximum(above, 0).T
    return total


def _objectives(program: Program, taken: IntArray) -> IntArray:
    """Return the objective by tier of sets of the program's choices, shape (tiers, sets)."""
    columns = [program.objective(program.mask(members[members >= 0])) for members in taken]
    return np.array(columns, dtype=np.int64).reshape(len(columns), len(program.tiers)).T


def _solve_each(
    program: Program, reduced: Reduced, slots: IntArray, first: IntArray, strategy: Strategy
) -> IntArray:
    """Return the best set for each start by solving the program with one row more."""
    best = np.full((len(first), int(program.counts.sum())), -1, dtype=np.int64)
    for slot in range(len(first)):
        row = np.zeros((1, len(program.choices)), dtype=np.int64)
        row[0, reduced.kept[slots == slot]] = -1
        must = weighted(row, np.array([-1]), list)
        outcome = strategy.solve(attrs.evolve(program, rows=stack([program.rows, must])))
        if outcome.status == "optimal":
            best[slot, : len(outcome.taken)] = outcome.taken
    return best
