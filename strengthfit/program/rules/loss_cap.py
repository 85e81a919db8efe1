"""No key run may lose more to strength than the policy allows.

"If strength starts to affect your key runs, it is no longer supporting them."
"""

import numpy as np

from ..labels import Label
from ..rows import Rows, weighted
from ..scaling import LOSS_STEPS, steps_down, steps_up
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each key run: losses by all sessions, in thousandths of a percent."""
    key = [index for index, run in enumerate(table.runs) if run.key and run.day >= 0]
    runs = [table.runs[index] for index in key]
    caps = np.array([run.loss_cap for run in runs]) - table.losses_before[key]
    bounds = np.maximum(steps_down(caps, LOSS_STEPS), 0)

    def labels() -> list[Label]:
        return [
            Label("loss_cap", run.id, f"more than {run.loss_cap:g} % lost in the {run.text}")
            for run in runs
        ]

    return weighted(steps_up(table.losses[key], LOSS_STEPS), bounds, labels)
