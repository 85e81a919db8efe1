"""First fit on preferred days with a look of one day ahead: what simple schedulers do.

It knows when strength is open, where the runs are, and that tomorrow may be hard. It does not know
spacing in hours, races, caps or how long a run stays in the legs, so it may break those rules; the
outcome then says "broken".
"""

import attrs
import numpy as np

from ...program import Program
from ..columns import by_choice
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from .greedy import judged

KNOWN_RULES = ("availability", "overlap", "before_hard_day", "per_day", "pins")


@attrs.frozen
class FirstFit:
    """Go through the days from the lightest running to the heaviest; take the first start open."""

    def solve(
        self, program: Program, limits: Limits = NO_LIMITS, hint: tuple[int, ...] | None = None
    ) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero."""
        trace = Trace()
        known = np.array([label.rule in KNOWN_RULES for label in program.row_labels], dtype=bool)
        known &= program.bounds >= 0
        columns = by_choice(program.rows, len(program.choices))
        taken = np.zeros(len(program.choices), dtype=bool)
        left = program.counts.copy()
        for choice in _by_day(program):
            demand = program.choices.demand[choice]
            full = program.tier_costs[0, choice] == 0
            if left[demand] and full and columns.fits(choice, program.bounds, known):
                columns.take(choice)
                taken[choice] = True
                left[demand] -= 1
        return judged(program, taken, trace)


def _by_day(program: Program) -> list[int]:
    """Return choices by the running load of their day, then by day, then from its first start."""
    load = np.zeros(program.horizon.days)
    for run in program.horizon.runs:
        if program.horizon.within(run.day):
            load[run.day] += run.load
    day = program.choices.day
    return [int(index) for index in np.lexsort((program.choices.start, day, load[day]))]
