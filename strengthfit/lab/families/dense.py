"""Single weeks on fine grids: many starts that differ little."""

from ...domain.policy import Policy
from ...program import Program, formulate
from .seeded_random import SeededRandom
from .weeks import random_week

GRIDS = (15, 10, 5)
"""Minutes between starts; a seed takes the one at its remainder by three."""


def make(seed: int) -> Program:
    """Return the program of one week on a grid of 15, 10 or 5 minutes.

    Examples
    --------
    >>> len(make(0).choices) < len(make(1).choices) < len(make(2).choices)
    True
    """
    rng = SeededRandom("dense", seed)
    return formulate(random_week(rng, rng.pick((2, 2, 3))), Policy(grid=GRIDS[seed % 3]))
