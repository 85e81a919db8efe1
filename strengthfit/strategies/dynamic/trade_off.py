"""All non-dominated plans of two objectives in one pass of dynamic programming.

If one objective is minimised, one partial plan stands for all that have its state. With two, a
state keeps every partial plan that no other one of the state beats in both: a set of labels that
rises in the first tier and falls in the second. What is to come adds the same to all labels of a
state, so one that is beaten stays so. The labels behind the last stage are the frontier.
"""

import numpy as np

from ...program import Program
from ...program.presolve import open_part
from ...program.rows import BoolArray, IntArray
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from .forward import pass_through, walk_back
from .stages import cut_into_stages

MOST = 1_000_000
"""Partial plans that are tried at a time: a few hundred megabytes at most. CONVENTION."""


def trade_off(
    program: Program, limits: Limits = NO_LIMITS, most: int = MOST, effort: int | None = None
) -> list[Outcome] | None:
    """Return the best plan of each value of the first tier that no other plan beats in two tiers.

    Parameters
    ----------
    program : Program
    limits : Limits, optional
        Seconds are heeded.
    most : int
        The most partial plans that are tried at a time.
    effort : int, optional
        The most that are tried in all, for each open choice and each plan that a state keeps.

    Returns
    -------
    list of Outcome, or None
        By the first tier; the second falls from one to the next. Each is the best in the tiers
        after these two. None if time ran out.

    Raises
    ------
    TooLargeError
        If there are more partial plans.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.tradeoffs.objectives import with_objectives
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> traded = with_objectives(sf.formulate(week), ["strength", "interference"])
    >>> [outcome.objective[:2] for outcome in trade_off(traded.program)]
    [(0, 8), (600, 0)]
    """
    trace = Trace()
    left = open_part(program)
    staged = cut_into_stages(program, left, alone=2)
    if staged.infeasible:
        return []
    passed = pass_through(staged, _kept, limits, trace, most=most, effort=effort)
    if passed is None:
        return None
    return [
        _outcome(program, left.kept[walk_back(passed, plan)], trace) for plan in range(passed.plans)
    ]


def _kept(values: IntArray, order: IntArray, first: BoolArray) -> BoolArray:
    """Return which partial plans go on: those of each state that no other one of it beats."""
    return _unbeaten(values[1, order], first)


def _unbeaten(second: IntArray, first_of_state: BoolArray) -> BoolArray:
    """Whether each label is below all before it of its state, shape (labels,).

    `second` is the second tier of labels that are sorted by state, then by the tiers in turn.
    """
    # One state after another, each in a range of numbers of its own, below that of the one before.
    span = int(second.max(initial=0)) - int(second.min(initial=0)) + 1
    below = second - span * np.cumsum(first_of_state)
    unbeaten = first_of_state.copy()
    unbeaten[1:] |= below[1:] < np.minimum.accumulate(below)[:-1]
    return unbeaten


def _outcome(program: Program, taken: IntArray, trace: Trace) -> Outcome:
    objective = program.objective(program.mask(taken))
    return Outcome(
        "optimal", tuple(taken.tolist()), objective, objective, trace.seconds, by="dynamic"
    )
