"""A limit on the strength sessions of one calendar day."""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..rows import Rows, grouped
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return one row for each day."""
    most = np.full(context.horizon.days, context.policy.sessions_per_day, dtype=np.int64)

    def labels() -> list[Label]:
        return [Label("per_day", name, f"another session on {name}") for name in context.day_names]

    choices = context.choices
    return grouped(choices.day, np.arange(len(choices)), None, most, labels)


RULE = Rule(
    "per_day",
    rows,
    word="per day",
    meaning="a session that day already",
    price=6,
)
