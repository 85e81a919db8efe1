"""A cap on the minutes of running and strength together on a day that has strength."""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..rows import Rows, grouped
from ..scaling import whole_part
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return one row for each day: minutes of strength at most what running leaves."""
    horizon = context.horizon
    run = np.zeros(horizon.days, dtype=np.int64)
    inside = (context.run_days >= 0) & (context.run_days < horizon.days)
    np.add.at(run, context.run_days[inside], context.run_minutes[inside])
    left = np.maximum(whole_part(context.policy.daily_minutes) - run, 0)

    def labels() -> list[Label]:
        most = f"more than {context.policy.daily_minutes:g} min of training"
        numbers = {"minutes": context.policy.daily_minutes}
        return [
            Label("daily_minutes", name, f"{most} on {name}", numbers=numbers)
            for name in context.day_names
        ]

    choices = context.choices
    return grouped(choices.day, np.arange(len(choices)), choices.minutes, left, labels)


RULE = Rule(
    "daily_minutes",
    rows,
    word="minutes",
    meaning="too many minutes that day",
    price=4,
)
