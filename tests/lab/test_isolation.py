"""Runs that BenchExec holds."""

import sys
from importlib.util import find_spec
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.lab.elsewhere import isolation
from strengthfit.lab.elsewhere.isolation import _ended, check_isolation
from strengthfit.lab.records import Record
from strengthfit.lab.runner import list_jobs, run_jobs

from ..longer import longer

FOREIGN = "tests.lab.foreign_strategies:"


def _held(strategy: str, tmp_path: Path, megabytes: int = 8192, cores: int = 1) -> Record:
    check_it()
    (job,) = list_jobs(None, [strategy], named=["weeks-0"], seconds=2, megabytes=megabytes)
    job = attrs.evolve(job, isolate="benchexec")
    (record,) = run_jobs([job], tmp_path / "records.jsonl", together=cores)
    return record


def check_it() -> None:
    pytest.importorskip("benchexec")
    try:
        check_isolation("benchexec")
    except sf.InputError as error:
        pytest.skip(str(error))


def test_without_the_package_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(isolation, "find_spec", lambda _: None)
    done = CliRunner().invoke(
        main,
        ["bench", "--isolate", "benchexec", "--names", "weeks-0", "--out", str(tmp_path / "a")],
    )
    assert done.exit_code == 2
    assert "pip install 'strengthfit[isolate]'" in done.stderr


@pytest.mark.parametrize("told", ["no control group for CPU", ""])
def test_a_system_that_does_not_allow_it_is_named(
    monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.setattr(isolation, "find_spec", lambda _: True)
    monkeypatch.setattr(isolation, "_TRY", f"import sys; sys.exit({told!r} or 1)")
    with pytest.raises(sf.InputError, match=f"cannot hold a run on this system: {told}"):
        check_isolation("benchexec")


@pytest.mark.skipif(find_spec("benchexec") is None, reason="needs BenchExec")
def test_what_ended_a_run_is_told_as_a_record_tells_it() -> None:
    ended = _ended({"terminationreason": "memory", "memory": 1 << 28, "cputime": 1.5}, 256)
    assert (ended.status, ended.message) == ("memory", "more than 256 MB of memory")
    assert ended.megabytes == 256
    assert ended.facts["isolation"]["cpu_seconds"] == 1.5
    assert "seconds" not in ended.facts["isolation"]
    assert _ended({"failed": "no"}, 1).message == "no"


def test_a_held_run_is_measured_and_judged(tmp_path: Path) -> None:
    record = _held("cpsat", tmp_path)
    assert (record.status, record.problems, record.certified) == ("optimal", (), True)
    held = record.run["isolation"]
    assert held["by"].startswith("benchexec ")
    assert record.cpu_seconds is not None
    assert held["cpu_seconds"] > record.cpu_seconds  # with all that comes before the solve
    assert record.megabytes == held["megabytes"] > 10


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("Filler", "memory", "more than 400 MB"),
        longer("Aborter", "crash", "SIGABRT"),
        longer("Liar", "optimal", ""),
    ],
)
def test_what_goes_wrong_in_a_held_run_is_a_record(
    tmp_path: Path, name: str, status: str, told: str
) -> None:
    record = _held(FOREIGN + name, tmp_path, megabytes=400)
    assert record.status == status
    assert told in record.message
    assert not record.proven
    assert bool(record.problems) == (name == "Liar")


@pytest.mark.skipif(sys.platform != "linux", reason="control groups are of Linux")
def test_a_held_run_that_is_ended_leaves_no_control_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("strengthfit.lab.runner._WARM", 0.5)
    before = _groups()
    record = _held(FOREIGN + "Hanger", tmp_path)
    assert record.status == "timeout"
    assert _groups() <= before


def _groups() -> set[Path]:
    return set(Path("/sys/fs/cgroup").glob("**/benchmark_*"))
