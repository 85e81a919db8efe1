"""Names in records of runs come out as words in reports, tables, scenarios and figures."""

import csv
import io
import re
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from strengthfit.cli import main
from strengthfit.errors import FileError
from strengthfit.lab.csv_text import csv_text
from strengthfit.lab.records import Record, read_line, write_line

from ..lab.test_measures import blank, synthetic
from .tags import tags

EVIL = (
    "=1+1\r=2\n@DATA|`<script>x()</script>](javascript:x)\x1b[31m\u202e\u2028\"'>"
    "<img src=x onerror=x()> $x$ --> {0} ``` \\"
)


def _spoilt(record: Record, evil: str) -> Record:
    about = {"commit": f"c{evil}", "command": f"x{evil}", f"e{evil}": {f"f{evil}": evil}}
    return attrs.evolve(
        record,
        instance=f"{record.instance}{evil}",
        family=f"{record.family}{evil}",
        strategy=f"{record.strategy}{evil}",
        digest=f"{record.digest}{evil}",
        run={**record.run, **about},
        statistics={f"b{evil}": 1.0},
        options={f"p{evil}": evil},
        message=f"m{evil}" if record.message else "",
        problems=tuple(f"{problem}{evil}" for problem in record.problems),
    )


def _records(evil: str) -> list[Record]:
    first, second, *others = synthetic(0, ("cpsat", "dynamic", "greedy"), ("weeks", "dense"), 2, 1)
    nothing = blank(first.instance, first.strategy, status="crash", message="died")
    crashed = attrs.evolve(nothing, seed=first.seed, digest=first.digest)
    wrong = attrs.evolve(second, problems=("it is not so",))
    return [_spoilt(record, evil) for record in (crashed, wrong, *others)]


def _written(folder: Path, evil: str) -> Path:
    folder.mkdir()
    file = folder / "records.jsonl"
    file.write_text("".join(f"{write_line(record)}\n" for record in _records(evil)))
    options = ["--csv", "runs.csv"], ["--aslib", "aslib"], ["--out", "report"]
    for option, name in options:
        result = CliRunner().invoke(
            main, ["bench", "report", str(file), option, str(folder / name)]
        )
        assert result.exit_code == 0, result.output
        assert not _acts(result.output)
    return folder


_DRAWN = {"", "/", *(f"{end}{tag}" for end in ("", "/") for tag in ("g", "path", "use", "defs"))}
"""Tags of drawings, of which one name may need some that another does not."""


def _acts(text: str) -> set[str]:
    return {
        sign
        for sign in text
        if sign not in "\n\u200c\u200d"  # joiners belong to the spelling of some languages
        and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }


@pytest.mark.longer
def test_no_name_in_a_record_is_more_than_a_name(tmp_path: Path) -> None:
    plain, evil = _written(tmp_path / "plain", ""), _written(tmp_path / "evil", EVIL)
    files = [path for path in sorted(evil.rglob("*")) if path.suffix not in ("", ".png", ".jsonl")]
    assert len(files) > 10
    for path in files:
        text, other = path.read_text("utf-8"), (plain / path.relative_to(evil)).read_text("utf-8")
        assert not _acts(text), path.name
        if path.suffix == ".svg":
            ET.fromstring(text)  # noqa: S314  # our own
            assert "<script" not in text
        elif path.suffix == ".html":
            assert {tag for tag, *_ in tags(text)} <= {tag for tag, *_ in tags(other)} | _DRAWN
            assert not re.search(r'<script|<img|href="(?!#|https://|\w+\.(html|csv)")', text)
        elif path.suffix == ".md":
            assert _kinds(text) == _kinds(other), path.name
        elif path.suffix == ".csv":
            rows, others = (list(csv.reader(io.StringIO(each))) for each in (text, other))
            assert [len(row) for row in rows] == [len(row) for row in others]
            assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row)
        elif path.suffix == ".arff":
            assert text.count("\n") <= other.count("\n") + 8  # never more than a line for each run


def _kinds(text: str) -> set[str]:
    """The kinds of tokens in a page of Markdown, such as tables, links and code."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return {one.type for token in tokens for one in (token, *(token.children or ()))}


@given(st.lists(st.lists(st.text(max_size=6) | st.integers() | st.none(), min_size=2), min_size=1))
def test_each_row_of_csv_is_a_line_and_no_cell_a_formula(
    rows: list[list[str | int | None]],
) -> None:
    text = csv_text(rows)
    assert not _acts(text)
    assert text.count("\n") == len(rows)
    found = list(csv.reader(io.StringIO(text)))
    assert [len(row) for row in found] == [len(row) for row in rows]
    for row, given_row in zip(found, rows, strict=True):
        for cell, value in zip(row, given_row, strict=True):
            assert not isinstance(value, str) or not cell.lstrip().startswith(tuple("=+-@"))


@pytest.mark.parametrize(
    "fields",
    [
        {"environment": "<script>==1"},
        {"environment": "ortools"},
        {"environment": "ortools==1 | x"},
        {"run": {"versions": ["ortools"]}},
        {"run": {"versions": {"ortools": ["9.15"]}}},
        {"run": {"versions": {"ortools": "`x`"}}},
        {"run": {"judged_with": {"[x](y)": "1"}}},
    ],
)
def test_versions_that_are_none_are_refused(fields: dict[str, Any]) -> None:
    line = write_line(attrs.evolve(blank(), **fields))
    with pytest.raises(FileError, match=r"environment: is not|run\.\w+: is not"):
        read_line(line, Path("records.jsonl"), 1)
