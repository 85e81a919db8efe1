"""First fit on preferred days with a look of one day ahead: what simple schedulers do.

It knows when strength is open, where the runs are, and that tomorrow may be hard. It does not know
spacing in hours, races, caps or how long a run stays in the legs, so it may break those rules; the
outcome then says "broken".
"""

import attrs
import numpy as np

from ...program import Program
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from ..whole_call import heeding
from .construction import construct

KNOWN_RULES = ("availability", "overlap", "before_hard_day", "per_day", "pins")


@attrs.frozen
class FirstFit:
    """Go through the days from the lightest running to the heaviest; take the first start open."""

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero."""
        trace = Trace()
        known = np.array([label.rule in KNOWN_RULES for label in program.row_labels], dtype=bool)
        return construct(program, _by_day(program), known & (program.bounds >= 0), trace)


def _by_day(program: Program) -> list[int]:
    """Return full doses by the running load of their day, then by day, then by start."""
    load = np.zeros(program.horizon.days)
    for run in program.horizon.runs:
        if program.horizon.within(run.day):
            load[run.day] += run.load
    day = program.choices.day
    order = np.lexsort((program.choices.start, day, load[day]))
    full: list[int] = order[program.tier_costs[0, order] == 0].tolist()
    return full
