"""What a record keeps beside the answer: clocks, what a solver counted, and on what it ran."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab import machine
from strengthfit.lab.clocks import begin, of_process
from strengthfit.lab.instances import instance
from strengthfit.lab.options import options_of
from strengthfit.lab.records import Record, read_records, write_line
from strengthfit.lab.runner import list_jobs, run_jobs
from strengthfit.lab.strategies import load, names
from strengthfit.lab.worker import Job, plain_outcome, versions_of
from strengthfit.strategies.protocol import NO_LIMITS

MEASURED = "tests.lab.measured_strategies:"
KEPT = Path(__file__).parents[2] / "benchmarks/results/strategies/records.jsonl.gz"
BEFORE = Path(__file__).parents[1] / "data/records_before_clocks.jsonl"
SINCE_CLOCKS = (
    *("repeat", "cpu_seconds", "children_cpu_seconds", "statistics", "load", "cores", "options"),
)

posix = pytest.mark.skipif(os.name != "posix", reason="Windows does not count it")
pinned = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be chosen")


def _run(strategy: str, tmp_path: Path, name: str = "weeks-0", repeats: int = 1) -> list[Record]:
    jobs = [Job(name, strategy, 0, 5.0, repeat=repeat) for repeat in range(repeats)]
    return list(run_jobs(jobs, tmp_path / "records.jsonl"))


@posix
@pytest.mark.parametrize(
    ("name", "own", "others"), [("Sleeper", 0, 0), ("Burner", 1, 0), ("Employer", 0, 1)]
)
def test_each_clock_runs_for_what_it_stands_for(
    name: str, own: int, others: int, tmp_path: Path
) -> None:
    (record,) = _run(MEASURED + name, tmp_path)
    assert record.cpu_seconds is not None
    assert record.children_cpu_seconds is not None
    assert record.seconds >= 0.39
    assert (record.cpu_seconds >= 0.4, record.children_cpu_seconds >= 0.4) == (own, others)
    # what is not its own is little: the greedy plan, and starting a process
    assert record.cpu_seconds + record.children_cpu_seconds < 0.4 * (own + others) + 0.6
    assert list(read_records(tmp_path / "records.jsonl")) == [record]


@posix
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
def test_the_clocks_of_a_run_that_is_ended_are_read_from_outside(tmp_path: Path) -> None:
    job = Job("weeks-0", MEASURED + "Endless", 0, 3.0)
    (record,) = run_jobs([job], tmp_path / "records.jsonl")
    assert record.status == "timeout"
    assert record.cpu_seconds is not None
    assert 0.1 < record.cpu_seconds <= record.seconds + 0.1
    assert record.children_cpu_seconds is not None
    assert record.children_cpu_seconds >= 0.39


def test_of_a_process_that_is_gone_only_the_wall_is_known() -> None:
    clocks = of_process(2**30)
    assert (clocks.cpu, clocks.children) == (None, None)
    assert clocks.since(begin()).cpu is None


@pytest.mark.parametrize(
    ("strategy", "counted"),
    [
        ("cpsat", {"solves", "branches", "conflicts", "deterministic_time"}),
        ("highs", {"solves", "nodes", "simplex_iterations"}),
        ("scip", {"solves", "nodes", "simplex_iterations"}),
    ],
)
def test_what_a_solver_counts_is_the_same_in_every_repeat(
    strategy: str, counted: set[str], tmp_path: Path
) -> None:
    one, two = _run(strategy, tmp_path, "demands-0", repeats=2)
    assert one.statistics is not None
    assert set(one.statistics) == counted
    # a solver adds up its work in floats, and not always in the same order
    assert one.statistics == pytest.approx(two.statistics, rel=1e-9)
    assert any(value > 1 for value in one.statistics.values())
    assert (one.repeat, two.repeat) == (0, 1)


def test_the_trace_is_that_of_the_solve_that_was_timed(tmp_path: Path) -> None:
    for record in _run("cpsat", tmp_path, repeats=3):
        assert record.incumbents
        assert record.incumbents[-1][0] <= record.seconds


@posix
def test_who_remembers_what_it_saw_gains_nothing(tmp_path: Path) -> None:
    records = _run(MEASURED + "Rememberer", tmp_path, repeats=3)
    assert [record.status for record in records] == ["feasible"] * 3
    assert all((record.cpu_seconds or 0) >= 0.3 for record in records)


def test_the_one_that_remembers_would_gain_on_the_same_object() -> None:
    program, cheat = instance("weeks-0").program, load(MEASURED + "Rememberer")
    first = cheat.solve(program, sf.Limits())
    assert cheat.solve(program, sf.Limits()) is first


def test_options_and_versions_of_a_strategy_are_kept(tmp_path: Path) -> None:
    (record,) = _run(MEASURED + "Importer", tmp_path)
    assert record.options == {"class": MEASURED + "Importer", "size": 7, "folder": "here"}
    versions = record.run["versions"]
    assert versions["hypothesis"]  # loaded in the solve
    assert versions["some-program"] == "4.5"
    assert {"strengthfit", "ortools", "numpy", "attrs"} <= set(versions)
    assert record.statistics == {"cores": os.cpu_count(), "3": 1.0}


def test_a_strategy_that_cannot_say_its_versions_is_not_worse_for_it(tmp_path: Path) -> None:
    (record,) = _run(MEASURED + "Secretive", tmp_path)
    assert (record.status, record.problems) == ("feasible", ())
    assert "some-program" not in record.run["versions"]


def test_versions_are_kept_as_a_record_can_hold_them() -> None:
    said = {"my solver": "2.1 (beta)", "c++": "11", "": "1", "other": ""}
    strategy: Any = SimpleNamespace(versions=lambda: said)
    assert versions_of(strategy) == {"my_solver": "2.1_beta", "c": "11"}


@pytest.mark.parametrize("name", names())
def test_the_options_of_every_strategy_can_be_written(name: str) -> None:
    options = options_of(load(name))
    assert json.loads(json.dumps(options, allow_nan=False)) == options
    assert options["class"].startswith("strengthfit.")


@attrs.frozen
class Tuned:
    """A strategy's options alone."""

    parameters: dict[str, Any]

    def solve(self, program: sf.Program, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
        raise NotImplementedError


@given(st.dictionaries(st.text(), st.integers() | st.floats() | st.binary() | st.sets(st.text())))
def test_any_options_can_be_written(parameters: dict[str, Any]) -> None:
    options = options_of(Tuned(parameters))
    assert set(options) == {"class", "parameters"}
    assert json.loads(json.dumps(options, allow_nan=False)) == options


@given(st.dictionaries(st.text(), st.none() | st.floats() | st.integers() | st.text()))
def test_statistics_are_finite_numbers(counted: dict[str, Any]) -> None:
    outcome = sf.Outcome("unknown", (), None, (), statistics=counted)
    plain = plain_outcome(outcome).statistics
    json.dumps(plain, allow_nan=False)
    finite = {name: value for name, value in counted.items() if type(value) is int}
    assert finite.keys() <= plain.keys() | {n for n, v in finite.items() if abs(v) > 1e300}


def test_a_run_says_on_what_it_was_made(tmp_path: Path) -> None:
    (record,) = _run("greedy", tmp_path)
    assert {"machine", "cpu", "python", "versions", "commit", "date"} <= set(record.run)
    assert record.cores is None  # a single run has the whole machine
    assert record.load is None or record.load >= 0


@pinned
def test_runs_at_the_same_time_have_a_core_each(tmp_path: Path) -> None:
    usable = os.sched_getaffinity(0)
    if len(usable) < 2:
        pytest.skip("there is one core")
    jobs = list_jobs("quick", ["greedy"], families=["dense"], seconds=1, repeats=2)
    records = list(run_jobs(jobs, tmp_path / "records.jsonl", together=2))
    held = {record.cores for record in records}
    assert len(held) == 2
    assert all(cores is not None and len(cores) == 1 for cores in held)
    crowded = jobs[:1]
    too_many = len(usable) + 1
    (record,) = run_jobs(crowded, tmp_path / "crowded.jsonl", together=too_many)
    assert record.cores is None
    assert os.sched_getaffinity(0) == usable


def test_repeats_come_one_round_after_another() -> None:
    jobs = list_jobs("quick", ["cpsat", "greedy"], families=["dense"], seconds=1, repeats=3)
    assert [job.repeat for job in jobs] == [0] * 6 + [1] * 6 + [2] * 6
    assert len({job.key for job in jobs}) == 18


def test_records_of_before_there_were_clocks_are_read() -> None:
    for record in read_records(BEFORE):
        assert [getattr(record, name) for name in SINCE_CLOCKS] == [0] + [None] * 6


@given(
    st.builds(
        dict,
        repeat=st.integers(0, 99),
        cpu_seconds=st.none() | st.floats(0, 1e6),
        children_cpu_seconds=st.none() | st.floats(0, 1e6),
        statistics=st.none() | st.dictionaries(st.text(), st.floats(0, 1e9)),
        load=st.none() | st.floats(0, 1e3),
        cores=st.none() | st.lists(st.integers(0, 63)).map(tuple),
        options=st.none() | st.dictionaries(st.text(), st.integers() | st.text()),
    )
)
def test_what_a_record_keeps_is_read_back(fields: dict[str, Any]) -> None:
    record = attrs.evolve(next(read_records(KEPT)), **fields)
    assert set(fields) == set(SINCE_CLOCKS)
    assert cattrs.structure(json.loads(write_line(record)), Record) == record


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = [str(shutil.which("git")), "-C", str(folder), *who, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_the_commit_is_that_of_files_that_git_keeps(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    assert machine.commit(package) is None
    _git(tmp_path, "init")
    (tmp_path / "other").write_text("")
    _git(tmp_path, "add", "other")
    _git(tmp_path, "commit", "-m", "without the package")
    assert machine.commit(package) is None  # a checkout of something else
    _git(tmp_path, "add", "package")
    _git(tmp_path, "commit", "-m", "with the package")
    clean = machine.commit(package)
    assert clean is not None
    assert len(clean) == 40
    (package / "__init__.py").write_text("changed = True")
    assert machine.commit(package) == f"{clean}-dirty"


def test_without_git_there_is_no_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert machine.commit(Path(machine.__file__).parents[1]) is None
