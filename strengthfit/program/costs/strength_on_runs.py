"""What strength costs the runs: importance times loss, in percent of speed."""

import numpy as np

from ..context import RuleContext
from ..labels import Label, Labeller
from .cost import Cost


def cost(context: RuleContext) -> Cost:
    """Return, for each run, the weighted loss by each choice; nothing for runs already past."""
    weight = np.array([run.importance if run.day >= 0 else 0.0 for run in context.runs])
    run, choice = context.pairs
    values = context.policy.strength_on_runs * weight[run] * context.losses
    some = np.flatnonzero(values)
    return Cost(run[some], choice[some], values[some], len(context.runs), _labeller(context))


def loss_part(context: RuleContext) -> Cost:
    """Return, for each run, the loss by each choice as it is."""
    run, choice = context.pairs
    some = np.flatnonzero(context.losses)
    return Cost(
        run[some], choice[some], context.losses[some], len(context.runs), _labeller(context)
    )


def _labeller(context: RuleContext) -> Labeller:
    return lambda: [
        Label("strength_on_runs", run.id, f"cost to the {run.text}") for run in context.runs
    ]
