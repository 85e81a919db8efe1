"""Records as columns: nothing is lost on the way to a table."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import cattrs
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.errors import FileError
from strengthfit.lab.columns import columns, write_csv
from strengthfit.lab.records import Record
from strengthfit.visible import visible

from .test_measures import benchmarks, blank, few, synthetic

tables = st.dictionaries(st.text(max_size=5), st.floats(0, 9) | st.integers(0, 9), max_size=3)
measured = st.builds(
    lambda records, statistics, options, cores: [
        attrs.evolve(records[0], statistics=statistics, options=options, cores=cores),
        *records[1:],
    ],
    benchmarks,
    st.none() | tables,
    st.none() | tables | st.just({"parameters": {"cut_level": 2}}),
    st.none() | st.just((0, 3)),
)


def _entry(record: Record, name: str) -> Any:
    """What a record has under the name of a column, found by going down step by step."""
    if name in ("solved", "proven"):
        return getattr(record, name)
    return _below(json.loads(json.dumps(cattrs.unstructure(record))), name)


def _below(value: Any, name: str) -> Any:
    if not isinstance(value, dict):
        return None
    if name in value:
        return value[name]
    for key, below in value.items():
        if name.startswith(f"{key}.") and isinstance(below, dict):
            found = _below(below, name[len(key) + 1 :])
            if found is not None:
                return found
    return None


@given(measured)
@few
def test_columns_have_all_that_records_have(records: list[Record]) -> None:
    table = columns(records)
    assert {len(column) for column in table.values()} == {len(records)}
    fields = {field.name for field in attrs.fields(Record)}
    assert {name.partition(".")[0] for name in table} <= fields | {"solved", "proven"}
    assert fields <= {*table, "statistics", "options", "run"}
    for name, column in table.items():
        for record, value in zip(records, column, strict=True):
            assert value == _entry(record, name)
    counted = {f"statistics.{name}" for name in records[0].statistics or {}}
    assert counted <= set(table)


@given(measured)
@few
def test_a_csv_is_the_columns(records: list[Record]) -> None:
    names = [f"file {place}" for place in range(len(records))]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "runs.csv"
        write_csv(records, path, file=names)
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    table = columns(records)
    assert [row["file"] for row in rows] == names
    assert list(rows[0]) == ["file", *map(visible, table)]
    for place, row in enumerate(rows):
        for name, column in table.items():
            value = column[place]
            shown = visible(value) if isinstance(value, str) else value
            assert _read(row[visible(name)], shown) == shown


def _read(cell: str, like: Any) -> Any:
    """What a cell says, given what kind of thing stands there."""
    if like is None:
        return cell or None
    if isinstance(like, str) and like.lstrip().startswith(("=", "+", "-", "@")):
        return cell.removeprefix("'")  # which keeps spreadsheets from working it out
    return json.loads(cell) if isinstance(like, list | bool) else type(like)(cell)


def test_pandas_reads_them() -> None:
    records = [
        blank(seconds=0.5, cpu_seconds=0.25, statistics={"branches": 12.0}),
        blank("week-1", objective=(1, 2), status="feasible"),
    ]
    frame = pd.DataFrame(columns(records))
    assert frame["seconds"].tolist() == [0.5, 10.0]
    assert frame["statistics.branches"].sum() == 12
    assert frame["cpu_seconds"].isna().tolist() == [False, True]
    assert frame.loc[frame["solved"], "instance"].tolist() == ["week-1"]
    assert frame["run.versions.ortools"].unique().tolist() == ["9.15"]


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_csv(synthetic(1), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_no_cell_begins_as_a_formula(tmp_path: Path) -> None:
    message = '=HYPERLINK("http://example.org","open")'
    write_csv([attrs.evolve(blank(), message=message)], tmp_path / "runs.csv", file=["@SUM(1)"])
    with (tmp_path / "runs.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["message"], row["file"]) == (f"'{message}", "'@SUM(1)")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        write_csv(synthetic(1), tmp_path)


def test_columns_need_no_pandas() -> None:
    code = "import sys, strengthfit.lab.columns; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
