"""Strength waits after a key run, and may be kept off its day altogether."""

from collections.abc import Sequence

import numpy as np

from ..context import RuleContext
from ..horizon import FixedSession, Horizon
from ..labels import Label
from ..rows import Rows, nothing_of
from .rule import Rule, least_hours


def rows(context: RuleContext) -> Rows:
    """Return one row for each key run: none of the choices too soon after it, or on its day."""
    run, choice = context.pairs
    key = np.array([run.key for run in context.runs], dtype=bool)
    wait = context.run_minutes + 60 * context.policy.hours_after_key
    closed = (context.since >= 0) & (context.since < wait[run]) & ~context.rides_along[choice]
    if not context.policy.share_hard_days:
        closed |= context.run_days[run] == context.choices.day[choice]
    closed &= key[run]

    def labels() -> list[Label]:
        shared = context.policy.share_hard_days
        how = "too soon after" if shared else "on the day of"
        numbers = {"hours": context.policy.hours_after_key} if shared else {"days": 0.0}
        return [
            Label("after_key_run", run.id, f"{how} the {run.text}", run=run.id, numbers=numbers)
            for run in context.runs
        ]

    return nothing_of(run[closed], choice[closed], len(context.runs), labels)


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
