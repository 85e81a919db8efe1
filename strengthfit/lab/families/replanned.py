"""Blocks whose runs have changed: as few sessions as can be are not as they were.

The plan that was there is the greedy one of other weeks of the same runner. How many sessions
change counts before all else, so the plan is not free to be the best of the new weeks.
"""

import numpy as np

from ...planning.fewest_changes import with_changes
from ...program import Program, formulate
from ...program.choices import Choices
from ...strategies import solve
from .athlete import random_runner
from .blocks import random_block, weeks_in
from .meant import as_meant
from .mixed import five_sessions
from .seeded_random import SeededRandom


def make(seed: int) -> Program:
    """Return the program of a changed block; the last three digits of the seed are its weeks.

    Examples
    --------
    >>> make(4).tiers
    ('changes', 'moves', 'strength', 'continuity', 'interference')
    """
    rng, weeks = SeededRandom("replanned", seed), weeks_in(seed)
    demands, runner = five_sessions(rng), random_runner(rng)
    planned, changed = (
        as_meant(formulate(random_block(rng, weeks, demands, runner=runner))) for _ in range(2)
    )
    taken = solve(planned, "greedy").taken
    return with_changes(changed, same_choices(planned.choices, taken, changed.choices), now=0)


def same_choices(before: Choices, taken: tuple[int, ...], now: Choices) -> list[int]:
    """Return for each choice taken before the same one now, or -1 if there is none."""
    keys = (now.demand, now.start, now.dose)
    found = []
    for choice in taken:
        alike = np.ones(len(now), dtype=bool)
        for column, values in zip(("demand", "start", "dose"), keys, strict=True):
            alike &= values == getattr(before, column)[choice]
        found.append(int(np.argmax(alike)) if alike.any() else -1)
    return found
