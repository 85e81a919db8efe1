"""How a plan holds up, as HTML for notebooks."""

from __future__ import annotations

from ...tradeoffs import Robustness
from ..text.robustness import percent, summary
from ..text.words import placement_words
from .element import element, escape, items, number, row, table


def robustness_html(robust: Robustness) -> str:
    """Return survival and regret as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> robust = sf.robustness(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1), draws=100)
    >>> robustness_html(robust).startswith('<div class="strengthfit">')
    True
    """
    rows = [
        row(
            [
                f"<td>{escape(placement_words(placement))}</td>",
                number(percent(robust.day_survival[placement])),
                number(percent(share)),
            ]
        )
        for placement, share in robust.survival.items()
    ]
    caption = f"Share of {len(robust.regret)} draws in which a best plan has"
    heads = ["placement", "this day", "this start"]
    return element(table(rows, heads, caption), items(summary(robust)))
