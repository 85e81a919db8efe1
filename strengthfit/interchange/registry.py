"""The forms of files that hold weeks, a line each."""

import os
from pathlib import Path
from typing import Any

from ..errors import FileError
from . import calendar_file, corpus, csv_file, intervals_icu, strava, week_file
from .format import Format
from .table_file import parse_data, read_data, suffix_of

FORMATS: tuple[Format, ...] = (
    calendar_file.FORMAT,
    csv_file.FORMAT,
    intervals_icu.FORMAT,
    strava.FORMAT,
    week_file.BLOCK,
    corpus.FORMAT,
    week_file.WEEK,
)
"""In the order in which they are asked whether a table is theirs: a week file is what is left."""


def open_file(path: str | os.PathLike[str]) -> tuple[Format, Any]:
    """Return the form of a file, and its table, or list, if it is one of TOML or JSON.

    Raises
    ------
    FileError
        If the ending belongs to no form, or the file cannot be read as a table or a list that is
        of one.

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
    data = read_data(path)
    return _form_of(data, os.fspath(path)), data


def open_text(text: str, source: str) -> tuple[Format, Any]:
    """Return the form of a text that has no name, and its table or list, or else the text.

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
        raise FileError(source, ["is empty"], "missing")
    for form in FORMATS:
        named = form.begins is not None and begin.startswith(form.begins)
        if named or form.holds_text(text):
            return form, text
    data = parse_data(text, suffix_of(text), source)
    return _form_of(data, source), data


def _form_of(data: dict[str, Any] | list[Any], source: str) -> Format:
    if isinstance(data, dict):
        return next(form for form in FORMATS if form.holds(data))
    lists = [form for form in FORMATS if form.holds_rows(data)]
    if not lists:
        raise FileError(source, [_NO_LIST], "wrong_type")
    return lists[0]


_NO_LIST = (
    "is not a table of fields at its top level, nor a list of a planner's events (category, "
    "start_date_local) or activities (sport_type, start_date_local)"
)
