"""What one thing more would save a squad, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ...squads.shadow_prices import SquadPrice
from .layout import wrap_all
from .words import cut_short

_SHOWN = 0.005
"""Less than this rounds to nothing."""

_WORDS = {
    "places": "one more in the gym",
    "coach": "one more with the coach at once",
    "hours": "open an hour longer",
    "half_hours": "half an hour more of the coach",
    "shifts": "one shift more of the coach",
}


def squad_price_text(price: SquadPrice) -> str:
    """Return what one thing more would save, in a line.

    Examples
    --------
    >>> squad_price_text(SquadPrice("places", "Tue 18:00-19:00", 0.0, 0.35, 0.4))
    'one more in the gym, Tue 18:00-19:00: 0.35 % less interference'
    >>> squad_price_text(SquadPrice("weights", "", 0.0, 0.0, 0.2))
    'one more at the weights, all week: nothing'
    >>> squad_price_text(SquadPrice("shifts", "", 0.25, -0.1, 0.0))
    'one shift more of the coach, all week: 25 % more strength, 0.10 % more interference'
    """
    return f"{thing_words(price.what, price.when)}: {_saved(price)}"


def squad_prices_lines(prices: Sequence[SquadPrice]) -> list[str]:
    """Return what each thing more would save, without what would save nothing, in lines.

    Examples
    --------
    >>> nothing = SquadPrice("weights", "", 0.0, 0.0, 0.0)
    >>> for line in squad_prices_lines([SquadPrice("places", "", 0.0, 0.35, 0.4), nothing]):
    ...     print(line)
    What would be saved by each of these alone:
    - one more in the gym, all week: 0.35 % less interference
    >>> squad_prices_lines([nothing])
    ['More of one thing that the gym or the coach has would save nothing.']
    """
    saving = [price for price in prices if price.saves]
    unknown = sum(price.strength is None for price in prices)
    lines = ["What would be saved by each of these alone:"] if saving else []
    lines += wrap_all(f"- {squad_price_text(price)}" for price in saving)
    if unknown:
        lines += wrap_all([cut_short(f"{unknown} of {len(prices)} prices are not known")])
    elif not saving:
        lines += wrap_all(["More of one thing that the gym or the coach has would save nothing."])
    return lines


def thing_words(what: str, when: str) -> str:
    """Return what one thing more is.

    Examples
    --------
    >>> thing_words("hours", "Tue 21:00-22:00")
    'open an hour longer, Tue 21:00-22:00'
    """
    return f"{_WORDS.get(what, f'one more at the {what}')}, {when or 'all week'}"


def _saved(price: SquadPrice) -> str:
    if price.strength is None or price.interference is None:
        if price.at_most is None:
            return "not known; there was no time to look"
        return f"at most {price.at_most:.2f} % less interference; there was no time to solve it"
    words = []
    if price.strength >= _SHOWN / 100:
        words.append(f"{100 * price.strength:.3g} % more strength")
    if abs(price.interference) >= _SHOWN:
        sign = "less" if price.interference > 0 else "more"
        words.append(f"{abs(price.interference):.2f} % {sign} interference")
    return ", ".join(words) or "nothing"
