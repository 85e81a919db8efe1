"""Mixed-integer programming: HiGHS and SCIP, both through OR-Tools MathOpt.

MIP solvers count in floats. So tiers are joined only up to numbers that doubles hold with room to
spare, and every answer is checked in whole numbers before it is claimed.
"""

import datetime as dt
import math
from functools import partial
from typing import Any

import attrs
import numpy as np
from ortools.math_opt.python import mathopt

from ..domain.checks import number, one_of
from ..errors import TooLargeError
from ..program import Program
from ..program.linear import Linear, held_by_tier, linear
from ..program.presolve import Presolved, presolve
from ..program.rows import BoolArray, IntArray, stack
from ..stopping import check
from .incumbents import Trace
from .interrupts import interruptible
from .math_opt_model import math_opt_model
from .protocol import NO_LIMITS, Limits, Outcome
from .tier_by_tier import Answer, solve_in_turn
from .whole_call import heeding

_ROOM = 1 << 30
"""Joined objectives stay below this, so that a double has 22 bits left behind the point. A solver's
whole numbers may still be off by its tolerance, a millionth, times a coefficient."""

_OFF = 0.05  # how far above a whole number a bound may be and still count as it


@attrs.frozen
class Mip:
    """Solve by branch and bound over the linear relaxation.

    Parameters
    ----------
    solver : str
        "HIGHS" or "GSCIP".
    nodes : int, optional
        The most nodes of the tree, for each number that is minimised; by default any number. Unlike
        a limit of seconds it stops at the same point every time.

    Raises
    ------
    TooLargeError
        From `solve`, if costs are too large for floats.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> sf.solve(program, Mip()) == sf.solve(program)
    True
    """

    solver: str = attrs.field(default="HIGHS", validator=one_of(("HIGHS", "GSCIP"), "a solver"))
    nodes: int | None = attrs.field(
        default=None, validator=number(1, 10**9, "nodes", whole=True, optional=True)
    )

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits."""
        trace = Trace()
        left = presolve(program)
        form = linear(program, left, _ROOM)
        if any(math.prod(group.radices) > _ROOM for group in form.groups):
            raise TooLargeError(
                f"costs of a tier can come to more than {_ROOM}, which floats do not hold apart "
                "within a MIP solver's tolerance; use 'cpsat' or 'dynamic'"
            )
        model = _Model(self, program, (left, form), limits, trace)
        return solve_in_turn(program, form.groups, model, trace, model.statistics)


class _Model:
    """A program as a MIP; tiers that are proven become rows of it."""

    def __init__(
        self,
        chosen: Mip,
        program: Program,
        forms: tuple[Presolved, Linear],
        limits: Limits,
        trace: Trace,
    ) -> None:
        self._solver, self._nodes, self._program = chosen.solver, chosen.nodes, program
        self._left, self._form = forms
        self._limits, self._trace = limits, trace
        self._rows = self._form.rows
        self.statistics = {"nodes": 0.0, "simplex_iterations": 0.0, "solves": 0.0}

    def minimise(self, index: int) -> Answer:
        """Minimise one of the joined objectives over the rows."""
        check()
        form = self._form
        costs, low = form.objectives[index], np.zeros(len(form.upper))
        model = math_opt_model(self._rows, costs, low, form.upper, whole=True)
        parameters = mathopt.SolveParameters(
            relative_gap_tolerance=0.0, absolute_gap_tolerance=0.9, node_limit=self._nodes
        )
        if self._solver == "HIGHS":  # its threads are set for the whole process, or switched off
            parameters.highs.string_options["parallel"] = "off"
        else:
            parameters.threads = 1
        left = self._limits.after(self._trace.seconds).seconds
        if left is not None:
            parameters.time_limit = dt.timedelta(seconds=left)
        result = _run(self._solver, model, parameters)
        reason = result.termination.reason
        counted = result.solve_stats
        self.statistics["nodes"] += float(counted.node_count)
        self.statistics["simplex_iterations"] += float(counted.simplex_iterations)
        self.statistics["solves"] += 1.0
        taken = None
        if result.has_primal_feasible_solution():
            values = np.rint(result.variable_values(model.variables())).astype(np.int64)
            taken = self._checked(values)
        least = result.best_objective_bound() + form.offsets[index]
        bound = max(0, math.ceil(least - _OFF)) if math.isfinite(least) else 0
        if taken is not None:
            # A bound above a plan that is there can only be the rounding of floats.
            value = int(form.objectives[index] @ form.values_of(self._program, taken))
            bound = min(bound, value + form.offsets[index])
        return Answer(
            taken=taken,
            bound=bound,
            proven=reason == mathopt.TerminationReason.OPTIMAL,
            infeasible=reason == mathopt.TerminationReason.INFEASIBLE,
        )

    def hold(self, index: int, value: int) -> None:
        """Hold an objective by a row more for each of its tiers."""
        rows = held_by_tier(self._program, self._left, self._form, index, value)
        self._rows = stack([self._rows, rows])

    def _checked(self, values: IntArray) -> BoolArray | None:
        """Return the program's choices that are taken, if in whole numbers they keep every row."""
        program = self._program
        taken = program.mask(self._form.taken_in(values))
        return taken if program.is_plan(taken) else None


def _run(solver: str, model: mathopt.Model, parameters: mathopt.SolveParameters) -> Any:
    """Solve a model so that Ctrl-C is heard meanwhile, and what cancels the call.

    Then the solver is left to itself. HiGHS does not heed MathOpt's interrupter, and with it SCIP
    prints an error on every solve. SCIP's own handler would stop it, but forgets a Ctrl-C that
    comes during its presolve, and keeps other signals waiting for its end.
    """
    parameters.gscip.bool_params["misc/catchctrlc"] = False
    solve = partial(mathopt.solve, model, mathopt.SolverType[solver], params=parameters)
    return interruptible(solve)


def highs() -> Mip:
    """Return the strategy with HiGHS.

    Examples
    --------
    >>> highs().solver
    'HIGHS'
    """
    return Mip("HIGHS")


def scip() -> Mip:
    """Return the strategy with SCIP.

    Examples
    --------
    >>> scip().solver
    'GSCIP'
    """
    return Mip("GSCIP")
