"""How a plan holds up, as text of at most 80 columns."""

from __future__ import annotations

import numpy as np

from ...domain.words import counted
from ...tradeoffs import Robustness
from .layout import table, wrap_all
from .words import cut_short, placement_words

_PLACEMENT, _DAY, _START = 48, 10, 13


def robustness_text(robust: Robustness) -> str:
    """Return survival and regret as text.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.robustness(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1), draws=100))
    share of 100 draws in which a best plan has       this day   this start
    Tue 09:00 circuit                                     97 %         60 %
    <BLANKLINE>
    The plan as a whole is a best plan in 60 % of draws.
    Regret, in % of speed: 0.02 on average, 0.05 or less in 95 % of draws, 0.10 at
      most; interference 0.26 on average.
    """
    rows = [
        (
            placement_words(placement),
            percent(robust.day_survival[placement]),
            f"{percent(share):>{_START}}",
        )
        for placement, share in robust.survival.items()
    ]
    head = f"share of {len(robust.regret)} draws in which a best plan has"
    head_row = (head, "this day", f"{'this start':>{_START}}")
    lines = table([head_row, *rows], (_PLACEMENT, -_DAY), gap="")
    return "\n".join([*lines, "", *wrap_all(summary(robust))])


def summary(robust: Robustness) -> list[str]:
    """Return what is to be said of the draws as a whole."""
    regret, high = robust.regret, np.quantile(robust.regret, 0.95)
    return [
        f"The plan as a whole is a best plan in {percent(robust.plan_survival)} of draws.",
        f"Regret, in % of speed: {regret.mean():.2f} on average, {high:.2f} or less in 95 % of "
        f"draws, {regret.max():.2f} at most; interference {robust.interference.mean():.2f} on "
        "average.",
        *_unreached(robust),
    ]


def _unreached(robust: Robustness) -> list[str]:
    """Return how many draws limits left no time for, if any."""
    if not robust.not_reached:
        return []
    return [cut_short(f"{counted(robust.not_reached, 'draw')} more were asked for")]


def percent(share: float) -> str:
    """Return a share in percent; what is nearly all or nothing is not shown as all or nothing."""
    if 0 < share < 0.005 or 0.995 < share < 1:
        return f"{100 * share:.1f} %"
    return f"{100 * share:.0f} %"
