"""What a JSON Schema finds wrong with plain data, in words: a path, the value, what is accepted."""

import math
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from ...domain.checks import unknown
from ...errors import Code, MissingExtraError, Problem, shown
from ...problem import where_of

_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a finite number",
    "object": "a table",
    "string": "text",
}


def schema_problems(data: Any, schema: dict[str, Any]) -> Iterator[Problem]:
    """Yield the problems that a schema finds; of the members of a list the first, and a count.

    A `MissingExtraError` is raised if the package `jsonschema` is not installed.
    """
    first: dict[tuple[str, str], Problem] = {}
    more: dict[tuple[str, str], int] = {}
    for error in _validator(schema)(schema).iter_errors(data):
        for path, problem in _in_words(error):
            of_list = path.endswith("]")
            key = (path.rpartition("[")[0] if of_list else path, error.validator)
            if key in first:
                more[key] = more.get(key, 0) + (first[key] != problem)
            first.setdefault(key, problem)
    for key, problem in first.items():
        yield problem.saying(f"{problem} (and {more[key]} more)") if more.get(key) else problem


def _in_words(error: Any) -> Iterator[tuple[str, Problem]]:
    """Yield the path and the words of each problem in an error of jsonschema."""
    path, value, wanted = where_of(error.absolute_path), error.instance, error.schema
    if error.validator == "required":
        for name in wanted["required"]:
            if name not in value:
                inner = where_of([*error.absolute_path, name])
                yield inner, Problem.at(inner, "is missing", "missing")
    elif error.validator == "additionalProperties":
        names = list(wanted["properties"])
        for name in sorted(set(value) - set(names), key=str):
            inner = where_of([*error.absolute_path, name])
            accepted = unknown(name, names, "a field here")
            yield inner, Problem.at(inner, accepted, "unknown_field", name)
    elif error.validator == "anyOf":  # something or null: say what is wrong with the something
        for inner_error in error.context:
            if inner_error.schema_path[0] == 0:
                yield from _in_words(inner_error)
    else:
        code = _CODES.get(error.validator, "out_of_range")
        refused = _refused(error.validator, value, wanted)
        yield path, Problem.at(path, refused, code, value)


_CODES: dict[str, Code] = {"type": "wrong_type", "enum": "unknown_name", "pattern": "wrong_form"}
"""The codes of what keywords of a schema refuse; the others bound numbers and lengths."""


def _refused(keyword: str, value: Any, wanted: dict[str, Any]) -> str:
    """Say what is wrong with a value, and what is accepted."""
    if keyword == "uniqueItems" or (keyword == "minItems" and not value):
        return "is empty, or names a member twice"
    if keyword in ("minItems", "maxItems", "items"):
        due = wanted.get("minItems", wanted.get("maxItems"))
        return f"{shown(value)} has {len(value)} members but needs {due}"
    if keyword == "enum":
        return f"{shown(value)} {unknown(value, wanted['enum'], 'known here')}"
    if keyword == "pattern":
        return f"{shown(value)} is not a name"
    return f"{shown(value)} is not {_accepted(wanted)}"


def _accepted(wanted: dict[str, Any]) -> str:
    """Say which values a schema accepts."""
    kinds = wanted["type"] if isinstance(wanted["type"], list) else [wanted["type"]]
    words = [_KINDS[kind] for kind in kinds]
    if "exclusiveMinimum" in wanted:
        words[0] = f"a number above {wanted['exclusiveMinimum']}"
    elif "maximum" in wanted:
        words[0] += f" from {wanted['minimum']} to {wanted['maximum']}"
    elif "minimum" in wanted:
        words[0] += f" from {wanted['minimum']} on"
    if "multipleOf" in wanted:
        words[0] += f" that {wanted['multipleOf']} divides"
    if "properties" in wanted:
        words[0] += f" of {', '.join(wanted['properties'])}"
    return " or ".join(words)


def _validator(schema: dict[str, Any]) -> Any:
    """Return a validator class that is stricter about numbers, and quick about lists of them.

    To the standard 1.0 is an integer and NaN a number; neither is meant here. And a program has
    lists of tens of thousands of numbers, which one pass settles if all of them are good.
    """
    try:
        jsonschema: Any = import_module("jsonschema")  # it has no types
    except ImportError:
        raise MissingExtraError("reading a program", "formats") from None
    standard = jsonschema.Draft202012Validator
    member_by_member = standard.VALIDATORS["items"]

    def items(validator: Any, wanted: Any, value: Any, whole: dict[str, Any]) -> Iterator[Any]:
        if not (isinstance(value, list | tuple) and _all_good(value, wanted, schema)):
            yield from member_by_member(validator, wanted, value, whole)

    types = standard.TYPE_CHECKER.redefine_many(
        {
            "array": lambda _, value: isinstance(value, list | tuple),
            "integer": lambda _, value: type(value) is int and _is_number(value),
            "number": lambda _, value: _is_number(value),
        }
    )
    return jsonschema.validators.extend(standard, {"items": items}, type_checker=types)


def _all_good(values: Sequence[Any], wanted: Any, schema: dict[str, Any]) -> bool:
    """Whether `wanted` is about plain numbers, and all values are such numbers."""
    if isinstance(wanted, dict) and "$ref" in wanted:
        wanted = schema["$defs"][wanted["$ref"].rpartition("/")[2]]
    if wanted == {"type": "number"}:
        return all(map(_is_number, values))
    if not isinstance(wanted, dict) or set(wanted) != {"type", "minimum", "maximum"}:
        return False
    whole = wanted["type"] == "integer" and all(type(value) is int for value in values)
    least, most = wanted["minimum"], wanted["maximum"]
    return whole and (not values or (min(values) >= least and max(values) <= most))


def _is_number(value: Any) -> bool:
    """Whether a value is a finite number that a float can hold."""
    if type(value) is int:
        return abs(value) <= 2**1023
    return type(value) is float and math.isfinite(value)
