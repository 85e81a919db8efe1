"""A solver from elsewhere: a command that reads a file and prints an answer.

It is called once for each joined objective, in turn, with those before it held in the file. What
it says is read, and left to whoever checks it: a plan that breaks a rule is claimed as it is.
"""

from __future__ import annotations

import math
import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import numpy as np

from ..domain.checks import yes_or_no
from ..errors import FileError, InputError, TooLargeError
from ..program import Program
from ..program.formats import FORMATS
from ..program.formats.objective_export import as_max_value
from ..stopping import check
from .command_answer import READERS
from .command_process import run
from .incumbents import Trace
from .protocol import NO_LIMITS, Limits, Outcome
from .tier_by_tier import Answer, solve_in_turn
from .whole_call import heeding

_SIZES = {"opb": "31-bit", "mps": "30-bit", "wcnf": "63-bit"}
"""What most solvers of a form take: pseudo-Boolean ones count in 32 bits, MIP solvers in floats
with a tolerance of a millionth."""

_PATIENCE = 3.0
"""Seconds in which a program has to say its version."""

_LEAST = 0.05
"""Seconds below which no command is started."""


def _check_line(_instance: Any, _attribute: Any, value: Any) -> None:
    accepted = (
        "is not a command with one of {opb}, {mps} and {wcnf} in it, for the file that it reads; "
        "write e.g. 'clasp --outf=1 {opb}'"
    )
    if not isinstance(value, str):
        raise InputError("Command.line", value, accepted, "wrong_type")
    try:
        words = shlex.split(value)
    except ValueError as error:  # a quotation that does not end
        raise InputError(
            "Command.line", value, f"is not a command: {error}", "wrong_form"
        ) from None
    if not words or "\0" in value or len(_formats_in(value)) != 1:
        raise InputError("Command.line", value, accepted, "wrong_form")


def _formats_in(line: str) -> list[str]:
    return [name for name in READERS if f"{{{name}}}" in line]


def _check_max_value(_instance: Any, _attribute: Any, value: Any) -> None:
    if value is None:
        return
    try:
        as_max_value(value)
    except InputError as error:
        raise error.at("Command.max_value") from None


@attrs.frozen
class Command:
    """Let a command solve programs: any solver that reads OPB, WCNF or MPS files.

    Parameters
    ----------
    line : str
        The command and its options, in words as a shell has them; no shell is involved. In it
        ``{opb}``, ``{wcnf}`` or ``{mps}`` stands for the file to be solved, in that form. Further,
        ``{solution}`` is a file that the solver writes, and ``{seconds}`` what is left, in whole
        seconds. How answers are read: `docs/how-to/compare_strategies.md`.
    max_value : int or str, optional
        How large numbers in the file may be, as in `write_opb`. By default 31 bits in OPB, 30 in
        MPS, and 63 in WCNF.
    reduced : bool
        Whether presolve leaves out first what does not matter for the best plan.

    Raises
    ------
    InputError
        If a value is not accepted, or from `solve`, if the command cannot be run.
    TooLargeError
        From `solve`, if the numbers of one tier alone are larger than `max_value`.
    FileError
        From `solve`, if what the command says is no answer, or says of its plan what is not so.

    Examples
    --------
    >>> Command("clasp --outf=1 {opb}").form
    'opb'
    """

    line: str = attrs.field(validator=_check_line)
    max_value: int | str | None = attrs.field(default=None, validator=_check_max_value)
    reduced: bool = attrs.field(default=True, validator=yes_or_no())

    @property
    def form(self) -> str:
        """The form of the files that the command reads."""
        return _formats_in(self.line)[0]

    def versions(self) -> dict[str, str]:
        """Return the version that the command's program says with ``--version``, by its name.

        Nothing if it says none within some seconds. Of a script it is that of its interpreter.

        Examples
        --------
        >>> Command("no-such-solver {opb}").versions()
        {}
        """
        with TemporaryDirectory(prefix="strengthfit-") as folder:
            try:
                said = run([shlex.split(self.line)[0], "--version"], Path(folder), _PATIENCE)
            except InputError:  # it cannot be run, which a solve will say
                return {}
        found = re.search(r"\d+(?:\.\d+)+", said.text + said.errors)
        return {_name(self.line): found[0]} if found else {}

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the solver's proof, or to the limits."""
        trace = Trace()
        with TemporaryDirectory(prefix="strengthfit-") as folder:
            model = _Model(self, program, limits, trace, Path(folder))
            return solve_in_turn(program, model.form.groups, model, trace, model.statistics)


class _Model:
    """A program as a file; objectives that are proven become rows of the next one."""

    def __init__(
        self, command: Command, program: Program, limits: Limits, trace: Trace, folder: Path
    ) -> None:
        self._command, self._program, self._limits = command, program, limits
        self._trace, self._folder = trace, folder
        self._held: list[int] = []
        name = command.form
        size = _SIZES[name] if command.max_value is None else command.max_value
        self._most, format_ = as_max_value(size), FORMATS[name]
        assert format_.form is not None  # noqa: S101  # all that have a reader have it
        assert format_.write_one is not None  # noqa: S101  # as above
        self.form = format_.form(program, self._most, reduced=command.reduced)
        self._write = format_.write_one
        self.statistics = {"solves": 0.0}
        self._refuse_large()

    def _refuse_large(self) -> None:
        """Raise an error if one tier alone has numbers that the solver may not hold."""
        totals = (np.abs(self.form.objectives) * self.form.upper).sum(axis=1).tolist()
        if self._command.form == "mps":
            totals = [math.prod(group.radices) for group in self.form.groups]
        if max(totals, default=0) > self._most:
            raise TooLargeError(
                f"costs of a tier come to {max(totals)}, more than the {self._most} that numbers "
                "in the file may come to; give another max_value if the solver counts so far"
            )

    def minimise(self, index: int) -> Answer:
        """Write a file with one of the objectives, and return what the command says of it."""
        check()
        left = self._limits.after(self._trace.seconds).seconds
        if left is not None and left < _LEAST:
            return _NOTHING
        name = self._command.form
        path, solution = self._folder / f"program.{name}", self._folder / "solution"
        text = self._write(
            self._program, index, self._held, self._most, reduced=self._command.reduced
        )
        path.write_text(text, "utf-8")
        solution.unlink(missing_ok=True)
        places = {name: str(path), "solution": str(solution)}
        left = self._limits.after(self._trace.seconds).seconds
        places["seconds"] = str(max(1, int(left or 10**6)))
        printed = run(_filled(self._command.line, places), self._folder, left)
        self.statistics["solves"] += 1.0
        written = solution.read_text("utf-8", "replace") if solution.exists() else ""
        try:
            answer = READERS[name](printed.text, written, self._program, self._command.reduced)
        except FileError as error:
            if printed.ended_late:  # it was cut off in the midst of a word
                return _NOTHING
            raise FileError(
                _name(self._command.line), [*error.problems, printed.last_words], "wrong_form"
            ) from None
        return self._judged(index, answer.taken, answer.value, answer.status)

    def _judged(
        self, index: int, choices: tuple[int, ...], claimed: int | None, status: str
    ) -> Answer:
        """Return an answer with the value of its plan in whole numbers, if that is as claimed."""
        if status in ("infeasible", "unknown"):
            return Answer(None, 0, proven=False, infeasible=status == "infeasible")
        form, taken = self.form, self._program.mask(choices)
        value = int(form.objectives[index] @ form.values_of(self._program, taken))
        proven = status == "optimal"
        if claimed is not None and self._command.form == "wcnf":
            claimed -= form.offsets[index]
        if claimed is not None and (claimed != value if proven else claimed < value):
            problem = f"says that its plan comes to {claimed}, but it comes to {value}"
            raise FileError(_name(self._command.line), [problem], "contradiction")
        joined = value + form.offsets[index]
        if joined <= 0 or not form.objectives[index].any():  # no plan comes to less
            proven = True
        return Answer(taken, max(0, joined) if proven else 0, proven=proven, infeasible=False)

    def hold(self, _index: int, value: int) -> None:
        """Hold an objective in the files that follow."""
        self._held.append(value)


_NOTHING = Answer(None, 0, proven=False, infeasible=False)


def _filled(line: str, places: dict[str, str]) -> list[str]:
    """Return the words of a command with its placeholders filled in."""
    words = shlex.split(line)
    for name, value in places.items():
        words = [word.replace(f"{{{name}}}", value) for word in words]
    return words


def _name(line: str) -> str:
    """Return what a command is called in messages."""
    return Path(shlex.split(line)[0]).name
