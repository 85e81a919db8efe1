"""The exact strategy that fits a program: dynamic programming, SCIP or CP-SAT.

Which one, and when to give it up, was learned from the kept records of the laboratory's instances:
`benchmarks/results/selection.md`.
"""

from collections.abc import Callable
from functools import partial

import attrs

from ..domain.checks import number
from ..errors import OutOfTimeError, TooLargeError
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
"""Nodes after which SCIP, tried first, is given up for CP-SAT. CONVENTION: where it is the faster
one it takes five at most."""

_RATHER_ALIKE, _MANY = 16.0, 50_000
"""As the two above, for a turn after CP-SAT has stalled. CONVENTION: programs whose ties are broken
have half as many choices alike at most, and are not for SCIP; beyond so many open ones it takes
minutes to begin."""

_SECONDS = 5.0
"""Seconds after which CP-SAT, tried first, has stalled, if the limits are twice as long or longer.
CONVENTION: what it closes in a minute it has mostly closed by then, as
`benchmarks/results/hard_instances.md` has it."""

_WORK = 10.0
"""Units of work after which it has stalled without a limit. CONVENTION, as above; unlike seconds
they end at the same point every time."""

_MORE_NODES = 1_000
"""Nodes after which SCIP is given up then, if there is no limit. CONVENTION."""


@attrs.frozen
class Auto:
    """Try dynamic programming, which refuses early if it does not fit; then SCIP, or CP-SAT.

    SCIP goes first if many of few choices share their costs, and is given up after some nodes, or
    half of the seconds that are left; CP-SAT goes on then. Elsewhere CP-SAT goes first. If it
    stalls, after five seconds of ten or more, or after ten units of work without a limit, SCIP has
    a turn unless ties are broken, and CP-SAT the rest. `Outcome.by` says whose plan it is.

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
            return _later(_cpsat().solve(program, limits), 0.0, trace.seconds, "cpsat")
        try:
            dynamic = Dynamic(effort=self.effort)
            return attrs.evolve(dynamic.solve(program, limits), by="dynamic")
        except TooLargeError:
            pass
        return _one_after_another(
            _attempts(program, limits.after(trace.seconds)), program, limits, trace
        )


@attrs.frozen
class _Attempt:
    """A strategy's turn: what is left of the limits, and which part of it is this one's."""

    by: str
    make: Callable[[], Strategy]
    part: Callable[[Limits], Limits]


def _attempts(program: Program, limits: Limits) -> list[_Attempt]:
    """Return who has a turn, in order; the last one goes on to the proof or the limits."""
    to_the_end = _Attempt("cpsat", _cpsat, _all)
    if limits.seconds == 0:
        return [to_the_end]
    choices, equal_costs = alike(program)
    if _is_for_scip(choices, equal_costs):
        return [_Attempt("scip", partial(_scip, _NODES), Limits.half), to_the_end]
    if choices > _MANY or equal_costs <= _RATHER_ALIKE:
        return [to_the_end]
    if limits.seconds is not None and limits.seconds < 2 * _SECONDS:
        return [to_the_end]
    nodes = _MORE_NODES if limits.seconds is None else None
    return [
        _Attempt("cpsat", _cpsat, _until_it_stalls),
        _Attempt("scip", partial(_scip, nodes), Limits.half),
        to_the_end,
    ]


def _all(left: Limits) -> Limits:
    return left


def _until_it_stalls(left: Limits) -> Limits:
    if left.seconds is None:
        return attrs.evolve(left, deterministic=_WORK)
    return attrs.evolve(left, seconds=_SECONDS)


def _one_after_another(
    attempts: list[_Attempt], program: Program, limits: Limits, trace: Trace
) -> Outcome:
    """Return the best of all that strategies find in turn, up to the first proof."""
    best = Outcome("unknown", (), None, (0,) * len(program.tiers), trace.seconds)
    for place, attempt in enumerate(attempts):
        began = trace.seconds
        left = limits.after(began)
        if place > 0 and left.seconds == 0:
            break
        try:
            outcome = attempt.make().solve(program, attempt.part(left))
        except TooLargeError:  # as SCIP says of costs that floats can't hold apart
            continue
        except OutOfTimeError:
            if best.objective is None:
                raise
            break
        best = _better(best, _later(outcome, began, trace.seconds, attempt.by))
        if best.status in ("optimal", "infeasible"):
            break
    return best


def is_for_scip(program: Program) -> bool:
    """Whether SCIP is tried before CP-SAT: open choices are few, and many of them cost the same.

    Examples
    --------
    >>> import strengthfit as sf
    >>> is_for_scip(sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")])))
    False
    """
    return _is_for_scip(*alike(program))


def _is_for_scip(choices: int, equal_costs: float) -> bool:
    return choices <= FEW and equal_costs > ALIKE


def _later(outcome: Outcome, began: float, seconds: float, by: str) -> Outcome:
    """Return an outcome of a strategy that began after some seconds, and ended after more."""
    incumbents = tuple(
        attrs.evolve(each, seconds=each.seconds + began) for each in outcome.incumbents
    )
    return attrs.evolve(outcome, seconds=seconds, incumbents=incumbents, by=by)


def _better(first: Outcome, last: Outcome) -> Outcome:
    """Return the better of two outcomes, with the greater bound and the plans of both over time.

    A plan of one that costs what the other's bound is, is proven.
    """
    if last.status == "infeasible":
        return last
    found = [one for one in (last, first) if one.objective is not None]
    best = min(found, key=lambda one: one.objective or (), default=last)
    incumbents = list(first.incumbents)
    for each in last.incumbents:
        if not incumbents or each.objective < incumbents[-1].objective:
            incumbents.append(each)
    bound = max(first.bound, last.bound)
    return attrs.evolve(
        best,
        status="optimal" if bound == best.objective else best.status,
        bound=bound,
        seconds=last.seconds,
        incumbents=tuple(incumbents),
    )


def _scip(nodes: int | None) -> Strategy:
    from .mip import Mip

    return Mip("GSCIP", nodes=nodes)


def _cpsat() -> Strategy:
    from .cpsat import CpSat

    return CpSat()
