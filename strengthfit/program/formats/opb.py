"""OPB: the input form of the pseudo-Boolean competitions."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from ..linear import Linear
from ..program import Program
from ..rows import BoolArray, Rows
from .objective_export import Joined, as_max_value, choose, form_of, own_tiers, remarks

MAX_VALUE = 1 << 62


def opb_form(
    program: Program, max_value: int | str = MAX_VALUE, *, reduced: bool = False
) -> Linear:
    """Return the linear rows that `write_opb` writes: their objectives, offsets and tiers.

    Parameters
    ----------
    max_value, reduced
        As in `write_opb`. `choices` of the form are those of the columns.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> len(opb_form(formulate(Week([], strength=1))).groups)
    1
    """
    return form_of(program, largest_joined(program, max_value), reduced=reduced)


def write_opb(
    program: Program,
    objective: int = 0,
    held: Sequence[int | None] = (),
    max_value: int | str = MAX_VALUE,
    *,
    reduced: bool = False,
    with_tiers: bool = False,
) -> str:
    """Return a program in the pseudo-Boolean competitions' input form, linear and exact.

    Parameters
    ----------
    objective
        Which of the joined objectives is minimised, from 0 on. Most programs have only one.
    held
        The proven values of the objectives before it, offsets added; they become constraints. For
        None the right-hand side is ``@-VALUE0@`` (1 for the next objective, and so on), to be
        replaced by what the solver of that objective printed as its value, with the sign changed.
    max_value
        Tiers are joined if all coefficients of the objective, added up, stay below this. Solvers
        add them up when they turn signs around, and most do so in 64 bits: hence the default of
        ``1 << 62``, or "63-bit". For a solver with 32 bits write ``1 << 31``, or "31-bit". One tier
        alone may be above it.
    reduced
        Whether choices and rows are left out that presolve knows not to matter for the best plan.
    with_tiers
        Whether remarks at the end say what each tier costs by itself.

    Returns
    -------
    str
        Variables x1 to xn are the choices in their order (if reduced, remarks say which); after
        them come the units above each window's bound, one variable a unit.

    Raises
    ------
    InputError
        If there is no such objective, a value is missing or `max_value` is not accepted.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> text = write_opb(formulate(Week([], strength=1)))
    >>> text[:16], text.splitlines()[1]
    ('* #variable= 630', '* linear pseudo-Boolean (OPB), written by strengthfit')
    """
    largest = largest_joined(program, max_value)
    joined = choose(program, objective, held, largest, reduced=reduced)
    text = opb_text(program, joined)
    return text + "".join(_tiers(program, joined)) if with_tiers else text


def _tiers(program: Program, joined: Joined) -> Iterator[str]:
    """Yield remarks on what each tier costs by itself."""
    names = variable_names(joined.form)
    for tier in own_tiers(program, joined):
        used = [column for column, weight in enumerate(tier.weights) if weight]
        terms = _terms(used, filter(None, tier.weights), names)
        yield f"* tier {tier.name} alone: add {tier.offset} to {terms or '+0 x1'} ;\n"


def opb_text(program: Program, joined: Joined) -> str:
    """Return what `write_opb` does, of an objective that is chosen already."""
    names = variable_names(joined.form)
    rows = [*_constraints(joined, names), *_in_order(joined.form, names)]
    variables = max(1, sum(map(len, names)))
    lines = [
        f"* #variable= {variables} #constraint= {len(rows)}",
        *(f"* {line}" for line in remarks(program, joined, "linear pseudo-Boolean (OPB)")),
        f"min: {_objective(joined, names)} ;",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def largest_joined(program: Program, max_value: int | str) -> int:
    """Return the largest joined value in which an objective's coefficients stay below `max_value`.

    No choice's coefficient, and no window's with all its units, reaches the largest joined value.
    """
    most = as_max_value(max_value)
    return max(1, most // (len(program.choices) + len(program.windows) + 1))


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


def _constraints(joined: Joined, names: list[list[str]]) -> Iterator[str]:
    """Yield rows ``A v <= b`` turned around, as the form has no "at most"."""
    rows, unknown = joined.rows, joined.open_rows
    indptr, columns = rows.indptr.tolist(), rows.columns.tolist()
    coefficients, bounds = (-rows.coefficients.astype("i8")).tolist(), rows.bounds.tolist()
    for row in np.flatnonzero(in_file(rows)).tolist():
        entries = slice(indptr[row], indptr[row + 1])
        terms = _terms(columns[entries], iter(coefficients[entries]), names)
        least = f"@-VALUE{unknown[row]}@" if row in unknown else str(-bounds[row])
        # A row without terms is here as nothing can keep it: so says any that nothing can keep.
        yield f"{terms} >= {least} ;" if terms else "+1 x1 >= 2 ;"


def _in_order(form: Linear, names: list[list[str]]) -> Iterator[str]:
    """Yield "the second unit only after the first", as equal units would be symmetric."""
    for units in names[len(form.choices) :]:
        for first, second in pairwise(units):
            yield f"+1 {first} -1 {second} >= 0 ;"
