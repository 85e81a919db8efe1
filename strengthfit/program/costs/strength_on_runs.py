"""What strength costs the runs: importance times loss, in percent of speed."""

import numpy as np

from ..labels import Label
from ..timetable import Timetable
from .cost import Cost


def cost(table: Timetable) -> Cost:
    """Return, for each run, the weighted loss by each choice; nothing for runs already past."""
    weight = np.array([run.importance if run.day >= 0 else 0.0 for run in table.runs])

    def labels() -> list[Label]:
        return [Label("strength_on_runs", run.id, f"cost to the {run.text}") for run in table.runs]

    return Cost(table.policy.strength_on_runs * weight[:, None] * table.losses, labels)
