"""Athletes who share a room with few racks and a coach, whose hours are chosen with the plan.

Everybody asks for a heavy session, at which the coach must be there, and for a circuit. The more
athletes, the longer the proof: a few take seconds, ten minutes, and more stay open.
"""

from ...domain.availability import Window
from ...domain.strength import Demand
from ...program import Program
from ...squads.coach import Coach
from ...squads.gym import Gym
from ...squads.member import Member
from ...squads.squad_program import compile_squad
from .athlete import random_runner
from .meant import as_meant
from .seeded_random import SeededRandom
from .weeks import random_week

_SIZES = (2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 36, 48)

_HOURS = (
    (Window("Mon-Fri 16:00-20:00"),),
    (Window("Tue,Thu 17:00-20:30"), Window("Sat 09:00-12:00")),
    (Window("Mon,Wed,Fri 17:00-20:30"), Window("Sat 10:00-13:00")),
)


def athletes_in(seed: int) -> int:
    """Return how many athletes a seed stands for.

    Examples
    --------
    >>> [athletes_in(seed) for seed in range(13)]
    [2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 36, 48, 2]
    """
    return _SIZES[seed % len(_SIZES)]


def make(seed: int) -> Program:
    """Return the program of some athletes, their room and their coach.

    The coach has about as many half-hours as there are athletes, in two to four shifts.

    Examples
    --------
    >>> make(0).counts.tolist()
    [1, 1, 1, 1, 3, 3]
    """
    rng = SeededRandom("coach", seed)
    athletes = athletes_in(seed)
    hours = rng.pick(_HOURS)
    gym = Gym(places=max(2, athletes // 3), equipment={"weights": rng.pick((1, 2))}, open=hours)
    coach = Coach(rng.whole(athletes, athletes + 2), shifts=rng.whole(2, 4))
    asked = [Demand("heavy"), Demand("circuit")]
    members = []
    for number in range(athletes):
        runner = random_runner(rng)
        week = random_week(rng, asked, runner=runner)
        members.append(Member(f"athlete {number + 1}", week))
    return as_meant(compile_squad(members, gym, coach, None).joined.program)
