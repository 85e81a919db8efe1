"""Where else a session of a plan could go: the best start on a day that has no session."""

from __future__ import annotations

import attrs
import numpy as np

from ..planning import Change, Placement
from ..planning.changes import changes_between
from ..planning.matching import placement_of
from ..planning.moving import Moves
from ..program import Label, Program
from ..program.edit import at_least_of, at_most_of, with_rows
from ..program.rows import BoolArray, IntArray
from ..strategies.in_time import settle_in_call
from .objective_difference import ObjectiveDifference, difference


@attrs.frozen
class SecondBest:
    """A session on another day.

    `price` is the objective of the plan with it less that of the plan as it is; `others` is what
    else has to change, and nothing if the other sessions can stay as they are.
    """

    placement: Placement
    price: ObjectiveDifference
    others: tuple[Change, ...] = ()


def find_second_best(
    program: Program, taken: BoolArray, moves: Moves, choice: int
) -> SecondBest | None:
    """Return the best start of a taken choice on a day without a session; None if there is none.

    The other sessions stay as they are if that is possible; else what is best of all changes.

    Raises `OutOfTimeError` if the limits of the call end before that is known.
    """
    choices = program.choices
    busy = np.unique(choices.day[taken])
    near = moves.open_to.get(choice, np.zeros(0, dtype=np.int64))
    near = near[~np.isin(choices.day[near], busy)]
    if not len(near):
        return _by_solving(program, taken, busy, choice)
    objectives = _after_move(program, taken, choice, near)
    best = int(np.lexsort(objectives[::-1])[0])
    price = difference(objectives[:, best], program.objective(taken))
    return SecondBest(placement_of(program, int(near[best])), price)


def _after_move(program: Program, taken: BoolArray, choice: int, to: IntArray) -> IntArray:
    """Return the objective if one choice becomes another of its demand, shape (tiers, others)."""
    rest = taken.copy()
    rest[choice] = False
    dense = program.windows.to_dense(len(program.choices))
    above = (dense @ rest - program.windows.bounds)[:, None] + dense[:, to]
    given = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    fixed = program.tier_costs @ rest + program.skip_costs @ (program.counts - given)
    paid = program.window_costs @ np.maximum(above, 0)
    objectives: IntArray = fixed[:, None] + program.tier_costs[:, to] + paid
    return objectives


def _by_solving(
    program: Program, taken: BoolArray, busy: IntArray, choice: int
) -> SecondBest | None:
    """Return the best plan that has the session on a free day, whatever else has to change.

    Its own day has none of its demand then: else another session could take its place.
    """
    choices = program.choices
    mine = choices.demand == choices.demand[choice]
    there = np.flatnonzero(mine & ~np.isin(choices.day, busy))
    if not len(there):
        return None
    here = np.flatnonzero(mine & (choices.day == choices.day[choice]))
    rows = [at_least_of(there, 1), at_most_of(here, 0)]
    outcome = settle_in_call(with_rows(program, rows, Label("explain", "", "moved")))
    if outcome.objective is None:
        return None
    moved = next(other for other in outcome.taken if other in set(there.tolist()))
    before = [
        placement_of(program, other) for other in np.flatnonzero(taken).tolist() if other != choice
    ]
    after = [placement_of(program, other) for other in outcome.taken if other != moved]
    price = difference(outcome.objective, program.objective(taken))
    return SecondBest(placement_of(program, moved), price, changes_between(before, after))
