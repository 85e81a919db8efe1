"""The transitions through one stage: what may be added to partial plans, and what it costs.

Dynamic programming knows a partial plan by its state alone. From each state there is a transition
"take nothing of this stage", and one for each choice of the stage that fits:

- no packing row of the choice is used already, and no knapsack row would go over its bound;
- covering rows that end here have what they ask for.

A transition adds to the objective what its choice gains, and what soft rows then cost or save.
"""

import attrs
import numpy as np

from ...errors import TooLargeError
from ...program.rows import BoolArray, IntArray
from ...stopping import check
from .stages import FloatArray, Stage, StagedProgram


@attrs.frozen(eq=False)
class Transitions:
    """Every way through a stage, from every state before it.

    `before`, shape (transitions,), is the index of the state that each starts from, `taken` the
    choice of the stage that it takes, -1 for none. `gains`, shape (words, transitions), is what it
    adds to the objective, and `states`, shape (transitions, open rows), the state behind it.
    """

    before: IntArray
    taken: IntArray
    gains: IntArray
    states: FloatArray


def expand(program: StagedProgram, stage: Stage, states: FloatArray, most: int) -> Transitions:
    """Return the transitions through a stage from states of shape (states, open rows).

    Raises `TooLargeError` if there are more than `most`.
    """
    used = stage.unpack(states)
    fits = _fits(stage, used)
    check()
    _refuse_more_than(most, int(fits.sum()) + len(used), program, stage)
    before, taken = fits.nonzero()
    gains = stage.gains[:, taken]
    for soft in stage.soft:
        check()
        changes = used[:, soft.rows] - stage.bounds[soft.rows] >= soft.least
        units = changes @ soft.uses  # of each choice, from each state
        gains = gains + soft.prices[:, None] * units[before, taken].astype(np.int64)
    check()
    # Taking nothing comes first, so that it wins among equals.
    gains = np.concatenate([np.zeros((len(gains), len(used)), dtype=np.int64), gains], axis=1)
    before = np.concatenate([np.arange(len(used)), before])
    taken = np.concatenate([np.full(len(used), -1), taken])
    covered = _covers(stage, used, before, taken)
    if not covered.all():
        gains, before, taken = gains[:, covered], before[covered], taken[covered]
    check()
    behind = used[:, stage.leaving][before] + stage.state.uses[taken]
    return Transitions(before, taken, gains, stage.state.forget(behind))


def by_state(stage: Stage, states: FloatArray, values: IntArray) -> tuple[IntArray, BoolArray]:
    """Sort transitions by the state behind them, those of least value (words, transitions) first.

    Returns the order, and which in that order are the first of their state. Sorting is by a hash;
    if two states share one they may be met in turns, so that one comes up as two. That costs a
    merge, never a plan.
    """
    check()
    order = np.lexsort((*values[::-1], stage.state.hashed(states)))
    check()
    ordered = states[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    return order, first


def _fits(stage: Stage, used: FloatArray) -> BoolArray:
    """Return which choices fit to each state, shape (states, choices)."""
    # In a packing row both numbers are 0 or 1, so the product counts the rows that are taken twice.
    fits: BoolArray = (used[:, stage.packing] @ stage.uses[stage.packing]) == 0
    for row in stage.knapsack:
        fits &= used[:, row, None] <= stage.bounds[row] - stage.uses[row]
    return fits


def _covers(stage: Stage, used: FloatArray, before: IntArray, taken: IntArray) -> BoolArray:
    """Return which transitions satisfy the covering rows that end here, shape (transitions,)."""
    covers = np.ones(len(before), dtype=bool)
    for row in stage.covering_ends:
        uses = np.append(stage.uses[row], 0.0)  # the last is found by -1, "none taken"
        covers &= used[before, row] + uses[taken] <= stage.bounds[row]
    return covers


def _refuse_more_than(most: int, tried: int, program: StagedProgram, stage: Stage) -> None:
    if tried <= most:
        return
    rules = ", ".join(program.rules_open(stage)) or "none"
    raise TooLargeError(
        f"dynamic programming would try {tried} partial plans at once, and stops at {most}: too "
        f"many different pasts matter (rules that reach far: {rules}); use 'cpsat', or "
        "Dynamic(most=...)"
    )
