"""``strengthfit bench report``: from records alone, of several files."""

import csv
import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from strengthfit.cli import main
from strengthfit.lab.records import Record, read_records, write_line
from strengthfit.text_file import write_text

from .lab.test_measures import blank, synthetic


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["bench", "report", *map(str, arguments)])


def _write(records: list[Record], path: Path) -> Path:
    write_text("".join(write_line(record) + "\n" for record in records), path)
    return path


def test_files_are_joined_and_the_report_is_theirs(tmp_path: Path) -> None:
    records = synthetic(1)
    half = len(records) // 2
    parts = [
        _write(records[: half + 3], tmp_path / "one.jsonl.gz"),  # three stand in both
        _write(records[half:], tmp_path / "two.jsonl"),
    ]
    whole = _write(records, tmp_path / "all.jsonl")
    joined, once = _run(*parts), _run(whole)
    assert (joined.exit_code, once.exit_code) == (0, 0)
    assert joined.stdout == once.stdout
    assert joined.stdout.splitlines()[-1].startswith("proof s: geometric mean, shifted by 0.01 s")
    assert not (tmp_path / "out").exists()
    written = _run(*parts, "--out", tmp_path / "out", "--json")
    assert (tmp_path / "out" / "report.html").exists()
    rows = {row["strategy"]: row["runs"] for row in json.loads(written.stdout)}
    assert sum(rows.values()) == len(records)


def test_repeats_are_all_in_the_csv_and_once_in_the_table(tmp_path: Path) -> None:
    repeats = [blank(status="infeasible", seconds=1.0 + n, repeat=n) for n in range(3)]
    file = _write(repeats, tmp_path / "records.jsonl")
    result = _run(file, "--csv", tmp_path / "runs.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 runs" in result.stderr
    with (tmp_path / "runs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["file"], row["seconds"]) for row in rows] == [
        (str(file), seconds) for seconds in ("1.0", "2.0", "3.0")
    ]
    (row,) = json.loads(_run(file, "--json").stdout)
    assert (row["runs"], row["par10"]) == (1, 2.0)


def test_a_scenario_of_aslib_is_written_without_the_table(tmp_path: Path) -> None:
    proven = {"status": "infeasible", "seconds": 1.0}
    runs = [blank(f"{family}-0", name, **proven) for family in "ab" for name in ("cpsat", "auto")]
    file = _write(runs, tmp_path / "records.jsonl")
    result = _run(file, "--aslib", tmp_path / "scenario")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "scenario of ASlib" in result.stderr
    assert (tmp_path / "scenario" / "description.txt").exists()
    both = _run(file, "--aslib", tmp_path / "scenario", "--json")
    assert {row["strategy"] for row in json.loads(both.stdout)} == {"cpsat", "auto"}
    refused = _run(_write(runs[1:], tmp_path / "less.jsonl"), "--aslib", tmp_path / "other")
    assert refused.exit_code == 2
    assert "has no run of cpsat" in refused.stderr


def test_two_records_of_one_run_are_for_the_csv_alone(tmp_path: Path) -> None:
    one = _write([blank()], tmp_path / "one.jsonl")
    two = _write([attrs.evolve(blank(), seconds=9.0)], tmp_path / "two.jsonl")
    result = _run(one, two)
    assert result.exit_code == 2
    assert "has another record than" in result.stderr
    assert "cpsat on week-0, seed 0" in result.stderr
    assert _run(one, two, "--csv", tmp_path / "runs.csv").exit_code == 0
    assert (tmp_path / "runs.csv").read_text("utf-8").count("\n") == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no run"),
        ('{"instance":"week-0","fam', "has no run"),  # cut off while it was written
        ("rubbish\n", "line 1 is not a record"),
    ],
)
def test_what_is_no_file_of_runs_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text(text, "utf-8")
    result = _run(tmp_path / "records.jsonl")
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_cut_line_at_the_end_is_left_out(tmp_path: Path) -> None:
    file = _write([blank()], tmp_path / "records.jsonl")
    with file.open("a", encoding="utf-8") as out:
        out.write(write_line(blank("week-1"))[:-5])
    (row,) = json.loads(_run(file, "--json").stdout)
    assert row["instances"] == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = _run(tmp_path / "nowhere.jsonl")
    assert result.exit_code == 2
    assert "nowhere.jsonl" in result.stderr


@pytest.mark.longer
def test_more_repeats_are_added_to_a_study(tmp_path: Path) -> None:
    study = ("--families", "dense", "--strategies", "greedy", "--seconds", "1", "--json")
    first = _bench(*study, "--out", tmp_path)
    more = _bench(*study, "--out", tmp_path, "--resume", "--repeats", "2", "--jobs", "2")
    records = list(read_records(tmp_path / "records.jsonl"))
    assert [record.repeat for record in records] == [0] * 3 + [1] * 3
    assert " --repeats 2" in records[-1].run["command"]
    for result in (first, more):
        (row,) = json.loads(result.stdout)
        assert (row["runs"], row["instances"]) == (3, 3)
    assert "| repeats | `2` |" in (tmp_path / "report.md").read_text("utf-8")


def _bench(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["bench", *map(str, arguments)])
    assert result.exit_code == 0
    return result
