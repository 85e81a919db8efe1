"""The output form of the pseudo-Boolean competitions: what a solver said of an OPB file."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...errors import FileError
from ..linear import whole
from ..objective import most_above
from ..presolve import presolve
from ..program import Program

_STATUSES = {
    "OPTIMUM FOUND": "optimal",
    "SATISFIABLE": "feasible",
    "UNSATISFIABLE": "infeasible",
    "UNKNOWN": "unknown",
    "UNSUPPORTED": "unknown",
}
_LITERAL = re.compile(r"(-?)x([1-9][0-9]{0,9})")


class Answer(NamedTuple):
    """What a solver said of an OPB file.

    Parameters
    ----------
    taken
        The taken choices, rising.
    value
        The objective as the solver claims it, without the file's offset; None if it claims none.
    status
        "optimal", "feasible", "infeasible" or "unknown", of the file's objective alone.
    """

    taken: tuple[int, ...]
    value: int | None
    status: str


def read_opb_answer(text: str, program: Program, *, reduced: bool = False) -> Answer:
    r"""Read what a solver printed in the competitions' output form.

    Parameters
    ----------
    text
        Lines that begin with "s" (status), "o" (objective), "v" (values) or "c" (comments); the
        last "o" counts, and of values above and below an "o" the last too. A choice without a value
        counts as not taken.
    program
        The program whose file was solved.
    reduced
        Whether the file was written with `reduced`.

    Raises
    ------
    FileError
        If the text is not such an answer, or not one to this program's file.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=1))
    >>> tuple(read_opb_answer("s OPTIMUM FOUND\no -7\nv -x1 x2\nv -x3\n", program))
    ((1,), -7, 'optimal')
    """
    problems: list[str] = []
    status, value, literals = read_lines(text, problems)
    left = presolve(program) if reduced else whole(program)
    variables = max(1, len(left.kept) + int(most_above(program, left).sum()))
    taken = _taken(literals, variables, len(left.kept), problems)
    raise_problems(status, literals, len(left.kept), problems)
    return Answer(tuple(left.kept[list(taken)].tolist()), value, status)


def raise_problems(status: str, values: Sequence[str], choices: int, problems: list[str]) -> None:
    """Refuse an answer with problems, or one that claims a plan and has no values of it."""
    if status in ("optimal", "feasible") and not values and choices:
        problems.append("has no line v with the values of the plan it claims")
    if problems:
        raise FileError("answer", problems)


def read_lines(text: str, problems: list[str]) -> tuple[str, int | None, list[str]]:
    """Return status, value and words of values in the output form of the competitions.

    Some solvers print the values of each better plan below its objective: then the last count.
    """
    said: dict[str, list[str]] = {"s": [], "o": []}
    values: list[list[str]] = [[]]
    for line in text.splitlines():
        mark, _, rest = line.strip().partition(" ")
        if mark in said:
            said[mark].append(rest.strip())
        if mark == "o" and values[-1]:
            values.append([])
        if mark == "v":
            values[-1] += rest.split()
    status, value = _status(said["s"], problems), _value(said["o"], problems)
    return status, value, next(filter(None, reversed(values)), [])


def _status(lines: list[str], problems: list[str]) -> str:
    if len(lines) != 1 or lines[0] not in _STATUSES:
        known = ", ".join(_STATUSES)
        problems.append(f"status: {lines} is not one line s with one of {known}")
        return "unknown"
    return _STATUSES[lines[0]]


def _value(lines: list[str], problems: list[str]) -> int | None:
    if not lines:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,100}", lines[-1]):
        problems.append(f"objective: {lines[-1]!r} is not a whole number")
        return None
    return int(lines[-1])


def _taken(words: list[str], variables: int, choices: int, problems: list[str]) -> tuple[int, ...]:
    values: dict[int, bool] = {}
    for word in words:
        match = _LITERAL.fullmatch(word)
        if match is None or int(match[2]) > variables:
            problems.append(f"values: {word!r} is not x1 to x{variables}, or -x1 for not taken")
            break
        number, is_true = int(match[2]), not match[1]
        if values.setdefault(number, is_true) != is_true:
            problems.append(f"values: x{number} is both true and false")
    return tuple(sorted(n - 1 for n, is_true in values.items() if is_true and n <= choices))
