"""Many weeks in one file: in each line what a week file or a block file holds, as JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Any

from ..domain.checks import plain
from ..errors import FileError, InputError
from ..sizes import sizes
from ..text_file import system_words, text_of
from .format import BlockFile, WeekFile
from .problems import gather
from .table_file import parse_table
from .week_file import is_block, parse_block, parse_week

LARGEST_ID = 10**18 - 1
"""As a number, which other programs have to read. CONVENTION."""

WeekLine = tuple[str | int, WeekFile | BlockFile | FileError]
"""The id of a week and what its line holds, or the error that it is not one."""


def read_week_lines(path: str | os.PathLike[str]) -> Iterator[WeekLine]:
    r"""Yield the weeks of a file with one in each line, as `plan_many` takes them.

    A line is a JSON table as in a week file or a block file, and may have an ``id``, a text or a
    whole number; without one it is called by the number of its line, from 1. Empty lines are passed
    over. A line that cannot be read yields its error, and the next one follows.

    Parameters
    ----------
    path
        By custom with the ending ".jsonl". It is read line by line, so it may be long.

    Raises
    ------
    FileError
        If the file cannot be opened.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "weeks.jsonl")
    ...     _ = path.write_text('{"id": "Ada", "runs": []}\n{"runs": [{"when": "Tuex"}]}\n')
    ...     weeks = list(read_week_lines(path))
    >>> [(name, type(week).__name__) for name, week in weeks]
    [('Ada', 'WeekFile'), (2, 'FileError')]
    """
    source = os.fspath(path)
    try:
        file = open(source, "rb")  # noqa: SIM115  # it is closed when its lines have been read
        file.peek(1)  # a directory can be opened on some systems, but not read
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        raise FileError(source, [system_words(error)], "unreadable") from None
    return parse_week_lines(file, source)


def parse_week_lines(file: IO[bytes], source: str) -> Iterator[WeekLine]:
    """Yield the weeks of an open file, which is closed after its last line.

    Examples
    --------
    >>> from io import BytesIO
    >>> [name for name, _ in parse_week_lines(BytesIO(b'{"runs": []}'), "weeks")]
    [1]
    """
    with file:
        for number, line in enumerate(_lines(file), start=1):
            if line.strip():
                yield _week(line, number, f"{source}, line {number}")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield lines; of one that is too long only so much that this can be seen."""
    most = sizes().table_bytes
    while line := file.readline(most + 1):
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            line = file.readline(most + 1)


def _week(line: bytes, number: int, source: str) -> WeekLine:
    try:
        # Without its end: a message that counts lines would name one more.
        text = text_of(line, source, sizes().table_bytes).rstrip("\r\n")
        table = parse_table(text, ".json", source, number)
    except FileError as error:
        return number, error
    problems: list[str] = []
    name = gather(problems, "id", lambda: checked_id(table.pop("id", number)))
    week: WeekFile | BlockFile
    try:
        week = parse_block(table, source) if is_block(table) else parse_week(table, source)
    except FileError as error:
        return name or number, FileError(source, [*problems, *error.problems])
    return (number, FileError(source, problems)) if problems else (name, week)


def checked_id(value: Any) -> str | int:
    """Return what a week is called by, or refuse it.

    Examples
    --------
    >>> checked_id("Ada"), checked_id(7)
    ('Ada', 7)
    """
    value = plain(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError("id", value, "is not an id; write a text or a whole number", "wrong_type")
    if isinstance(value, int) and abs(value) > LARGEST_ID:
        given = f"a number of {value.bit_length()} bits"  # such a number cannot even be written
        accepted = "is too large for an id; write at most 18 digits, or a text"
        raise InputError("id", given, accepted, "outside")
    return value
