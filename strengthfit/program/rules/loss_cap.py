"""No key run may lose more to strength than the policy allows.

"If strength starts to affect your key runs, it is no longer supporting them."
"""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..rows import Rows, grouped
from ..scaling import LOSS_STEPS, steps_down, steps_up
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return one row for each key run: losses by all sessions, in thousandths of a percent."""
    key = np.array([run.key and run.day >= 0 for run in context.runs], dtype=bool)
    caps = np.array([run.loss_cap for run in context.runs]) - context.losses_before
    bounds = np.maximum(steps_down(caps, LOSS_STEPS), 0)
    losses = context.losses
    costs = key[losses.run] & (losses.percent > 0)

    def labels() -> list[Label]:
        return [
            Label(
                *("loss_cap", run.id, f"more than {run.loss_cap:g} % lost in the {run.text}"),
                run=run.id,
                numbers={"percent": run.loss_cap},
            )
            for run in context.runs
        ]

    lost = steps_up(losses.percent[costs], LOSS_STEPS)
    return grouped(losses.run[costs], losses.choice[costs], lost, bounds, labels)


RULE = Rule(
    "loss_cap",
    rows,
    word="loss cap",
    meaning="a key run would lose too much",
    price=6,
)
