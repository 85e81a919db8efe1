"""Runs strategies on instances, each run in a process of its own, and writes down what happens."""

import datetime as dt
import multiprocessing
import os
import platform
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import attrs

from .instances import names
from .records import Record, read_records, write_line
from .worker import Job, blank, load, seeded, work

_GRACE = 1.0
"""Seconds by which a run may pass its limit before it is ended from outside."""

_SLOW = 120.0
"""Seconds in which an instance has to be compiled, and an answer checked."""

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

_PACKAGES = ("strengthfit", "ortools", "numpy", "attrs")


def list_jobs(
    suite: str,
    strategies: Sequence[str],
    *,
    seconds: float,
    seeds: int = 1,
    plans: str | None = None,
    megabytes: int = 8192,
) -> list[Job]:
    """Return the runs of a suite: each strategy on each instance, with each seed that it can take.

    Parameters
    ----------
    suite : {"quick", "full"}
    strategies : sequence of str
        Names, or "module:object".
    seconds : float
        For each solve.
    seeds : int
        How many; a strategy without a seed runs once.
    plans : str, optional
        A folder of published plans, whose weeks are added.
    megabytes : int
        Memory for each run.

    Raises
    ------
    InputError
        Where a suite, a strategy or the folder is not known.

    Examples
    --------
    >>> jobs = list_jobs("quick", ["cpsat", "greedy"], seconds=5, seeds=2)
    >>> [(job.strategy, job.seed) for job in jobs if job.instance == "weeks-0"]
    [('cpsat', 0), ('cpsat', 1), ('greedy', 0)]
    """
    many = {name: seeded(load(name), 0) is not None for name in strategies}
    return [
        Job(instance, strategy, seed, seconds, plans, megabytes)
        for instance in names(suite, plans)
        for strategy in strategies
        for seed in range(seeds if many[strategy] else 1)
    ]


def run_jobs(
    jobs: Sequence[Job], file: Path, *, together: int = 1, command: str = ""
) -> Iterator[Record]:
    """Make runs, add each to a file of records as it ends, and yield it.

    Runs that the file already holds are left out, so a study that was stopped goes on where it was.

    Parameters
    ----------
    jobs : sequence of Job
    file : pathlib.Path
        JSON lines; made where it is not there.
    together : int
        Runs at a time. More than one makes times less sure.
    command : str
        What was asked for, as it will stand in the report.

    Raises
    ------
    FileError
        Where the file holds something else.
    """
    left = open_jobs(jobs, file)
    run = describe_run()
    if command:
        run["command"] = command
    with _one_thread(), ThreadPoolExecutor(together) as pool:
        context = _context()
        for record in pool.map(lambda job: _run(job, context, run), left):
            with file.open("a", encoding="utf-8") as out:
                out.write(write_line(record) + "\n")
            yield record


def open_jobs(jobs: Sequence[Job], file: Path) -> list[Job]:
    """Return the runs that a file does not yet hold.

    Raises
    ------
    FileError
        Where the file holds something else than records.
    """
    if not file.exists():
        return list(jobs)
    records = list(read_records(file))
    if not file.read_text(encoding="utf-8").endswith("\n"):  # a line was cut off: begin a new one
        file.write_text("".join(write_line(each) + "\n" for each in records), encoding="utf-8")
    done = {record.key for record in records}
    return [job for job in jobs if (job.instance, job.strategy, job.seed, job.limit) not in done]


def describe_run() -> dict[str, Any]:
    """Return machine, versions and date, as they stand in each record."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
        "versions": found,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
    }


def _run(job: Job, context: Any, run: dict[str, Any]) -> Record:
    """Make one run in a process of its own; whatever becomes of it is a record."""
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(job, sender, run), daemon=True)
    began = time.perf_counter()
    process.start()
    sender.close()
    record = blank(job, run)
    try:
        for seconds in (_SLOW, job.limit + max(_GRACE, 0.25 * job.limit), _SLOW):
            if not receiver.poll(seconds):
                taken = time.perf_counter() - began
                return attrs.evolve(record, status="timeout", seconds=taken, message=_LATE)
            began = time.perf_counter()
            final, record = receiver.recv()
            if final:
                break
        return record
    except EOFError:  # it died
        process.join(_SLOW)
        taken = time.perf_counter() - began
        return attrs.evolve(record, status="crash", seconds=taken, message=_death(process.exitcode))
    finally:
        process.kill()
        process.join()
        receiver.close()


_LATE = "ended from outside: it did not stop at its limit"


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"the process was ended by {signal.Signals(-code).name}"
    return f"the process ended with exit code {code}"


def _context() -> Any:
    """Return how processes are started: from one that has loaded all solvers, where that exists."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["strengthfit.lab.preload"])
    forkserver.ensure_running()
    return context


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let numpy's linear algebra use one thread in the processes that are started meanwhile."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
