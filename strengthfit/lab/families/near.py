"""Blocks with just enough freedom for a plan, or just too little, and nothing to minimise.

All the strength that can be had must be, and none of some drawn athletes may lose more speed than a
level. The level was bisected between what a strategy proved to be too low and what a plan keeps.
Where both met there are two instances: the lowest that a plan keeps, and one step less, with no
plan. Where they did not meet in time there is one, in the middle of what was left, and nobody knew.
Without costs the relaxation says little, and a strategy has to search.
"""

import attrs
import numpy as np

from ...domain.policy import Policy
from ...program import Program, formulate
from ...program.edit import at_most_row, only_tiers, with_rows, without_costs
from ...program.labels import Label
from ...program.rows import IntArray
from ...tradeoffs.robust_plans import each_draw
from .blocks import random_block
from .cvar import drawn_costs
from .mixed import five_sessions
from .seeded_random import SeededRandom

BISECTED: tuple[tuple[int, int, int, int], ...] = (
    (2, 20, 5210, 87),
    (2, 20, 5210, 86),
    (3, 20, 0, 425),
    (3, 20, 0, 424),
    (4, 10, 1060, 861),
    (4, 10, 1060, 860),
    (4, 50, 1760, 600),
    (4, 50, 1760, 599),
    (6, 50, 2000, 1099),
    (6, 50, 2000, 1098),
    (8, 20, 4160, 1488),
    (8, 20, 4160, 1487),
    (8, 50, 23180, 1026),
    (8, 50, 23180, 1025),
    (10, 50, 32380, 963),
    (10, 50, 32380, 962),
    (13, 20, 4935, 1785),
    (13, 20, 4935, 1784),
    (13, 50, 18200, 1847),
    (13, 50, 18200, 1846),
    (17, 20, 25120, 2254),
    (17, 20, 25120, 2253),
    (17, 50, 30655, 3430),
    (26, 50, 11270, 2340),
    (39, 50, 43830, 5707),
    (26, 100, 33820, 4927),
)
"""Of each seed the weeks and the athletes of a block, the strength that may be lost, and the level,
both in steps: found by ``python -m benchmarks.near_infeasible``."""

_LEAST_LOST = Label("near", "strength", "no strength is lost that can be had")
_LEVEL = Label("near", "level", "no drawn athlete loses more")


def make(seed: int) -> Program:
    """Return the program of a block; seeds go round those that were bisected.

    Examples
    --------
    >>> program = make(0)
    >>> program.tiers, bool(program.tier_costs.any() or program.skip_costs.any())
    (('strength',), False)
    """
    weeks, athletes, lost, level = BISECTED[seed % len(BISECTED)]
    return drawn_block(weeks, athletes).bounded(lost, level)


def is_too_little(seed: int) -> bool:
    """Whether a seed's level is one step below that of the seed before it, so that no plan is left.

    Examples
    --------
    >>> is_too_little(0), is_too_little(1)
    (False, True)
    """
    at = seed % len(BISECTED)
    *block, level = BISECTED[at]
    return at > 0 and BISECTED[at - 1] == (*block, level + 1)


@attrs.frozen(eq=False)
class DrawnBlock:
    """A block, and what its open choices cost drawn athletes, shape (choices, athletes)."""

    program: Program
    choices: IntArray
    costs: IntArray

    def bounded(self, lost: int, level: int) -> Program:
        """Return the program that loses so much strength at most, and so much speed in no draw."""
        plain, given = only_tiers(without_costs(self.program), ["strength"]), self.program
        row = at_most_row(given.tier_costs[0], given.skip_costs[0], given, lost)
        levels = np.full(self.costs.shape[1], level, dtype=np.int64)
        entries = each_draw(self.choices, self.costs, [], levels)
        return with_rows(with_rows(plain, [row], _LEAST_LOST), entries, _LEVEL)


def drawn_block(weeks: int, athletes: int) -> DrawnBlock:
    """Return the block of so many weeks and athletes."""
    rng, policy = SeededRandom(f"near-{athletes}", weeks), Policy()
    program = formulate(random_block(rng, weeks, five_sessions(rng)), policy)
    possible, costs = drawn_costs(program, policy, athletes, weeks)
    return DrawnBlock(only_tiers(program, ["strength"]), possible, costs)
