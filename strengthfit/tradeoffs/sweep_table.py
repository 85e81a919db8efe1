"""A sweep as a table: in at most 80 columns of plain ASCII, as HTML, and as a data frame."""

from __future__ import annotations

import re
import textwrap
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from ..errors import MissingExtraError
from ..results.page_style import STYLE
from .sweeps import Sweep, SweepRow

if TYPE_CHECKING:
    from pandas import DataFrame

_WIDTH = 80
_LONGEST_VALUE = 10
_GLUE = "\0"
_HEADS = ("strength", "interference", "moved")


def sweep_text(sweep: Sweep) -> str:
    """Return a sweep as a table of text, a row for each value.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.tradeoffs.sweeps import sweep_policy
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> print(sweep_policy(week, "preferred_time", ["07:00", "18:00"], sf.Policy()))
    Sweep of preferred_time
    value  strength  interference  moved  placements
    07:00     100 %        0.34 %      0  Wed 07:00 circuit
    18:00     100 %        0.34 %      1  Wed 18:00 circuit
    """
    rows = [("value", *_HEADS, "placements"), *(_cells(row) for row in sweep)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS) + 1)]
    lines = [f"Sweep of {sweep[0].field}"]
    for *cells, sessions in rows:
        head = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        told = _wrapped(sessions, _WIDTH - len(head) - 2)
        lines += [
            f"{first:<{len(head)}}  {text}"
            for first, text in zip_longest([head], told, fillvalue="")
        ]
    return "\n".join(lines)


def _wrapped(sessions: str, width: int) -> list[str]:
    """Break between sessions, not inside one."""
    glued = re.sub("(?<![,;]) ", _GLUE, sessions)
    lines = textwrap.wrap(glued, width, break_on_hyphens=False)
    return [line.replace(_GLUE, " ") for line in lines]


def sweep_html(sweep: Sweep) -> str:
    """Return a sweep as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.tradeoffs.sweeps import sweep_policy
    >>> page = sweep_html(sweep_policy(sf.Week([], strength=1), "loss_cap", [2], sf.Policy()))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    heads = (sweep[0].field, *_HEADS, "placements")
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{_html_cells(row)}</tr>" for row in sweep)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="strengthfit">{STYLE}{table}</div>'


def sweep_frame(sweep: Sweep) -> DataFrame:
    """Return a sweep as a pandas data frame, a row for each value.

    Raises
    ------
    MissingExtraError
        Where pandas, which comes with OR-Tools, was taken away.
    """
    try:
        import pandas as pd
    except ImportError:
        missing = MissingExtraError("a data frame", "all")
        missing.add_note("Of these, pandas is enough: pip install pandas")
        raise missing from None
    return pd.DataFrame(
        [
            {
                row.field: row.value,
                "strength": row.strength,
                "interference": row.interference,
                "placed": len(row.plan.placements),
                "skipped": row.skipped,
                "moved": row.moved,
                "status": row.plan.status,
                "placements": row.placements,
            }
            for row in sweep
        ]
    )


def _html_cells(row: SweepRow) -> str:
    *cells, sessions = _cells(row)
    numbers = "".join(f'<td class="number">{escape(cell)}</td>' for cell in cells)
    return f"{numbers}<td>{escape(sessions)}</td>"


def _cells(row: SweepRow) -> tuple[str, ...]:
    """Return a row in words: value, strength, interference, what moved, and the sessions."""
    told = row.placements or "-"
    told += f"; {row.skipped} skipped" if row.skipped else ""
    told += f"; {row.plan.status}" if row.plan.status != "optimal" else ""
    strength, interference = f"{100 * row.strength:.0f} %", f"{row.interference:.2f} %"
    return _value_text(row.value), strength, interference, str(row.moved), told


def _value_text(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    text = text if text.isascii() else ascii(text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 3] + "..."
