"""Placements and choices: which choice a placement is, and what a choice is as a placement."""

from collections.abc import Sequence

import numpy as np

from ..domain.strength import DOSES
from ..program import Program
from ..program.rows import BoolArray
from ..stopping import check
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
        effort=demand.effort,
        label=demand.label,
        week=horizon.demand_weeks[choices.demand[choice]],
    )


def matched_choices(program: Program, placements: Sequence[Placement]) -> tuple[int | None, ...]:
    """Return the choice that each placement is, of no demand more than it asks for.

    Where demands look alike a placement can be a choice of several, and makes room for later ones
    (augmenting paths over demands: Kuhn 1955, 10.1002/nav.3800020109). None for
    a placement that is no choice, such as a session that was done before the week was replanned.
    """
    fits = [choices_like(program, placement) for placement in placements]
    owner, counts = program.choices.demand, program.counts
    found: dict[int, int] = {}

    def assign(index: int, tried: set[int]) -> bool:
        for choice in fits[index]:
            demand = int(owner[choice])
            if demand in tried or choice in found.values():
                continue
            tried.add(demand)
            members = [other for other, its in found.items() if owner[its] == demand]
            if len(members) < counts[demand] or any(assign(other, tried) for other in members):
                found[index] = choice
                return True
        return False

    for index in range(len(fits)):
        check()
        assign(index, set())
    return tuple(found.get(index) for index in range(len(fits)))


def taken_choices(program: Program, placements: Sequence[Placement]) -> BoolArray:
    """Return which choices placements are, shape (choices,)."""
    found = matched_choices(program, placements)
    return program.mask(choice for choice in found if choice is not None)


def choices_like(program: Program, placement: Placement) -> list[int]:
    """Return the choices that look like a placement: of its very length, or else of any other."""
    choices, demands = program.choices, program.horizon.demands
    own = placement.kind, placement.asked, placement.effort, placement.label
    alike = [(one.kind, one.dose, one.effort, one.label) == own for one in demands]
    fits = choices.at(placement.start, placement.kind, placement.dose)
    fits &= np.array(alike, dtype=bool)[choices.demand]
    exact = np.flatnonzero(fits & (choices.minutes == placement.minutes))
    found: list[int] = (exact if len(exact) else np.flatnonzero(fits)).tolist()
    return found
