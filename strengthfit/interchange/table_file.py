"""Tables from TOML and JSON files; whatever is wrong with the file becomes a `FileError`."""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

from ..errors import FileError, shown
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
        raise FileError(os.fspath(path), [_NO_TABLE])
    return data


_NO_TABLE = "is not a table of fields at its top level"


def read_data(path: str | os.PathLike[str], most: int = LARGEST) -> dict[str, Any] | list[Any]:
    """Return the same of a file that may hold a list, if it is in JSON, instead of a table."""
    source = os.fspath(path)
    suffix = Path(source).suffix.lower()
    if suffix not in (".toml", ".json"):
        raise FileError(source, ["is not a .toml or .json file"])
    text = read_filled(source, most)
    try:
        data = tomllib.loads(text) if suffix == ".toml" else _read_json(text)
    except RecursionError:
        raise FileError(source, ["is nested too deeply"]) from None
    except ValueError as error:  # both decoders' errors are kinds of it
        raise FileError(source, [f"is not {suffix[1:].upper()}: {error}"]) from None
    if not isinstance(data, dict | list):
        raise FileError(source, [_NO_TABLE])
    return data


def _read_json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_table)


def _table(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a table, and refuse fields given twice, as TOML does: one of them would be lost."""
    table: dict[str, Any] = {}
    for name, value in fields:
        if name in table:
            raise ValueError(f"{shown(name)} is given twice in one table")
        table[name] = value
    return table


def read_filled(source: str, most: int = LARGEST) -> str:
    """Return the text of a file that is not too large and not empty."""
    text = read_text(source, most)
    if not text.strip():
        raise FileError(source, ["is empty"])
    return text
