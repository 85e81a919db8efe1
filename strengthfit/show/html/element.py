"""How values look as HTML in notebooks: one style, one element, one form of table.

Colours are laid thinly over whatever is behind them, so that pages read in light and dark themes,
and no state is shown by colour alone.
"""

import html
from collections.abc import Iterable

from ...visible import visible

STYLE = """<style>
.strengthfit table { color: inherit; font-size: 0.85em; margin: 0.6em 0;
  border-collapse: collapse; }
.strengthfit caption { text-align: left; padding: 0.3em 0; }
.strengthfit th, .strengthfit td { padding: 0.05em 0.6em; text-align: left; color: inherit;
  border: 1px solid rgba(128, 128, 128, 0.25); background: none; }
.strengthfit td.taken { background: rgba(40, 160, 80, 0.55); font-weight: bold; }
.strengthfit td.open { background: rgba(60, 130, 220, 0.22); }
.strengthfit td.blocked, .strengthfit td.past { opacity: 0.6; }
.strengthfit td.number { text-align: right; font-variant-numeric: tabular-nums; }
.strengthfit table.plan th, .strengthfit table.plan td { vertical-align: top;
  padding: 0.2em 0.6em; min-width: 4.5em; white-space: normal; }
.strengthfit table.plan td.number, .strengthfit table.plan tbody th { min-width: 0; }
.strengthfit table.week { table-layout: fixed; width: 100%; max-width: 76em; }
.strengthfit table.week th:first-child { width: 5em; }
.strengthfit td.why { font-size: 0.85em; font-style: italic; opacity: 0.75; }
.strengthfit .key { font-weight: bold; }
.strengthfit .run { font-weight: normal; }
</style>"""
"""Stands once before each value that is shown."""


def escape(text: str) -> str:
    """Return a text as HTML, without signs that a page would act on."""
    return html.escape(visible(text))


def element(*parts: str) -> str:
    """Return parts of HTML as one element with its own style."""
    return f'<div class="strengthfit">{STYLE}{"".join(parts)}</div>'


def items(sentences: Iterable[str]) -> str:
    """Return sentences as a list."""
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def paragraphs(sentences: Iterable[str]) -> str:
    """Return sentences as paragraphs."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def row(cells: Iterable[str], head: str | None = None) -> str:
    """Return a row of cells that are HTML already, after the name of the row if it has one."""
    first = "" if head is None else f'<th scope="row">{escape(head)}</th>'
    return f"<tr>{first}{''.join(cells)}</tr>"


def number(text: str) -> str:
    """Return the cell of a number."""
    return f'<td class="number">{escape(text)}</td>'


def table(rows: Iterable[str], heads: Iterable[str] = (), caption: str = "", kind: str = "") -> str:
    """Return a table of rows as `row` makes them.

    The heads of columns are HTML already, with an empty one for the column of names. The kind is a
    table's classes in the style.
    """
    named = f' class="{kind}"' if kind else ""
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    head = "".join(f'<th scope="col">{each}</th>' if each else "<th></th>" for each in heads)
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table{named}>{title}{head}<tbody>{''.join(rows)}</tbody></table>"
