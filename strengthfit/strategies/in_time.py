"""Solving within a call's limits, and a plan at expiry: what greedy construction has stands in."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from ..errors import OutOfTimeError
from ..program import Program
from ..stopping import check, spend
from .asking import ask
from .incumbents import Trace
from .protocol import NO_LIMITS, Limits, Outcome, Strategy
from .registry import STRATEGIES, base_name, find
from .whole_call import limits_left


def ready(strategy: str | Strategy) -> None:
    """Refuse what is not a strategy, and load what it and the floor import: once in a process.

    Verbs do so before their time runs, as an import is not the work of one call.
    """
    find("greedy")
    find(strategy)


def solve_in_call(
    program: Program, strategy: str | Strategy = "cpsat", kept_back: float = 0.0
) -> Outcome:
    """Solve a program within what is left of the call; without any time nothing is found.

    Some seconds may be kept back, for what comes after.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.strategies.whole_call import whole_call
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> with whole_call(Limits(seconds=0)):
    ...     solve_in_call(program).status
    'unknown'
    """
    limits = limits_left().after(kept_back)
    if limits.seconds == 0:  # some strategies prove a small program before they look at it
        check()
        return Outcome("unknown", (), None, (0,) * len(program.tiers))
    outcome = ask(program, strategy, limits)
    spend(outcome.statistics.get("deterministic_time", 0.0))
    check()  # a strategy of another package may not have heard
    return outcome


def settle_in_call(program: Program, strategy: str | Strategy = "cpsat") -> Outcome:
    """Solve a program to the proof, or raise `OutOfTimeError` if the limits of the call end first.

    Without limits the outcome is what the strategy has, which may prove nothing.
    """
    limited = limits_left() != NO_LIMITS
    outcome = solve_in_call(program, strategy)
    if limited and outcome.status not in ("optimal", "infeasible"):
        raise OutOfTimeError("the limits ended before there was an answer; give more of them")
    return outcome


def plan_in_call(
    program: Program,
    strategy: str | Strategy = "cpsat",
    floor: Callable[[], Outcome] | None = None,
) -> Outcome:
    """Solve a program within what is left of the call; at its end return what greedy has.

    As `solve_in_time`, whose limits are those of the call; `floor` may build another plan than
    greedy does.
    """
    outcome = solve_in_time(program, strategy, limits_left(), floor)
    spend(outcome.statistics.get("deterministic_time", 0.0))
    check()
    return outcome


def solve_in_time(
    program: Program,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    floor: Callable[[], Outcome] | None = None,
) -> Outcome:
    """Solve a program; if the limits are too narrow for the strategy, return what greedy has.

    Greedy construction takes a tenth of the time that a solver needs to be given a program. With
    limits it goes first, and its plan is returned if the strategy has none, or an exact one none
    that is as good. The bound is the strategy's own in any case.

    Parameters
    ----------
    program : Program
    strategy : str or Strategy
    limits : Limits, optional
        Twice as much of them as greedy took is kept back for reading the plan.
    floor : callable, optional
        Builds the plan that stands in; by default greedy construction does.

    Returns
    -------
    Outcome
        With `by` "greedy", or what the floor says, if that is where the plan is from.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> outcome = solve_in_time(program, limits=Limits(seconds=0))
    >>> outcome.status, len(outcome.taken), outcome.by
    ('feasible', 2, 'greedy')
    """
    limits = limits or NO_LIMITS
    if limits == NO_LIMITS:
        return ask(program, strategy, limits)
    find(strategy)  # what is no strategy is refused before any work
    trace = Trace()
    built = ask(program, "greedy") if floor is None else floor()
    found = ask(program, strategy, limits.after(3 * trace.seconds), built)
    if not _stands_in(built, found, exact=_is_exact(strategy)):
        return found
    return attrs.evolve(
        built,
        status="optimal" if built.objective == found.bound else built.status,
        bound=found.bound,
        seconds=trace.seconds,
        statistics=found.statistics,
        by=built.by or "greedy",
    )


def _is_exact(strategy: str | Strategy) -> bool:
    """Whether a strategy of ours looks for the best plan; another one's plan is what is asked."""
    info = STRATEGIES.get(base_name(strategy)) if isinstance(strategy, str) else None
    return info is not None and info.exact


def _stands_in(floor: Outcome, found: Outcome, *, exact: bool) -> bool:
    """Whether the floor has a plan that keeps every rule, and the strategy none, or none as good.

    Only an exact strategy means its plan to be the best.
    """
    if floor.objective is None or floor.status == "broken" or found.status == "infeasible":
        return False
    if found.objective is None:
        return True
    return exact and found.status == "feasible" and floor.objective < found.objective
