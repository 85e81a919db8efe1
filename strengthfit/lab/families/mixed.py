"""Blocks in which much is asked: every week five sessions of four kinds, without breaking ties.

A block of a few weeks takes a second. With the weeks the proof grows faster than the program: what
one week gives away in interference another may gain, as heavy sessions must not stop for too long.
"""

from ...domain.strength import STRENGTH_KINDS, Demand
from ...program import Program, formulate
from .blocks import random_block, weeks_in
from .meant import as_meant
from .seeded_random import SeededRandom

_KINDS = 4


def make(seed: int) -> Program:
    """Return the program of a block; the last three digits of the seed are its weeks.

    Examples
    --------
    >>> make(4).counts.reshape(4, 4).sum(axis=1).tolist()
    [5, 5, 5, 5]
    """
    rng = SeededRandom("mixed", seed)
    demands = five_sessions(rng)
    return as_meant(formulate(random_block(rng, weeks_in(seed), demands)))


def five_sessions(rng: SeededRandom) -> list[Demand]:
    """Return demands of four kinds, one of them for two sessions a week.

    Examples
    --------
    >>> sum(demand.count for demand in five_sessions(SeededRandom("mixed", 1)))
    5
    """
    kinds = rng.sample(STRENGTH_KINDS, _KINDS)
    twice = rng.below(_KINDS)
    return [Demand(kind, 1 + (place == twice)) for place, kind in enumerate(kinds)]
