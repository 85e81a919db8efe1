"""Sessions spread over the week: a price on stretches of days that hold more than one."""

import numpy as np

from ..labels import Label
from ..rows import IntArray, Rows, stack, weighted
from ..timetable import Timetable
from .cost import WindowCost


def cost(table: Timetable) -> WindowCost:
    """Return one row for each stretch of days as long as a session's even share of the week.

    Two sessions g days apart share W - g stretches of W days, so the price falls evenly with
    their distance and is nothing from W days on.
    """
    price = float(np.floor(table.policy.crowding))
    asked = sum(demand.count for demand in table.horizon.demands)
    width = table.horizon.days // asked if asked else 0
    if asked < 2 or width < 2 or not price:
        return WindowCost(stack([]), 0.0)
    return WindowCost(_stretches(table, width), price)


def _stretches(table: Timetable, width: int) -> Rows:
    horizon = table.horizon
    days = horizon.days
    first = np.arange(0 if horizon.circular else 1 - width, days)
    since_first = table.choices.day - first[:, None]
    if horizon.circular:
        since_first %= days
    inside = (since_first >= 0) & (since_first < width)
    fixed: IntArray = np.array([session.day for session in horizon.sessions], dtype=np.int64)
    taken = np.any((fixed >= first[:, None]) & (fixed < first[:, None] + width), axis=1)
    bounds: IntArray = np.where(taken, 0, 1)

    def labels() -> list[Label]:
        names = [f"{horizon.day_name(int(day))} and the {width - 1} days after" for day in first]
        return [Label("even_spacing", name, f"sessions crowd {name}") for name in names]

    return weighted(inside, bounds, labels)
