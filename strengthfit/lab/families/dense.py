"""Single weeks on fine grids: many starts that differ little."""

from ...domain.policy import Policy
from ...program import Program, formulate
from .draws import Draws
from .weeks import draw_week

GRIDS = (15, 10, 5)
"""Minutes between starts; a seed takes the one at its remainder by three."""


def make(seed: int) -> Program:
    """Return the program of one week on a grid of 15, 10 or 5 minutes.

    Examples
    --------
    >>> len(make(0).choices) < len(make(1).choices) < len(make(2).choices)
    True
    """
    draws = Draws("dense", seed)
    return formulate(draw_week(draws, draws.pick((2, 2, 3))), Policy(grid=GRIDS[seed % 3]))
