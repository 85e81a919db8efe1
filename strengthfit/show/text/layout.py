"""Text in at most 80 columns of plain ASCII: wrapped sentences, and the one printer of tables."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from ...visible import visible

WIDTH = 80

Cell = str | Sequence[str]
"""What stands in a table: a line, or several below one another."""


def wrap(text: str, indent: str = "  ", width: int = WIDTH) -> list[str]:
    """Return a sentence in lines, those after the first indented."""
    return textwrap.wrap(visible(text), width, subsequent_indent=indent, break_on_hyphens=False)


def wrap_all(texts: Iterable[str]) -> list[str]:
    """Return sentences in lines, each beginning a new one."""
    return [line for text in texts for line in wrap(text)]


def wrap_list(items: Iterable[str], width: int, separator: str = "; ") -> list[str]:
    """Return items in lines that break between items, not inside one unless it must be."""
    lines: list[str] = []
    line, listed = "", list(map(visible, items))
    for index, item in enumerate(listed, start=1):
        longer = f"{line}{separator}{item}" if line else item
        behind = len(separator.rstrip()) if index < len(listed) else 0
        if line and len(longer) + behind > width:
            full = f"{line}{separator}".rstrip()
            lines += textwrap.wrap(full, width, break_on_hyphens=False)
            longer = item
        line = longer
    return lines + textwrap.wrap(line, width, break_on_hyphens=False)


def table(rows: Iterable[Sequence[Cell]], widths: Sequence[int], gap: str = "  ") -> list[str]:
    r"""Return the lines of a table, with a gap between columns.

    A cell is a line or several below one another. The widths are those of all columns but the last,
    which takes what is left of the line; a column with a width below 0 is set to the right.

    Examples
    --------
    >>> print("\n".join(table([("day", "runs"), ("Mon", ["easy", "long"])], [-4])))
     day  runs
     Mon  easy
          long
    """
    lines: list[str] = []
    for row in rows:
        columns = [
            [visible(line) for line in ((cell,) if isinstance(cell, str) else cell)] for cell in row
        ]
        for cells in zip_longest(*columns, fillvalue=""):
            set_ = [
                f"{cell:>{-width}}" if width < 0 else f"{cell:<{width}}"
                for cell, width in zip(cells[:-1], widths, strict=True)
            ]
            lines.append(gap.join([*set_, cells[-1]]).rstrip())
    return lines


def figures(rows: Sequence[Sequence[str]], left: int) -> list[str]:
    r"""Return the lines of a table of figures, as wide as they are: all but the first to the right.

    Examples
    --------
    >>> print("\n".join(figures([("strategy", "runs"), ("cpsat", "7")], left=1)))
    strategy  runs
    cpsat        7
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [(*row[:-1], f"{row[-1]:>{widths[-1]}}") for row in rows]
    return table(lines, [*widths[:left], *(-width for width in widths[left:-1])])
