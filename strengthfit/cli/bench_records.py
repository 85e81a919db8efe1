"""Records of runs from several files, as the commands below ``strengthfit bench`` read them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FileError

if TYPE_CHECKING:
    from ..lab.records import Record


def joined(files: Iterable[Path]) -> list[tuple[Record, Path]]:
    """Return the records of all files, each with its file; the same record counts once."""
    from ..lab.records import read_records, write_line

    found: dict[str, tuple[Record, Path]] = {}
    for file in files:
        for record in read_records(file):
            found.setdefault(write_line(record), (record, file))
    return list(found.values())


def one_of_each(found: Iterable[tuple[Record, Path]]) -> list[Record]:
    """Return the records; two that differ of the same run are refused."""
    first: dict[tuple[object, ...], tuple[Record, Path]] = {}
    for record, file in found:
        before = first.setdefault(record.key, (record, file))
        if before[0] is not record:
            name = f"{record.strategy} on {record.instance}, seed {record.seed}"
            name += f", with {record.environment}" if record.environment else ""
            other = f"has another record than {before[1]} of the same run: {name}"
            advice = "give one of them, or write all runs with --csv"
            raise FileError(str(file), [f"{other}; {advice}"], "contradiction")
    return [record for record, _ in first.values()]
