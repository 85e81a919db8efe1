"""The schools side by side as HTML: their plans, and on what days the sessions lie."""

from __future__ import annotations

from ...tradeoffs.preset_comparisons import PresetComparison
from ..text.preset_comparison import (
    DAY_HEADS,
    HEADS,
    LEGEND,
    day_numbers,
    numbers,
    refused_words,
    sessions,
)
from .element import element, escape, number, paragraphs, row, table


def preset_comparison_html(comparison: PresetComparison) -> str:
    """Return a comparison of presets as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> page = preset_comparison_html(sf.compare_presets(sf.Week([], strength=1)))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    plans = []
    for each in comparison:
        preset, *figures = numbers(each)
        placed = f"<td>{escape('; '.join(sessions(each)))}</td>"
        plans.append(row([*map(number, figures), placed], preset))
    days = []
    for each in comparison:
        preset, *counts = day_numbers(each)
        days.append(row(map(number, counts), preset))
    return element(
        table(plans, map(escape, HEADS)),
        table(days, map(escape, DAY_HEADS)),
        paragraphs([LEGEND, *refused_words(comparison)]),
    )
