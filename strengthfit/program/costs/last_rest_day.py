"""The last day of a week that is free of running and of strength."""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..rows import grouped
from ..tier_names import Tier
from .cost import WindowCost
from .term import Term


def cost(context: RuleContext) -> WindowCost:
    """Return a row for each week with a day without runs: strength on all of them but one.

    A week without any day off is what coaches avoid first; the price is CONVENTION.
    """
    horizon, choices = context.horizon, context.choices
    running = np.zeros(horizon.days, dtype=bool)
    running[[run.day for run in context.runs if horizon.within(run.day)]] = True
    rest = (~running).reshape(-1, 7).sum(axis=1)
    columns = np.flatnonzero(~running[choices.day] & ~context.rides_along)
    weeks = choices.day[columns] // 7

    def labels() -> list[Label]:
        names = [""] if horizon.weeks == 1 else [f" of W{week + 1}" for week in range(len(rest))]
        return [Label("last_rest_day", f"rest{name}", f"the last rest day{name}") for name in names]

    bounds = np.maximum(rest - 1, 0).astype(np.int64)
    return WindowCost(grouped(weeks, columns, None, bounds, labels), context.policy.last_rest_day)


TERM = Term("last_rest_day", cost, tier=Tier.INTERFERENCE, unit="%", word="last rest day")
