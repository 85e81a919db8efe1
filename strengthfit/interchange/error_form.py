"""Errors as plain data: what is wrong, for programs that hand input on."""

import datetime as dt
import json
from typing import Any

import attrs

from ..domain.checks import plain
from ..errors import Code, StrengthfitError, shown
from ..problem import Problem

_MOST_CHARACTERS = 1_000
"""Of a value as JSON. CONVENTION: whoever gave more knows it by its path."""

_MOST_TABLES = 100
"""Lists and tables in such a value: readers of JSON refuse deep ones. CONVENTION."""


@attrs.frozen
class WrittenProblem:
    """One thing that is wrong.

    Parameters
    ----------
    code
        What kind of thing is wrong, in a word that stays.
    path
        JSON pointer (RFC 6901) to the field, in what was given; empty for all of it.
    where
        The field as messages name it; empty if there is none.
    value
        What was given there: as it is if JSON can hold it and it is short, else as text; null if
        nothing was given.
    accepted
        What is wrong and what is accepted, as the end of a sentence that starts with the value.
    message
        All of it as a line.
    """

    code: Code
    path: str
    where: str
    value: Any
    accepted: str
    message: str


@attrs.frozen
class WrittenError:
    """Everything that is wrong.

    Parameters
    ----------
    kind
        What was refused, or what ended or failed: an input, a file, a pin, something too large, a
        missing extra, a call that was cancelled or had no time, or a worker.
    code
        That of its problems, or "several" if these differ.
    message
        What a person reads.
    problems
        Each problem by itself, at least one.
    """

    kind: str
    code: Code
    message: str
    problems: tuple[WrittenProblem, ...]


@attrs.frozen
class ErrorAnswer:
    """What was refused, in place of an answer.

    Parameters
    ----------
    error
        What is wrong.
    """

    error: WrittenError


def error_answer(error: StrengthfitError) -> dict[str, Any]:
    """Return the fields of an error as plain data.

    Examples
    --------
    >>> from strengthfit.errors import InputError
    >>> told = error_answer(InputError("Run.when", "Tuu", "is not a time", "wrong_form"))["error"]
    >>> told["kind"], told["code"], told["problems"][0]["path"]
    ('input', 'wrong_form', '/when')
    """
    return attrs.asdict(ErrorAnswer(written_error(error)))


def written_error(error: StrengthfitError) -> WrittenError:
    """Return everything that is wrong in its written form."""
    problems = tuple(map(_problem, error.problems))
    return WrittenError(error.kind, error.code, _encodable(str(error)), problems)


def _problem(problem: Problem) -> WrittenProblem:
    texts = (problem.path, problem.where, problem.accepted, str(problem))
    path, where, accepted, message = map(_encodable, texts)
    value = _as_json(problem.value)
    return WrittenProblem(problem.code, path, where, value, accepted, message)


def _encodable(text: str) -> str:
    """Return a text with halves of surrogate pairs written out, which no file can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _as_json(value: Any) -> Any:
    """Return a value as JSON has it, or what is shown of it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    try:
        text = json.dumps(plain(value), allow_nan=False, ensure_ascii=False)
        text.encode()
    except (TypeError, ValueError, RecursionError):  # of a type, or a number, that JSON lacks
        return shown(value)
    brief = len(text) <= _MOST_CHARACTERS and text.count("[") + text.count("{") <= _MOST_TABLES
    return json.loads(text) if brief else shown(value)
