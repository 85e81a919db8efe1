"""Markdown made safely: tables, code spans and numbers, whatever the text in them."""

from collections.abc import Iterable, Sequence

from .aggregate import Spread

HARD = "\u00a0"
"""A space at which no line breaks."""

LONGEST = 300
"""Characters of a message that are shown; the records have the rest."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    r"""Return a Markdown table.

    Parameters
    ----------
    head : sequence of str
    rows : iterable of sequence of str
        Cells that are Markdown already, as long as the head.
    left : int
        So many columns are set to the left, the others, numbers, to the right.

    Examples
    --------
    >>> table(["name", "n"], [["`a`", "1"]])
    '| name | n |\n|---|---:|\n| `a` | 1 |'
    """
    rule = "".join("---|" if column < left else "---:|" for column in range(len(head)))
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|" + rule, *lines[1:]])


def code(text: object) -> str:
    r"""Return text as a code span that fits in a table cell, cut where it is long.

    Examples
    --------
    >>> print(code("a|b `c`"))
    `a\|b 'c'`
    """
    words = " ".join(str(text).split()).replace("`", "'")
    words = words if len(words) <= LONGEST else words[: LONGEST - 3] + "..."
    # a backslash before the bar would stop the bar's own escape
    return f"`{words.replace(chr(92) + '|', '|').replace('|', chr(92) + '|')}`" if words else "-"


def seconds(value: float) -> str:
    """Return seconds with three digits, and none below a tenth of a millisecond.

    Examples
    --------
    >>> seconds(12345.6), seconds(1.2345), seconds(0.01234), seconds(0)
    ('12346', '1.23', '0.0123', '0')
    """
    return digits(round(value, 4))


def digits(value: float) -> str:
    """Return a number with three digits that count, never in powers of ten.

    Examples
    --------
    >>> digits(98.76), digits(0.0051), digits(100)
    ('98.8', '0.0051', '100')
    """
    if abs(value) >= 100:
        return f"{value:.0f}"
    text = f"{float(f'{value:.3g}'):.6f}"
    return text.rstrip("0").rstrip(".")


def spread(value: Spread | None) -> str:
    r"""Return a mean, with its range over seeds where that is not a single number.

    A line can break before the bracket only.

    Examples
    --------
    >>> spread(Spread(1.5, 1.25, 2)), spread(Spread(1, 1, 1)), spread(None)
    ('1.5 (1.25\xa0to\xa02)', '1', '-')
    """
    if value is None:
        return "-"
    mean, least, most = (seconds(one) for one in (value.value, value.least, value.most))
    return mean if least == most else f"{mean} ({least}{HARD}to{HARD}{most})"


def objective(value: tuple[int, ...] | None) -> str:
    """Return an objective tier by tier.

    Examples
    --------
    >>> objective((0, 12)), objective(None), objective(())
    ('(0, 12)', 'none', 'none')
    """
    return f"({', '.join(map(str, value))})" if value else "none"


def listed(values: Iterable[object], most: int = 6) -> str:
    """Return values in one line, the middle left out where there are many.

    Examples
    --------
    >>> listed([1, 2]), listed(range(9), most=3)
    ('1, 2', '0, 1, ..., 8 (9 in all)')
    """
    every = [str(value) for value in values]
    if len(every) <= most:
        return ", ".join(every)
    return f"{', '.join(every[: most - 1])}, ..., {every[-1]} ({len(every)} in all)"
