"""Strength that a lighter dose leaves undelivered, in benefit of one full heavy session."""

import numpy as np

from ...domain.strength import DOSES, Demand
from ...physiology.fatigue import FloatArray
from ...physiology.parameters import Parameters
from ..context import RuleContext
from ..labels import Label
from ..tier_names import Tier
from .cost import Cost
from .term import Term


def cost(context: RuleContext) -> Cost:
    """Return, for each demand, the benefit that each choice loses against what is asked."""
    choices, demands = context.choices, context.horizon.demands
    benefits = np.array([benefit_by_dose(demand, context.parameters) for demand in demands])
    benefits = benefits.reshape(-1, len(DOSES))
    asked = np.array(
        [benefits[index, DOSES.index(demand.dose)] for index, demand in enumerate(demands)]
    )
    values = asked[choices.demand] - benefits[choices.demand, choices.dose]

    def labels() -> list[Label]:
        return [
            Label("dose_lost", demand.kind, f"less than a {demand.dose} {demand.kind} session")
            for demand in demands
        ]

    return Cost(choices.demand, np.arange(len(choices)), values, len(demands), labels)


def benefit_by_dose(demand: Demand, parameters: Parameters) -> FloatArray:
    """Return the benefit of one session of a demand at each dose, shape (doses,).

    The kind's weight for running economy times the dose's share of the gain, which is never more
    than that of a fuller dose; sources are in the evidence table.
    """
    weight = parameters.value("benefit", demand.kind)
    gains = np.array([parameters.value("gain", dose) for dose in DOSES])
    return weight * np.minimum.accumulate(gains)


TERM = Term("dose_lost", cost, tier=Tier.STRENGTH, unit="strength", word="lighter doses")
