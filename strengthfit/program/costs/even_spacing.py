"""Sessions spread over the week: a price on stretches of days that hold more than one."""

import numpy as np

from ...domain.words import counted
from ..context import RuleContext
from ..labels import Label
from ..rows import IntArray, stack
from ..scaling import whole_part
from ..tier_names import Tier
from .cost import WindowCost
from .days import each_stretch, holds_session
from .term import Term


def cost(context: RuleContext) -> WindowCost:
    """Return one row for each stretch of days as long as a session's even share of its week.

    Two sessions g days apart share W - g stretches of W days, so the price falls evenly with
    their distance and is nothing from W days on.
    """
    price = float(whole_part(context.policy.crowding))
    widths = _widths(context)
    if not price or widths.max() < 2:
        return WindowCost(stack([]), 0.0)
    horizon = context.horizon
    first: IntArray = np.arange(0 if horizon.circular else 1 - widths[0], horizon.days)
    width = widths[np.maximum(first, 0) // horizon.week_days]
    first, width = first[width >= 2], width[width >= 2]
    bounds = np.where(holds_session(horizon, first, width), 0, 1)

    def labels() -> list[Label]:
        names = [
            f"{horizon.day_name(int(day))} and the {counted(int(days) - 1, 'day')} after"
            for day, days in zip(first, width, strict=True)
        ]
        return [Label("even_spacing", name, f"sessions crowd {name}") for name in names]

    return WindowCost(
        each_stretch(context, first, width, coefficient=1, bounds=bounds, labeller=labels), price
    )


def _widths(context: RuleContext) -> IntArray:
    """Return for each week the days of one session's even share; 0 if fewer than two are asked.

    What is asked counts, not what the load response leaves of it.
    """
    horizon = context.horizon
    asked = np.zeros(horizon.weeks, dtype=np.int64)
    for demand, week in zip(horizon.demands, horizon.demand_weeks, strict=True):
        asked[week] += demand.count
    widths: IntArray = np.where(asked >= 2, horizon.week_days // np.maximum(asked, 1), 0)
    return widths


TERM = Term("even_spacing", cost, tier=Tier.PREFERENCE, unit="min", word="crowded days", decimals=0)
