"""Strength rests on the day of a run that a policy names, and on the days after it."""

import numpy as np

from ...domain.policy_rows import Rest
from ..context import RuleContext
from ..horizon import FixedRun
from ..labels import Label
from ..rows import BoolArray, Rows, forbid
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return a row for each run and each rest that names its kind: none of the days' choices."""
    pairs = [(run, rest) for rest in context.policy.rests for run in context.runs]
    named = [(run, rest) for run, rest in pairs if run.counts_as in rest.runs]
    masks = [_rested(context, run, rest) for run, rest in named]

    def labels() -> list[Label]:
        return [
            Label(
                *("rest_after_run", run.id, _text(run, rest)),
                run=run.id,
                numbers={"days": float(rest.days)},
            )
            for run, rest in named
        ]

    return forbid(np.array(masks, dtype=bool).reshape(len(masks), len(context.choices)), labels)


def _rested(context: RuleContext, run: FixedRun, rest: Rest) -> BoolArray:
    """Return which choices lie on the days of a rest."""
    choices, horizon = context.choices, context.horizon
    since = choices.day - run.day
    since = since % horizon.days if horizon.circular else since
    kinds = np.array([kind in rest.kinds for kind in context.kinds])
    rested: BoolArray = (since >= 0) & (since <= rest.days) & kinds[choices.kind]
    return rested


def _text(run: FixedRun, rest: Rest) -> str:
    after = {0: "", 1: ", or the day after"}.get(rest.days, f", or the {rest.days} days after")
    return f"on the day of the {run.text}{after}"


RULE = Rule(
    "rest_after_run",
    rows,
    word="rest",
    meaning="rest with and after a run",
    price=4,
    advice="allow strength {text}",
)
