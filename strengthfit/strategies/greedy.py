"""Best score first, as a careful coach does by hand: it knows every rule, and never looks back."""

import time

import attrs
import numpy as np

from ..program import Program
from .protocol import NO_LIMITS, Limits, Outcome
from .reduce import open_choices


@attrs.frozen
class Greedy:
    """Take the allowed choice with the least cost, again and again, until nothing fits."""

    def solve(
        self, program: Program, limits: Limits = NO_LIMITS, hint: tuple[int, ...] | None = None
    ) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero."""
        began = time.perf_counter()
        taken = np.zeros(len(program.choices), dtype=bool)
        for choice in _by_cost(program):
            taken[choice] = True
            if _too_many(program, taken) or _breaks_more(program, taken):
                taken[choice] = False
        return judged(program, taken, time.perf_counter() - began)


def _by_cost(program: Program) -> list[int]:
    """Return open choices, pins first, then by what they gain in strength, then by the tiers."""
    candidates = np.flatnonzero(open_choices(program))
    gained = (
        program.tier_costs[0] - program.skip_costs[0][program.choices.demand]
    )  # the more negative, the more strength
    rows = program.rows
    pinned = np.zeros(len(program.choices), dtype=bool)
    pinned[rows.columns[rows.coefficients < 0]] = True
    keys = (*program.tier_costs[:0:-1, candidates], gained[candidates], ~pinned[candidates])
    return [int(candidates[index]) for index in np.lexsort(keys)]


def _too_many(program: Program, taken: np.ndarray) -> bool:
    given = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    return bool((given > program.counts).any())


def _breaks_more(program: Program, taken: np.ndarray) -> bool:
    """Whether a row with non-negative bound is broken; a pin's row asks, and may wait."""
    return any(program.bounds[row] >= 0 for row in program.broken(taken))


def judged(program: Program, taken: np.ndarray, seconds: float) -> Outcome:
    """Return the outcome of a plan without proof, after checking it against every row."""
    return Outcome(
        status="broken" if program.broken(taken) else "feasible",
        taken=tuple(int(choice) for choice in np.flatnonzero(taken)),
        objective=program.objective(taken),
        bound=(0,) * len(program.tiers),
        seconds=seconds,
    )
