"""Blocks planned against drawn athletes: least is the mean interference of the worst fifth.

Each draw of the evidence is an athlete whom the same sessions cost more, or less. A plan that is
good for one of them need not be for another, so the relaxation says little and proofs are long.
"""

import numpy as np

from ...domain.policy import Policy
from ...physiology.uncertainty import draw_parameters
from ...program import Program, formulate
from ...program.presolve import open_choices
from ...program.rows import IntArray
from ...program.sampled_costs import sampled_steps
from ...tradeoffs.robust_plans import least_tail
from .blocks import random_block, weeks_in
from .meant import as_meant
from .mixed import five_sessions
from .seeded_random import SeededRandom

WORST = 5
"""One in so many draws is among the worst. CONVENTION."""

_DRAWS = (20, 50, 100)

_MORE_DRAWS = 200
"""Athletes for each ten thousand of the seed: with as many nobody has closed but a few weeks."""


def draws_in(seed: int) -> int:
    """Return how many athletes a seed stands for.

    Examples
    --------
    >>> [draws_in(seed) for seed in (4, 1004, 2004, 3004, 10004, 20004)]
    [20, 50, 100, 20, 200, 400]
    """
    many = seed // 10_000
    return _MORE_DRAWS * many if many else _DRAWS[seed // 1000 % len(_DRAWS)]


def make(seed: int) -> Program:
    """Return the program of a block; the last three digits of the seed are its weeks.

    Examples
    --------
    >>> program = make(1)
    >>> program.tiers, len(program.windows)
    (('strength', 'continuity', 'interference'), 20)
    """
    rng, policy = SeededRandom("cvar", seed), Policy()
    program = formulate(random_block(rng, weeks_in(seed), five_sessions(rng)), policy)
    possible, costs = drawn_costs(program, policy, draws_in(seed), seed)
    most = int(dearest(program, possible, costs).max(initial=0))
    return least_tail(as_meant(program), possible, costs, len(costs.T) // WORST, most)


def drawn_costs(
    program: Program, policy: Policy, athletes: int, seed: int
) -> tuple[IntArray, IntArray]:
    """Return a program's open choices, and what they cost drawn athletes: (choices, athletes).

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> policy = Policy()
    >>> choices, costs = drawn_costs(formulate(Week([]), policy), policy, 20, 0)
    >>> costs.shape == (len(choices), 20)
    True
    """
    possible = np.flatnonzero(open_choices(program))
    draws = draw_parameters(athletes, seed)
    return possible, sampled_steps(program, policy, draws, possible)


def dearest(program: Program, choices: IntArray, costs: IntArray) -> IntArray:
    """Return the most that a plan can cost in each draw: that of every demand's dearest choices.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> program = formulate(Week([], strength=2))
    >>> dearest(program, np.arange(3), np.array([[1, 7], [2, 0], [3, 4]])).tolist()
    [5, 11]
    """
    owner, total = program.choices.demand[choices], np.zeros(costs.shape[1], dtype=np.int64)
    for demand, count in enumerate(program.counts.tolist()):
        falling = -np.sort(-costs[owner == demand], axis=0)
        total += falling[:count].sum(axis=0)
    return total
