"""Tables from and to TOML and JSON; whatever is wrong with the file becomes a `FileError`."""

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import FileError, InputError, MissingExtraError, Problem
from ..foreign import DECODING, refused
from ..sizes import how_to_raise, sizes
from ..text_file import parse_json, read_text


def read_table(path: str | os.PathLike[str], most: int | None = None) -> dict[str, Any]:
    """Return the top-level table of a file in TOML or JSON, by the ending of its name.

    A `FileError` is raised if the file is missing, a directory, larger than `most` bytes (by
    default as many as a week file may have), empty, not UTF-8, not TOML or JSON, or not a table.
    """
    data = read_data(path, most)
    if not isinstance(data, dict):
        raise FileError(os.fspath(path), [_NO_TABLE], "wrong_type")
    return data


_NO_TABLE = "is not a table of fields at its top level"


def read_data(path: str | os.PathLike[str], most: int | None = None) -> dict[str, Any] | list[Any]:
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
    if suffix == ".toml":
        _check_keys(text, source)
    with refused(source, f"is not {suffix[1:].upper()}", line=line):
        data = tomllib.loads(text) if suffix == ".toml" else parse_json(text)
    if not isinstance(data, dict | list):
        raise FileError(source, [_NO_TABLE], "wrong_type")
    return data


_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
"""A part of a dotted key in TOML, and its dot. Nothing in it is tried twice."""


def _check_keys(text: str, source: str) -> None:
    """Refuse keys of very many parts, such as a.a.a: reading one takes minutes."""
    most = sizes().key_parts
    if re.search(rf"(?<![\w-])(?:{_PART}){{{most}}}", text):
        problem = f"has a dotted key of too many parts; {how_to_raise('key_parts')}"
        raise FileError(source, [problem], "too_large")


def check_tables(data: Mapping[str, Any], source: str) -> None:
    """Refuse a file of more tables than weeks can have: each takes a moment to be read."""
    tables = (value for value in _values(data) if isinstance(value, dict))
    if next(islice(tables, sizes().file_tables, None), None) is not None:
        problem = f"has too many tables; {how_to_raise('file_tables')}"
        raise FileError(source, [problem], "too_large")


def check_values(data: Mapping[str, Any], source: str) -> None:
    """Refuse a question of more values than a plan of a year has: each takes a moment."""
    if next(islice(_values(data), sizes().question_values, None), _values) is not _values:
        problem = f"has too many values; {how_to_raise('question_values')}"
        raise FileError(source, [Problem(problem, "too_large", "")], "too_large")


def _values(data: Any) -> Iterator[Any]:
    """Yield a value and all that it holds, in no order."""
    left = [data]
    while left:
        value = left.pop()
        yield value
        if isinstance(value, Mapping):
            left += value.values()
        elif isinstance(value, list | tuple):
            left += value


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
            parse_json(begin)
        except DECODING:
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


def read_filled(source: str, most: int | None = None) -> str:
    """Return the text of a file that is not too large and not empty."""
    text = read_text(source, sizes().table_bytes if most is None else most)
    if not text.strip():
        raise FileError(source, ["is empty"], "missing")
    return text
