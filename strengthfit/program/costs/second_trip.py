"""A second trip: strength that neither follows a run of its day nor leads into one."""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return, for each day with runs, the price of choices that stand apart from all of them.

    Straight after the run is how runners live: in a small collection of weeks that coaches
    published two in five sessions follow a run at once. The price is CONVENTION.
    """
    horizon, choices = context.horizon, context.choices
    one_trip = context.follows_run | _leads_into_run(context) | context.rides_along
    running = np.zeros(horizon.days, dtype=bool)
    running[context.run_days[(context.run_days >= 0) & (context.run_days < horizon.days)]] = True
    apart = np.flatnonzero(running[choices.day] & ~one_trip)
    values = np.full(len(apart), context.policy.second_trip)

    def labels() -> list[Label]:
        return [
            Label("second_trip", name, f"a second trip on {name}") for name in context.day_names
        ]

    return Cost(choices.day[apart], apart, values, horizon.days, labels)


def _leads_into_run(context: RuleContext) -> BoolArray:
    """Return which choices a run of their day follows at once, shape (choices,)."""
    choices = context.choices
    trip = context.policy.trip_minutes
    near = context.near(trip + context.longest, 0)
    until = near.ahead - choices.minutes[near.choice]
    leads = (until >= 0) & (until <= trip)
    found = np.zeros(len(choices), dtype=bool)
    found[near.choice[leads & context.same_day(near)]] = True
    return found


TERM = Term("second_trip", cost, tier=Tier.INTERFERENCE, unit="%", word="second trips")
