"""An explanation as HTML for notebooks: the same grid, with the words of each start on hover."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..domain.clock import DAY, clock_text, day_name
from ..planning.page_style import STYLE
from .explanation import Explanation, Start
from .grid import by_demand, cell_word, start_words, told_causes


def explanation_html(explanation: Explanation) -> str:
    """Return an explanation as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> page = explanation_html(sf.explain(sf.plan(sf.Week([], strength=1))))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    told = "".join(f"<li>{escape(sentence)}.</li>" for sentence in explanation.sentences)
    grids = "".join(
        _grid(explanation, f"{demand.count} {demand.kind}, {demand.dose}", starts)
        for demand, starts in by_demand(explanation.starts)
    )
    return f'<div class="strengthfit">{STYLE}<ul>{told}</ul>{grids}{_parts(explanation)}</div>'


def _grid(explanation: Explanation, asked: str, starts: Sequence[Start]) -> str:
    at = {(start.day, start.start % DAY): start for start in starts}
    days = range(explanation.days)
    weekday = explanation.plan.week.first_weekday
    head = "".join(f"<th>{escape(day_name(day, weekday))}</th>" for day in days)
    rows = "".join(
        f"<tr><th>{clock_text(time)}</th>"
        + "".join(_cell(explanation, at.get((day, time))) for day in days)
        + "</tr>"
        for time in sorted({time for _, time in at})
    )
    caption = f"{asked}: * is in the plan; numbers are what a start would add, in % of speed"
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(explanation: Explanation, start: Start | None) -> str:
    if start is None:
        return "<td></td>"
    word = cell_word(start, explanation.plan.policy.resolution)
    words = f"{start.when} {start.kind}, {start_words(explanation, start)}"
    return f'<td class="{start.state}" title="{escape(words)}">{escape(word)}</td>'


def _parts(explanation: Explanation) -> str:
    rows = "".join(
        f'<tr><td>{escape(text)}</td><td class="number">{escape(amount)}</td></tr>'
        for text, amount in told_causes(explanation.parts)
    )
    caption = f"Interference {explanation.plan.interference:.2f} % of speed, and what it is made of"
    return f"<table><caption>{caption}</caption><tbody>{rows}</tbody></table>"
