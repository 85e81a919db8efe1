"""A sweep as HTML: a row for each value."""

from __future__ import annotations

from ...tradeoffs import Sweep
from ..text.sweep import HEADS, numbers, sessions, unreached
from ..text.words import block_note
from .element import element, escape, number, paragraphs, row, table


def sweep_html(sweep: Sweep) -> str:
    """Return a sweep as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> page = sweep_html(sf.sweep(sf.Week([], strength=1), "loss_cap", [2]))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    rows = [
        row([*map(number, numbers(each)), f"<td>{escape('; '.join(sessions(each)))}</td>"])
        for each in sweep
    ]
    notes = paragraphs([*block_note(sweep[0].plan), *unreached(sweep)])
    return element(table(rows, map(escape, (sweep[0].field, *HEADS))), notes)
