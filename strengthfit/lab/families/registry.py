"""The families by name. A new one is one more line here, or an entry point of another package."""

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

import attrs

from ...domain.checks import unknown
from ...errors import InputError
from ...program import Program
from . import (
    adversarial,
    blocks,
    coach,
    cvar,
    demands,
    dense,
    infeasible,
    mixed,
    near,
    replanned,
    squads,
    weeks,
)

GROUP = "strengthfit.families"
"""Entry points of this group, in any installed package, are families too: ``acme =
"acme_weeks:FAMILY"``."""

_TAKEN = ("file", "plans")
"""What instances from files and weeks of published plans count as."""


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
        (*range(12), 21, 22, 47, 59, 71, 83, 95),
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
    "mixed": Family(
        mixed.make,
        "2 to 104 weeks (the last three digits) with five sessions of four kinds; 2,520 choices "
        "a week",
        (2, 4),
        (
            *(2, 4, 8, 13, 1013, 26, 1026, 2026, 3026, 4026, 5026, 6026, 7026),
            *(39, 1039, 2039, 3039, 4039, 5039, 6039, 8039, 52, 1052, 78, 104, 1104),
        ),
    ),
    "replanned": Family(
        replanned.make,
        "4 to 104 weeks (the last three digits) whose runs changed: the fewest sessions may",
        (4,),
        (4, 8, 13, 26, 1026, 52, 1052, 78, 104, 1104),
    ),
    "cvar": Family(
        cvar.make,
        "1 to 39 weeks (the last three digits) for 20 to 600 drawn athletes: the worst fifth",
        (1, 2),
        (
            *(1, 2, 4, 1001, 1002, 2002, 1004, 2004, 3004, 8, 1008, 2008),
            *(13, 1013, 2013, 2020, 26, 1026, 2026, 1039, 2039, 10004, 11004, 20004, 10008, 10013),
            *(20013, 21013, 22013, 30013, 20017, 21017, 20020, 21020, 22020, 30020, 20026, 21026),
        ),
    ),
    "near": Family(
        near.make,
        "2 to 39 weeks in which no drawn athlete may lose more than a level: just enough, or less",
        (0, 1),
        tuple(range(26)),
    ),
}
"""By name, in the order of the suites and of the documentation."""


def family_names() -> list[str]:
    """Return the names of all families: of this package, then of other installed ones.

    Examples
    --------
    >>> family_names()[:3]
    ['weeks', 'dense', 'demands']
    """
    return [*FAMILIES, *_outside()]


def families() -> dict[str, Family]:
    """Return all families by name. Raises an `InputError` if one cannot be used."""
    return {name: find_family(name) for name in family_names()}


def find_family(name: str) -> Family:
    """Return a family by its name.

    Raises
    ------
    InputError
        If there is no such family, or one of another package cannot be used.

    Examples
    --------
    >>> find_family("dense").quick
    (0, 1, 2)
    """
    if name in FAMILIES:
        return FAMILIES[name]
    outside = _outside()
    if name not in outside:
        accepted = unknown(name, family_names(), "a family")
        raise InputError("family", name, accepted, "unknown_name")
    if "-" in name or name in _TAKEN:
        accepted = f"cannot be the name of a family: leave out '-', and {' and '.join(_TAKEN)}"
        raise InputError("family", name, accepted, "wrong_form")
    value = outside[name].value
    try:
        found = outside[name].load()
    except (Exception, SystemExit) as error:  # of any kind: it is the code of others that runs
        accepted = f"is installed as {value!r}, but cannot be loaded: {error}"
        raise InputError("family", name, accepted, "failed") from None
    if not isinstance(found, Family):
        accepted = f"is installed as {value!r}, which is not a Family"
        raise InputError("family", name, accepted, "wrong_type")
    return found


def _outside() -> dict[str, EntryPoint]:
    """Return the families of other packages, by name; those of this one win."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    return {name: found[name] for name in sorted(found) if name not in FAMILIES}
