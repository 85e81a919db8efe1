"""A rest day given up; and, for schools that keep them easy, an easy day."""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return, for each day without a run (or without a key run), the price of using it."""
    policy, days = context.policy, range(context.horizon.days)
    running = {run.day for run in context.runs}
    hard = {run.day for run in context.runs if run.key}
    price = np.zeros(len(days))
    for day in days:
        if day not in hard:
            price[day] = policy.easy_day if day in running else policy.rest_day

    def labels() -> list[Label]:
        kinds = ["an easy" if day in running else "a rest" for day in days]
        return [
            Label("rest_day", name, f"{name} given up as {kind} day")
            for name, kind in zip(context.day_names, kinds, strict=True)
        ]

    choice = np.flatnonzero(~context.rides_along)
    at = context.choices.day[choice]
    return Cost(at, choice, price[at], len(days), labels)


TERM = Term("rest_day", cost, tier=Tier.INTERFERENCE, unit="%", word="rest days")
