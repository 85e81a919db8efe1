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


JUST_AS_GOOD = "just as good"


def difference(other: Iterable[int], plan: Iterable[int]) -> ObjectiveDifference:
    """Return the price of another objective against the plan's."""
    return ObjectiveDifference(*(int(one) - int(two) for one, two in zip(other, plan, strict=True)))


def price_text(price: ObjectiveDifference, resolution: float) -> str:
    """Return a price in a few words, in the units of the runner.

    The first tier that differs decides, and is named first; less or more interference is said too.

    Examples
    --------
    >>> price_text(ObjectiveDifference(interference=4, preference=60), 0.05)
    '0.20 % more interference'
    >>> price_text(ObjectiveDifference(strength=240, interference=-3), 0.05)
    'less strength and 0.15 % less interference'
    >>> price_text(ObjectiveDifference(preference=90), 0.05)
    'the same interference, but a time or spacing that is liked less'
    """
    words: list[str] = []
    if price.strength:
        words.append("less strength" if price.strength > 0 else "more strength")
    elif price.continuity:
        longer = "longer" if price.continuity > 0 else "shorter"
        words.append(f"a {longer} time without strength")
    if price.interference:
        more = "more" if price.interference > 0 else "less"
        words.append(f"{abs(price.interference) * resolution:.2f} % {more} interference")
    if words:
        return " and ".join(words)
    if price.habit:
        return "the same interference, " + _HABIT[price.habit > 0]
    if price.preference > 0:
        return "the same interference, but a time or spacing that is liked less"
    if price.preference < 0:
        return "the same interference, and a time or spacing that is liked more"
    return JUST_AS_GOOD


_HABIT = {True: "but against the habit", False: "and nearer to the habit"}
