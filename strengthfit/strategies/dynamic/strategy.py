"""Dynamic programming over sorted starts: exact, and fast if few different pasts matter.

Choices are gone through by start, a stage of mutually exclusive ones at a time. Two partial plans
that leave the same room in every row still open, their *state*, have the same futures, so the
better one stands for both (Bellman 1957; on rows of a 0-1 program this is a decision diagram by
merging: Bergman, Cire, van Hoeve & Hooker 2016, 10.1007/978-3-319-42849-9). With V(s) for the least
objective of a partial plan that ends in state s, the recurrence is

    V(empty) = 0,    V(t) = min of V(s) + gain(s, c) over all s and c that lead from s to t,

where c is a choice of the stage, or "none". Behind the last stage no row is open, so one state is
left, and its V is the optimum; walking back through the minima gives the plan.

In most weeks a session meets only its neighbours in time. Then the last session is all that matters
of the past, and the work grows with the number of starts. If rows reach far, partial plans pile up,
and the strategy refuses.
"""

import math

import attrs
import numpy as np

from ...errors import TooLargeError
from ...program import Program
from ...program.presolve import presolve
from ...program.rows import IntArray
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from .pairs import MOST as PAIRS
from .pairs import best_pair
from .stages import FloatArray, Stage, StagedProgram, cut_into_stages
from .trade_off import trade_off
from .transitions import by_state, expand

_STAGE = 800
"""What a stage takes beside its partial plans, in partial plans: measured on generated weeks."""

_LABELS = 5
"""How many times as many partial plans may be tried if each state keeps several. CONVENTION."""

_MODEL = 33
"""What a model for a solver takes beside its choices, in choices: measured on the same weeks."""

_Step = tuple[IntArray, IntArray]
"""For each state behind a stage, on its best partial plan: the state before the stage, and the
choice taken, or -1."""


@attrs.frozen
class Dynamic:
    """Solve by dynamic programming, or refuse.

    Parameters
    ----------
    most : int
        The most partial plans that are kept, or tried, at a time; of two tiers at once, where a
        state keeps several, five times as many.
    effort : int, optional
        The most partial plans that are tried in all, for each open choice. By default any number.

    Raises
    ------
    TooLargeError
        From `solve`, if there are more: sessions that are far apart still constrain one another.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> sf.solve(program, Dynamic()) == sf.solve(program)
    True
    """

    most: int = 200_000
    effort: int | None = None

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof. Stopped by the clock, it has no plan yet."""
        trace = Trace()
        left = presolve(program)
        staged = cut_into_stages(program, left)
        widest = 0
        if staged.infeasible:
            best = None
        elif program.counts.sum() <= 2 and len(left.kept) <= PAIRS:
            best = best_pair(staged)
        else:
            steps, widest = self._through_all(staged, limits, trace)
            if steps is None:
                return _without(program, trace, "unknown", widest)
            best = _walk_back(steps)
        if best is None:
            return _without(program, trace, "infeasible", widest)
        taken = program.mask(left.kept[best])
        objective = program.objective(taken)
        trace.record(objective)
        return Outcome(
            status="optimal",
            taken=tuple(np.flatnonzero(taken).tolist()),
            objective=objective,
            bound=objective,
            seconds=trace.seconds,
            statistics={"widest": float(widest)},
            incumbents=trace.incumbents,
        )

    def trade_off(self, program: Program, limits: Limits = NO_LIMITS) -> list[Outcome] | None:
        """Return every plan that no other beats in the first two tiers, as `trade_off` does."""
        return trade_off(program, limits, _LABELS * self.most)

    def _through_all(
        self, staged: StagedProgram, limits: Limits, trace: Trace
    ) -> tuple[list[_Step] | None, int]:
        """Return the steps, or None when out of time, and the most partial plans kept at a time."""
        partial = _Partial.empty(staged)
        steps: list[_Step] = []
        widest, tried = 1, 0
        allowed = math.inf if self.effort is None else self.effort * (len(staged.demand) + _MODEL)
        for stage in staged.stages():
            if tried > allowed:
                raise TooLargeError(
                    f"dynamic programming has tried {tried} partial plans, and stops at "
                    f"{allowed:.0f}; use 'cpsat', or Dynamic(effort=None)"
                )
            if limits.seconds is not None and trace.seconds > limits.seconds:
                return None, widest
            partial, step, ways = self._through(staged, stage, partial)
            tried += ways + _STAGE
            steps.append(step)
            widest = max(widest, len(partial))
        return steps, widest

    def _through(
        self, staged: StagedProgram, stage: Stage, partial: "_Partial"
    ) -> tuple["_Partial", _Step, int]:
        """Go through one stage: the recurrence, for every state behind it at once.

        The last of what is returned is how many partial plans were tried.
        """
        ways = expand(staged, stage, partial.states, self.most)
        values = partial.values[:, ways.before] + ways.gains
        order, first = by_state(stage, ways.states, values)
        best = order[first]
        taken = ways.taken[best]
        chosen = np.where(taken >= 0, stage.first + taken, -1)
        behind = _Partial(ways.states[best], values[:, best])
        return behind, (ways.before[best], chosen), len(ways.before)


@attrs.frozen(eq=False)
class _Partial:
    """The best partial plan of each state: `states` (plans, open rows), `values` (words, plans)."""

    states: FloatArray
    values: IntArray

    def __len__(self) -> int:
        return len(self.states)

    @staticmethod
    def empty(staged: StagedProgram) -> "_Partial":
        return _Partial(np.zeros((1, 0)), np.zeros((len(staged.gains), 1), dtype=np.int64))


def _walk_back(steps: list[_Step]) -> IntArray | None:
    """Return the choices of the one plan that is left, or None if none is."""
    taken, state = [], 0
    if steps and not len(steps[-1][0]):
        return None
    for before, chosen in reversed(steps):
        if chosen[state] >= 0:
            taken.append(int(chosen[state]))
        state = int(before[state])
    return np.array(taken, dtype=np.int64)


def _without(program: Program, trace: Trace, status: str, widest: int) -> Outcome:
    bound = (0,) * len(program.tiers)
    return Outcome(status, (), None, bound, trace.seconds, {"widest": float(widest)})
