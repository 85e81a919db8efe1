"""All non-dominated plans of two objectives in one pass of dynamic programming.

If one objective is minimised, one partial plan stands for all that have its state. With two, a
state keeps every partial plan that no other one of the state beats in both: a set of labels that
rises in the first tier and falls in the second. What is to come adds the same to all labels of a
state, so one that is beaten stays so. The labels behind the last stage are the frontier.
"""

from collections.abc import Iterator

import attrs
import numpy as np

from ...program import Program
from ...program.presolve import open_part
from ...program.rows import BoolArray, IntArray
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from .stages import FloatArray, Stage, StagedProgram, cut_into_stages
from .transitions import by_state, expand

MOST = 1_000_000
"""Partial plans that are tried at a time: a few hundred megabytes at most. CONVENTION."""


@attrs.frozen(eq=False)
class _Labels:
    """Partial plans: `states` (plans, open rows), and `values` (words, plans) of the objective."""

    states: FloatArray
    values: IntArray


@attrs.frozen(eq=False)
class _Step:
    """For each label behind a stage, the label before it and the choice taken, or -1."""

    before: IntArray
    chosen: IntArray


def trade_off(
    program: Program, limits: Limits = NO_LIMITS, most: int = MOST
) -> list[Outcome] | None:
    """Return the best plan of each value of the first tier that no other plan beats in two tiers.

    Parameters
    ----------
    program : Program
    limits : Limits, optional
        Seconds are heeded.
    most : int
        The most partial plans that are tried at a time.

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
    labels = _Labels(np.zeros((1, 0)), np.zeros((len(staged.gains), 1), dtype=np.int64))
    steps: list[_Step] = []
    for stage in staged.stages():
        if limits.seconds is not None and trace.seconds > limits.seconds:
            return None
        labels, step = _through(staged, stage, labels, most)
        steps.append(step)
    return [
        _outcome(program, left.kept[choices], trace)
        for choices in _walked_back(steps, len(labels.states))
    ]


def _through(
    staged: StagedProgram, stage: Stage, labels: _Labels, most: int
) -> tuple[_Labels, _Step]:
    """Go through one stage, and keep of each state what nothing else of the state beats."""
    ways = expand(staged, stage, labels.states, most)
    values = labels.values[:, ways.before] + ways.gains
    order, first = by_state(stage, ways.states, values)
    kept = order[_unbeaten(values[1, order], first)]
    taken = ways.taken[kept]
    chosen = np.where(taken >= 0, stage.first + taken, -1)
    return _Labels(ways.states[kept], values[:, kept]), _Step(ways.before[kept], chosen)


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


def _walked_back(steps: list[_Step], labels: int) -> Iterator[IntArray]:
    """Yield the choices of each label behind the last stage."""
    for label in range(labels):
        taken, at = [], label
        for step in reversed(steps):
            if step.chosen[at] >= 0:
                taken.append(int(step.chosen[at]))
            at = int(step.before[at])
        yield np.array(taken[::-1], dtype=np.int64)


def _outcome(program: Program, taken: IntArray, trace: Trace) -> Outcome:
    objective = program.objective(program.mask(taken))
    return Outcome(
        "optimal", tuple(taken.tolist()), objective, objective, trace.seconds, by="dynamic"
    )
