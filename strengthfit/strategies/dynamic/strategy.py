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

import attrs
import numpy as np

from ...domain.checks import number
from ...program import Program
from ...program.presolve import presolve
from ...program.rows import BoolArray, IntArray
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from ..whole_call import heeding
from .forward import pass_through, walk_back
from .pairs import MOST as PAIRS
from .pairs import best_pair
from .stages import cut_into_stages
from .trade_off import trade_off

_LABELS = 5
"""How many times as many partial plans may be tried if each state keeps several. CONVENTION."""


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

    most: int = attrs.field(
        default=200_000, validator=number(0, 10**9, "partial plans", whole=True)
    )
    effort: int | None = attrs.field(
        default=None, validator=number(0, 10**9, "partial plans", whole=True, optional=True)
    )

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof. Stopped by the clock, it has no plan yet."""
        trace = Trace()
        left = presolve(program)
        staged = cut_into_stages(program, left)
        counted = {"widest": 0.0, "tried": 0.0}
        if staged.infeasible:
            best = None
        elif program.counts.sum() <= 2 and len(left.kept) <= PAIRS:
            best = best_pair(staged)
        else:
            passed = pass_through(staged, _best, limits, trace, most=self.most, effort=self.effort)
            if passed is None:
                return _without(program, trace, "unknown", counted)
            counted = {"widest": float(passed.widest), "tried": float(passed.tried)}
            best = walk_back(passed, 0) if passed.plans else None
        if best is None:
            return _without(program, trace, "infeasible", counted)
        taken = program.mask(left.kept[best])
        objective = program.objective(taken)
        trace.record(objective)
        return Outcome(
            status="optimal",
            taken=tuple(np.flatnonzero(taken).tolist()),
            objective=objective,
            bound=objective,
            seconds=trace.seconds,
            statistics=counted,
            incumbents=trace.incumbents,
        )

    @heeding
    def trade_off(self, program: Program, limits: Limits = NO_LIMITS) -> list[Outcome] | None:
        """Return every plan that no other beats in the first two tiers, as `trade_off` does."""
        return trade_off(program, limits, _LABELS * self.most)


def _best(_values: IntArray, _order: IntArray, first: BoolArray) -> BoolArray:
    """Return which partial plans go on: the least of each state, which comes first."""
    return first


def _without(program: Program, trace: Trace, status: str, counted: dict[str, float]) -> Outcome:
    bound = (0,) * len(program.tiers)
    return Outcome(status, (), None, bound, trace.seconds, counted)
