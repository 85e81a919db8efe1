"""The forms of files that hold weeks, a line each."""

import os
from pathlib import Path
from typing import Any

from ..errors import FileError
from . import calendar_file, corpus, week_file
from .format import Format
from .table_file import parse_table, read_table, suffix_of

FORMATS: tuple[Format, ...] = (
    calendar_file.FORMAT,
    week_file.BLOCK,
    corpus.FORMAT,
    week_file.WEEK,
)
"""In the order in which they are asked whether a table is theirs: a week file is what is left."""


def open_file(path: str | os.PathLike[str]) -> tuple[Format, dict[str, Any] | None]:
    """Return the form of a file, and its table if it is one of TOML or JSON.

    Raises
    ------
    FileError
        If the ending belongs to no form, or the file cannot be read as a table.

    Examples
    --------
    >>> form, table = open_file("examples/marathon_week.toml")
    >>> form.name, list(table)
    ('a week file', ['strength', 'repeats', 'runs'])
    """
    ending = Path(path).suffix.lower()
    for form in FORMATS:
        if form.ending == ending:
            return form, None
    table = read_table(path)
    return _form_of(table), table


def open_text(text: str, source: str) -> tuple[Format, dict[str, Any] | str]:
    """Return the form of a text that has no name, and its table, or the text if it is not one.

    JSON and TOML are told apart by how they begin. `source` names the text in errors.

    Raises
    ------
    FileError
        If the text is empty, or neither of a form of its own nor a table.

    Examples
    --------
    >>> [open_text(text, "x")[0].name for text in ("runs = []", "BEGIN:VCALENDAR")]
    ['a week file', 'a calendar']
    """
    begin = text.lstrip()
    if not begin:
        raise FileError(source, ["is empty"])
    for form in FORMATS:
        if form.begins is not None and begin.startswith(form.begins):
            return form, text
    table = parse_table(text, suffix_of(text), source)
    return _form_of(table), table


def _form_of(table: dict[str, Any]) -> Format:
    return next(form for form in FORMATS if form.holds(table))
