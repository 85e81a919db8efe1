"""Strength waits after a key run, and may be kept off its day altogether."""

from collections.abc import Sequence

import numpy as np

from ...domain.clock import DAY
from ..context import RuleContext
from ..horizon import FixedSession, Horizon
from ..labels import Label
from ..rows import Rows, nothing_of
from .rule import Rule, least_hours

_OF_A_DAY = 2 * DAY
"""No run and choice of one day are further apart: a day's spans end half a day after midnight."""


def rows(context: RuleContext) -> Rows:
    """Return one row for each key run: none of the choices too soon after it, or on its day."""
    key = np.array([run.key for run in context.runs], dtype=bool)
    wait = context.run_minutes + 60 * context.policy.hours_after_key
    shared = context.policy.share_hard_days
    near = context.near(0 if shared else _OF_A_DAY, max(wait.max(initial=0), _OF_A_DAY))
    closed = (near.since >= 0) & (near.since < wait[near.run])
    closed &= ~context.rides_along[near.choice]
    if not shared:
        closed |= context.same_day(near)
    closed &= key[near.run]

    def labels() -> list[Label]:
        how = "too soon after" if shared else "on the day of"
        numbers = {"hours": context.policy.hours_after_key} if shared else {"days": 0.0}
        return [
            Label("after_key_run", run.id, f"{how} the {run.text}", run=run.id, numbers=numbers)
            for run in context.runs
        ]

    return nothing_of(near.run[closed], near.choice[closed], len(context.runs), labels)


def _hours_waited(horizon: Horizon, label: Label, sessions: Sequence[FixedSession]) -> str:
    """Return how long after the run the nearest session after it starts."""
    ends = [run.end for run in horizon.runs_of(label.cause)]
    return least_hours(
        (horizon.forward(session.start - end) for session in sessions for end in ends), "after it"
    )


RULE = Rule(
    "after_key_run",
    rows,
    word="too soon",
    meaning="after a key run",
    price=4,
    advice="allow strength {text}",
    measure=_hours_waited,
)
