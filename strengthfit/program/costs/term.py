"""What a term of the score is: its cost, its unit and its words."""

from collections.abc import Callable

import attrs

from ...physiology.fatigue import FloatArray
from ...physiology.uncertainty import Draws
from ..context import RuleContext
from ..rows import IntArray
from ..tier_names import Tier, to_tier
from .cost import Cost, WindowCost

Sampled = Callable[[FloatArray, RuleContext, Draws, IntArray], None]
"""Adds what choices, by their indices, cost under each draw to an array of shape (choices, draws).
It works in place, since these arrays are large."""


@attrs.frozen
class Part:
    """A part that the score of every plan has: its name, its tier and its words.

    Parameters
    ----------
    name
        As in its labels, and in `plan.score.terms`.
    tier
        Where it stands in the objective.
    unit
        "%" for percent of speed, as all of the tier "interference" is; "min" for minutes; or a
        word.
    word
        What it is called in a sentence that lists the parts.
    decimals
        How many are written.
    """

    name: str
    tier: Tier = attrs.field(kw_only=True, converter=to_tier)
    unit: str = attrs.field(kw_only=True)
    word: str = attrs.field(kw_only=True)
    decimals: int = attrs.field(kw_only=True, default=2)


@attrs.frozen
class Term(Part):
    """A wish, and all that is said of it anywhere.

    Parameters
    ----------
    cost
        Makes its labelled numbers, with `name` as the rule of each label: a `Cost` of each choice
        by itself, or a `WindowCost` of several sessions together.
    sampled
        Its form under many draws of the evidence, for a term of interference that drawn parameters
        enter. None for one that is the same in all draws.

    Examples
    --------
    >>> from strengthfit.program.costs import TERMS
    >>> [term.word for term in TERMS.values() if term.tier == "preference"]
    ['time of day', 'crowded days']
    """

    cost: Callable[[RuleContext], Cost | WindowCost]
    sampled: Sampled | None = attrs.field(kw_only=True, default=None)
