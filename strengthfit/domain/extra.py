"""What a runner's own tools know of a run or a session, carried through untouched."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..errors import InputError
from .checks import where

DEEPEST = 8
"""Tables and lists within one another. CONVENTION."""

LONGEST = 10_000
"""Characters as JSON. CONVENTION: names and notes, not files."""

_LARGEST = 10**15
"""Beyond it whole numbers do not survive programs that read all numbers as floats."""


class Extra(Mapping[str, Any]):
    """A table of what JSON can hold, which never changes: equal, hashed and pickled by its content.

    Examples
    --------
    >>> extra = Extra({"coach": "Ana", "sets": [5, 5]})
    >>> extra["sets"], extra == Extra({"sets": [5, 5], "coach": "Ana"})
    ([5, 5], True)
    """

    __slots__ = ("_text",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        plain = dict(fields)
        _check(plain, 1)
        self._text = json.dumps(plain, sort_keys=True, allow_nan=False)
        if len(self._text) > LONGEST:
            raise InputError("extra", "...", f"is longer than {LONGEST} characters", "too_large")

    def __getitem__(self, name: str) -> Any:
        return json.loads(self._text)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(json.loads(self._text))

    def __len__(self) -> int:
        return len(json.loads(self._text))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extra) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"Extra({self._text})"


def _check(value: Any, depth: int) -> None:
    """Refuse what JSON does not hold as it is, or what lies too deep."""
    if depth > DEEPEST and isinstance(value, dict | list):
        raise InputError("extra", "...", f"is deeper than {DEEPEST} tables and lists", "too_large")
    if isinstance(value, dict):
        for name, member in value.items():
            if not isinstance(name, str):
                raise InputError(
                    "extra", name, "is not a name; names of fields are text", "wrong_type"
                )
            _check_text(name)
            _check(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _check(member, depth + 1)
    elif isinstance(value, float):
        if not abs(value) < float("inf"):
            raise InputError("extra", value, "is not a finite number", "out_of_range")
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise InputError("extra", "...", f"is a whole number beyond {_LARGEST}", "out_of_range")
    elif isinstance(value, str):
        _check_text(value)
    elif value is not None:
        raise InputError(
            "extra", value, "is not text, a number, true, false, a list or a table", "wrong_type"
        )


def _check_text(value: str) -> None:
    """Refuse a text that no file can hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        accepted = "is not text in Unicode: it has half of a surrogate pair"
        raise InputError("extra", value, accepted, "wrong_form") from None


def to_extra(value: Mapping[str, Any] | None) -> Any:
    """Convert a mapping to `Extra` inside attrs classes, an empty one to None; pass others on."""
    if not isinstance(value, Mapping) or isinstance(value, Extra):
        return value
    try:
        return Extra(value) if value else None
    except InputError:  # the check says it again, with the field
        return value


def check_extra(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate that a field holds what is carried through, or nothing."""
    if value is None or isinstance(value, Extra):
        return
    path = where(instance, attribute)
    if not isinstance(value, Mapping):
        raise InputError(
            path,
            value,
            "is not a table of what else is known, such as {'url': '...'}",
            "wrong_type",
        )
    try:
        Extra(value)
    except InputError as error:
        raise error.at(path) from None
