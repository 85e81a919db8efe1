"""A file of records that was cut off: what is whole is read, and the rest is made again."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.errors import FileError
from strengthfit.lab import runner
from strengthfit.lab.records import Record, read_records, write_line
from strengthfit.lab.runner import missing_jobs, run_jobs
from strengthfit.lab.worker import Job

from .test_measures import blank

RECORDS = [
    blank("week-0", "greedy", message="a line end \n, a bar | and é"),
    blank("week-1", "greedy", repeat=1, statistics={"branches": 3.0}, cores=(0,)),
    blank("week-2", 'a "name"', options={"class": "x:Y"}),
]
TEXT = "".join(write_line(record) + "\n" for record in RECORDS)


def _job(record: Record) -> Job:
    return Job(record.instance, record.strategy, record.seed, record.limit, repeat=record.repeat)


@given(st.integers(0, len(TEXT)))
def test_whole_lines_are_kept_as_they_are_and_the_rest_is_missing(cut: int) -> None:
    whole = TEXT[: TEXT.rfind("\n", 0, cut) + 1]
    count = whole.count("\n")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "records.jsonl"
        file.write_text(TEXT[:cut], "utf-8", newline="")
        assert list(read_records(file)) == RECORDS[:count]
        assert missing_jobs(list(map(_job, RECORDS)), file) == list(map(_job, RECORDS[count:]))
        assert list(run_jobs([], file)) == []  # goes on, with nothing to do
        assert file.read_bytes() == whole.encode()
        assert os.listdir(folder) == [file.name]


def test_a_run_whose_line_was_cut_is_made_again(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    jobs = [Job(name, "greedy", 0, 5.0) for name in ("weeks-0", "weeks-1")]
    first, second = run_jobs(jobs, file)
    file.write_bytes(file.read_bytes()[:-30])
    (again,) = run_jobs(jobs, file)
    assert again.key == second.key
    assert (again.status, again.objective) == (second.status, second.objective)
    assert list(read_records(file)) == [first, again]


def test_a_line_that_is_broken_in_the_middle_is_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    lines = TEXT.splitlines(keepends=True)
    text = lines[0] + lines[1][:50] + "\n" + lines[2][:40]
    file.write_text(text, "utf-8", newline="")
    with pytest.raises(FileError, match="line 2 is not a record"):
        list(run_jobs([], file))
    assert file.read_bytes() == text.encode()


def test_a_failure_while_a_file_is_mended_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(TEXT[:-5], "utf-8", newline="")

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(FileError, match="cannot be written"):
        runner._mend(file)
    assert file.read_bytes() == TEXT[:-5].encode()
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_records_of_other_repeats_are_other_runs() -> None:
    assert len({attrs.evolve(RECORDS[0], repeat=repeat).key for repeat in range(3)}) == 3


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "-1"])
def test_a_time_that_is_none_is_refused(tmp_path: Path, number: str) -> None:
    path = tmp_path / "runs.jsonl"
    line = write_line(blank()).replace('"seconds":10.0', f'"seconds":{number}', 1)
    assert f'"seconds":{number}' in line
    path.write_text(f"{line}\n")
    with pytest.raises(FileError, match="line 1 is not a record of a run"):
        list(read_records(path))
