"""How a plan holds up, as text of at most 80 columns."""

from __future__ import annotations

import numpy as np

from .frontier_table import placement_words
from .robust import Robustness


def robust_table(robust: Robustness) -> str:
    """Return survival and regret as text.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.robustness(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1), draws=100))
    share of 100 draws in which a best plan has       this day   this start
    Tue 18:00 circuit                                    100 %         92 %
    <BLANKLINE>
    The plan as a whole is a best plan in 92 % of draws.
    Regret, in % of speed: 0.00 on average, 0.05 or less in 95 % of draws,
    0.05 at most; interference 0.10 on average.
    """
    draws = len(robust.regret)
    head = f"share of {draws} draws in which a best plan has"
    lines = [f"{head:<48}{'this day':>10}{'this start':>13}"]
    for placement, share in robust.survival.items():
        day = robust.day_survival[placement]
        name = placement_words(placement)
        lines.append(f"{name:<48}{_percent(day):>10}{_percent(share):>13}")
    high = np.quantile(robust.regret, 0.95)
    return "\n".join(
        [
            *lines,
            "",
            f"The plan as a whole is a best plan in {_percent(robust.plan_survival)} of draws.",
            f"Regret, in % of speed: {robust.regret.mean():.2f} on average, {high:.2f} or less in "
            f"95 % of draws,",
            f"{robust.regret.max():.2f} at most; interference "
            f"{robust.interference.mean():.2f} on average.",
        ]
    )


def _percent(share: float) -> str:
    """Return a share in percent; what is nearly all or nothing is not told as all or nothing."""
    if 0 < share < 0.005 or 0.995 < share < 1:
        return f"{100 * share:.1f} %"
    return f"{100 * share:.0f} %"
