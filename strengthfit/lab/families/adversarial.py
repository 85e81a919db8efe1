"""Programs with costs that no runner has, made to be hard on strategies.

The rules are those of a week, or a block; only the whole numbers that strategies minimise are
changed, so the labelled costs in percent and minutes no longer explain them.
"""

from collections.abc import Callable

import attrs
import numpy as np

from ...domain.block import Block
from ...domain.clock import DAY, WEEK
from ...domain.week import Week
from ...program import Program, formulate
from ...program.presolve import open_choices
from ...program.rows import IntArray
from ...program.tier_names import TIERS, Tier
from .blocks import random_block
from .demands import random_demands
from .seeded_random import SeededRandom
from .weeks import random_week

_INTERFERENCE, _PREFERENCE, _EARLINESS, _ISOLATION = map(
    TIERS.index, (Tier.INTERFERENCE, Tier.PREFERENCE, Tier.EARLINESS, Tier.ISOLATION)
)
_LARGE = 1 << 30
_DAYS_APART = 2  # as far as the usual spacing reaches


def make(seed: int) -> Program:
    """Return a week, or from the ninth seed on a block, with costs spoiled in one of four ways.

    Examples
    --------
    >>> bool(make(0).tier_costs[-1].any())
    False
    """
    rng = SeededRandom("adversarial", seed)
    return _WAYS[way_of(seed)](formulate(_draw(seed // len(_WAYS), rng)), rng)


def _draw(size: int, rng: SeededRandom) -> Week | Block:
    """Return a week, a week with many demands, and then blocks."""
    if size < 2:
        return random_week(rng, 2 if size == 0 else random_demands(rng))
    return random_block(rng, 8 if size == 2 else 26)


def way_of(seed: int) -> str:
    """Return in which way the costs of a seed are spoiled.

    Examples
    --------
    >>> [way_of(seed) for seed in range(4)]
    ['ties', 'near_ties', 'huge', 'mislead']
    """
    return list(_WAYS)[seed % len(_WAYS)]


def ties(program: Program, rng: SeededRandom) -> Program:
    """Return the program with equal costs in each tier but strength: very many best plans."""
    costs = program.tier_costs.copy()
    costs[_INTERFERENCE], costs[_PREFERENCE], costs[_EARLINESS] = 7, 60, 1
    costs[_ISOLATION] = 0
    return attrs.evolve(program, tier_costs=costs)


def near_ties(program: Program, rng: SeededRandom) -> Program:
    """Return the program with costs that differ by one at most from a large number."""
    costs = program.tier_costs.copy()
    for tier, middle in ((_INTERFERENCE, 100), (_PREFERENCE, 1000), (_EARLINESS, 10_000)):
        costs[tier] = middle + _whole(rng, costs.shape[1], 3) - 1
    costs[_ISOLATION] = 1 + _whole(rng, costs.shape[1], 2)
    return attrs.evolve(program, tier_costs=costs)


def huge(program: Program, rng: SeededRandom) -> Program:
    """Return the program with each tier so large that no two fit into one exact number.

    Each cost grows by the same factor and by less than one step of it, so that no common divisor
    takes the factor out again. A choice still never costs more strength than a skipped session.
    """
    costs = program.tier_costs * _LARGE
    skips, windows = program.skip_costs * _LARGE, program.window_costs * _LARGE
    for tier in (0, _INTERFERENCE, _PREFERENCE, _EARLINESS):
        costs[tier] += _whole(rng, costs.shape[1], _LARGE)
    costs[0] = np.minimum(costs[0], skips[0, program.choices.demand])
    costs[_ISOLATION] = program.tier_costs[_ISOLATION]
    return attrs.evolve(program, tier_costs=costs, skip_costs=skips, window_costs=windows)


def mislead(program: Program, rng: SeededRandom) -> Program:
    """Return the program with one start a week that costs nothing, and makes the rest dear.

    What is nearer to it than two sessions may be costs one step, all else forty: the two cheap ones
    on both sides are better than the free one and a dear one, which is what greedy takes.
    """
    costs = program.tier_costs.copy()
    costs[_INTERFERENCE] = 40
    starts = program.choices.start
    possible = np.unique(starts[open_choices(program)])
    for week in range(program.horizon.weeks):
        own = possible[possible // WEEK == week]
        if len(own):
            bait = int(own[len(own) // 4 + rng.below((len(own) + 1) // 2)])
            near = np.abs(starts // DAY - bait // DAY) < _DAYS_APART
            costs[_INTERFERENCE, near] = 1
            costs[_INTERFERENCE, starts == bait] = 0
    return attrs.evolve(program, tier_costs=costs)


def _whole(rng: SeededRandom, count: int, below: int) -> IntArray:
    return np.array([rng.below(below) for _ in range(count)], dtype=np.int64)


_WAYS: dict[str, Callable[[Program, SeededRandom], Program]] = {
    way.__name__: way for way in (ties, near_ties, huge, mislead)
}
