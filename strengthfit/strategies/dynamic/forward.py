"""The pass through all stages, and the way back: what every search of this room does alike.

Behind each stage a state has some partial plans, of which `keep` says which go on: the best one if
one plan is looked for, more if several are.
"""

import math
from collections.abc import Callable

import attrs
import numpy as np

from ...errors import TooLargeError
from ...program.rows import BoolArray, IntArray
from ...stopping import check
from ..incumbents import Trace
from ..protocol import Limits
from .stages import FloatArray, Stage, StagedProgram
from .transitions import by_state, expand

_STAGE = 800
"""What a stage takes beside its partial plans, in partial plans: measured on generated weeks."""

_MODEL = 33
"""What a model for a solver takes beside its choices, in choices: measured on the same weeks."""

Keep = Callable[[IntArray, IntArray, BoolArray], BoolArray]
"""Which partial plans go on: of their values (words, plans), their order by state and value, and
which of them, in that order, are the first of their state. It answers in that order."""


@attrs.frozen(eq=False)
class Partial:
    """Partial plans behind a stage: `states` (plans, open rows), and `values` (words, plans)."""

    states: FloatArray
    values: IntArray

    @staticmethod
    def empty(staged: StagedProgram) -> "Partial":
        """Return the one partial plan before the first stage: nothing is taken."""
        return Partial(np.zeros((1, 0)), np.zeros((len(staged.gains), 1), dtype=np.int64))


@attrs.frozen(eq=False)
class Step:
    """For each partial plan behind a stage the one before it, and the choice taken, or -1."""

    before: IntArray
    chosen: IntArray


@attrs.frozen(eq=False)
class Passed:
    """What a pass through all stages came to.

    `steps` are those of the stages, `plans` is how many plans are left, `widest` the most partial
    plans that went on at a time, and `tried` how many were tried in all, as `effort` counts them.
    """

    steps: tuple[Step, ...]
    plans: int
    widest: int
    tried: int


def pass_through(
    staged: StagedProgram,
    keep: Keep,
    limits: Limits,
    trace: Trace,
    *,
    most: int,
    effort: int | None = None,
) -> Passed | None:
    """Go through all stages; None if time runs out.

    At most so many partial plans are tried at a time, and so many in all for each open choice; if a
    state keeps several, that many times as many.

    Raises `TooLargeError` if there are more.
    """
    partial, steps, widest = Partial.empty(staged), list[Step](), 1
    tried, in_a_state = 0, 1.0
    enough = math.inf if effort is None else effort * (len(staged.demand) + _MODEL)
    for stage in staged.stages():
        check()
        if tried > (allowed := enough * in_a_state):
            raise TooLargeError(
                f"dynamic programming has tried {tried} partial plans, and stops at "
                f"{allowed:.0f}; use 'cpsat', or Dynamic(effort=None)"
            )
        if limits.seconds is not None and trace.seconds > limits.seconds:
            return None
        partial, step, states, ways = _through(staged, stage, partial, keep, most)
        tried += ways + _STAGE
        in_a_state = max(in_a_state, len(partial.states) / max(1, states))
        steps.append(step)
        widest = max(widest, len(partial.states))
    return Passed(tuple(steps), len(partial.states), widest, tried)


def _through(
    staged: StagedProgram, stage: Stage, partial: Partial, keep: Keep, most: int
) -> tuple[Partial, Step, int, int]:
    """Go through one stage, from every state at once.

    The last two are how many states there are behind it, and how many partial plans were tried.
    """
    ways = expand(staged, stage, partial.states, most)
    values = partial.values[:, ways.before] + ways.gains
    order, first = by_state(stage, ways.states, values)
    kept = order[keep(values, order, first)]
    taken = ways.taken[kept]
    chosen = np.where(taken >= 0, stage.first + taken, -1)
    step = Step(ways.before[kept], chosen)
    return Partial(ways.states[kept], values[:, kept]), step, int(first.sum()), len(ways.before)


def walk_back(passed: Passed, plan: int) -> IntArray:
    """Return the choices of one of the plans that are left, rising."""
    taken, at = [], plan
    for step in reversed(passed.steps):
        if step.chosen[at] >= 0:
            taken.append(int(step.chosen[at]))
        at = int(step.before[at])
    return np.array(taken[::-1], dtype=np.int64)
