"""Two to six athletes who share a small gym: weeks, or short blocks, coupled by its capacity.

In single weeks the athletes run on the same days, so that they want the gym at the same time; in
blocks each has days of their own.
"""

import attrs

from ...domain.availability import Window
from ...domain.block import Block
from ...domain.week import Week
from ...program import Program, formulate
from .athlete import Runner, random_runner
from .blocks import random_block
from .seeded_random import SeededRandom
from .squad_program import in_one_gym
from .weeks import random_week

_HOURS = (
    (Window("Tue,Thu 17:00-20:00"), Window("Sat 09:00-13:00")),
    (Window("Mon,Wed,Fri 18:00-20:00"), Window("Sat 10:00-12:00")),
    (Window("Mon-Fri 17:30-20:00"),),
    (Window("daily 18:00-20:30"),),
)


def athletes_in(seed: int) -> int:
    """Return how many athletes a seed stands for.

    Examples
    --------
    >>> [athletes_in(seed) for seed in range(6)]
    [2, 3, 4, 5, 6, 2]
    """
    return 2 + seed % 5


def weeks_in(seed: int) -> int:
    """Return how many weeks a seed stands for.

    Examples
    --------
    >>> [weeks_in(seed) for seed in (0, 4, 5, 9, 10, 99)]
    [1, 1, 4, 4, 8, 8]
    """
    return (1, 4, 8)[min(seed // 5, 2)]


def make(seed: int) -> Program:
    """Return the program of some athletes in a gym with room for one of them, or two.

    Examples
    --------
    >>> make(0).counts.tolist()
    [2, 2]
    """
    rng = SeededRandom("squads", seed)
    athletes = athletes_in(seed)
    capacity = 1 if athletes < 4 else rng.pick((1, 2))
    hours, runner = rng.pick(_HOURS), random_runner(rng)
    asked = [_draw(rng, runner, weeks_in(seed), hours) for _ in range(athletes)]
    return in_one_gym([formulate(weeks) for weeks in asked], capacity)


def _draw(rng: SeededRandom, runner: Runner, weeks: int, hours: tuple[Window, ...]) -> Week | Block:
    if weeks == 1:
        return random_week(rng, runner=runner, available=hours)
    block = random_block(rng, weeks)
    return Block([attrs.evolve(week, available=hours) for week in block.weeks])
