"""The exact strategy that fits a program: dynamic programming, SCIP or CP-SAT.

Which one, and when to give it up, was learned from the kept records of the laboratory's instances:
`benchmarks/results/selection.md`.
"""

from collections.abc import Callable

import attrs

from ..domain.checks import number
from ..errors import TooLargeError
from ..program import Program
from .dynamic.strategy import Dynamic
from .dynamic.trade_off import trade_off
from .features import alike
from .incumbents import Trace
from .protocol import NO_LIMITS, Limits, Outcome, Strategy
from .whole_call import heeding

_EFFORT_FOR_ALL = 140
"""As `Auto.effort`, of all non-dominated plans: a solver takes about as long for each of them."""

ALIKE = 50.0
"""How many open choices may share their costs, in the mean, before SCIP is tried: without costs
that only break ties its cuts mostly close the gap at the root. Learned:
`benchmarks/results/selection.md`."""

FEW = 10_000
"""Open choices that a program may have for SCIP, which beyond them is slow to begin. CONVENTION, in
accord with the same page."""

_NODES = 50
"""Nodes after which SCIP is given up for CP-SAT. CONVENTION: where it is the faster one it takes
five at most."""


@attrs.frozen
class Auto:
    """Try dynamic programming, which refuses early if it does not fit; then SCIP, or CP-SAT.

    SCIP is tried if many of few choices share their costs, and given up after some nodes, or half
    of the seconds that are left; CP-SAT goes on then. `Outcome.by` says which of them answered.

    Parameters
    ----------
    effort : int
        The most partial plans for each open choice that dynamic programming may try; then it gives
        up. CP-SAT takes about as long for a choice as 140 of them, so a vain attempt costs a
        quarter of its time. Measured: `benchmarks/results/auto_speed.md`.

    Examples
    --------
    >>> import strengthfit as sf
    >>> sf.solve(sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")])), "auto").by
    'dynamic'
    """

    effort: int = attrs.field(default=35, validator=number(0, 10**9, "partial plans", whole=True))

    @heeding
    def trade_off(self, program: Program, limits: Limits = NO_LIMITS) -> list[Outcome] | None:
        """Return every plan that no other beats in the first two tiers; None if time runs out."""
        return trade_off(program, limits, effort=_EFFORT_FOR_ALL)

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits; if work is limited, by CP-SAT alone.

        Only that measures its work.
        """
        trace = Trace()
        if limits.deterministic is not None:
            return _later(_cpsat().solve(program, limits), trace, 0.0, "cpsat")
        try:
            dynamic = Dynamic(effort=self.effort)
            return attrs.evolve(dynamic.solve(program, limits), by="dynamic")
        except TooLargeError:
            pass
        first = None
        if limits.after(trace.seconds).seconds != 0 and is_for_scip(program):
            first = _tried(_scip, program, limits, trace)
            if first is not None and first.status in ("optimal", "infeasible"):
                return first
        spent = trace.seconds
        last = _cpsat().solve(program, limits.after(spent))
        return _better(first, _later(last, trace, spent, "cpsat"))


def is_for_scip(program: Program) -> bool:
    """Whether SCIP is tried before CP-SAT: open choices are few, and many of them cost the same.

    Examples
    --------
    >>> import strengthfit as sf
    >>> is_for_scip(sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")])))
    False
    """
    choices, equal_costs = alike(program)
    return choices <= FEW and equal_costs > ALIKE


def _tried(
    make: Callable[[], Strategy], program: Program, limits: Limits, trace: Trace
) -> Outcome | None:
    """Return what a strategy has in half of the time that is left; None if it refuses."""
    spent = trace.seconds
    left = limits.after(spent)
    if left.seconds is not None:
        left = attrs.evolve(left, seconds=left.seconds / 2)
    try:
        return _later(make().solve(program, left), trace, spent, "scip")
    except TooLargeError:
        return None


def _later(outcome: Outcome, trace: Trace, spent: float, by: str) -> Outcome:
    """Return an outcome of a strategy that began after some seconds."""
    incumbents = tuple(
        attrs.evolve(each, seconds=each.seconds + spent) for each in outcome.incumbents
    )
    return attrs.evolve(outcome, seconds=trace.seconds, incumbents=incumbents, by=by)


def _better(first: Outcome | None, last: Outcome) -> Outcome:
    """Return the better of two outcomes, with the greater bound and the plans of both over time."""
    if first is None or last.status == "infeasible":
        return last
    found = [one for one in (last, first) if one.objective is not None]
    best = min(found, key=lambda one: one.objective or (), default=last)
    incumbents = list(first.incumbents)
    for each in last.incumbents:
        if not incumbents or each.objective < incumbents[-1].objective:
            incumbents.append(each)
    return attrs.evolve(
        best,
        bound=max(first.bound, last.bound),
        seconds=last.seconds,
        incumbents=tuple(incumbents),
    )


def _scip() -> Strategy:
    from .mip import Mip

    return Mip("GSCIP", nodes=_NODES)


def _cpsat() -> Strategy:
    from .cpsat import CpSat

    return CpSat()
