"""Placements and choices: which choice a placement is, and what a choice is as a placement."""

import numpy as np

from ..domain.strength import DOSES
from ..program import Program
from ..program.rows import BoolArray, IntArray
from .values import Placement


def placement_of(program: Program, choice: int) -> Placement:
    """Return what a choice is as a placement."""
    choices, horizon = program.choices, program.horizon
    start, demand = int(choices.start[choice]), horizon.demands[choices.demand[choice]]
    return Placement(
        day=int(choices.day[choice]),
        start=start,
        kind=demand.kind,
        dose=DOSES[choices.dose[choice]],
        minutes=int(choices.minutes[choice]),
        asked=demand.dose,
        when=horizon.moment(start),
    )


def choices_like(program: Program, placement: Placement, unused: BoolArray) -> IntArray:
    """Return the unused choices that a placement can be: several if demands look alike.

    Those of its very length, or all others if there is none.
    """
    choices, demands = program.choices, program.horizon.demands
    alike = [(one.kind, one.dose) == (placement.kind, placement.asked) for one in demands]
    fits = (choices.start == placement.start) & (choices.dose == DOSES.index(placement.dose))
    fits &= np.array(alike, dtype=bool)[choices.demand] & unused
    exact = np.flatnonzero(fits & (choices.minutes == placement.minutes))
    return exact if len(exact) else np.flatnonzero(fits)


def find_choice(program: Program, placement: Placement, used: BoolArray) -> int | None:
    """Return the choice that a placement is, none of `used`; None if there is none."""
    found = choices_like(program, placement, ~used)
    return int(found[0]) if len(found) else None


def taken_choices(program: Program, placements: tuple[Placement, ...]) -> BoolArray:
    """Return which choices placements are, shape (choices,).

    A session that was done before the week was replanned may be none of the week's choices.
    """
    taken = np.zeros(len(program.choices), dtype=bool)
    for placement in placements:
        choice = find_choice(program, placement, taken)
        if choice is not None:
            taken[choice] = True
    return taken
