"""Runs in processes of their own: whatever a strategy does becomes a record."""

import json
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from multiprocessing import forkserver
from pathlib import Path

import pytest

import strengthfit as sf
from strengthfit.lab import runner
from strengthfit.lab.instances import instance, names
from strengthfit.lab.records import WITHOUT_OUTCOME, Record, read_records, write_line
from strengthfit.lab.runner import list_jobs, missing_jobs, run_jobs
from strengthfit.lab.strategies import load
from strengthfit.lab.worker import Job, seeded
from strengthfit.strategies import registry

FOREIGN = "tests.lab.foreign_strategies:"


def _run(strategy: str, tmp_path: Path, limit: float = 5.0, megabytes: int = 8192) -> Record:
    job = Job("weeks-0", strategy, 0, limit, megabytes=megabytes)
    (record,) = run_jobs([job], tmp_path / "records.jsonl")
    return record


def test_a_run_is_the_strategy_s_answer_checked(tmp_path: Path) -> None:
    record = _run("cpsat", tmp_path)
    outcome = sf.solve(instance("weeks-0").program)
    assert (record.status, record.objective, record.taken) == (
        outcome.status,
        outcome.objective,
        outcome.taken,
    )
    assert record.problems == ()
    assert record.proven
    assert record.certified
    assert record.solved
    assert 0 < record.seconds < 5
    assert record.incumbents[-1][1] == outcome.objective
    assert record.megabytes > 10
    assert record.run["versions"]["strengthfit"]
    assert list(read_records(tmp_path / "records.jsonl")) == [record]


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("Thrower", "crash", "ZeroDivisionError: of its own"),
        ("Aborter", "crash", "ended by SIGABRT"),
        ("Refuser", "refused", "not for me"),
        ("Hoarder", "memory", "more than 4096 MB"),
        ("Rubbish", "crash", "AttributeError"),
        ("Dreamer", "crash", "an incumbent was found after nan seconds"),
        ("Floating", "crash", "'float' object cannot be interpreted as an integer"),
        ("Mumbler", "crash", "RuntimeError: ?"),
    ],
)
def test_what_goes_wrong_is_a_record(tmp_path: Path, name: str, status: str, told: str) -> None:
    record = _run(FOREIGN + name, tmp_path, megabytes=4096)
    assert record.status == status
    assert status in WITHOUT_OUTCOME
    assert told in record.message
    assert not record.solved
    assert not record.proven
    assert record.choices == 630


def test_numpy_s_numbers_are_as_good_and_prints_go_elsewhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    record = _run(FOREIGN + "Numpy", tmp_path)
    assert (record.status, record.problems) == ("feasible", ())
    assert list(read_records(tmp_path / "records.jsonl")) == [record]
    assert "hello" not in capfd.readouterr().out


def test_a_strategy_that_hangs_on_everything_is_ended_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_WARM", 0.5)
    record = _run(FOREIGN + "Hanger", tmp_path, limit=0.2)
    assert record.status == "timeout"
    assert "on a small program" in record.message


def test_memory_that_cannot_be_limited_is_not(tmp_path: Path) -> None:
    assert _run("greedy", tmp_path, megabytes=10**13).status == "feasible"


def test_a_strategy_that_does_not_stop_is_ended(tmp_path: Path) -> None:
    record = _run(FOREIGN + "Sleeper", tmp_path, limit=0.2)
    assert record.status == "timeout"
    assert 0.2 < record.seconds < 60
    assert "did not stop at its limit" in record.message


def test_a_false_claim_is_found_and_counts_as_nothing(tmp_path: Path) -> None:
    record = _run(FOREIGN + "Liar", tmp_path)
    assert record.status == "optimal"
    assert any("is above the objective" in problem for problem in record.problems)
    assert not record.proven
    assert not record.solved


def test_a_run_that_is_checked_outlives_its_certificate(tmp_path: Path) -> None:
    record = _run(FOREIGN + "Saboteur", tmp_path)
    assert (record.status, record.problems, record.certified) == ("optimal", (), False)
    assert record.proven
    assert record.megabytes > 10


def test_a_certificate_that_is_late_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_CERTIFIED", 0.0)
    job = Job("infeasible-1001", "cpsat", 0, 5.0)
    (record,) = run_jobs([job], tmp_path / "records.jsonl")
    assert record.proven
    assert not record.certified


def test_records_of_before_there_were_certificates_are_read(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    record = _run("greedy", tmp_path)
    line = json.loads(write_line(record))
    assert line.pop("certified") is False
    file.write_text(json.dumps(line, separators=(",", ":")) + "\n", encoding="utf-8")
    assert list(read_records(file)) == [record]


def test_goes_on_where_it_stopped(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    jobs = [Job(name, "greedy", 0, 1.0) for name in names("quick")[:4]]
    first = list(run_jobs(jobs[:2], file))
    with file.open("a", encoding="utf-8") as out:
        out.write(write_line(first[0])[:40])  # stopped while it wrote
    assert missing_jobs(jobs, file) == jobs[2:]
    rest = list(run_jobs(jobs, file))
    assert list(read_records(file)) == [*first, *rest]
    assert missing_jobs(jobs, file) == []
    assert [json.loads(line)["instance"] for line in file.read_text().splitlines()] == [
        job.instance for job in jobs
    ]


def test_several_runs_at_a_time_give_the_same_records(tmp_path: Path) -> None:
    jobs = [Job(name, "dynamic", 0, 5.0) for name in names("quick")[:4]]
    one = list(run_jobs(jobs, tmp_path / "one.jsonl"))
    two = list(run_jobs(jobs, tmp_path / "two.jsonl", together=2))
    assert [(r.instance, r.objective) for r in one] == [(r.instance, r.objective) for r in two]


def test_seeds_are_for_strategies_that_take_one() -> None:
    jobs = list_jobs("quick", ["cpsat", "dynamic"], seconds=1, seeds=3)
    mine = [(job.strategy, job.seed) for job in jobs if job.instance == "weeks-0"]
    assert mine == [("cpsat", 0), ("cpsat", 1), ("cpsat", 2), ("dynamic", 0)]
    assert seeded(load("dynamic"), 3) is None


@pytest.mark.parametrize(
    "name",
    [
        "nobody",
        "no_such_module:Thing",
        "tests.lab.foreign_strategies:Nobody",
        "os:getcwd",
        ":",
        "a:",
        "os:open",
    ],
)
def test_an_unknown_strategy_is_refused(name: str) -> None:
    with pytest.raises(sf.InputError, match="strategy"):
        load(name)


def test_a_function_may_make_the_strategy() -> None:
    assert type(load("tests.lab.foreign_strategies:made")).__name__ == "Liar"


def test_an_entry_point_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("ill", "tests.lab.foreign_strategies:Nobody", registry.GROUP)
    well = EntryPoint("well", "tests.lab.foreign_strategies:Liar", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point, well])
    assert type(load("well")).__name__ == "Liar"
    with pytest.raises(sf.InputError, match="cannot be imported"):
        load("ill")
    with pytest.raises(sf.InputError, match=r"write one of cpsat, .*, ill, well"):
        load("nobody")


@pytest.mark.parametrize("text", ['{"instance": 3}\n{}\n', "rubbish\n", "rubbish", "\n"])
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(sf.FileError, match="line 1 is not a record"):
        list(run_jobs([], file))
    assert file.read_text(encoding="utf-8") == text


def test_what_processes_start_from_is_there() -> None:
    loaded = runner._preloaded()
    assert "strengthfit.lab.worker" in loaded
    assert len(loaded) > 5
    assert all(find_spec(name) for name in loaded)


def test_processes_start_by_themselves_where_none_can_listen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_long() -> None:
        raise OSError("AF_UNIX path too long")

    monkeypatch.setattr(forkserver, "ensure_running", too_long)
    assert runner._context().get_start_method() == "spawn"


def test_one_family_is_chosen_by_name() -> None:
    jobs = list_jobs("quick", ["greedy"], families=["dense"], seconds=1)
    assert {job.instance for job in jobs} == {"dense-0", "dense-1", "dense-2"}
    with pytest.raises(sf.InputError, match="is not a family of this suite"):
        list_jobs("quick", ["greedy"], families=["plans"], seconds=1)
    with pytest.raises(sf.InputError, match="names no strategy"):
        list_jobs("quick", [], seconds=1)
