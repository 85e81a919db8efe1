"""The tiers of the objective, compared one after another: the first that differs decides."""

from typing import Any

from ..domain.names import Name, to_name


class Tier(Name):
    """A part of the objective, the most important first."""

    STRENGTH = "strength"
    CONTINUITY = "continuity"
    INTERFERENCE = "interference"
    HABIT = "habit"
    PREFERENCE = "preference"
    EARLINESS = "earliness"
    ISOLATION = "isolation"


TIERS = tuple(Tier)

STRENGTH, CONTINUITY, INTERFERENCE = (
    TIERS.index(tier) for tier in (Tier.STRENGTH, Tier.CONTINUITY, Tier.INTERFERENCE)
)


def to_tier(value: Tier | str) -> Any:
    """Convert a word to `Tier` inside attrs classes; pass anything else on."""
    return to_name(Tier, value)
