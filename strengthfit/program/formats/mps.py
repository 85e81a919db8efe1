"""MPS: the form that every MIP solver reads, and their lists of values read back."""

import math
from collections.abc import Iterator, Sequence

from ...errors import FileError, shown
from ..linear import Linear, linear
from ..program import Program
from .objective_export import Joined, choose, remarks

MAX_VALUE = 1 << 40
"""Small enough that every number is exact as a float, and that a step of the objective shows."""

_COST = "COST"
_NEAR = 1e-4
"""How far from a whole number a value may be. Solvers allow themselves up to a millionth."""


def mps_form(program: Program, max_value: int = MAX_VALUE) -> Linear:
    """Return the linear rows that `write_mps` writes: their objectives, offsets and tiers.

    Parameters
    ----------
    max_value
        As in `write_mps`.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> [group.last for group in mps_form(formulate(Week([], strength=1)), max_value=1).groups]
    [1, 2, 3, 4, 5, 6, 7]
    """
    return linear(program, max_value=max_value)


def write_mps(
    program: Program, objective: int = 0, held: Sequence[int] = (), max_value: int = MAX_VALUE
) -> str:
    """Return a program as free MPS: whole-number columns with bounds, every number written whole.

    Parameters
    ----------
    objective
        Which of the joined objectives is minimised, from 0 on.
    held
        The proven values of the objectives before it, offsets added; they become rows.
    max_value
        Tiers are joined if the largest joined value stays below this. MIP solvers compute with
        floats, which are exact up to 2**53; the default leaves 13 bits for sums. One tier alone may
        be above it.

    Returns
    -------
    str
        Columns x1 to xn are the choices in their order; w1 and on are what is above each window's
        bound.

    Raises
    ------
    InputError
        If there is no such objective, a value is missing or `max_value` is out of range.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> text = write_mps(formulate(Week([], strength=1)))
    >>> [line for line in text.splitlines() if line[:1] not in (" ", "*")]
    ['NAME strengthfit', 'ROWS', 'COLUMNS', 'RHS', 'BOUNDS', 'ENDATA']
    """
    joined = choose(program, objective, held, max_value)
    names = _names(joined)
    count = len(joined.rows)
    bounds = joined.rows.bounds.tolist()
    upper = joined.form.upper.tolist()
    lines = [
        *(f"* {line}" for line in remarks(program, joined, "free MPS")),
        "NAME strengthfit",
        "ROWS",
        f" N {_COST}",
        *(f" L r{row + 1}" for row in range(count)),
        "COLUMNS",
        " M1 'MARKER' 'INTORG'",
        *_columns(joined, names),
        " M2 'MARKER' 'INTEND'",
        "RHS",
        *(f" RHS r{row + 1} {bound}" for row, bound in enumerate(bounds) if bound),
        "BOUNDS",
        *(f" UP BND {name} {most}" for name, most in zip(names, upper, strict=True)),
        "ENDATA",
    ]
    return "\n".join(lines) + "\n"


def _names(joined: Joined) -> list[str]:
    choices = len(joined.form.choices)
    windows = len(joined.form.upper) - choices
    return [*(f"x{n + 1}" for n in range(choices)), *(f"w{n + 1}" for n in range(windows))]


def _columns(joined: Joined, names: list[str]) -> Iterator[str]:
    """Yield each column's objective, zero too so that the column is known, then its rows."""
    columns = joined.rows.by_column(len(names))
    ends, rows = columns.indptr.tolist(), columns.rows.tolist()
    coefficients = columns.coefficients.tolist()
    weights = joined.form.objectives[joined.index].tolist()
    for column, name in enumerate(names):
        yield f" {name} {_COST} {weights[column]}"
        for entry in range(ends[column], ends[column + 1]):
            yield f" {name} r{rows[entry] + 1} {coefficients[entry]}"


def read_values(text: str, program: Program) -> tuple[int, ...]:
    r"""Return the choices that a list of values takes, rising.

    Parameters
    ----------
    text
        Lines "name value", as HiGHS, SCIP and others write them; below a heading "# Columns 640"
        only that many lines. Other lines are passed over, and a choice without a line counts as not
        taken.
    program
        The program whose file was solved.

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
    for name, written in _pairs(text):
        number, value = int(name[1:]), _whole(written)
        if not 1 <= number <= len(program.choices):
            problems.append(f"{name}: is not one of the columns x1 to x{len(program.choices)}")
        elif value not in (0, 1):
            problems.append(f"{name}: {shown(written)} is not 0 or 1")
        elif values.setdefault(number, value) != value:
            problems.append(f"{name}: has two values")
    if not values and not problems and len(program.choices):
        problems.append("has no line with a value, such as 'x1 1'")
    if problems:
        raise FileError("values", problems)
    return tuple(sorted(number - 1 for number, value in values.items() if value))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of choices' columns."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        words = line.split()
        if words[:2] == ["#", "Columns"] and len(words) == 3 and words[2].isdecimal():
            lines = lines[at + 1 : at + 1 + int(words[2][:9])]
            break
    for line in lines:
        words = line.split()
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
