"""The fields of questions: what JSON holds of them, how they are read, and their schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from itertools import islice
from typing import Any

import attrs

from ..domain.checks import unknown
from ..domain.run import Run
from ..domain.strength import Session
from ..errors import MOST_PROBLEMS, Code, FileError, InputError, MissingExtraError, Problem
from ..planning import Plan
from ..planning.replan_arguments import MISSED_SESSIONS
from ..problem import entry_of, where_of
from ..sizes import check_size
from ..stopping import check
from .format import BlockFile, WeekFile
from .json_schema import Schema, within_question
from .plan_agrees import disagreements
from .plan_back import plan_as_claimed
from .problems import gather, unknown_field
from .week_file import parse_block, parse_week
from .week_tables import TABLES, VERSION_FIELD, check_version

_Definitions = dict[str, Schema]


@attrs.frozen
class Field:
    """A field of questions: its schema, and how it is read from what JSON holds."""

    schema: Callable[[_Definitions], Schema]
    read: Callable[[Any], Any]


def _read_plan(value: Any) -> Plan:
    """Read a plan: its reader looks at what was given and at placements, its schema at the rest.

    All else that it says has to be what these come to.
    """
    problems = _unlike_a_plan(value)
    if problems:
        raise FileError("plan", problems)
    plan = plan_as_claimed(value)
    differing = [*disagreements(value, plan)]
    if differing:
        raise FileError("plan", differing)
    return plan


def _unlike_a_plan(value: Any) -> list[Problem]:
    """Return what the schema of plans refuses, but in what was given: its reader has better words.

    A `MissingExtraError` is raised if the package `jsonschema` is not installed.
    """
    try:
        jsonschema: Any = import_module("jsonschema")  # it has no types
    except ImportError:
        raise MissingExtraError("reading a plan in a question", "formats") from None
    found: dict[tuple[str, Code], Problem] = {}
    if isinstance(value, dict):
        later: list[str] = []
        gather(later, "", lambda: check_version(dict(value)))
        found = {(one.path, one.code): one for one in later if isinstance(one, Problem)}
    errors = _stoppable(jsonschema)(_plan_schema()).iter_errors(value)
    for error in islice(errors, _MOST_ERRORS):
        deepest = jsonschema.exceptions.best_match([error])
        if [*deepest.absolute_path][:1] not in (["given"], [VERSION_FIELD]):
            for problem in _refused(deepest):
                found.setdefault((problem.path, problem.code), problem)
    return list(found.values())


_MOST_ERRORS = 1000
"""After which a plan is not looked at further: each takes a moment. CONVENTION."""


@cache
def _stoppable(jsonschema: Any) -> Any:
    """Return what holds data against a schema, and ends with the call that it works for."""
    usual = jsonschema.Draft202012Validator
    of_type = usual.VALIDATORS["type"]

    def type_in_time(*given: Any) -> Any:
        check()
        return of_type(*given)

    return jsonschema.validators.extend(usual, {"type": type_in_time})


def _refused(error: Any) -> Iterator[Problem]:
    """Yield what one error of `jsonschema` says, each at its place."""
    path = [*error.absolute_path]
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        for name in missing:
            yield Problem.at(where_of([*path, name]), "is missing", "missing")
    elif error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        names = [name for name in error.instance if name not in known]
        for name in names[:MOST_PROBLEMS]:
            accepted = unknown(name, known, "a field here")
            yield unknown_field(where_of(path), name, accepted)
    else:
        code = _CODES.get(error.validator, "wrong_value")
        accepted = f"does not fit the schema of plans ({error.validator})"
        yield Problem.of(where_of(path), error.instance, accepted, code)


@cache
def _plan_schema() -> Schema:
    definitions: _Definitions = {}
    return {**within_question(Plan, definitions), "$defs": definitions}


_CODES: dict[str, Code] = {
    "type": "wrong_type",
    "enum": "unknown_name",
    "minimum": "out_of_range",
    "maximum": "out_of_range",
}
"""The codes of what keywords of a schema refuse."""


def _as_it_is(value: Any) -> Any:
    """Return a value that the verb itself checks."""
    return value


def _read_each(value: Mapping[Any, Any], read: Callable[[Any, Any], Any]) -> dict[Any, Any]:
    """Return the entries of a table as they are read, each by its name and what it holds."""
    check_size("members", len(value), "", "entries of a table")
    problems: list[Problem] = []
    found: dict[Any, Any] = {}
    for name, held in value.items():
        try:
            found[name] = read(name, held)
        except (InputError, FileError) as error:
            problems += [one.inside(entry_of("", name)) for one in error.problems]
    if problems:
        raise FileError("fields", problems)
    return found


def _table_of(value: Any, kind: type) -> Any:
    problems: list[str] = []
    read = gather(problems, "", lambda: TABLES.structure(value, kind))
    if problems:
        raise FileError("table", problems)
    return read


def _read_times(value: Any) -> Any:
    """Read a list of times, which the verb checks; it takes any iterable, even an empty table."""
    if not isinstance(value, list):
        raise InputError("", value, "is not a list of times such as 'Tue 18:00'", "wrong_type")
    check_size("members", len(value), "", "times")
    return value


def _read_changed(value: Any) -> dict[str, Run | None]:
    if not isinstance(value, Mapping):
        raise InputError("", value, "is not a table of runs by their id", "wrong_type")
    return _read_each(value, lambda _name, run: None if run is None else _table_of(run, Run))


def _read_done(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError("", value, "is not a table of times by planned time", "wrong_type")
    return _read_each(
        value, lambda _name, then: _table_of(then, Session) if isinstance(then, Mapping) else then
    )


def _described(text: str, **schema: Any) -> Callable[[_Definitions], Schema]:
    return lambda _definitions: {"description": text, **schema}


def _refers(kind: type) -> Callable[[_Definitions], Schema]:
    return partial(within_question, kind)


def _times(text: str) -> Callable[[_Definitions], Schema]:
    return _described(text, type="array", items={"type": ["string", "integer"]})


def _by_name(text: str, kind: type, *more: str) -> Callable[[_Definitions], Schema]:
    """Return the schema of a table with values of a class, or of simpler types."""

    def schema(definitions: _Definitions) -> Schema:
        values = {"anyOf": [within_question(kind, definitions), {"type": [*more]}]}
        return {"description": text, "type": "object", "additionalProperties": values}

    return schema


FIELDS: dict[str, Field] = {
    "week": Field(_refers(WeekFile), parse_week),
    "block": Field(_refers(BlockFile), parse_block),
    "plan": Field(_refers(Plan), _read_plan),
    "when": Field(
        _described(
            "Time that is asked about: 'Fri 07:00', or a day alone for its best start.",
            type=["string", "integer"],
        ),
        _as_it_is,
    ),
    "kind": Field(
        _described("Kind of strength, or a label; any by default.", type=["string", "null"]),
        _as_it_is,
    ),
    "ways": Field(
        _described("How many ways out at most.", type="integer", minimum=0, maximum=100),
        _as_it_is,
    ),
    "today": Field(
        _described(
            "First day that is still open: 'Thu', in a block 'W3 Thu', or a date.",
            type=["string", "integer"],
        ),
        _as_it_is,
    ),
    "missed": Field(_times("Starts of sessions that were not done: 'Tue 18:00'."), _read_times),
    "done": Field(
        _by_name(
            "When sessions were done instead, by planned start; a table also says how, and null "
            "that it was missed.",
            Session,
            *("string", "integer", "null"),
        ),
        _read_done,
    ),
    "changed": Field(
        _by_name(
            "Runs that are not what they were, by the id that they keep; null for one that is off.",
            Run,
            "null",
        ),
        _read_changed,
    ),
    "missed_sessions": Field(
        _described("Drop those missed, or move each once.", enum=list(MISSED_SESSIONS)),
        _as_it_is,
    ),
}
"""The fields of all questions, by name."""
