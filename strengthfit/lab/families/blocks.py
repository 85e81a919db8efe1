"""Blocks of weeks planned as one: training that builds up, eases off, and leads to races."""

from ...domain.block import MOST_WEEKS, Block
from ...domain.week import Week
from ...errors import InputError
from ...program import Program, formulate
from .athlete import draw_runner, runs_of
from .draws import Draws

_CYCLE = 16
"""Weeks from one goal race to the next; half-way there is a tune-up."""

_VOLUMES = (1.0, 1.06, 1.12, 0.8)
"""Three weeks that build and one that eases off, against the usual week."""


def make(seed: int) -> Program:
    """Return the program of a block; the last three digits of the seed are its weeks.

    So 13 is a block of 13 weeks, and 1013 and 2013 are others.

    Raises
    ------
    InputError
        Where a block cannot have so many weeks.

    Examples
    --------
    >>> make(4).horizon.weeks, make(1004).horizon.weeks
    (4, 4)
    """
    return formulate(draw_block(Draws("blocks", seed), weeks_in(seed)))


def weeks_in(seed: int) -> int:
    """Return how many weeks a seed stands for.

    Raises
    ------
    InputError
        Where a block cannot have so many weeks.

    Examples
    --------
    >>> weeks_in(1052)
    52
    """
    weeks = seed % 1000
    if not 1 <= weeks <= MOST_WEEKS:
        accepted = f"ends in {weeks}, which is not a number of weeks from 1 to {MOST_WEEKS}"
        raise InputError("blocks seed", seed, accepted)
    return weeks


def draw_block(draws: Draws, weeks: int) -> Block:
    """Return a runner's next weeks, with two short sessions asked in each."""
    runner = draw_runner(draws)
    since = draws.below(_CYCLE)
    made = []
    for index in range(weeks):
        place = (since + index) % _CYCLE
        race = {_CYCLE - 1: "A", _CYCLE // 2 - 1: "C"}.get(place)
        volume = 0.6 if place in (0, _CYCLE - 2) else _VOLUMES[place % 4]
        made.append(Week(runs_of(runner, draws, volume=volume, race=race)))
    return Block(made)
