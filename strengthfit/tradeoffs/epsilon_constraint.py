"""All non-dominated points of a program's first tiers, one after another, with the proof.

The first tier is minimised, then the others, among plans that no point found so far equals or beats
in all tiers but the first. What is found has the least first tier of all that is left, so nothing
beats it: it is a point. When nothing is left, no point is missing.

For two tiers this is the epsilon-constraint method (Haimes, Lasdon & Wismer 1971,
10.1109/TSMC.1971.4308298). For three, what is left is a union of boxes, each with an upper bound
for either tier (Klamroth, Lacour & Vanderpooten 2015, 10.1016/j.ejor.2015.03.031), and each box is
solved by itself. Bounds are plain rows, so any strategy can do it.
"""

from collections.abc import Iterator, Sequence

import attrs

from ..program import Label, Program
from ..program.edit import at_most_row, with_rows
from ..strategies.protocol import Outcome
from .objectives import MultiObjective
from .shared_limits import Solve

Bounds = tuple[int | None, ...]
"""For each axis but the first, the most that a plan may have of it."""


@attrs.frozen
class _Box:
    """A part of what is left, and its best plan."""

    bounds: Bounds
    outcome: Outcome
    values: tuple[int, ...]


class Unproven(Exception):  # noqa: N818  # it is how a search ends, no error of the user's
    """A solve ended without a proof: the search is over, and what was found stands."""


def find_points(traded: MultiObjective, solve: Solve) -> Iterator[Outcome]:
    """Yield the best plan of each non-dominated point, the least of the first axis first.

    Two or three objectives; `Unproven` if a solve has no proof.
    """
    boxes = _solved(traded, [(None,) * (len(traded.objectives) - 1)], solve)
    while boxes:
        best = min(boxes, key=lambda box: box.outcome.objective or ())
        yield best.outcome
        boxes = _without(traded, boxes, best.values, solve)


def _without(
    traded: MultiObjective, boxes: Sequence[_Box], values: tuple[int, ...], solve: Solve
) -> list[_Box]:
    """Return the boxes without what a point equals or beats."""
    kept = [box for box in boxes if not _inside(values, box.bounds)]
    split = [box for box in boxes if _inside(values, box.bounds)]
    parts: dict[Bounds, _Box] = {}
    for box in split:
        for axis, value in enumerate(values):
            if value > 0:
                bounds = (*box.bounds[:axis], value - 1, *box.bounds[axis + 1 :])
                parts.setdefault(bounds, box)
    every = [box.bounds for box in kept] + list(parts)
    fresh = {
        bounds: box
        for bounds, box in parts.items()
        if not any(_covers(other, bounds) for other in every if other != bounds)
    }
    same = [
        attrs.evolve(box, bounds=bounds)
        for bounds, box in fresh.items()
        if _inside(box.values, bounds)
    ]
    new = [bounds for bounds, box in fresh.items() if not _inside(box.values, bounds)]
    return [*kept, *same, *_solved(traded, new, solve)]


def _solved(traded: MultiObjective, boxes: Sequence[Bounds], solve: Solve) -> list[_Box]:
    found = []
    for bounds in boxes:
        outcome = solve(bounded(traded, bounds))
        if outcome.status == "optimal" and outcome.objective is not None:
            found.append(_Box(bounds, outcome, outcome.objective[1 : len(traded.objectives)]))
        elif outcome.status != "infeasible":
            raise Unproven
    return found


def bounded(traded: MultiObjective, bounds: Bounds) -> Program:
    """Return the program of plans that have no more of each axis but the first."""
    program = traded.program
    rows = [
        at_most_row(each.costs, each.skips, program, most)
        for each, most in zip(traded.objectives[1:], bounds, strict=True)
        if most is not None
    ]
    return with_rows(program, rows, Label("frontier", "bound", "better than what was found"))


def _inside(values: Sequence[int], bounds: Bounds) -> bool:
    return all(most is None or value <= most for value, most in zip(values, bounds, strict=True))


def _covers(outer: Bounds, inner: Bounds) -> bool:
    return all(
        wide is None or (narrow is not None and narrow <= wide)
        for wide, narrow in zip(outer, inner, strict=True)
    )
