"""Blocks of weeks planned as one: training that builds up, eases off, and leads to races."""

from ...domain.block import MOST_WEEKS, Block
from ...domain.strength import Demand
from ...domain.week import Week
from ...errors import InputError
from ...program import Program, formulate
from .athlete import Runner, random_runner, runs_of
from .seeded_random import SeededRandom

_CYCLE = 16
"""Weeks from one goal race to the next; half-way there is a tune-up."""

_VOLUMES = (1.0, 1.06, 1.12, 0.8)
"""Three weeks that build and one that eases off, against the usual week."""


def make(seed: int) -> Program:
    """Return the program of a block; the last three digits of the seed are its weeks.

    So 13 is a block of 13 weeks, and 1013 and 2013 are others.

    Examples
    --------
    >>> make(4).horizon.weeks, make(1004).horizon.weeks
    (4, 4)
    """
    return formulate(random_block(SeededRandom("blocks", seed), weeks_in(seed)))


def weeks_in(seed: int) -> int:
    """Return how many weeks a seed stands for.

    Raises an `InputError` if a block cannot have so many.

    Examples
    --------
    >>> weeks_in(1052)
    52
    """
    weeks = seed % 1000
    if not 1 <= weeks <= MOST_WEEKS:
        accepted = f"ends in {weeks}, which is not a number of weeks from 1 to {MOST_WEEKS}"
        raise InputError("blocks seed", seed, accepted, "out_of_range")
    return weeks


def random_block(
    rng: SeededRandom,
    weeks: int,
    strength: int | list[Demand] = 2,
    *,
    runner: Runner | None = None,
) -> Block:
    """Return a runner's next weeks, with two short sessions asked in each, or what is given.

    Without a runner one is drawn.
    """
    runner = runner or random_runner(rng)
    since = rng.below(_CYCLE)
    made = []
    for index in range(weeks):
        place = (since + index) % _CYCLE
        race = {_CYCLE - 1: "A", _CYCLE // 2 - 1: "C"}.get(place)
        volume = 0.6 if place in (0, _CYCLE - 2) else _VOLUMES[place % 4]
        made.append(Week(runs_of(runner, rng, volume=volume, race=race), strength))
    return Block(made)
