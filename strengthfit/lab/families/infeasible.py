"""Weeks that cannot be had in full, and programs that no plan satisfies.

An even seed asks for more sessions than the gym's few openings can hold: the best plan skips some.
An odd seed adds rows "at least one of these" that clash: there is no plan, and a strategy has to
prove it. Without any one of these rows there is one.
"""

import numpy as np

from ...domain.availability import Window
from ...domain.clock import DAY, DAYS
from ...domain.policy import Policy
from ...domain.run import Run
from ...domain.week import Week
from ...program import Program, formulate
from ...program.edit import at_least_of, with_rows
from ...program.labels import Label
from ...program.presolve import open_choices
from .seeded_random import SeededRandom
from .weeks import random_week

CLASHES = ("too near", "too few", "pairs", "parity")
"""How rows clash, in the order of odd seeds. "too near": sessions on two neighbouring days, which
the spacing forbids. "too few": two sessions for three days. "pairs": one session for each two of
three days. "parity": one session on each two neighbouring days all around a week, which the spacing
allows for every second day only, and the week has seven: half a session a day would satisfy every
row, so the linear relaxation does not tell."""

_ASKED = {"too near": 2, "too few": 2, "pairs": 1, "parity": 4}


def make(seed: int) -> Program:
    """Return a week with sessions to be skipped (even seed), or without any plan (odd seed).

    Examples
    --------
    >>> "asked" in {label.rule for label in make(1).row_labels}
    True
    """
    if not has_plan(seed):
        grid = 30 if seed < 8 else 10
        return clashing(formulate(light_week(seed), Policy(grid=grid)), seed)
    rng = SeededRandom("infeasible", seed)
    days = rng.sample(DAYS, rng.whole(1, 3))
    gym = [Window(f"{day} {rng.whole(16, 18)}:00-20:00") for day in days]
    return formulate(random_week(rng, rng.whole(len(days) + 1, 5), available=gym))


def has_plan(seed: int) -> bool:
    """Whether the instance of a seed has a plan at all."""
    return seed % 2 == 0


def clash_of(seed: int) -> str:
    """Return how the rows of an odd seed clash.

    Examples
    --------
    >>> [clash_of(seed) for seed in (1, 3, 5, 7)]
    ['too near', 'too few', 'pairs', 'parity']
    """
    return CLASHES[seed // 2 % len(CLASHES)]


def light_week(seed: int) -> Week:
    """Return a week of easy runs: every day is open, so that only the added rows can clash."""
    rng = SeededRandom("infeasible", seed)
    clash = clash_of(seed)
    runs = [
        Run(day * DAY + rng.whole(420, 480, 30), "easy", minutes=rng.whole(30, 60, 5))
        for day in rng.sample(range(7), rng.whole(3, 5))
    ]
    return Week(runs, _ASKED[clash], repeats=clash == "parity")


def clashing(program: Program, seed: int) -> Program:
    """Return a program with added rows that clash, each "at least one session on these days".

    The program is that of `light_week` for the same seed, under a policy with the usual spacing.
    """
    possible = open_choices(program)
    clashing_program = program
    for days in _days(seed):
        names = ", ".join(program.horizon.day_name(day) for day in days)
        row = at_least_of(np.flatnonzero(possible & np.isin(program.choices.day, days)), 1)
        label = Label("asked", names, f"at least one session on {names}")
        clashing_program = with_rows(clashing_program, [row], label)
    return clashing_program


def _days(seed: int) -> list[list[int]]:
    """Return the days of each added row."""
    rng = SeededRandom("clash", seed)
    clash = clash_of(seed)
    if clash == "too near":
        day = rng.below(6)
        return [[day], [day + 1]]
    if clash == "parity":
        return [[day, (day + 1) % 7] for day in range(7)]
    first, second, third = rng.pick(((0, 2, 4), (0, 3, 5), (1, 3, 5), (1, 3, 6), (2, 4, 6)))
    if clash == "too few":
        return [[first], [second], [third]]
    return [[first, second], [second, third], [first, third]]
