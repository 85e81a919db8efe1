"""A session left out: all of its benefit is lost."""

import numpy as np

from ...domain.strength import DOSES, Demand
from ...physiology.fatigue import FloatArray
from ..context import RuleContext
from ..labels import Label
from ..tier_names import Tier
from .dose_lost import benefit_by_dose
from .term import Part

SKIPPED = Part("skipped", tier=Tier.STRENGTH, unit="strength", word="skipped sessions")
"""Not a `Term`, which costs choices: a skipped session is not a choice."""


def skip_costs(context: RuleContext) -> FloatArray:
    """Return the benefit of one session of each demand, at the dose that is asked."""
    return np.array(
        [
            benefit_by_dose(demand, context.parameters)[DOSES.index(demand.dose)]
            for demand in context.horizon.demands
        ],
        dtype=np.float64,
    )


def skip_labels(demands: tuple[Demand, ...]) -> list[Label]:
    """Return the label of what is skipped of each demand."""
    return [
        Label(SKIPPED.name, demand.kind, f"a {demand.dose} {demand.kind} session skipped")
        for demand in demands
    ]
