"""Rows and costs as MathOpt reads a model from elsewhere."""

import math

import numpy as np
import numpy.typing as npt
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from ..program.rows import IntArray, Rows


def math_opt_model(
    rows: Rows,
    costs: npt.NDArray[np.number],
    low: npt.NDArray[np.number],
    high: npt.NDArray[np.number],
    *,
    whole: bool,
    units: IntArray | None = None,
) -> mathopt.Model:
    """Return the model that has the least cost of columns between ends, `whole` numbers or not.

    Each row counts in its unit if there are some.
    """
    units = np.ones(len(rows), dtype=np.int64) if units is None else units
    proto = model_pb2.ModelProto()
    columns, count = len(costs), len(rows)
    proto.variables.ids.extend(range(columns))
    proto.variables.lower_bounds.extend(low.tolist())
    proto.variables.upper_bounds.extend(high.tolist())
    proto.variables.integers.extend([whole] * columns)
    proto.linear_constraints.ids.extend(range(count))
    proto.linear_constraints.lower_bounds.extend([-math.inf] * count)
    proto.linear_constraints.upper_bounds.extend((rows.bounds / units).tolist())
    proto.linear_constraint_matrix.row_ids.extend(rows.owners.tolist())
    proto.linear_constraint_matrix.column_ids.extend(rows.columns.tolist())
    coefficients = rows.coefficients / units[rows.owners]
    proto.linear_constraint_matrix.coefficients.extend(coefficients.tolist())
    priced = np.flatnonzero(costs)
    proto.objective.linear_coefficients.ids.extend(priced.tolist())
    proto.objective.linear_coefficients.values.extend(costs[priced].tolist())
    return mathopt.Model.from_model_proto(proto)
