"""Asking a strategy: the one way from its answer to anything that believes it.

Every verb asks here. An answer that does not hold is a `StrategyError`, and so is whatever a
strategy raises; but an interrupt, and what the host's own functions raise, goes on as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..errors import (
    CancelledError,
    InputError,
    MissingExtraError,
    OutOfTimeError,
    StrategyError,
    StrengthfitError,
    TooLargeError,
)
from ..foreign import said_by
from ..late_import import late_import
from ..stopping import can_be_cancelled, check, of_host, time_left, work_left
from .protocol import NO_LIMITS, Limits, Outcome, Strategy, TradesOff, as_limits
from .registry import STRATEGIES, find
from .whole_call import whole_call

if TYPE_CHECKING:  # `import strengthfit` hands on `solve`, and must not load numpy
    from ..program import Program


def solve(
    program: Program, strategy: str | Strategy = "cpsat", limits: Limits | None = None
) -> Outcome:
    """Solve a program with a strategy.

    Parameters
    ----------
    program : Program
    strategy : str or Strategy
        A name, or any object with a method ``solve(program, limits)``.
    limits : Limits, optional
        By default the strategy runs to its end, which for an exact one is the proof.

    Returns
    -------
    Outcome

    Raises
    ------
    InputError
        If there is no such strategy.
    StrategyError
        If it fails, or answers what is seen not to be so.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> outcome = sf.solve(sf.formulate(sf.Week([], strength=1)), "exhaustive")
    >>> outcome.status, outcome.objective == outcome.bound
    ('optimal', True)
    """
    from ..program import Program

    if not isinstance(program, Program):
        accepted = "is not a Program; write e.g. formulate(Week([...]))"
        raise InputError("program", program, accepted, "wrong_type")
    with whole_call(limits):
        outcome = ask(program, strategy, as_limits(limits) or NO_LIMITS)
        check()  # a strategy of another package may not have heard
        return outcome


def ask(
    program: Program,
    strategy: str | Strategy,
    limits: Limits = NO_LIMITS,
    known: Outcome | None = None,
) -> Outcome:
    """Return what a strategy answers within limits, if it holds as far as can be seen.

    An answer of a strategy that is not of this library is held against a `known` plan; by default
    greedy construction builds one. Ours are held against one if there is one already.

    Raises `StrategyError` as `solve` does.
    """
    solver, name = find(strategy), name_of(strategy)
    _claims().hold_still(program)
    outcome: Outcome = _answer(name, solver, lambda: solver.solve(program, limits), limits)
    best = _known_objective(program, solver, known)
    _believe(name, lambda: _claims().problems_of(program, outcome, best))
    return outcome


def ask_trade_off(
    program: Program, strategy: str | Strategy, limits: Limits
) -> list[Outcome] | None:
    """Return all plans which no other beats in the first two tiers, or None, as `ask` does.

    None too if the strategy has no such method, or refuses.
    """
    solver, name = find(strategy), name_of(strategy)
    if not _answer(name, solver, lambda: isinstance(solver, TradesOff), limits):
        return None
    trading: Any = solver
    _claims().hold_still(program)
    try:
        outcomes = _answer(name, solver, lambda: trading.trade_off(program, limits), limits)
    except TooLargeError:
        return None
    if outcomes is None:
        return None
    if type(outcomes) is not list:
        found = f"the answer is of the type {type(outcomes).__name__}, not a list of Outcomes"
        raise StrategyError(name, [f"answers what is not so: {found}"], "contradiction")
    for outcome in outcomes:
        _believe(name, partial(_claims().point_problems, program, outcome))
    _believe_order(name, outcomes)
    _believe_whole(program, name, solver, outcomes)
    return outcomes


def _known_objective(
    program: Program, solver: Strategy, known: Outcome | None = None
) -> tuple[int, ...] | None:
    """Return the objective of a known plan; greedy construction builds one for one from outside."""
    if known is None and not _is_ours(solver):
        known = find("greedy").solve(program)
    return None if known is None or known.status == "broken" else known.objective


def name_of(strategy: str | Strategy) -> str:
    """Return what a strategy is called in messages: its name, or that of its class.

    Examples
    --------
    >>> name_of("local_search(seed=3)"), name_of(find("greedy"))
    ('local_search(seed=3)', 'Greedy')
    """
    if isinstance(strategy, str):
        return strategy
    named: Any = strategy if isinstance(strategy, ModuleType) else type(strategy)
    return str(named.__name__)


def _believe(name: str, judge: Callable[[], tuple[str, ...]]) -> None:
    """Raise a `StrategyError` with all that a judge finds wrong with an answer."""
    handled = sys.exception()
    try:
        problems = judge()
    except Exception as error:  # an object may fail at whatever is asked of it
        _let_go(error, handled)
        problems = (f"it cannot be read: {_said(error)}",)
    if problems:
        found = [f"answers what is not so: {problem}" for problem in problems]
        raise StrategyError(name, found, "contradiction")


def _believe_order(name: str, outcomes: list[Outcome]) -> None:
    """Raise a `StrategyError` if plans are no trade-off between the first two tiers."""
    points = [(outcome.objective or ())[:2] for outcome in outcomes]
    falling = sorted({second for _, second in points}, reverse=True)
    if points != sorted(set(points)) or [second for _, second in points] != falling:
        found = "of some plans one is as good as another in both of the first tiers"
        raise StrategyError(name, [f"answers what is not so: {found}"], "contradiction")


def _believe_whole(program: Program, name: str, solver: Strategy, outcomes: list[Outcome]) -> None:
    """Raise a `StrategyError` if a plan that is known is better than all of a trade-off.

    As `ask` does, a strategy from outside is held to a greedy plan too.
    """
    points = [outcome.objective[:2] for outcome in outcomes if outcome.objective is not None]
    for plan in (_claims().of_nothing(program), _known_objective(program, solver)):
        if plan is not None and not any(a <= plan[0] and b <= plan[1] for a, b in points):
            found = f"no plan of the trade-off is as good as one that is known, {plan[:2]}"
            raise StrategyError(name, [f"answers what is not so: {found}"], "contradiction")


def _answer(name: str, solver: Any, asked: Callable[[], Any], limits: Limits) -> Any:
    """Return what a strategy answers; what it raises becomes a `StrategyError`.

    What it is meant to raise goes on as it is.
    """
    handled = sys.exception()
    try:
        return asked()
    except Exception as error:
        _let_go(error, handled)
        if _is_meant(error, solver, limits):
            raise
        if isinstance(error, MemoryError):
            words = "needs more memory than there is for this program"
            raise TooLargeError(f"strategy: {name!r} {words}") from error
        raise StrategyError(name, [f"failed with {_said(error)}"], "failed") from error


def _let_go(error: Exception, handled: BaseException | None) -> None:
    """Raise what the host's own code raised, if an error is that, or came of it."""
    hosts = of_host(error, handled)
    if hosts is not None:
        raise hosts


def _is_meant(error: Exception, solver: Any, limits: Limits) -> bool:
    """Whether a strategy may raise this: an error of ours, about what it was asked."""
    if isinstance(error, CancelledError):
        return can_be_cancelled() or limits.cancel is not None
    if isinstance(error, OutOfTimeError):
        given = (limits.seconds, limits.deterministic, time_left(), work_left())
        return any(limit is not None for limit in given)
    if isinstance(error, (TooLargeError, MissingExtraError, StrategyError)):
        return True
    # Of a command that cannot be run, or says what is no answer.
    return isinstance(error, StrengthfitError) and _home(solver).startswith("strengthfit.")


def _said(error: Exception) -> str:
    try:
        said = said_by(error)
    except Exception:  # what it says is another's too
        said = ""
    kind = type(error).__name__
    return kind if said in ("", kind) else f"{kind}: {said}"


def _claims() -> Any:
    return late_import(f"{__package__}.claims")  # it loads numpy


def _is_ours(solver: Any) -> bool:
    """Whether a strategy is one of the registry's, whose proofs are tested against one another."""
    return _home(solver) in {f"{__package__}.{info.module}" for info in STRATEGIES.values()}


def _home(solver: Any) -> str:
    return str(type(solver).__module__)
