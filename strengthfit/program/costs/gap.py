"""No long gap without strength: what was gained is kept."""

import numpy as np

from ..context import RuleContext
from ..horizon import Horizon
from ..labels import Label
from ..rows import BoolArray, IntArray, stack
from ..tier_names import Tier
from .cost import WindowCost
from .days import each_stretch, holds_session
from .term import Term


def cost(context: RuleContext) -> WindowCost:
    """Return one row for each stretch of days that should hold a session, at a price of one.

    Once a week kept strength in the studies that the evidence table cites (A37, A38), once in two
    weeks did not (A37); how long the longest gap may be is CONVENTION. Before and after the horizon
    only known sessions count: days of which nothing is known need none.
    """
    horizon, days = context.horizon, context.policy.longest_gap
    earlier = [session.day for session in horizon.sessions if session.day < 0]
    later = [session.day for session in horizon.sessions if session.day >= horizon.days]
    begin = max(earlier) + 1 if earlier else 0
    end = min(later) if later else horizon.days
    if horizon.circular:
        begin, end = 0, horizon.days + days - 1 if days < horizon.days else 0
    first = np.arange(max(begin, 1 - days), min(end - days + 1, horizon.days))
    if not len(first):
        return WindowCost(stack([]), 0.0)
    width = np.full(len(first), days)
    free = ~holds_session(horizon, first, width) & _asked(horizon, first, days)
    first, width = first[free], width[free]

    def labels() -> list[Label]:
        names = [
            f"{horizon.day_name(int(day))} to {horizon.day_name(int(day) + days - 1)}"
            for day in first
        ]
        return [Label("gap", name, f"no strength from {name}") for name in names]

    return WindowCost(
        each_stretch(
            context,
            first,
            width,
            coefficient=-1,
            bounds=np.full(len(first), -1),
            labeller=labels,
        ),
        1.0,
    )


def _asked(horizon: Horizon, first: IntArray, days: int) -> BoolArray:
    """Whether each stretch touches a week in which sessions are asked."""
    asked = np.zeros(horizon.weeks, dtype=np.int64)
    asked[list(horizon.demand_weeks)] = 1
    before = np.concatenate([[0], np.cumsum(np.repeat(asked, horizon.week_days))])
    last = np.minimum(first + days, horizon.days)
    touches: BoolArray = before[last] > before[np.maximum(first, 0)]
    return touches


TERM = Term("gap", cost, tier=Tier.CONTINUITY, unit="stretch", word="long gaps", decimals=0)
