"""CPMpy with its OR-Tools back-end: one worker, all else as it comes.

The model is written as a user of CPMpy would: an array of Boolean variables, sums of parts of it,
and integer variables for skipped sessions and for sessions above a window's bound. Tiers are joined
where CP-SAT's whole numbers allow it.
"""

from importlib import import_module
from typing import Any

import attrs
import numpy as np

from strengthfit.program import Program
from strengthfit.program.objective import LARGEST, JoinedTiers
from strengthfit.strategies import Limits, Outcome
from strengthfit.strategies.incumbents import Trace
from strengthfit.strategies.protocol import NO_LIMITS

from .given import Given, rows_of
from .shared import Answer, alone, in_turn


@attrs.frozen
class CpmpyPeer:
    """Solve with CPMpy.

    Examples
    --------
    >>> CpmpyPeer()
    CpmpyPeer()
    """

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits.

        Parameters
        ----------
        program : Program
        limits : Limits, optional
            Work is not measured: only `seconds` counts.
        """
        trace = Trace()
        given = Given.of(program)
        known = alone(given, trace)
        if known is not None:
            return known
        model = _Model(given, trace)
        return in_turn(given, given.groups(LARGEST), model, limits, trace)


class _Model:
    """The program as CPMpy expressions, posted once; objectives and holds come later."""

    def __init__(self, given: Given, trace: Trace) -> None:
        self._cp: Any = import_module("cpmpy")  # by name: it is not there for all, nor typed
        cp = self._cp
        self._given, self._trace = given, trace
        # One by one, as an array of one is made a single variable by `boolvar(shape=1)`.
        self._taken = cp.cpm_array([cp.boolvar() for _ in given.owner])
        skipped = [cp.intvar(0, count) for count in given.counts.tolist()]
        above = [cp.intvar(0, most) for most in given.most.tolist()]
        self._variables = cp.cpm_array([*self._taken, *skipped, *above])
        model = cp.Model()
        for demand, skip in enumerate(skipped):
            own = self._taken[np.flatnonzero(given.owner == demand)]
            model += cp.sum(own) + skip == int(given.counts[demand])
        for columns, weights, bound in rows_of(given.presolved.rows):
            model += self._sum(columns, weights) <= bound
        for excess, row in zip(above, rows_of(given.presolved.windows), strict=True):
            columns, weights, bound = row
            model += self._sum(columns, weights) - excess <= bound
        self._solver: Any = cp.SolverLookup.get("ortools", model)

    def minimise(self, group: JoinedTiers, seconds: float | None) -> Answer:
        """Minimise a group's objective; a plan on the way goes to the trace at once."""
        self._solver.minimize(self._cp.sum(group.weights * self._variables))
        found = self._solver.solve(time_limit=seconds, display=self._see, num_search_workers=1)
        status = self._solver.status().exitstatus.name
        return Answer(
            taken=self._plan() if found else None,
            # From the response and not as a float, which is off by one near 2**50.
            bound=int(self._solver.ort_solver.response_proto.inner_objective_lower_bound),
            ended=status in ("OPTIMAL", "UNSATISFIABLE"),
        )

    def hold(self, tier: int, value: int) -> None:
        """Ask from now on that a tier is at most this many of its units."""
        if self._given.costs[tier].any():
            self._solver += self._cp.sum(self._given.costs[tier] * self._variables) <= value

    def _sum(self, columns: Any, weights: Any) -> Any:
        some = self._taken[columns]
        return self._cp.sum(some) if (weights == 1).all() else self._cp.sum(weights * some)

    def _plan(self) -> Any:
        return self._given.plan(self._taken.value())

    def _see(self) -> None:
        self._trace.record(self._given.program.objective(self._plan()))
