"""An explanation as HTML for notebooks: the same grid, with the words of each start on hover."""

from __future__ import annotations

from collections.abc import Sequence

from ...diagnosis import Explanation, Start
from ...domain.block import week_days
from ...domain.clock import DAY, clock_text, day_name
from ...domain.strength import Demand
from ..text.explanation import by_demand, cell_word, grid_head, missing, sentences, start_words
from .diagnosis import causes_table
from .element import element, escape, items, paragraphs, row, table


def explanation_html(explanation: Explanation) -> str:
    """Return an explanation as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> page = explanation_html(sf.explain(sf.plan(sf.Week([], strength=1))))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    return element(
        items(sentences(explanation)),
        *(_grid(explanation, demand, starts) for demand, starts in by_demand(explanation.starts)),
        paragraphs(missing(explanation)),
        causes_table(explanation.plan.interference, explanation.parts),
    )


def _grid(explanation: Explanation, demand: Demand, starts: Sequence[Start]) -> str:
    at = {(start.day, start.start % DAY): start for start in starts}
    days = range(explanation.days)
    week = explanation.plan.week
    heads = ["", *(day_name(day, week.first_weekday, days=week_days(week)) for day in days)]
    rows = [
        row((_cell(explanation, at.get((day, time))) for day in days), clock_text(time))
        for time in sorted({time for _, time in at})
    ]
    return table(rows, heads, f"{grid_head(demand)} of speed")


def _cell(explanation: Explanation, start: Start | None) -> str:
    if start is None:
        return "<td></td>"
    word = cell_word(start, explanation.plan.policy)
    words = f"{start.when} {start.name}, {start_words(explanation, start)}"
    return f'<td class="{start.state}" title="{escape(words)}">{escape(word)}</td>'
