"""What a plan is for, without the tiers that only choose among plans that are as good."""

from ...program import Program
from ...program.edit import without_tiers
from ...program.tier_names import Tier

TIE_BREAKS = (Tier.HABIT, Tier.PREFERENCE, Tier.EARLINESS, Tier.ISOLATION)
"""The last tiers: a time that is liked more, an earlier day. Most of the work of a hard instance
would go into them, and a solver would be measured on what no runner would notice."""


def as_meant(program: Program) -> Program:
    """Return the program without the tiers that break ties.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> as_meant(formulate(Week([]))).tiers
    ('strength', 'continuity', 'interference')
    """
    return without_tiers(program, TIE_BREAKS)
