"""Minutes away from the time of day that is liked best, or that the runner is used to."""

import numpy as np

from ...domain.clock import DAY
from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray, IntArray
from ..scaling import whole_part
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def _liked(context: RuleContext) -> tuple[IntArray, BoolArray]:
    """Return the liked minute of the day of each choice, and whether a stated habit gave it."""
    choices = context.choices
    liked = np.full(len(choices), context.policy.preferred_time, dtype=np.int64)
    stated = np.zeros(len(choices), dtype=bool)
    for habit in context.horizon.habits:
        for slot in habit or ():
            if slot.minute is not None:
                kind = choices.kind == choices.kind_index(slot.kind)
                here = kind & (choices.day == slot.day)
                liked[here], stated[here] = slot.minute, True
    return liked, stated


def cost(context: RuleContext) -> Cost:
    """Return the weighted distance of each choice from the preferred time, in minutes.

    What rides along is liked straight after a run, whatever the hour, as it is one trip with it.
    """
    policy, at = context.policy, context.choices.start % DAY
    liked, stated = _liked(context)
    off = np.abs(at - liked)
    after_run = np.minimum(off, np.abs(at - policy.after_run_time))
    after_run[context.rides_along & ~stated] = 0
    off = np.where(context.follows_run, after_run, off)
    values = whole_part(policy.off_time * off).astype(np.float64)

    def labels() -> list[Label]:
        return [Label("time_of_day", "preferred_time", "away from the preferred time")]

    only = np.zeros(len(off), dtype=np.int64)
    return Cost(only, np.arange(len(off)), values, 1, labels)


TERM = Term("time_of_day", cost, tier=Tier.PREFERENCE, unit="min", word="time of day", decimals=0)
