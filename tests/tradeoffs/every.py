"""Every plan of a small program, found naively: the yardstick of all trade-offs."""

from itertools import combinations
from math import comb

import numpy as np

from strengthfit.program import Program

Taken = tuple[int, ...]
MOST = 3_000


def every_plan(program: Program) -> dict[Taken, tuple[int, ...]] | None:
    """Return the objective of every set of choices that keeps every row; None where too many.

    Of a program without pins, whose rows only forbid: what breaks one alone breaks it in any set.
    """
    assert (program.rows.coefficients >= 0).all()
    width, sessions = len(program.choices), int(program.counts.sum())
    alone = [choice for choice in range(width) if not program.broken(program.mask([choice]))]
    if sum(comb(len(alone), size) for size in range(sessions + 1)) > MOST:
        return None
    found = {}
    for size in range(sessions + 1):
        for taken in combinations(alone, size):
            mask = program.mask(taken)
            given = np.bincount(program.choices.demand[mask], minlength=len(program.counts))
            if (given <= program.counts).all() and not program.broken(mask):
                found[taken] = program.objective(mask)
    return found


def places(program: Program, taken: Taken) -> list[tuple[int, int]]:
    """Return the kind and the day of each session."""
    return [(int(program.choices.kind[c]), int(program.choices.day[c])) for c in taken]


def difference(program: Program, first: Taken, second: Taken) -> int:
    """Return by how many placements two plans differ, as alternatives count it."""
    one, other = places(program, first), places(program, second)
    return max(sum(place not in other for place in one), sum(place not in one for place in other))
