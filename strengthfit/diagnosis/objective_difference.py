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
    habit : int
        In sessions that are not on a day of the habit.
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
    habit: int = 0
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
    found = next((name for name in price._fields[:5] if getattr(price, name)), "")
    if found == "interference":
        return f"{price.interference * resolution:+.2f} %"
    more, less = _WORDS.get(found, ("as good", "as good"))
    return more if getattr(price, found or "isolation") > 0 else less


_WORDS = {
    "strength": ("less strength", "more strength"),
    "continuity": ("a longer gap", "a shorter gap"),
    "habit": ("same %, against the habit", "same %, nearer to the habit"),
    "preference": ("same %, liked less", "same %, liked more"),
}
"""What is said of a tier in which another plan costs more, and of one in which it costs less."""
