"""Markdown made safely: tables, code spans and numbers, whatever the text in them."""

from collections.abc import Iterable, Sequence

from ...visible import visible

HARD_SPACE = "\u00a0"
"""A space at which no line breaks."""

_LONGEST = 300  # characters of a message that are shown; the records have the rest


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    r"""Return a Markdown table of cells that are Markdown already.

    The first `left` columns are set to the left, the others, numbers, to the right.

    Examples
    --------
    >>> table(["name", "n"], [["`a`", "1"]])
    '| name | n |\n|---|---:|\n| `a` | 1 |'
    """
    rule = "".join("---|" if column < left else "---:|" for column in range(len(head)))
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|" + rule, *lines[1:]])


def code(text: object) -> str:
    r"""Return text as a code span that fits in a table cell, cut if it is long.

    Examples
    --------
    >>> print(code("a|b `c`"))
    `a\|b 'c'`
    """
    words = visible(" ".join(str(text).split())).replace("`", "'")
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 3] + "..."
    # a backslash before the bar would stop the bar's own escape
    return f"`{words.replace(chr(92) + '|', '|').replace('|', chr(92) + '|')}`" if words else "-"


def seconds(value: float) -> str:
    """Return seconds with three digits, and none below a tenth of a millisecond.

    Examples
    --------
    >>> seconds(12345.6), seconds(1.2345), seconds(0.00714), seconds(0)
    ('12346', '1.23', '0.0071', '0')
    """
    # once: 0.11149 rounded to four decimals and then to three digits would be 0.112
    return digits(value) if value >= 0.1 else _short(f"{value:.4f}")


def digits(value: float) -> str:
    """Return a number with three digits that count, never in powers of ten.

    Examples
    --------
    >>> digits(98.76), digits(0.0051), digits(100)
    ('98.8', '0.0051', '100')
    """
    if abs(value) >= 100:
        return f"{value:.0f}"
    return _short(f"{float(f'{value:.3g}'):.6f}")


def _short(decimals: str) -> str:
    return decimals.rstrip("0").rstrip(".")


def interval(least: str, most: str) -> str:
    """Return two numbers with "to" between, on one line."""
    return f"{least}{HARD_SPACE}to{HARD_SPACE}{most}"


def listed(values: Iterable[object], most: int = 6) -> str:
    """Return values in one line, the middle left out if there are many.

    Examples
    --------
    >>> listed([1, 2]), listed(range(9), most=3)
    ('1, 2', '0, 1, ..., 8 (9 in all)')
    """
    every = [str(value) for value in values]
    if len(every) <= most:
        return ", ".join(every)
    return f"{', '.join(every[: most - 1])}, ..., {every[-1]} ({len(every)} in all)"
