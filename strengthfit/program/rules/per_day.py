"""A limit on the strength sessions of one calendar day."""

import numpy as np

from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray, Rows, grouped, stack
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return one row for each day; and one more for short core, which rides along with others."""
    riding = context.rides_along
    return stack(
        [
            _at_most(context, ~riding, "another session"),
            _at_most(context, riding, "another short core session"),
        ]
    )


def _at_most(context: RuleContext, counted: BoolArray, what: str) -> Rows:
    """Return one row for each day, over the choices that count."""
    most = np.full(context.horizon.days, context.policy.sessions_per_day, dtype=np.int64)

    def labels() -> list[Label]:
        numbers = {"sessions": float(context.policy.sessions_per_day)}
        return [
            Label("per_day", name, f"{what} on {name}", numbers=numbers)
            for name in context.day_names
        ]

    columns = np.flatnonzero(counted)
    return grouped(context.choices.day[columns], columns, None, most, labels)


RULE = Rule(
    "per_day",
    rows,
    word="per day",
    meaning="a session that day already",
    price=6,
)
