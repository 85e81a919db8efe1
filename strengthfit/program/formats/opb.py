"""OPB: the input form of the pseudo-Boolean competitions."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from ...errors import InputError
from ..linear import Linear, linear
from ..program import Program
from ..rows import BoolArray, Rows
from .objective_export import Joined, choose, remarks

MAX_VALUE = 1 << 62


def opb_form(program: Program, max_value: int = MAX_VALUE) -> Linear:
    """Return the linear rows that `write_opb` writes: their objectives, offsets and tiers.

    Parameters
    ----------
    max_value
        As in `write_opb`.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> len(opb_form(formulate(Week([], strength=1))).groups)
    1
    """
    return linear(program, max_value=_largest_joined(program, max_value))


def write_opb(
    program: Program, objective: int = 0, held: Sequence[int] = (), max_value: int = MAX_VALUE
) -> str:
    """Return a program in the pseudo-Boolean competitions' input form, linear and exact.

    Parameters
    ----------
    objective
        Which of the joined objectives is minimised, from 0 on. Most programs have only one.
    held
        The proven values of the objectives before it, offsets added; they become constraints.
    max_value
        Tiers are joined if all coefficients of the objective, added up, stay below this. Solvers
        add them up when they turn signs around, and most do so in 64 bits: hence the default of
        ``1 << 62``. For a solver with 32 bits write ``1 << 31``. One tier alone may be above it.

    Returns
    -------
    str
        Variables x1 to xn are the choices in their order; after them come the units above each
        window's bound, one variable a unit.

    Raises
    ------
    InputError
        If there is no such objective, a value is missing or `max_value` is out of range.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> text = write_opb(formulate(Week([], strength=1)))
    >>> text[:16], text.splitlines()[1]
    ('* #variable= 630', '* linear pseudo-Boolean (OPB), written by strengthfit')
    """
    return opb_text(program, choose(program, objective, held, _largest_joined(program, max_value)))


def opb_text(program: Program, joined: Joined) -> str:
    """Return what `write_opb` does, of an objective that is chosen already."""
    names = variable_names(joined.form)
    rows = [*_constraints(joined.rows, names), *_in_order(joined.form, names)]
    variables = max(1, sum(map(len, names)))
    lines = [
        f"* #variable= {variables} #constraint= {len(rows)}",
        *(f"* {line}" for line in remarks(program, joined, "linear pseudo-Boolean (OPB)")),
        f"min: {_objective(joined, names)} ;",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def _largest_joined(program: Program, max_value: int) -> int:
    """Return the largest joined value in which an objective's coefficients stay below `max_value`.

    No choice's coefficient, and no window's with all its units, reaches the largest joined value.
    """
    if type(max_value) is not int or not 1 <= max_value <= MAX_VALUE:
        raise InputError(
            "max_value", max_value, "is not a whole number from 1 to 2**62", "out_of_range"
        )
    return max(1, max_value // (len(program.choices) + len(program.windows) + 1))


def variable_names(form: Linear) -> list[list[str]]:
    """Return the variables of each column: one for a choice, one a unit for a window."""
    names, following = [], 1
    for upper in form.upper.tolist():
        names.append([f"x{number}" for number in range(following, following + upper)])
        following += upper
    return names


def _objective(joined: Joined, names: list[list[str]]) -> str:
    weights = joined.form.objectives[joined.index].tolist()
    terms = _terms([c for c in range(len(names)) if weights[c]], filter(None, weights), names)
    return terms or "+0 x1"  # the grammar wants at least one term


def _terms(columns: Sequence[int], weights: Iterator[int], names: list[list[str]]) -> str:
    return " ".join(
        f"{weight:+d} {name}"
        for column, weight in zip(columns, weights, strict=True)
        for name in names[column]
    )


def in_file(rows: Rows) -> BoolArray:
    """Return which rows become constraints, in their order: all but those that cannot be broken."""
    written: BoolArray = (np.diff(rows.indptr) > 0) | (rows.bounds < 0)
    return written


def _constraints(rows: Rows, names: list[list[str]]) -> Iterator[str]:
    """Yield rows ``A v <= b`` turned around, as the form has no "at most"."""
    indptr, columns = rows.indptr.tolist(), rows.columns.tolist()
    coefficients, bounds = (-rows.coefficients.astype("i8")).tolist(), rows.bounds.tolist()
    for row in np.flatnonzero(in_file(rows)).tolist():
        entries = slice(indptr[row], indptr[row + 1])
        terms = _terms(columns[entries], iter(coefficients[entries]), names)
        # A row without terms is here as nothing can keep it: so says any that nothing can keep.
        yield f"{terms} >= {-bounds[row]} ;" if terms else "+1 x1 >= 2 ;"


def _in_order(form: Linear, names: list[list[str]]) -> Iterator[str]:
    """Yield "the second unit only after the first", as equal units would be symmetric."""
    for units in names[len(form.choices) :]:
        for first, second in pairwise(units):
            yield f"+1 {first} -1 {second} >= 0 ;"
