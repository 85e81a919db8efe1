"""Interference, in percent of running speed, read before rounding."""

from ...planning.plans import Plan
from .axis import Axis, of_tier


def _percent(plan: Plan, value: int) -> float:
    return plan.interference


AXIS = Axis(
    "interference",
    of_tier("interference"),
    head="interference",
    label="interference (% of speed)",
    brief="interference",
    phrase="of interference",
    read=_percent,
    pattern="{:.2f} %",
    bounded=True,
)
