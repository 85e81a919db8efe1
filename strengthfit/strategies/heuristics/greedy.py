"""Best score first, as a careful coach does by hand: it knows every rule, and never looks back."""

import attrs
import numpy as np

from ...program import Program
from ...program.reduce import open_choices
from ..columns import by_choice
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome


@attrs.frozen
class Greedy:
    """Take the allowed choice with the least cost, again and again, until nothing fits."""

    def solve(
        self, program: Program, limits: Limits = NO_LIMITS, hint: tuple[int, ...] | None = None
    ) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero."""
        trace = Trace()
        columns = by_choice(program.rows, len(program.choices))
        firm = program.bounds >= 0  # a pin's row asks, and may wait
        taken = np.zeros(len(program.choices), dtype=bool)
        left = program.counts.tolist()
        demands = program.choices.demand.tolist()
        for choice in _by_cost(program):
            if left[demands[choice]] and columns.fits(choice, program.bounds, firm):
                columns.take(choice)
                taken[choice] = True
                left[demands[choice]] -= 1
        return judged(program, taken, trace)


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


def judged(program: Program, taken: np.ndarray, trace: Trace) -> Outcome:
    """Return the outcome of a plan without proof, after checking it against every row."""
    objective, broken = program.objective(taken), bool(program.broken(taken))
    if not broken:
        trace.see(objective)
    return Outcome(
        status="broken" if broken else "feasible",
        taken=tuple(int(choice) for choice in np.flatnonzero(taken)),
        objective=objective,
        bound=(0,) * len(program.tiers),
        seconds=trace.seconds,
        incumbents=trace.incumbents,
    )
