"""Solve variants of a program under one shared limit.

Their outcomes are read against the original.
"""

from collections.abc import Callable
from time import perf_counter

import attrs

from ..program import Program
from ..stopping import check
from ..strategies.asking import ask
from ..strategies.protocol import NO_LIMITS, Limits, Outcome, Strategy, as_limits
from ..strategies.registry import find

Solve = Callable[[Program], Outcome]


def within(strategy: str | Strategy, limits: Limits | None) -> Solve:
    """Return a way to solve programs, all of them together within limits."""
    find(strategy)  # what is no strategy is refused before any work
    left, began = as_limits(limits) or NO_LIMITS, perf_counter()
    work = 0.0

    def solve(program: Program) -> Outcome:
        nonlocal work
        limits = left.after(perf_counter() - began, work)
        check()
        if limits.seconds == 0:  # some strategies prove a small program before they look at it
            return Outcome("unknown", (), None, (0,) * len(program.tiers))
        outcome = ask(program, strategy, limits)
        work += outcome.statistics.get("deterministic_time", 0.0)
        check()  # a strategy of another package may not have heard
        return outcome

    return solve


def as_planned(program: Program, outcome: Outcome, best: tuple[int, ...] | None) -> Outcome:
    """Return an outcome of a variant of a program as an outcome of the program itself.

    The variant has more rows, other costs, or variables behind the same choices. `best` is the
    objective of the program's best plan, which becomes the bound; by default the outcome's own, if
    nothing as good on the tiers before is better.
    """
    taken = tuple(choice for choice in outcome.taken if choice < len(program.choices))
    objective = program.objective(program.mask(taken))
    bound = objective if best is None else best
    status = "optimal" if objective == bound else "feasible"
    return attrs.evolve(
        outcome, status=status, taken=taken, objective=objective, bound=bound, incumbents=()
    )
