"""Linear programs, in which choices may be taken in parts, by GLOP.

A solver in floats takes what is below a millionth for nothing, and costs of a tier may be in the
millions: so each row counts in its own unit, and so do the costs.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from ortools.math_opt.python import mathopt

from ..physiology.fatigue import FloatArray
from ..program.rows import Rows, largest_coefficients
from .interrupts import interruptible
from .linear_answer import LinearAnswer
from .math_opt_model import math_opt_model

_NOTHING = 1e-9
"""What a row is worth if it is worth nothing, in its unit."""


def solve_linear(
    rows: Rows, costs: FloatArray, low: FloatArray, high: FloatArray
) -> LinearAnswer | None:
    """Return the least cost that columns between ends come to; None if rows cannot be kept."""
    units, unit = largest_coefficients(rows), float(np.abs(costs).max(initial=1.0))
    model = math_opt_model(rows, costs / unit, low, high, whole=False, units=units)
    result = interruptible(partial(mathopt.solve, model, mathopt.SolverType.GLOP))
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    duals = np.array(result.dual_values(list(model.linear_constraints())))
    duals[duals > -_NOTHING] = 0.0
    values = np.array(result.variable_values(list(model.variables())))
    return LinearAnswer(values, duals * unit / units)
