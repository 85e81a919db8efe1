"""Tables from and to TOML and JSON; whatever is wrong with the file becomes a `FileError`."""

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import Code, FileError, InputError, MissingExtraError, shown
from ..text_file import read_text

LARGEST = 1_000_000
"""Bytes. A season of weeks is less than a tenth of it."""


def read_table(path: str | os.PathLike[str], most: int = LARGEST) -> dict[str, Any]:
    """Return the top-level table of a file in TOML or JSON, by the ending of its name.

    A `FileError` is raised if the file is missing, a directory, larger than `most` bytes, empty,
    not UTF-8, not TOML or JSON, or not a table.
    """
    data = read_data(path, most)
    if not isinstance(data, dict):
        raise FileError(os.fspath(path), [_NO_TABLE], "wrong_type")
    return data


_NO_TABLE = "is not a table of fields at its top level"


def read_data(path: str | os.PathLike[str], most: int = LARGEST) -> dict[str, Any] | list[Any]:
    """Return the same of a file that may hold a list, if it is in JSON, instead of a table."""
    source = os.fspath(path)
    suffix = Path(source).suffix.lower()
    if suffix not in (".toml", ".json"):
        raise FileError(source, ["is not a .toml or .json file"], "unsupported")
    return parse_data(read_filled(source, most), suffix, source)


def parse_table(text: str, suffix: str, source: str, line: int = 1) -> dict[str, Any]:
    """Return the top-level table of a text in TOML (".toml") or JSON (".json").

    The text may be a part of a file in JSON, from a `line` on. A `FileError` that names `source` is
    raised if it is neither, or not a table.

    Examples
    --------
    >>> parse_table("runs = []", ".toml", "standard input")
    {'runs': []}
    """
    data = parse_data(text, suffix, source, line)
    if not isinstance(data, dict):
        raise FileError(source, [_NO_TABLE], "wrong_type")
    return data


def parse_data(text: str, suffix: str, source: str, line: int = 1) -> dict[str, Any] | list[Any]:
    """Return the same of a text that may hold a list, if it is in JSON, instead of a table."""
    try:
        data = tomllib.loads(text) if suffix == ".toml" else _read_json(text)
    except RecursionError:
        raise FileError(source, ["is nested too deeply"], "too_large") from None
    except json.JSONDecodeError as error:
        at = f"line {error.lineno + line - 1} column {error.colno} (char {error.pos})"
        raise FileError(source, [f"is not JSON: {error.msg}: {at}"]) from None
    except ValueError as error:  # both decoders' errors are kinds of it
        code: Code = "duplicate" if isinstance(error, _GivenTwiceError) else "wrong_form"
        raise FileError(source, [f"is not {suffix[1:].upper()}: {error}"], code) from None
    if not isinstance(data, dict | list):
        raise FileError(source, [_NO_TABLE], "wrong_type")
    return data


def suffix_of(text: str) -> str:
    """Return ".json" for a text that is or begins as JSON, else ".toml".

    Examples
    --------
    >>> suffix_of(' {"runs": []}'), suffix_of("runs = []"), suffix_of("[[runs]]")
    ('.json', '.toml', '.toml')
    """
    begin = text.lstrip()
    if begin.startswith("["):  # a list in JSON, or the head of a table in TOML
        try:
            json.loads(begin)
        except (ValueError, RecursionError):
            return ".toml"
        return ".json"
    return ".json" if begin.startswith("{") else ".toml"


def table_text(table: dict[str, Any], suffix: str) -> str:
    """Return a table as text in TOML (".toml") or JSON (".json"), with a line's end at its end.

    Raises
    ------
    InputError
        If the table holds what TOML cannot: nothing (null).
    MissingExtraError
        If TOML is to be written and the extra ``cli`` is not installed.

    Examples
    --------
    >>> print(table_text({"runs": [], "strength": 1}, ".toml"), end="")
    runs = []
    strength = 1
    """
    if suffix == ".json":
        return json.dumps(table, indent=2, allow_nan=False) + "\n"
    try:
        import tomli_w
    except ImportError:
        raise MissingExtraError("writing TOML", "cli") from None
    for path in _nulls(table, ""):
        raise InputError(path, None, "has no form in TOML; write JSON", "unsupported")
    return tomli_w.dumps(table)


def _nulls(value: Any, path: str) -> Iterator[str]:
    """Yield the path of each null in a table."""
    if value is None:
        yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _nulls(inner, f"{path}.{name}".strip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _nulls(inner, f"{path}[{index}]")


def _read_json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_table)


class _GivenTwiceError(ValueError):
    """A field that stands twice in a table."""


def _table(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a table, and refuse fields given twice, as TOML does: one of them would be lost."""
    table: dict[str, Any] = {}
    for name, value in fields:
        if name in table:
            raise _GivenTwiceError(f"{shown(name)} is given twice in one table")
        table[name] = value
    return table


def read_filled(source: str, most: int = LARGEST) -> str:
    """Return the text of a file that is not too large and not empty."""
    text = read_text(source, most)
    if not text.strip():
        raise FileError(source, ["is empty"], "missing")
    return text
