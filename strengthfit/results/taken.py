"""Which choices of a program the placements of a plan are."""

import numpy as np

from ..domain.strength import DOSES
from ..program import Program
from ..program.rows import BoolArray
from .plan import Placement


def choices_like(program: Program, placement: Placement) -> list[int]:
    """Return the choices that a placement can be; of several demands, where they look alike."""
    found: list[int] = []
    used = np.zeros(len(program.choices), dtype=bool)
    while (choice := find_choice(program, placement, used)) is not None:
        used[choice] = True
        found.append(choice)
    exact = [one for one in found if program.choices.minutes[one] == placement.minutes]
    return exact or found


def find_choice(program: Program, placement: Placement, used: BoolArray) -> int | None:
    """Return the choice that a placement is, none of `used`; None where there is no such choice."""
    choices, demands = program.choices, program.horizon.demands
    alike = [(one.kind, one.dose) == (placement.kind, placement.asked) for one in demands]
    fits = (choices.start == placement.start) & (choices.dose == DOSES.index(placement.dose))
    fits &= np.array(alike, dtype=bool)[choices.demand] & ~used
    exact = np.flatnonzero(fits & (choices.minutes == placement.minutes))
    found = exact if len(exact) else np.flatnonzero(fits)
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
