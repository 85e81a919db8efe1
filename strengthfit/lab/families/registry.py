"""The families by name. A new one is one more line here."""

from collections.abc import Callable

import attrs

from ...program import Program
from . import adversarial, blocks, coach, demands, dense, infeasible, squads, weeks


@attrs.frozen
class Family:
    """Instances of one kind, each made from a seed.

    Parameters
    ----------
    make
        Returns the same program for the same seed, on any machine.
    what
        What they are and how large, in one line.
    quick, full
        The seeds of the suites "quick" and "full"; the full one holds the quick one.
    """

    make: Callable[[int], Program]
    what: str
    quick: tuple[int, ...]
    full: tuple[int, ...]


FAMILIES: dict[str, Family] = {
    "weeks": Family(
        weeks.make,
        "single weeks of a runner, two short sessions, half-hour grid; 630 choices",
        (0, 1, 2),
        tuple(range(8)),
    ),
    "dense": Family(
        dense.make,
        "single weeks on grids of 15, 10 and 5 minutes; 1,260 to 3,780 choices",
        (0, 1, 2),
        tuple(range(9)),
    ),
    "demands": Family(
        demands.make,
        "weeks with three to six sessions of two to four kinds, presets, gyms, pins, finer grids",
        (0, 1, 5),
        tuple(range(14)),
    ),
    "blocks": Family(
        blocks.make,
        "4 to 104 weeks as one (the seed's last three digits); 630 choices a week",
        (4, 8, 13),
        (4, 8, 13, 26, 39, 52, 78, 104, 1008, 1013, 1026, 1052),
    ),
    "squads": Family(
        squads.make,
        "two to six athletes who share a small gym, for 1, 4 or 8 weeks",
        (0, 4, 6),
        tuple(range(15)),
    ),
    "coach": Family(
        coach.make,
        "2 to 48 athletes, few racks, and a coach whose hours and shifts are chosen too",
        (0, 1),
        tuple(range(12)),
    ),
    "infeasible": Family(
        infeasible.make,
        "sessions that must be skipped (even seeds), rows that clash so that no plan is left (odd)",
        (0, 1, 7),
        tuple(range(16)),
    ),
    "adversarial": Family(
        adversarial.make,
        "costs with ties, near ties, huge numbers, or made to mislead greedy, one after another",
        (0, 1, 6, 3),
        tuple(range(16)),
    ),
}
"""By name, in the order of the suites and of the documentation."""
