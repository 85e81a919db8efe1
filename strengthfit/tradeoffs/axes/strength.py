"""Strength delivered: the share of the benefit that is asked for."""

from ...planning.plans import Plan
from .axis import Axis, of_tier


def _share(plan: Plan, value: int) -> float:
    return plan.strength


AXIS = Axis(
    "strength",
    of_tier("strength"),
    head="strength",
    label="strength (% of what was asked)",
    brief="strength",
    phrase="of the strength",
    read=_share,
    factor=100,
    pattern="{:.0f} %",
    more_is_better=True,
    bounded=True,
)
