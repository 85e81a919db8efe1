"""Joined objectives solved one after another: what CP-SAT and the MIP solvers share."""

from collections.abc import Sequence
from typing import Protocol

import attrs
import numpy as np

from ..program import Program
from ..program.objective import JoinedTiers
from ..program.rows import BoolArray
from .incumbents import Trace
from .protocol import Outcome


@attrs.frozen(eq=False)
class Answer:
    """What a solver found out about one objective.

    `taken` is a plan that keeps every row, as a mask over the program's choices, or None. No plan
    has less than `bound`. `proven` says that the solver calls the plan optimal, `infeasible` that
    there is none.
    """

    taken: BoolArray | None
    bound: int
    proven: bool
    infeasible: bool


class Model(Protocol):
    """A program in a solver, with one objective at a time."""

    def minimise(self, index: int) -> Answer:
        """Minimise one of the objectives, within what is left of the limits."""
        ...

    def hold(self, index: int, value: int) -> None:
        """Ask from now on that an objective is at most so much."""
        ...


def solve_in_turn(
    program: Program,
    groups: Sequence[JoinedTiers],
    model: Model,
    trace: Trace,
    statistics: dict[str, float],
) -> Outcome:
    """Minimise each objective with those before it held at their optimum.

    Lexicographic by construction: what is proven of a tier is a row of the model from then on. It
    ends at the first objective that is not proven, with the best plan so far.
    """
    best: BoolArray | None = None
    value: tuple[int, ...] = ()
    bound = [0] * len(program.tiers)
    status = "optimal"
    for index, group in enumerate(groups):
        answer = model.minimise(index)
        if answer.infeasible and best is None:
            return Outcome("infeasible", (), None, tuple(bound), trace.seconds, statistics)
        bound[group.first : group.last] = group.split(answer.bound)
        if answer.taken is not None:
            objective = program.objective(answer.taken)
            if best is None or objective < value:
                best, value = answer.taken, objective
                trace.record(objective)
        # The proof is checked: a solver that counts in floats holds the earlier tiers only within
        # its tolerance.
        reached = list(value[: group.last]) == bound[: group.last]
        if answer.taken is None or not answer.proven or not reached:
            status = "feasible"
            break
        if group is not groups[-1]:
            model.hold(index, answer.bound)
    if best is None:
        return Outcome("unknown", (), None, tuple(bound), trace.seconds, statistics)
    return Outcome(
        status=status,
        taken=tuple(np.flatnonzero(best).tolist()),
        objective=value,
        bound=tuple(bound),
        seconds=trace.seconds,
        statistics=statistics,
        incumbents=trace.incumbents,
    )
