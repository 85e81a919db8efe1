"""No run leaves a process behind: not one that hangs, dies, is interrupted or loses its parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from strengthfit.lab import processes, runner
from strengthfit.lab.records import Record, read_records
from strengthfit.lab.runner import run_jobs
from strengthfit.lab.worker import Job

from ..longer import longer, mostly_longer
from .stray_strategies import stray_of

STRAY = "tests.lab.stray_strategies:"
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks at /proc")


def _strays(pid: int) -> list[int]:
    """The stray processes that runs for a process have left, and that still live."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")  # empty once it is dead
        except OSError:
            continue
        if stray_of(pid).encode() in command:
            found.append(int(folder.name))
    return found


def _marked() -> list[int]:
    """Processes that belong to a run of anyone, and live."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if processes.MARK.encode() + b"=" in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def _until(fact: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "it never was so"
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def _no_strays() -> Iterator[None]:
    """Whatever a failed test leaves is killed."""
    yield
    for pid in _strays(os.getpid()):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        longer("Leaver", "feasible"),
        longer("Hanger", "timeout"),
        longer("Dying", "crash"),
        ("Runaway", "feasible"),
        longer("HangingRunaway", "timeout"),
        ("DyingRunaway", "crash"),
    ],
)
def test_what_a_strategy_starts_ends_with_its_run(name: str, status: str, tmp_path: Path) -> None:
    job = Job("weeks-0", STRAY + name, 0, 2.0)
    (record,) = run_jobs([job], tmp_path / "records.jsonl")
    assert record.status == status
    assert ("SIGKILL" in record.message) == (status == "crash")
    if status == "timeout":  # it hung, and did not work
        assert record.seconds > 2.0
        assert 0 <= (record.cpu_seconds or 0.0) < 1.0
        assert record.cpu_seconds is not None
    _until(lambda: not _strays(os.getpid()), 5)


def test_a_run_that_is_dead_is_not_waited_for_if_a_child_holds_its_pipe(tmp_path: Path) -> None:
    began = time.monotonic()
    (record,) = run_jobs([Job("weeks-0", STRAY + "Holder", 0, 300.0)], tmp_path / "records.jsonl")
    assert (record.status, record.message) == ("crash", "the process was ended by SIGKILL")
    assert time.monotonic() - began < 60


def test_leaving_early_ends_what_runs(tmp_path: Path) -> None:
    jobs = [
        Job("weeks-0", name, 0, 300.0)
        for name in ("greedy", STRAY + "Hanger", STRAY + "HangingRunaway")
    ]
    file = tmp_path / "records.jsonl"
    with closing(run_jobs(jobs, file, together=3)) as runs:
        first = next(runs)
        _until(lambda: len(_strays(os.getpid())) == 2)
    _until(lambda: not _strays(os.getpid()), 5)
    assert list(read_records(file)) == [first]


def test_none_is_started_once_all_are_ended(tmp_path: Path) -> None:
    under_way = processes.Processes()
    under_way.end_all()
    job = Job("weeks-0", "greedy", 0, 1.0)
    record = runner._run(job, runner._context(), {}, under_way, None)
    assert (record.status, record.digest) == ("unknown", "")


def _bench(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own, at work on a strategy that hangs."""
    asked = ("--families", "dense", "--seconds", "300", "--out", str(folder), *more)
    return subprocess.Popen(
        [sys.executable, "-m", "strengthfit", "bench", *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )


HANGING = ("--strategies", f"greedy,{STRAY}Hanger,{STRAY}HangingRunaway")


@pytest.mark.parametrize("end", mostly_longer([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
def test_a_command_that_is_stopped_leaves_nothing_and_goes_on(
    end: signal.Signals, tmp_path: Path
) -> None:
    before = set(_marked())
    command = _bench(tmp_path, *HANGING, "--jobs", "2")
    try:
        _until(lambda: len(_strays(command.pid)) == 2)
        assert set(_marked()) - before
        began = time.monotonic()
        command.send_signal(end)
        command.communicate(timeout=60)
        assert time.monotonic() - began < 30
        assert command.returncode != 0
        _until(lambda: not _strays(command.pid), 10)
    finally:
        command.kill()
        for pid in _strays(command.pid):
            os.kill(pid, signal.SIGKILL)
    _goes_on(tmp_path)


def _goes_on(folder: Path) -> None:
    """What was written is read, and the runs that are missing are made."""
    file = folder / "records.jsonl"
    kept = list(read_records(file)) if file.exists() else []
    assert all(record.strategy == "greedy" for record in kept)
    with file.open("a", encoding="utf-8") as out:
        out.write('{"instance":"dense-0","fam')  # a kill may come in the middle of a line
    names = [f"dense-{seed}" for seed in range(3)]
    jobs = [Job(name, "greedy", 0, 300.0) for name in names]
    made = list(run_jobs(jobs, file))
    assert sorted(record.instance for record in (*kept, *made)) == names
    assert sorted(map(_instance, read_records(file))) == names


def _instance(record: Record) -> str:
    return record.instance


def test_a_signal_without_a_name_ends_a_run_too() -> None:
    assert processes.death(-signal.SIGKILL) == "the process was ended by SIGKILL"
    nameless = signal.SIGRTMIN + 2
    assert processes.death(-nameless) == f"the process was ended by signal {nameless}"
