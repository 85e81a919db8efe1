"""MPS: the form that every MIP solver reads, and their lists of values read back."""

import math
from collections.abc import Iterator, Sequence

from ...errors import FileError, shown
from ..linear import Linear
from ..program import Program
from .objective_export import (
    Joined,
    OwnTier,
    as_max_value,
    choose,
    form_of,
    open_columns,
    own_tiers,
    remarks,
)

MAX_VALUE = 1 << 40
"""Small enough that every number is exact as a float, and that a step of the objective shows."""

_COST = "COST"
_NEAR = 1e-4
"""How far from a whole number a value may be. Solvers allow themselves up to a millionth."""


def mps_form(
    program: Program, max_value: int | str = MAX_VALUE, *, reduced: bool = False
) -> Linear:
    """Return the linear rows that `write_mps` writes: their objectives, offsets and tiers.

    Parameters
    ----------
    max_value, reduced
        As in `write_mps`. `choices` of the form are those of the columns.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> [group.last for group in mps_form(formulate(Week([], strength=1)), max_value=1).groups]
    [1, 2, 3, 4, 5, 6, 7]
    """
    return form_of(program, as_max_value(max_value), reduced=reduced)


def write_mps(
    program: Program,
    objective: int = 0,
    held: Sequence[int | None] = (),
    max_value: int | str = MAX_VALUE,
    *,
    reduced: bool = False,
    with_tiers: bool = False,
) -> str:
    """Return a program as free MPS: whole-number columns with bounds, every number written whole.

    Parameters
    ----------
    objective
        Which of the joined objectives is minimised, from 0 on.
    held
        The proven values of the objectives before it, offsets added; they become rows. For None the
        right-hand side is ``@VALUE0@`` (1 for the next objective, and so on), to be replaced by the
        value that the solver of that objective found, rounded to a whole number.
    max_value
        Tiers are joined if the largest joined value stays below this, a number or a size such as
        "30-bit". MIP solvers compute with floats, which are exact up to 2**53; the default leaves
        13 bits for sums. One tier alone may be above it.
    reduced
        Whether choices and rows are left out that presolve knows not to matter for the best plan.
    with_tiers
        Whether each tier by itself is one more free row, which readers leave aside: T1 and on, with
        the offset, sign changed, as its right-hand side.

    Returns
    -------
    str
        Columns x1 to xn are the choices in their order (if reduced, remarks say which); w1 and on
        are what is above each window's bound.

    Raises
    ------
    InputError
        If there is no such objective, a value is missing or `max_value` is not accepted.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> text = write_mps(formulate(Week([], strength=1)))
    >>> [line for line in text.splitlines() if line[:1] not in (" ", "*")]
    ['NAME strengthfit FREE', 'ROWS', 'COLUMNS', 'RHS', 'BOUNDS', 'ENDATA']
    """
    joined = choose(program, objective, held, max_value, reduced=reduced)
    names, tiers = _names(joined), own_tiers(program, joined) if with_tiers else []
    upper = joined.form.upper.tolist()
    lines = [
        *(f"* {line}" for line in remarks(program, joined, "free MPS")),
        *(f"* T{number}: tier {tier.name} alone" for number, tier in enumerate(tiers, 1)),
        "NAME strengthfit FREE",  # without the word CBC guesses the form from the first card
        "ROWS",
        f" N {_COST}",
        *(f" L r{row + 1}" for row in range(len(joined.rows))),
        *(f" N T{number + 1}" for number in range(len(tiers))),
        "COLUMNS",
        " M1 'MARKER' 'INTORG'",
        *_columns(joined, names, tiers),
        " M2 'MARKER' 'INTEND'",
        "RHS",
        *_sides(joined),
        *(f" RHS T{number} {-tier.offset}" for number, tier in enumerate(tiers, 1) if tier.offset),
        "BOUNDS",
        *(f" UP BND {name} {most}" for name, most in zip(names, upper, strict=True)),
        "ENDATA",
    ]
    return "\n".join(lines) + "\n"


def _sides(joined: Joined) -> Iterator[str]:
    """Yield the right-hand sides that are not 0."""
    for row, bound in enumerate(joined.rows.bounds.tolist()):
        if row in joined.open_rows:
            yield f" RHS r{row + 1} @VALUE{joined.open_rows[row]}@"
        elif bound:
            yield f" RHS r{row + 1} {bound}"


def _names(joined: Joined) -> list[str]:
    choices = len(joined.form.choices)
    windows = len(joined.form.upper) - choices
    return [*(f"x{n + 1}" for n in range(choices)), *(f"w{n + 1}" for n in range(windows))]


def _columns(joined: Joined, names: list[str], tiers: Sequence[OwnTier]) -> Iterator[str]:
    """Yield each column's objective, zero too so that the column is known, then its rows."""
    columns = joined.rows.by_column(len(names))
    ends, rows = columns.indptr.tolist(), columns.rows.tolist()
    coefficients = columns.coefficients.tolist()
    weights = joined.form.objectives[joined.index].tolist()
    for column, name in enumerate(names):
        yield f" {name} {_COST} {weights[column]}"
        for entry in range(ends[column], ends[column + 1]):
            yield f" {name} r{rows[entry] + 1} {coefficients[entry]}"
        for number, tier in enumerate(tiers, 1):
            if tier.weights[column]:
                yield f" {name} T{number} {tier.weights[column]}"


def read_values(text: str, program: Program, *, reduced: bool = False) -> tuple[int, ...]:
    r"""Return the choices that a list of values takes, rising.

    Parameters
    ----------
    text
        Lines "name value", as HiGHS, SCIP and others write them, or "17 name value" and "17 name *
        value" with a number before, as CBC and GLPK do; below a heading "# Columns 640" only that
        many lines. Other lines are passed over, and a choice without a line counts as not taken.
    program
        The program whose file was solved.
    reduced
        Whether the file was written with `reduced`.

    Raises
    ------
    FileError
        If there is no value, or one that is not 0 or 1 (to a ten-thousandth), or a column that the
        program does not have.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=1))
    >>> read_values("\n".join(["# Columns 2", "x1 0", "x2 0.9999999999"]), program)
    (1,)
    """
    problems: list[str] = []
    values: dict[int, int] = {}
    kept = open_columns(program, reduced=reduced)
    for name, written in _pairs(text):
        number, value = int(name[1:]), _whole(written)
        if not 1 <= number <= len(kept):
            problems.append(f"{name}: is not one of the columns x1 to x{len(kept)}")
        elif value not in (0, 1):
            problems.append(f"{name}: {shown(written)} is not 0 or 1")
        elif values.setdefault(number, value) != value:
            problems.append(f"{name}: has two values")
    if not values and not problems and len(kept):
        problems.append("has no line with a value, such as 'x1 1'")
    if problems:
        raise FileError("values", problems)
    return tuple(kept[sorted(number - 1 for number, value in values.items() if value)].tolist())


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of choices' columns."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        words = line.split()
        if words[:2] == ["#", "Columns"] and len(words) == 3 and words[2].isdecimal():
            lines = lines[at + 1 : at + 1 + int(words[2][:9])]
            break
    for line in lines:
        words = [word for word in line.split() if word not in ("*", "**")]
        if len(words) > 2 and words[0].isdecimal():
            del words[0]
        if len(words) >= 2 and words[0][0] == "x" and words[0][1:].isdecimal():
            yield words[0][:12], words[1]


def _whole(written: str) -> int | None:
    """Return the whole number that a value stands for, or None."""
    try:
        value = float(written)
    except ValueError:
        return None
    near = math.isfinite(value) and abs(value - round(value)) <= _NEAR
    return round(value) if near else None
