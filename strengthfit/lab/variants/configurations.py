"""CP-SAT in other configurations, to see what each choice of the default is worth."""

from ...strategies.cpsat import CpSat

PLAIN = {"linearization_level": 1, "symmetry_level": 2, "cp_model_probing_level": 2}
"""OR-Tools' own defaults for what `CpSat` sets otherwise."""


def plain() -> CpSat:
    """Return CP-SAT with OR-Tools' own defaults, one worker.

    Examples
    --------
    >>> plain().workers
    1
    """
    return CpSat(parameters=PLAIN)


def fixed() -> CpSat:
    """Return CP-SAT that decides variables in their order, without learning where to look.

    Examples
    --------
    >>> sorted(fixed().parameters)
    ['search_branching']
    """
    from ortools.sat.python import cp_model

    return CpSat(parameters={"search_branching": cp_model.FIXED_SEARCH})


def no_lp() -> CpSat:
    """Return CP-SAT without linear relaxation: propagation and learning alone.

    Examples
    --------
    >>> no_lp().parameters
    {'linearization_level': 0}
    """
    return CpSat(parameters={"linearization_level": 0})


def max_lp() -> CpSat:
    """Return CP-SAT with all rows in the relaxation from the start, and many cuts.

    Examples
    --------
    >>> max_lp().parameters["add_lp_constraints_lazily"]
    False
    """
    return CpSat(
        parameters={
            "linearization_level": 2,
            "add_lp_constraints_lazily": False,
            "max_num_cuts": 100_000,
            "cut_level": 2,
        }
    )


def eight_workers() -> CpSat:
    """Return CP-SAT with eight workers, the fewest of its full portfolio.

    Examples
    --------
    >>> eight_workers().workers
    8
    """
    return CpSat(workers=8)
