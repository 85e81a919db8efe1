"""Weeks in which much is asked: several kinds, other schools of thought, a gym, a pin."""

import attrs
import numpy as np

from ...domain.availability import Window
from ...domain.policy import Policy
from ...domain.presets import PRESETS
from ...domain.strength import STRENGTH_KINDS, Demand, Session
from ...domain.week import Week
from ...program import Program, formulate
from ...program.presolve import open_choices
from .seeded_random import SeededRandom
from .weeks import random_week

GRIDS = (30, 15, 5)
"""Minutes between starts: of the first five seeds, the next five, and the rest."""

_GYM = (
    (Window("Mon-Fri 06:00-09:00", place="gym"), Window("weekends 09:00-17:00", place="gym")),
    (Window("Mon-Fri 16:30-21:00", place="gym"), Window("Sat 10:00-16:00", place="gym")),
    (Window("Mon,Wed,Fri,Sat 06:00-21:00", place="gym"), Window("daily", equipment=[])),
)
"""Hours of a gym; in the last one sessions without equipment fit in at home as well."""


def make(seed: int) -> Program:
    """Return the program of one week with three to six sessions of two to four kinds.

    Examples
    --------
    >>> 3 <= int(make(0).counts.sum()) <= 6
    True
    """
    rng = SeededRandom("demands", seed)
    preset = Policy.preset(rng.pick(list(PRESETS)))
    grid = GRIDS[min(seed // 5, 2)]
    policy = attrs.evolve(preset, sessions_per_day=rng.pick((1, 1, 2)), grid=grid)
    available = rng.pick(_GYM) if rng.chance(0.5) else None
    week = random_week(rng, random_demands(rng), available=available)
    return formulate(_pinned(week, policy, rng) if rng.chance(0.4) else week, policy)


def random_demands(rng: SeededRandom) -> list[Demand]:
    """Return demands of two to four kinds, three to six sessions together."""
    kinds = rng.sample(STRENGTH_KINDS, rng.whole(2, 4))
    counts = [1] * len(kinds)
    for _ in range(rng.whole(max(3, len(kinds)), 6) - len(kinds)):
        counts[rng.below(len(kinds))] += 1
    return [
        Demand(kind, count, rng.pick((None, None, 30, 45)))
        for kind, count in zip(kinds, counts, strict=True)
    ]


def _pinned(week: Week, policy: Policy, rng: SeededRandom) -> Week:
    """Pin a session to a time at which no rule forbids it; if there is none, pin nothing."""
    program = formulate(week, policy)
    possible = np.flatnonzero(open_choices(program)).tolist()
    if not possible:
        return week
    choice = rng.pick(possible)
    kind = STRENGTH_KINDS[int(program.choices.kind[choice])]
    return attrs.evolve(week, pins=[Session(int(program.choices.start[choice]), kind)])
