"""Linear programs, in which choices may be taken in parts, by GLOP.

A solver in floats takes what is below a millionth for nothing, and costs of a tier may be in the
millions: so each row counts in its own unit, and so do the costs.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from ..physiology.fatigue import FloatArray
from ..program.rows import Rows, largest_coefficients
from .interrupts import interruptible
from .linear_answer import LinearAnswer

_NOTHING = 1e-9
"""What a row is worth if it is worth nothing, in its unit."""


def solve_linear(
    rows: Rows, costs: FloatArray, low: FloatArray, high: FloatArray
) -> LinearAnswer | None:
    """Return the least cost that columns between ends come to; None if rows cannot be kept."""
    units, unit = largest_coefficients(rows), float(np.abs(costs).max(initial=1.0))
    proto = model_pb2.ModelProto()
    columns, count = len(costs), len(rows)
    proto.variables.ids.extend(range(columns))
    proto.variables.lower_bounds.extend(low.tolist())
    proto.variables.upper_bounds.extend(high.tolist())
    proto.variables.integers.extend([False] * columns)
    proto.linear_constraints.ids.extend(range(count))
    proto.linear_constraints.lower_bounds.extend([-math.inf] * count)
    proto.linear_constraints.upper_bounds.extend((rows.bounds / units).tolist())
    proto.linear_constraint_matrix.row_ids.extend(rows.owners.tolist())
    proto.linear_constraint_matrix.column_ids.extend(rows.columns.tolist())
    coefficients = rows.coefficients / units[rows.owners]
    proto.linear_constraint_matrix.coefficients.extend(coefficients.tolist())
    priced = np.flatnonzero(costs)
    proto.objective.linear_coefficients.ids.extend(priced.tolist())
    proto.objective.linear_coefficients.values.extend((costs[priced] / unit).tolist())
    model = mathopt.Model.from_model_proto(proto)
    result = interruptible(partial(mathopt.solve, model, mathopt.SolverType.GLOP))
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    duals = np.array(result.dual_values(list(model.linear_constraints())))
    duals[duals > -_NOTHING] = 0.0
    values = np.array(result.variable_values(list(model.variables())))
    return LinearAnswer(values, duals * unit / units)
