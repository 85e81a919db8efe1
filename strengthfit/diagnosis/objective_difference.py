"""What a change costs: the difference of two objectives, tier by tier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class ObjectiveDifference(NamedTuple):
    """Objective of another plan less that of the plan, in whole steps of each tier.

    Compared as tuples are: the first tier that differs decides. Later tiers may be negative.

    Parameters
    ----------
    strength : int
        In 0.0005 of a full heavy session's benefit.
    continuity : int
        In stretches of the policy's `longest_gap` days without strength.
    interference : int
        In steps of the policy's `resolution`, in percent of speed.
    preference : int
        Minutes away from what is liked.
    earliness, isolation : int
        Tie-breaks without meaning for the runner.

    Examples
    --------
    >>> ObjectiveDifference(interference=4) < ObjectiveDifference(strength=1)
    True
    """

    strength: int = 0
    continuity: int = 0
    interference: int = 0
    preference: int = 0
    earliness: int = 0
    isolation: int = 0


def difference(other: Iterable[int], plan: Iterable[int]) -> ObjectiveDifference:
    """Return the price of another objective against the plan's."""
    return ObjectiveDifference(*(int(one) - int(two) for one, two in zip(other, plan, strict=True)))


def price_text(price: ObjectiveDifference, resolution: float) -> str:
    """Return a price in a few words, in the units of the runner.

    Examples
    --------
    >>> price_text(ObjectiveDifference(interference=4, preference=60), 0.05)
    '+0.20 %'
    >>> price_text(ObjectiveDifference(preference=90), 0.05)
    'same %, liked less'
    """
    if price.strength > 0:
        return "less strength"
    if price.strength < 0:
        return "more strength"
    if price.continuity:
        return "a longer gap" if price.continuity > 0 else "a shorter gap"
    if price.interference:
        return f"{price.interference * resolution:+.2f} %"
    if price.preference:
        return "same %, liked less" if price.preference > 0 else "same %, liked more"
    return "as good"
