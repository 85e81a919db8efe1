"""Minutes away from the time of day that is liked best."""

import numpy as np

from ...domain.clock import DAY
from ..context import RuleContext
from ..labels import Label
from ..scaling import whole_part
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return the weighted distance of each choice from the preferred time, in minutes."""
    policy = context.policy
    off = np.abs(context.choices.start % DAY - policy.preferred_time)
    values = whole_part(policy.off_time * off).astype(np.float64)

    def labels() -> list[Label]:
        return [Label("time_of_day", "preferred_time", "away from the preferred time")]

    only = np.zeros(len(off), dtype=np.int64)
    return Cost(only, np.arange(len(off)), values, 1, labels)


TERM = Term("time_of_day", cost, tier="preference", unit="min", word="time of day")
