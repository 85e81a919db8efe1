"""The parts of the objective, compared one after another."""

from ...domain.names import Name


class Tier(Name):
    """A part of the objective, the most important first."""

    STRENGTH = "strength"
    CONTINUITY = "continuity"
    INTERFERENCE = "interference"
    PREFERENCE = "preference"
    EARLINESS = "earliness"
    ISOLATION = "isolation"


TIERS = tuple(Tier)
"""The objective, compared tier by tier: the first that differs decides."""

INTERFERENCE = TIERS.index(Tier.INTERFERENCE)
