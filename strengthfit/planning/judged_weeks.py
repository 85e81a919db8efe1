"""The weeks of a block, each by itself with the strength that somebody placed around it."""

from collections.abc import Sequence

import attrs

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.strength import Session
from ..domain.week import Week
from ..program import formulate
from .standalone_week import week_among


def judged_weeks(
    block: Block, placements: Sequence[Sequence[Session]], policy: Policy
) -> tuple[Week, ...]:
    """Return each week of a block with what lies around it, ready to be audited.

    `placements` are the sessions of each week, as they were placed.

    Examples
    --------
    >>> from strengthfit.domain import Run
    >>> placed = [[Session("Sun 18:00", "heavy")], []]
    >>> _, second = judged_weeks(Block([Week([]), Week([Run("Mon", "long")])]), placed, Policy())
    >>> [str(session.when) for session in second.before]
    ['-360']
    """
    # A race far ahead says what a week is for, and is not among its neighbours.
    phases = [each.phase for each in formulate(block, policy).horizon.prescriptions]
    return tuple(
        attrs.evolve(week_among(block, placements, policy, number), phase=phase)
        for number, phase in enumerate(phases)
    )
