"""Records as plain columns, for pandas or any other table: a row for each run."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..text_file import write_text
from .csv_text import csv_text
from .records import Record, write_line

_SPREAD = ("statistics", "options", "run")
"""Fields that are tables themselves: each of their entries is a column, such as "run.cpu"."""

_FIELDS = tuple(field.name for field in attrs.fields(Record) if field.name not in _SPREAD)


def columns(records: Iterable[Record]) -> dict[str, list[Any]]:
    """Return every run as a row, by column: the fields of a `Record`, and two that follow from it.

    `pandas.DataFrame(columns(records))` is a frame. Columns are as long as there are records, and
    in the same order for the same fields; an entry that a record does not have is None. Of
    `statistics`, `options` and `run` each entry is a column with a dot in its name, such as
    "statistics.branches" and "run.versions.ortools". Objectives, bounds and other lists are lists.
    `solved` says whether there is a plan that the checker accepts, `proven` whether it closed the
    question.

    Examples
    --------
    >>> columns([])["seconds"]
    []
    """
    rows = [_row(record) for record in records]
    more = sorted({name for row in rows for name in row}.difference(_FIELDS, ("solved", "proven")))
    return {name: [row.get(name) for row in rows] for name in (*_FIELDS, "solved", "proven", *more)}


def write_csv(records: Iterable[Record], path: Path, **first: Sequence[object]) -> None:
    """Write every run as a line of CSV, with the names of `columns` above.

    Lists stand as JSON, truth as "true" and "false", and nothing at all for None. A text that
    spreadsheets would work out as a formula has an apostrophe before it, and signs that cannot be
    seen are written out. Equal records give equal bytes. A `FileError` is raised if the file cannot
    be written.

    Parameters
    ----------
    first
        Further columns, which come before the others, each as long as there are records.
    """
    table = {**first, **columns(records)}
    write_text(csv_text([table, *zip(*table.values(), strict=True)]), path)


def _row(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(write_line(record))
    for name in _SPREAD:
        row |= dict(_entries(row.pop(name) or {}, name))
    return row | {"solved": record.solved, "proven": record.proven}


def _entries(value: Any, name: str) -> Iterable[tuple[str, Any]]:
    """Yield a value under its name, and if it is a table each entry, however deep."""
    if not isinstance(value, Mapping):
        yield name, value
    else:
        for key, each in value.items():
            yield from _entries(each, f"{name}.{key}")
