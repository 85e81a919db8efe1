"""The running load of the day: strength goes to lighter days, after shorter runs."""

import numpy as np

from ...physiology.fatigue import FloatArray
from ..context import RuleContext
from ..labels import Label
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return, for each day, the price of its running on each choice of that day.

    Its load, a further price on the day of a long run, and one for strength before a run.
    """
    horizon, policy, choices = context.horizon, context.policy, context.choices
    price: FloatArray = np.zeros(horizon.days)
    last_run = np.full(horizon.days, -1, dtype=np.int64)
    long_days: set[int] = set()
    for run in context.runs:
        if horizon.within(run.day):
            price[run.day] += policy.load_of_day * run.load
            last_run[run.day] = max(last_run[run.day], run.start)
            if run.kind == "long":
                long_days.add(run.day)
    price[sorted(long_days)] += policy.long_run_day
    before_a_run = (choices.start < last_run[choices.day]).astype(np.float64)
    values: FloatArray = price[choices.day] + policy.before_run * before_a_run

    def labels() -> list[Label]:
        return [Label("load_of_day", name, f"running load of {name}") for name in context.day_names]

    return Cost(choices.day, np.arange(len(choices)), values, horizon.days, labels)


TERM = Term("load_of_day", cost, tier=Tier.INTERFERENCE, unit="%", word="load of the day")
