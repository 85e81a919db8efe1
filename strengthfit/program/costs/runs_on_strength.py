"""What running leaves in the legs costs the session's quality, at an exchange rate."""

import numpy as np

from ...domain.strength import STRENGTH_KINDS
from ...physiology.fatigue import COUNTED_MINUTES, quality_lost_curve
from ..labels import Label
from ..timetable import Timetable
from .cost import Cost


def cost(table: Timetable) -> Cost:
    """Return, for each run, what it takes from each choice that follows it.

    After Sporer & Wenger 2003 (JSCR 17:638-644); the exchange rate is CONVENTION.
    """
    choices = table.choices
    legs = np.array([table.parameters.value("leg_work", kind) for kind in STRENGTH_KINDS])
    lost = np.array([run.quality_lost if run.day < table.horizon.days else 0 for run in table.runs])
    run, choice = table.pairs
    gap = table.forward(table.since - table.run_minutes[run])
    counted = np.flatnonzero((gap >= 0) & (gap <= COUNTED_MINUTES))
    run, choice, gap = run[counted], choice[counted], gap[counted]
    left = quality_lost_curve(table.parameters)[gap]
    percent = 100 * table.policy.runs_on_strength * legs[choices.kind]
    values = left * lost[run] * percent[choice]

    def labels() -> list[Label]:
        return [
            Label("runs_on_strength", run.id, f"tired legs from the {run.text}")
            for run in table.runs
        ]

    return Cost(run, choice, values, len(table.runs), labels)
