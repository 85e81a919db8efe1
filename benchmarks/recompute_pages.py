"""The pages of a report as text: their tables, and whether a figure is what it should be."""

import math
import re
from typing import Any, NamedTuple

from benchmarks.recompute_measures import Interval, Objective

LEVELS, CHANCE = (0.025, 0.975), 0.02
"""Where an interval ends among resamples, and how far off the page may be by chance: the share of
2,000 resamples below an end of it has a standard error of 0.0035, and this is less than six. It is
the share that is compared and not the end, which jumps where few families are drawn. CONVENTION."""


class Figure(NamedTuple):
    """One figure of the page, as it is shown, and as it should be."""

    where: str
    shown: str
    expected: Any
    kind: str = "exact"
    """exact: the same text; rounded: to three digits; seconds: the same, and at most four decimals;
    interval: by a bootstrap of one's own."""


def agrees(figure: Figure) -> bool:
    """Return whether the shown text is the expected value, to the rounding that it shows."""
    if figure.expected is None or figure.kind == "exact":
        return figure.shown == ("-" if figure.expected is None else str(figure.expected))
    if figure.kind in ("rounded", "seconds"):
        least = 1e-4 if figure.kind == "seconds" else 1e-6
        return _is_number(figure.shown) and is_rounded(figure.shown, figure.expected, least)
    ends = re.fullmatch(r"(\S+) to (\S+)", figure.shown)
    if not ends or not all(map(_is_number, ends.groups())):
        return False
    return all(
        _is_end(shown, level, figure.expected)
        for shown, level in zip(ends.groups(), LEVELS, strict=True)
    )


def _is_end(shown: str, level: float, interval: Interval) -> bool:
    half = 0.5 * unit_of(float(shown))
    below, upto = interval.share(float(shown) - half, float(shown) + half)
    return below <= level + CHANCE and upto >= level - CHANCE


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text) is not None


def is_rounded(shown: str, value: float, least: float = 1e-6) -> bool:
    """Return whether a text is a number to three digits, or to a coarser unit."""
    return abs(float(shown) - value) <= 0.5 * max(unit_of(value), least) + 1e-9 * abs(value)


def unit_of(value: float) -> float:
    """Return the place of a number's third digit, or 1 if that is a coarser one."""
    return min(10.0 ** (math.floor(math.log10(abs(value))) - 2), 1.0) if value else 0.0


Row = dict[str, str]


def tables(text: str) -> list[list[Row]]:
    """Return the Markdown tables of a text, each a list of rows by the words of their head."""
    found: list[list[Row]] = []
    for block in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        head, _, *rows = [
            [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in block.splitlines()
        ]
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


def sections(text: str, mark: str = "## ") -> dict[str, str]:
    """Return what stands under each heading."""
    parts = re.split(rf"^{mark}(.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def name_of(cell: str) -> str:
    """Return the name in a cell such as "`greedy` (heuristic)"."""
    return re.sub(r"\s*\((heuristic|from outside)\)$", "", cell).strip("`*")


def kinds_of(page: str) -> dict[str, str]:
    """Return what the page calls each strategy: a heuristic, from outside, or nothing."""
    rows = tables(sections(page)["All instances"])[0]
    found = {}
    for row in rows:
        kind = re.search(r"\((heuristic|from outside)\)$", row["strategy"])
        found[name_of(row["strategy"])] = kind[1] if kind else ""
    return found


def written(objective: Objective | None) -> str:
    """Return an objective as the page writes it."""
    return f"({', '.join(map(str, objective))})" if objective else "none"


def count(cell: str) -> str:
    """Return a number that may be bold."""
    return cell.strip("*")
