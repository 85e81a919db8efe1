"""A frontier as text, in at most 80 columns of plain ASCII."""

from __future__ import annotations

import textwrap

from ..results.plan import Placement, Plan
from .axes import AXES
from .frontiers import Frontier

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
    heads = [AXES[axis].head for axis in frontier.axes]
    lines = ["  ".join([*heads, "placements"])]
    for plan, values in zip(frontier.points, frontier.values, strict=True):
        cells = [
            f"{AXES[axis].number(value):>{len(head)}}"
            for axis, head, value in zip(frontier.axes, heads, values, strict=True)
        ]
        front = "  ".join([*cells, ""])
        told = textwrap.wrap(placements_text(plan), _WIDTH - len(front)) or ["-"]
        lines += [front + told[0], *(" " * len(front) + text for text in told[1:])]
    return "\n".join([*lines, "", *textwrap.wrap(frontier.covered, _WIDTH)])


def placements_text(plan: Plan) -> str:
    """Return where a plan has its sessions, in a few words."""
    return "; ".join(placement_words(placement) for placement in plan.placements)


def placement_words(placement: Placement) -> str:
    """Return when a session is and what it is, with its dose where that is not the full one."""
    dose = "" if placement.dose == "full" else f", {placement.dose}"
    return f"{placement.when} {placement.kind}{dose}"
