"""A frontier as text, in at most 80 columns of plain ASCII."""

from __future__ import annotations

from ...tradeoffs import Frontier
from ...tradeoffs.axes import AXES
from .layout import WIDTH, table, wrap, wrap_list
from .words import block_note, placements_words


def frontier_text(frontier: Frontier) -> str:
    """Return a frontier as a table: a line for each point, with its placements.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.frontier(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)))
    strength  interference  placements
       100 %        0.32 %  Tue 09:00 circuit
         0 %        0.00 %  -
    <BLANKLINE>
    Every non-dominated plan is here.
    """
    heads = [AXES[axis].head for axis in frontier.axes]
    rest = WIDTH - sum(len(head) + 2 for head in heads)
    rows = [
        (
            *(AXES[axis].number(value) for axis, value in zip(frontier.axes, values, strict=True)),
            wrap_list(placements_words(plan), rest) or "-",
        )
        for plan, values in zip(frontier.points, frontier.values, strict=True)
    ]
    lines = table([(*heads, "placements"), *rows], [-len(head) for head in heads])
    notes = [note for plan in frontier.points[:1] for note in block_note(plan)]
    return "\n".join([*lines, "", *wrap(frontier.covered, ""), *notes])
