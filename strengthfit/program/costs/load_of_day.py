"""The running load of the day: strength goes to lighter days, after shorter runs."""

import numpy as np

from ...domain.own_kinds import run_like
from ...domain.run import RunKind
from ...physiology.fatigue import FloatArray
from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return, for each day, the price of its running on each choice of that day.

    Its load, a further price on the day of a long run, and one for strength soon before a run.
    """
    horizon, policy, choices = context.horizon, context.policy, context.choices
    likes = run_like(policy.extensions)
    price: FloatArray = np.zeros(horizon.days)
    long_days: set[int] = set()
    for run in context.runs:
        if horizon.within(run.day):
            price[run.day] += policy.load_of_day * run.load
            if likes[run.kind] == RunKind.LONG:
                long_days.add(run.day)
    price[sorted(long_days)] += policy.long_run_day
    values: FloatArray = price[choices.day] + policy.before_run * _leads_into_run(context)

    def labels() -> list[Label]:
        return [Label("load_of_day", name, f"running load of {name}") for name in context.day_names]

    return Cost(choices.day, np.arange(len(choices)), values, horizon.days, labels)


def _leads_into_run(context: RuleContext) -> BoolArray:
    """Return which choices end less than the policy's hours before a run of their day."""
    choices = context.choices
    most = 60 * context.policy.before_run_hours
    near = context.near(most + context.longest, 0)
    leads = (near.ahead >= 0) & (near.ahead - choices.minutes[near.choice] < most)
    found = np.zeros(len(choices), dtype=bool)
    found[near.choice[leads & context.same_day(near)]] = True
    return found


TERM = Term("load_of_day", cost, tier=Tier.INTERFERENCE, unit="%", word="load of the day")
