"""Errors of values, gathered as lines, each with its path in the file."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import attrs
import cattrs
from cattrs import AttributeValidationNote, IterableValidationNote
from cattrs.errors import ForbiddenExtraKeysError

from ..domain.block import Block
from ..domain.checks import unknown
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import MOST_PROBLEMS, InputError, Problem, shown
from ..foreign import PARSING

_OF_FILE = ("policy", "schema_version")
"""What a file may hold at its top besides the fields of its week or block."""

_WEEK_FIELDS = (*(field.name for field in attrs.fields(Week)), "placements")
_AT_THE_TOP = "belongs at the top of the file, where it holds for all of it; take it out here"
_IN_A_WEEK = "is a field of a week; write it in the tables of weeks"
_IN_POLICY = "is a field of policy; write it below [policy], at the top of the file"
_NOT_OF_THE_PAST = "is for weeks that are planned or judged, not for past ones; leave it out"


def gather(
    problems: list[str],
    path: str,
    read: Callable[[], Any],
    also: tuple[type[Exception], ...] = (),
) -> Any:
    """Return what `read` returns, or None after noting what is wrong, each with its path.

    Values that check themselves raise `InputError`, and anything else is a mistake of ours, unless
    `also` names it.
    """
    try:
        return read()
    except Exception as error:
        _note(problems, error, path, also)
        return None


def _note(
    problems: list[str], error: Exception, path: str, also: tuple[type[Exception], ...]
) -> None:
    """Note what is wrong in an error: as many lines as are shown of a file, and of more that it is.

    To word a problem takes a millisecond, and a file may hold a hundred thousand.
    """
    before = len(problems)
    problems += islice(_lines(error, path, also), max(0, MOST_PROBLEMS - before))
    noted = len(problems) - before
    if len(problems) >= MOST_PROBLEMS:
        problems += [ONE_MORE] * (_number(error) - noted)


ONE_MORE = Problem("one more problem")
"""Stands for each that is counted and not shown."""


def _number(error: Exception) -> int:
    """Return how many lines there are of an error."""
    if isinstance(error, ExceptionGroup):
        return sum(map(_number, error.exceptions))
    if isinstance(error, ForbiddenExtraKeysError):
        return len(error.extra_fields)
    return len(error.problems) if isinstance(error, InputError) else 1


def gather_record(problems: list[str], path: str, data: Any, kind: type) -> Any:
    """Return a table as a record that does not check itself, or None after noting what is wrong."""

    def read() -> Any:
        if not isinstance(data, dict):
            raise InputError(
                "", data, f"is not a table of the fields of {kind.__name__}", "wrong_type"
            )
        return _RECORDS.structure(data, kind)

    return gather(problems, path, read, PARSING)


def _finite(value: Any, _type: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError("", value, "is not a finite number", "wrong_type")
    return float(value)


_RECORDS = cattrs.Converter()
_RECORDS.register_structure_hook(float, _finite)


def within(problems: Iterable[str], given: object) -> list[str]:
    """Return problems at places that a file has: a text in the place of a table has no fields."""
    return [one.within(given) if isinstance(one, Problem) else one for one in problems]


def _lines(error: Exception, path: str, also: tuple[type[Exception], ...]) -> Iterator[Problem]:
    """Yield each problem in an error; raise it again if it is not one of the input."""
    if isinstance(error, ExceptionGroup):
        for inner in error.exceptions:
            yield from _lines(inner, path + _step(inner), also)
    elif isinstance(error, ForbiddenExtraKeysError):
        names = _fields(error.cl, path)
        for name in sorted(error.extra_fields, key=str):
            accepted = _place(name, error.cl, path) or unknown(name, names, "a field here")
            yield unknown_in(path.strip("."), name, accepted)
    elif isinstance(error, KeyError):
        yield Problem.at(path.strip("."), "is missing", "missing")
    elif isinstance(error, InputError):
        for one in error.problems:
            where = _join(path, one.where).strip(".")
            yield Problem.of(where, one.value, one.accepted, one.code)
    elif isinstance(error, also):
        yield Problem.at(path.strip("."), str(error), "wrong_value")
    else:
        raise error


def _fields(kind: type, path: str) -> list[str]:
    """Return the names of what a table of a class may hold at a path."""
    names = [attribute.name for attribute in attrs.fields(kind)]
    if kind is Policy:
        names.append("preset")
    if kind in (Week, Block) and not path:
        names += _OF_FILE
    if kind is Week and not _is_past(path):
        names.append("placements")
    return sorted(names)


def _place(name: str, kind: type, path: str) -> str | None:
    """Return where in a file a field belongs that does not belong at a path; None if nowhere."""
    if kind is Block and name in _WEEK_FIELDS:
        return _IN_A_WEEK
    if kind is Week and name == "preset":
        return _IN_POLICY
    if kind is Week and path and name in _OF_FILE:
        return _AT_THE_TOP
    return _NOT_OF_THE_PAST if kind is Week and name == "placements" else None


def _is_past(path: str) -> bool:
    """Whether a path leads to a week of a history."""
    return "history[" in path


def _step(error: Exception) -> str:
    """Return what an error adds to the path of the group that holds it."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
    return ""


def _join(path: str, where: str) -> str:
    """Join a path and the field that a value names in its error, which may be the path's last."""
    field = re.sub(r"^[A-Z]\w*\.", "", where)
    above, _, last = path.rpartition(".")
    return f"{above}.{field}" if field.partition("[")[0] == last else f"{path}.{field}"


def unknown_in(where: str, name: Any, accepted: str) -> Problem:
    """Return the problem of a field that the table at a path does not have; its line names both.

    Examples
    --------
    >>> problem = unknown_in("runs[0]", "tyme", "is not a field here")
    >>> print(problem, problem.path)
    runs[0]: 'tyme' is not a field here /runs/0/tyme
    """
    line = Problem.of(where, name, accepted, "unknown_field")
    return Problem.of_field(line, where, name, accepted)


def unknown_field(where: str, name: Any, accepted: str) -> Problem:
    """Return the same problem with a line in which the field is part of the path."""
    place = f"{where}.{shown(name)}" if where else shown(name)
    return Problem.of_field(f"{place}: {accepted}", where, name, accepted)
