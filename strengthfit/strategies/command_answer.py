"""What solvers from elsewhere print and write, read as answers; one reader for each form."""

import re
from collections.abc import Callable

from ..errors import FileError
from ..program import Program
from ..program.formats import Answer, read_opb_answer, read_values, read_wcnf_answer

Reader = Callable[[str, str, Program, bool], Answer]
"""From what was printed and what was written, the program, and whether it was reduced."""

_LINES = re.IGNORECASE | re.MULTILINE
_OPTIMAL = re.compile(
    r"^optimal - objective value"  # CBC
    r"|^status: +integer optimal"  # GLPK
    r"|^model status *:?\s+optimal\s*$"  # HiGHS
    r"|^solution status: optimal"  # SCIP
    r"|^value of objective function:",  # lp_solve
    _LINES,
)
_INFEASIBLE = re.compile(
    r"^(integer )?infeasible\b"  # CBC
    r"|^problem has no (primal|integer) feasible solution|^status: +integer empty"  # GLPK
    r"|^model status *:?\s+infeasible\s*$"  # HiGHS
    r"|^solution status: infeasible"  # SCIP
    r"|^this problem is infeasible",  # lp_solve
    _LINES,
)
_STOPPED = re.compile(r"^the model is sub-?optimal", _LINES)  # lp_solve, above its value


def read_competition(printed: str, written: str, program: Program, reduced: bool) -> Answer:
    """Return an answer in the form of the pseudo-Boolean competitions, written or printed."""
    return read_opb_answer(written or printed, program, reduced=reduced)


def read_mip(printed: str, written: str, program: Program, reduced: bool) -> Answer:
    r"""Return the answer of a MIP solver.

    If it prints lines as in the competitions, these count. Else its file, or without one what it
    printed, holds values line by line, and how it ended in the words of CBC, GLPK, HiGHS, SCIP or
    lp_solve. Without such words a plan is not proven.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=1))
    >>> written = "Optimal - objective value 3.00000000\n    1 x2     1      0"
    >>> tuple(read_mip("", written, program, False))
    ((1,), None, 'optimal')
    """
    if re.search(r"^s ", printed, re.MULTILINE):
        return read_opb_answer(printed, program, reduced=reduced)
    every = f"{written}\n{printed}"
    if _INFEASIBLE.search(every):
        return Answer((), None, "infeasible")
    if not _OPTIMAL.search(every) or _STOPPED.search(every):
        return _unproven(written or printed, program, reduced)
    if not re.search(r"\bx[1-9]", written or printed):  # only what is not 0 is listed: nothing is
        return Answer((), None, "optimal")
    return Answer(read_values(written or printed, program, reduced=reduced), None, "optimal")


def _unproven(text: str, program: Program, reduced: bool) -> Answer:
    """Return a plan without a proof, if there is one that keeps the rules."""
    try:
        taken = read_values(text, program, reduced=reduced)
    except FileError:  # no values, or those of a relaxation
        return Answer((), None, "unknown")
    if not program.is_plan(program.mask(taken)):
        return Answer((), None, "unknown")
    return Answer(taken, None, "feasible")


def read_evaluation(printed: str, written: str, program: Program, reduced: bool) -> Answer:
    """Return an answer in the form of the MaxSAT evaluations, written or printed."""
    return read_wcnf_answer(written or printed, program, reduced=reduced)


READERS: dict[str, Reader] = {
    "opb": read_competition,
    "mps": read_mip,
    "wcnf": read_evaluation,
}
"""By the form of the file that was solved."""
