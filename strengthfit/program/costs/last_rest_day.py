"""The only day of a week that is free of running."""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return, for the day of a week without runs if it has only one, the price of using it.

    A week without any day off is what coaches avoid first; the price is CONVENTION.
    """
    horizon, choices = context.horizon, context.choices
    running = np.zeros(horizon.days, dtype=bool)
    running[[run.day for run in context.runs if horizon.within(run.day)]] = True
    rest, days = ~running, horizon.week_days
    only = rest & np.repeat(rest.reshape(-1, days).sum(axis=1) == 1, days)
    columns = np.flatnonzero(only[choices.day] & ~context.rides_along)
    values = np.full(len(columns), context.policy.last_rest_day)

    def labels() -> list[Label]:
        return [
            Label("last_rest_day", name, f"{name} given up as the only rest day")
            for name in context.day_names
        ]

    return Cost(choices.day[columns], columns, values, horizon.days, labels)


TERM = Term("last_rest_day", cost, tier=Tier.INTERFERENCE, unit="%", word="only rest day")
