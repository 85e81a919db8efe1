"""What running leaves in the legs costs the session's quality, at an exchange rate."""

import numpy as np

from ...physiology.fatigue import COUNTED_MINUTES, FloatArray, quality_lost_curves
from ...physiology.uncertainty import Draws
from ..context import RuleContext, joined
from ..labels import Label
from ..rows import IntArray
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return, for each run, what it takes from each choice that follows it.

    After Sporer & Wenger 2003 (JSCR 17:638-644); the exchange rate is CONVENTION.
    """
    choices = context.choices
    legs = np.array([context.parameters.value("leg_work", kind) for kind in context.kinds])
    lost = np.array(
        [run.quality_lost if run.day < context.horizon.days else 0 for run in context.runs]
    )
    kinds = np.array(
        [context.run_kinds.index(run.counts_as) for run in context.runs], dtype=np.int64
    )
    curves = quality_lost_curves(context.parameters)
    percent = (100 * context.policy.runs_on_strength * legs)[choices.kind]
    longest = int(context.run_minutes.max(initial=0))
    parts = []
    for near in context.near_by_parts(0, COUNTED_MINUTES + longest):
        gap = context.forward(near.since - context.run_minutes[near.run])
        counted = np.flatnonzero((gap >= 0) & (gap <= COUNTED_MINUTES))
        run, choice = near.run[counted], near.choice[counted]
        left = curves[kinds[run], gap[counted]]
        parts.append((run, choice, left * lost[run] * percent[choice]))

    def labels() -> list[Label]:
        return [
            Label("runs_on_strength", run.id, f"tired legs from the {run.text}", run=run.id)
            for run in context.runs
        ]

    run, choice, values = joined(parts)
    return Cost(run, choice, values, len(context.runs), labels)


def add_sampled(total: FloatArray, context: RuleContext, draws: Draws, choices: IntArray) -> None:
    """Add under each draw what each run takes from the strength after it."""
    legs = np.stack([draws.of("leg_work", kind) for kind in context.kinds])
    percent = 100 * context.policy.runs_on_strength * legs[context.choices.kind[choices]]
    for run in context.runs:
        since = context.forward(context.choices.start[choices] - run.end)
        near = np.flatnonzero((since >= 0) & (since <= COUNTED_MINUTES))
        if run.day < context.horizon.days and len(near):
            hours = draws.of("strength_recovery_hours", run.counts_as)
            left = np.exp(-since[near, None] / 60 / hours)
            total[near] += draws.of("strength_quality_lost", run.counts_as) * left * percent[near]


TERM = Term(
    "runs_on_strength",
    cost,
    tier=Tier.INTERFERENCE,
    unit="%",
    word="tired legs",
    sampled=add_sampled,
)
