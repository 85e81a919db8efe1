"""CP-SAT in other configurations, to see what each choice of the default is worth."""

from ortools.sat.python import cp_model

from ...strategies.cpsat import CpSat

PLAIN = CpSat(
    parameters={"linearization_level": 1, "symmetry_level": 2, "cp_model_probing_level": 2}
)
"""OR-Tools' own defaults for what `CpSat` sets otherwise; one worker."""

FIXED = CpSat(parameters={"search_branching": cp_model.FIXED_SEARCH})
"""Decides variables in their order, without learning where to look."""

NO_LP = CpSat(parameters={"linearization_level": 0})
"""No linear relaxation: propagation and learning alone."""

MAX_LP = CpSat(
    parameters={
        "linearization_level": 2,
        "add_lp_constraints_lazily": False,
        "max_num_cuts": 100_000,
        "cut_level": 2,
    }
)
"""All rows in the relaxation from the start, and many cuts."""

EIGHT_WORKERS = CpSat(workers=8)
"""Eight workers, the fewest of CP-SAT's full portfolio."""
