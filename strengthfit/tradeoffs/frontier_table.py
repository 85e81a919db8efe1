"""A frontier as text, in at most 80 columns of plain ASCII."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from ..results.plan import Plan
from .frontiers import Frontier

HEADS: dict[str, tuple[str, Callable[[float], str]]] = {
    "strength": ("strength", lambda value: f"{100 * value:.0f} %"),
    "interference": ("interference", lambda value: f"{value:.2f} %"),
    "changes": ("changes", lambda value: f"{value:.0f}"),
    "time_of_day": ("minutes off", lambda value: f"{value:.0f}"),
    "days": ("days", lambda value: f"{value:.0f}"),
}
"""The head of each axis's column, and how its values are written."""

_WIDTH = 80


def frontier_table(frontier: Frontier) -> str:
    """Return a frontier as a table: a line for each point, with its placements.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.frontier(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)))
    strength  interference  placements
       100 %        0.14 %  Tue 18:00 circuit
         0 %        0.00 %  -
    <BLANKLINE>
    Every non-dominated plan is here.
    """
    heads = [HEADS[axis][0] for axis in frontier.axes]
    lines = ["  ".join([*heads, "placements"])]
    for plan, values in zip(frontier.points, frontier.values, strict=True):
        cells = [
            f"{HEADS[axis][1](value):>{len(head)}}"
            for axis, head, value in zip(frontier.axes, heads, values, strict=True)
        ]
        front = "  ".join([*cells, ""])
        told = textwrap.wrap(placements_text(plan), _WIDTH - len(front)) or ["-"]
        lines += [front + told[0], *(" " * len(front) + text for text in told[1:])]
    return "\n".join([*lines, "", *textwrap.wrap(frontier.covered, _WIDTH)])


def placements_text(plan: Plan) -> str:
    """Return where a plan has its sessions, in a few words."""
    return "; ".join(
        f"{one.when} {one.kind}" + ("" if one.dose == "full" else f", {one.dose}")
        for one in plan.placements
    )
