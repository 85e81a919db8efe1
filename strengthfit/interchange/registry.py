"""The forms of files that hold weeks, a line each."""

import os
from pathlib import Path
from typing import Any

from . import calendar_file, corpus, week_file
from .format import Format
from .table_file import read_table

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
    return next(form for form in FORMATS if form.holds(table)), table
