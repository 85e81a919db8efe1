"""What a rule costs, or that a run is key, in words."""

from __future__ import annotations

from ...diagnosis.run_price import RunPrice
from ...diagnosis.shadow_price import ShadowPrice

_SHOWN = 0.005
"""Less than this rounds to nothing."""


def shadow_price_text(price: ShadowPrice) -> str:
    """Return what one session more against a rule would save, in a line.

    Examples
    --------
    >>> from strengthfit.program import Label
    >>> label = Label("before_hard_day", "tempo", "before the tempo on Thu 07:00")
    >>> shadow_price_text(ShadowPrice(label, 0.4, 0.35))
    'before the tempo on Thu 07:00: 0.35 % less interference, of 0.40 % at most'
    >>> shadow_price_text(ShadowPrice(label, 0.4, None))
    'before the tempo on Thu 07:00: more strength would fit'
    """
    return f"{price.label.text}: {_saved(price)}"


def run_price_text(price: RunPrice) -> str:
    """Return what would be saved if a run were not key, in a line.

    Examples
    --------
    >>> run_price_text(RunPrice("tempo", "tempo on Thu 07:00", 0.4, 0.35))
    'if the tempo on Thu 07:00 were not key: 0.35 % less interference, of 0.40 % at most'
    """
    return f"if the {price.text} were not key: {_saved(price)}"


def _saved(price: ShadowPrice | RunPrice) -> str:
    most = f"of {price.at_most:.2f} % at most"
    if price.saved is None:
        return "more strength would fit"
    if price.saved < _SHOWN:
        return f"nothing, {most}, as other rules stand in the way"
    return f"{price.saved:.2f} % less interference, {most}"
