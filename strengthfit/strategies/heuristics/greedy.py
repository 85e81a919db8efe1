"""Best score first, as a careful coach does by hand: it knows every rule, and never looks back."""

import attrs
import numpy as np

from ...program import Program
from ...program.presolve import open_choices
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from .construction import construct


@attrs.frozen
class Greedy:
    """Take the allowed choice with the least cost, again and again, until nothing fits."""

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero."""
        trace = Trace()
        # A row with a bound below 0 asks for a choice, as pins do; it is kept when that choice
        # comes, so until then it may be broken.
        return construct(program, _by_cost(program), program.bounds >= 0, trace)


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
    order: list[int] = candidates[np.lexsort(keys)].tolist()
    return order
