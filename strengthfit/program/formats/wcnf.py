"""WCNF: the input form of MaxSAT solvers, and their answers read back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from ...errors import InputError
from ..linear import Linear
from ..program import Program
from .clauses import Clauses
from .objective_export import Joined, choose, form_of, open_columns, remarks
from .opb import largest_joined, variable_names
from .opb_answer import Answer, raise_problems, read_lines

MAX_VALUE = 1 << 62


def wcnf_form(
    program: Program, max_value: int | str = MAX_VALUE, *, reduced: bool = False
) -> Linear:
    """Return the linear rows that `write_wcnf` writes as clauses: objectives, offsets and tiers.

    Parameters
    ----------
    max_value, reduced
        As in `write_wcnf`. `choices` of the form are those of the first variables.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> len(wcnf_form(formulate(Week([], strength=1))).groups)
    1
    """
    return form_of(program, largest_joined(program, max_value), reduced=reduced)


def write_wcnf(
    program: Program,
    objective: int = 0,
    held: Sequence[int | None] = (),
    max_value: int | str = MAX_VALUE,
    *,
    reduced: bool = False,
    with_tiers: bool = False,
    header: bool = True,
) -> str:
    """Return a program as weighted clauses: rows are hard, and each cost is the weight of one.

    Weights keep the order of the tiers: any step in one weighs more than all that its later ones
    can come to, as far as `max_value` has room; then there are further objectives. A solver's cost
    is the joined value.

    Parameters
    ----------
    objective
        Which of the joined objectives is minimised, from 0 on. Most programs have only one.
    held
        The proven values of the objectives before it, offsets added; they become hard clauses.
    max_value
        Tiers are joined if all weights, added up, stay below this, a number or a size such as
        "31-bit". One tier alone may be above it.
    reduced
        Whether choices and rows are left out that presolve knows not to matter for the best plan.
    with_tiers
        Whether remarks say what each tier costs by itself.
    header
        Whether the file is of the form with a line ``p wcnf``, which most solvers read; else that
        of the MaxSAT evaluations since 2022, with ``h`` before hard clauses.

    Returns
    -------
    str
        Variables 1 to n are the choices in their order (if reduced, remarks say which); after them
        come the units above each window's bound, the sessions of each demand that are skipped, one
        variable each, and variables that count.

    Raises
    ------
    InputError
        If there is no such objective, a value is missing or `max_value` is not accepted.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> text = write_wcnf(formulate(Week([], strength=1)), header=False)
    >>> next(line for line in text.splitlines() if line[0] != "c")
    'h -88 0'
    """
    if None in held:
        accepted = "has no placeholders in this form, as clauses count up to a number; give it"
        raise InputError("held", tuple(held), accepted, "unsupported")
    largest = largest_joined(program, max_value)
    joined = choose(program, objective, held, largest, reduced=reduced)
    file = _File.of(program, joined)
    clauses, soft = _hard(program, joined, file), file.priced(objective)
    top = str(1 + sum(weight for weight, _ in soft)) if header else "h"
    added = -joined.form.offsets[objective]  # costs of skipped sessions are in the file
    lines = [
        *(f"c {line}" for line in remarks(program, joined, "WCNF", added)),
        *(f"c {line}" for line in (_tiers(program, joined, file) if with_tiers else ())),
        *([f"p wcnf {clauses.variables} {len(clauses.found) + len(soft)} {top}"] if header else []),
        *(" ".join(map(str, (top, *clause, 0))) for clause in clauses.found),
        *(f"{weight} {-variable} 0" for weight, variable in soft),
    ]
    return "\n".join(lines) + "\n"


@attrs.frozen(eq=False)
class _File:
    """The variables of a file: of each choice one, of each demand one a session, of windows units.

    `weights` are those of each objective, over choices, demands and windows.
    """

    choices: list[list[int]]
    skips: list[list[int]]
    units: list[list[int]]
    weights: list[list[int]]

    @classmethod
    def of(cls, program: Program, joined: Joined) -> "_File":
        own = len(joined.form.choices)
        names = [[int(name[1:]) for name in each] for each in variable_names(joined.form)]
        following, skips = 1 + sum(map(len, names)), []
        for count in program.counts.tolist():
            skips.append(list(range(following, following + count)))
            following += count
        weights = [group.weights.tolist() for group in joined.form.groups]
        return cls(names[:own], skips, names[own:], weights)

    @property
    def last(self) -> int:
        """The largest variable, at least 1."""
        return max(1, sum(map(len, [*self.choices, *self.skips, *self.units])))

    def priced(self, objective: int) -> list[tuple[int, int]]:
        """Return what variables cost in an objective, if they cost anything."""
        every = [*self.choices, *self.skips, *self.units]
        return [
            (weight, variable)
            for weight, variables in zip(self.weights[objective], every, strict=True)
            if weight
            for variable in variables
        ]


def _hard(program: Program, joined: Joined, file: _File) -> Clauses:
    """Return the clauses of the rows, of what is skipped, and of the objectives that are held."""
    clauses, rows, columns = Clauses(file.last), joined.form.rows, [*file.choices, *file.units]
    indptr, entries = rows.indptr.tolist(), rows.columns.tolist()
    coefficients = rows.coefficients.tolist()
    for row, bound in enumerate(rows.bounds.tolist()):
        span = range(indptr[row], indptr[row + 1])
        _at_most(
            clauses, ((coefficients[at], one) for at in span for one in columns[entries[at]]), bound
        )
    owner = program.choices.demand[joined.form.choices].tolist()
    for demand, skips in enumerate(file.skips):
        members = [one for own, (one,) in zip(owner, file.choices, strict=True) if own == demand]
        clauses.at_least([*members, *skips], len(skips))
    for units in (*file.skips, *file.units):
        for first, second in pairwise(units):
            clauses.add(first, -second)  # equal units would be symmetric
    for index, value in enumerate(joined.held):
        _at_most(clauses, file.priced(index), value or 0)
    return clauses


def _at_most(clauses: Clauses, terms: Iterable[tuple[int, int]], bound: int) -> None:
    pairs = list(terms)
    clauses.at_most([weight for weight, _ in pairs], [one for _, one in pairs], bound)


def _tiers(program: Program, joined: Joined, file: _File) -> Iterator[str]:
    """Yield remarks on what each tier costs by itself."""
    alone = form_of(program, 1, reduced=joined.reduced)
    every = [*file.choices, *file.skips, *file.units]
    for name, group in zip(program.tiers, alone.groups, strict=True):
        terms = [
            f"{weight * group.divisors[0]:+d} x{variable}"
            for weight, variables in zip(group.weights.tolist(), every, strict=True)
            if weight
            for variable in variables
        ]
        yield f"tier {name} alone: add 0 to {' '.join(terms) or '+0 x1'} ;"


def read_wcnf_answer(text: str, program: Program, *, reduced: bool = False) -> Answer:
    r"""Read what a solver printed in the output form of the MaxSAT evaluations.

    Parameters
    ----------
    text
        Lines that begin with "s" (status), "o" (cost), "v" (values) or "c" (comments); the last "o"
        counts. Values are literals, or since 2022 a digit 0 or 1 for each variable. A choice
        without a value counts as not taken.
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
    >>> tuple(read_wcnf_answer("s OPTIMUM FOUND\no 7\nv -1 2\nv -3 0\n", program))
    ((1,), 7, 'optimal')
    """
    problems: list[str] = []
    status, value, words = read_lines(text, problems)
    kept = open_columns(program, reduced=reduced)
    if len(words) == 1 and re.fullmatch("[01]+", words[0]) and len(words[0]) >= len(kept):
        true = {number for number, digit in enumerate(words[0], 1) if digit == "1"}
    else:
        true = _true(words, problems)
    raise_problems(status, words, len(kept), problems)
    taken = kept[[number - 1 for number in sorted(true) if number <= len(kept)]]
    return Answer(tuple(taken.tolist()), value, status)


def _true(words: Sequence[str], problems: list[str]) -> set[int]:
    values: dict[int, bool] = {}
    for word in words:
        if not re.fullmatch(r"-?[0-9]{1,10}", word):
            problems.append(f"values: {word!r} is not a literal such as 7 or -7")
            break
        number = int(word)
        if number and values.setdefault(abs(number), number > 0) != (number > 0):
            problems.append(f"values: {abs(number)} is both true and false")
    return {number for number, is_true in values.items() if is_true}
