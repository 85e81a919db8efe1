"""A frontier as HTML for notebooks: a picture of the points and a table of their plans."""

from __future__ import annotations

from collections.abc import Sequence

from ...planning import Plan
from ...tradeoffs import Frontier
from ...tradeoffs.axes import AXES
from ..text.words import block_note, placements_words
from .element import element, escape, number, paragraphs, row, table

_WIDTH, _HEIGHT = 360, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 14, 40
_BESIDE = 22  # from the axis to the first point, which has its number between them


def frontier_html(frontier: Frontier) -> str:
    """Return a frontier as one HTML element with its own style.

    Lines and letters take the page's own colour, so that it reads in light and dark themes.

    Examples
    --------
    >>> import strengthfit as sf
    >>> page = frontier_html(sf.frontier(sf.Week([], strength=1)))
    >>> page.startswith('<div class="strengthfit">'), "<svg" in page
    (True, True)
    """
    picture = _picture(frontier) if len(frontier) > 1 else ""
    notes = [note for plan in frontier.points[:1] for note in block_note(plan)]
    return element(picture, _table(frontier), paragraphs([frontier.covered, *notes]))


def _table(frontier: Frontier) -> str:
    heads = ["", *(escape(AXES[axis].head) for axis in frontier.axes), "placements"]
    rows = []
    for index, (plan, values) in enumerate(
        zip(frontier.points, frontier.values, strict=True), start=1
    ):
        cells = [
            number(AXES[axis].number(value))
            for axis, value in zip(frontier.axes, values, strict=True)
        ]
        rows.append(row([number(str(index)), *cells, f"<td>{escape(_placed(plan))}</td>"]))
    return table(rows, heads, f"{len(frontier)} plans that no other plan beats")


def _placed(plan: Plan) -> str:
    return "; ".join(placements_words(plan)) or "nothing placed"


def _picture(frontier: Frontier) -> str:
    """Return the first two axes as a picture: the first upwards, the second to the right."""
    up, right = ([values[axis] for values in frontier.values] for axis in (0, 1))
    words = [AXES[axis] for axis in frontier.axes]
    rising = words[0].more_is_better != words[1].more_is_better  # neighbours lie right above
    aside, anchor = (-5, "end") if rising else (6, "start")
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{index}: {escape(placed)}</title></circle>'
        f'<text x="{x + aside:.1f}" y="{y - 5:.1f}" text-anchor="{anchor}">{index}</text>'
        for index, (x, y, placed) in enumerate(
            zip(
                _spread(right, _LEFT, _WIDTH - _RIGHT),
                _spread(up, _HEIGHT - _BOTTOM, _TOP),
                map(_placed, frontier),
                strict=True,
            ),
            start=1,
        )
    )
    base, left = _HEIGHT - _BOTTOM + 10, _LEFT - _BESIDE
    lines = f'<path d="M{left} {_TOP}V{base}H{_WIDTH - _RIGHT}" fill="none" stroke="currentColor"/>'
    ends = "".join(
        (
            _text(_LEFT, base + 14, "middle", words[1].number(min(right))),
            _text(_WIDTH - _RIGHT, base + 14, "end", words[1].number(max(right))),
            _text((_LEFT + _WIDTH) / 2, base + 26, "middle", f"{words[1].head}"),
            _text(left - 4, _HEIGHT - _BOTTOM + 4, "end", words[0].number(min(up))),
            _text(left - 4, _TOP + 4, "end", words[0].number(max(up))),
            f'<g transform="translate(12 {(_TOP + base) / 2:.0f}) rotate(-90)">'
            f"{_text(0, 0, 'middle', words[0].head)}</g>",
        )
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'font-size="11" fill="currentColor" role="img" aria-label="frontier">{lines}{ends}{dots}'
        "</svg>"
    )


def _spread(values: Sequence[float], low: float, high: float) -> list[float]:
    span = max(values) - min(values)
    return [low + (high - low) * ((one - min(values)) / span if span else 0.5) for one in values]


def _text(x: float, y: float, anchor: str, words: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'
