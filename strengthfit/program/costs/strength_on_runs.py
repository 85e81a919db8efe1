"""What strength costs the runs: importance times loss, in percent of speed."""

import numpy as np

from ..labels import Label, Labeller
from ..timetable import Timetable
from .cost import Cost


def cost(table: Timetable) -> Cost:
    """Return, for each run, the weighted loss by each choice; nothing for runs already past."""
    weight = np.array([run.importance if run.day >= 0 else 0.0 for run in table.runs])
    run, choice = table.pairs
    values = table.policy.strength_on_runs * weight[run] * table.losses
    some = np.flatnonzero(values)
    return Cost(run[some], choice[some], values[some], len(table.runs), _labeller(table))


def loss_part(table: Timetable) -> Cost:
    """Return, for each run, the loss by each choice as it is."""
    run, choice = table.pairs
    some = np.flatnonzero(table.losses)
    return Cost(run[some], choice[some], table.losses[some], len(table.runs), _labeller(table))


def _labeller(table: Timetable) -> Labeller:
    return lambda: [
        Label("strength_on_runs", run.id, f"cost to the {run.text}") for run in table.runs
    ]
