"""Runs strategies on instances, each run in a process of its own, and writes down what happens."""

import multiprocessing
import os
import uuid
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, forkserver
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import attrs

from ..domain.checks import unknown
from ..domain.policy import Policy
from ..errors import FileError, InputError
from ..program.formats import digest
from ..strategies import STRATEGIES
from ..text_file import append_whole, read_text, write_text
from .clocks import Clocks, of_process
from .elsewhere.ask import work_elsewhere
from .instance_files import named_files, read_instance
from .instances import check_name, names
from .machine import describe_run
from .processes import Processes, deaf, death
from .records import Record, read_records, write_line
from .strategies import canonical, fixed_seed, load
from .worker import Job, blank, seeded, timed, work

_GRACE = 1.0
"""Seconds by which a run may pass its limit before it is ended from outside."""

_SLOW = 120.0
"""Seconds in which an instance has to be compiled, and an answer checked."""

_CERTIFIED = 60.0
"""Seconds in which a proven claim is certified; if it is not by then, it stays without."""

_WARM = 10.0
"""Seconds for the small program that each strategy solves first, with a limit of one second."""

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def list_jobs(
    suite: str | None,
    strategies: Sequence[str],
    *,
    families: Sequence[str] | None = None,
    named: Sequence[str] = (),
    files: Sequence[str | os.PathLike[str]] = (),
    policy: Policy | None = None,
    seconds: float,
    seeds: int = 1,
    plans: str | None = None,
    megabytes: int = 8192,
    repeats: int = 1,
) -> list[Job]:
    """Return the runs of a suite: each strategy on each instance, with each seed that it can take.

    Strategies are names, or "module:object", perhaps with parameters behind, such as
    "cpsat(workers=2)"; one that takes no seed, or has it in its name, runs with one alone.
    `seconds` are for each solve, `megabytes` for each run. Each run is made `repeats` times, one
    round after another, so that a slow minute of the machine does not fall on all of them. With a
    folder of published plans their weeks are added; after the suite, if there is one, come
    instances that are named, such as "dense-77", and those from files, as
    `lab.instance_files.read_instance` reads them under a policy. Raises an `InputError` if a suite,
    a strategy, a family, an instance or the folder is not known, or no strategy is named, and a
    `FileError` if a file cannot be read.

    Examples
    --------
    >>> jobs = list_jobs("quick", ["cpsat", "greedy"], seconds=5, seeds=2)
    >>> [(job.strategy, job.seed) for job in jobs if job.instance == "weeks-0"]
    [('cpsat', 0), ('cpsat', 1), ('greedy', 0)]
    """
    if not strategies:
        raise InputError(
            "strategies", strategies, "names no strategy; write e.g. 'cpsat,greedy'", "missing"
        )
    seeds_of = {name: _seeds(name, seeds) for name in dict.fromkeys(map(canonical, strategies))}
    chosen = [] if suite is None else _of_suite(suite, families, plans)
    for name in named:
        check_name(name, plans)
    asked = [(name, None, "") for name in dict.fromkeys([*chosen, *named])]
    # Files are read now, so that what is wrong with them is said before anything runs.
    read = [
        (name, path, digest(read_instance(path, policy)))
        for name, path in named_files(files).items()
    ]
    return [
        Job(instance, strategy, seed, seconds, plans, megabytes, repeat, file, policy, known)
        for repeat in range(repeats)
        for instance, file, known in [*asked, *read]
        for strategy, own in seeds_of.items()
        for seed in own
    ]


def _seeds(strategy: str, seeds: int) -> Sequence[int]:
    """Return the seeds with which a strategy runs."""
    fixed = fixed_seed(strategy)
    if fixed is not None:
        return (fixed,)
    return range(seeds if seeded(load(strategy), 0) is not None else 1)


def _of_suite(suite: str, families: Sequence[str] | None, plans: str | None) -> list[str]:
    """Return the instances of a suite, of some families or of all."""
    listed = names(suite, plans)
    chosen = [name for name in listed if families is None or _of(name) in families]
    for family in families or ():
        if family not in map(_of, chosen):
            here = sorted(set(map(_of, listed)))
            raise InputError(
                "families", family, unknown(family, here, "a family of this suite"), "unknown_name"
            )
    return chosen


def _of(instance: str) -> str:
    """Return the family of an instance."""
    return instance.partition("-")[0]


def run_jobs(
    jobs: Sequence[Job], file: Path, *, together: int = 1, command: str = ""
) -> Generator[Record]:
    """Make runs, add each to a file of records as it ends, and yield it.

    Runs that the file already holds are left out, so a study that was stopped goes on from there.
    More than one run at a time makes times less sure; each has a core to itself then, if there are
    enough and the system can hold it to that. The command stands in the report. The file holds JSON
    lines, and a `FileError` says if it holds something else.

    However this ends, no process of a run is left: close the iterator if you leave it early.
    """
    left = missing_jobs(jobs, file)
    _mend(file)
    run = describe_run()
    if command:
        run["command"] = command
    processes, cores = Processes(), _cores(together)

    def make(job: Job) -> Record:
        core = cores.get()
        try:
            return _run(job, context, run, processes, core)
        finally:
            cores.put(core)

    pool = ThreadPoolExecutor(together)
    try:
        with _one_thread():
            context = _context()
            for record in pool.map(make, left):
                with file.open("ab", buffering=0) as out:
                    append_whole(out, f"{write_line(record)}\n".encode())
                yield record
    finally:
        processes.end_all()  # first: the pool waits for them
        pool.shutdown(cancel_futures=True)


def _cores(together: int) -> SimpleQueue[int | None]:
    """Return a core for each of the runs at a time; None for each if they have all to themselves.

    A single run may use every core. If runs are more than cores, the system shares these out.
    """
    cores: SimpleQueue[int | None] = SimpleQueue()
    usable = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    pinned = 1 < together <= len(usable)
    for place in range(together):
        cores.put(usable[place] if pinned else None)
    return cores


def missing_jobs(jobs: Sequence[Job], file: Path) -> list[Job]:
    """Return the runs that a file does not yet hold.

    Raises a `FileError` if it holds runs of another program under the name of one from a file.
    """
    if not file.exists():
        return list(jobs)
    records = list(read_records(file))
    wanted = {job.instance: job.digest for job in jobs if job.digest}
    for record in records:
        if record.digest and wanted.get(record.instance, record.digest) != record.digest:
            problem = f"holds runs of another program called {record.instance!r}; choose another"
            raise FileError(str(file), [problem], "contradiction")
    done = {record.key for record in records}
    return [job for job in jobs if job.key not in done]


def _mend(file: Path) -> None:
    """Take away a last line that was cut off, so that the next one begins afresh."""
    text = read_text(file) if file.exists() else ""
    whole = text.rfind("\n") + 1
    if whole < len(text) and sum(1 for _ in read_records(file)) == text.count("\n"):
        write_text(text[:whole], file)


def _run(
    job: Job, context: Any, run: dict[str, Any], processes: Processes, core: int | None
) -> Record:
    """Make one run in a process of its own; whatever becomes of it is a record."""
    receiver, sender = context.Pipe(duplex=False)
    mark = uuid.uuid4().hex
    target = work if job.python is None and job.isolate is None else work_elsewhere
    process = context.Process(target=target, args=(job, sender, run, mark, core), daemon=True)
    record = blank(job, run)
    if not processes.start(process, mark, ask=job.isolate is not None):
        return record  # nobody waits for it any more
    sender.close()
    began = of_process(process.pid)
    solve = job.limit + max(_GRACE, 0.25 * job.limit)
    waits = (
        (_SLOW, "ended from outside: the instance was not compiled in time"),
        (_WARM, "ended from outside: it did not stop at its limit on a small program"),
        (solve, "ended from outside: it did not stop at its limit"),
        (_SLOW, "ended from outside: its answer was not checked in time"),
        (_CERTIFIED, ""),  # it is checked, so nothing is said against it
    )
    try:
        for seconds, late in waits:
            if not _heard(receiver, process, seconds):
                if record.proven:
                    break
                record = timed(record, _until(process, began, job))
                return attrs.evolve(record, status="timeout", message=late)
            began = of_process(process.pid)
            final, record = receiver.recv()
            if final:
                break
        return record
    except EOFError:  # it died
        if record.proven:  # while a certificate was made, of a claim that is checked
            return record
        process.join(_SLOW)
        record = timed(record, _until(process, began, job))
        return attrs.evolve(record, status="crash", message=death(process.exitcode))
    finally:
        processes.end(process)
        receiver.close()


def _until(process: Any, began: Clocks, job: Job) -> Clocks:
    """Return the seconds of a run that was ended from outside, or died."""
    clocks = of_process(process.pid).since(began)
    if job.python is None and job.isolate is None:
        return clocks
    return Clocks(clocks.wall, None, None)  # this process only waited for the one that solved


def _heard(receiver: Any, process: Any, seconds: float) -> bool:
    """Whether there is something to receive in time; an `EOFError` says that there never will be.

    The end of the pipe alone would not do: what a run has started may hold it open.
    """
    ready = connection.wait([receiver, process.sentinel], seconds)
    if receiver in ready or receiver.poll():
        return True
    if ready:
        raise EOFError
    return False


def _context() -> Any:
    """Return how processes are started: if possible from one that has loaded all solvers.

    That one listens at a socket in the folder of temporary files, which cannot be bound if the
    folder's name is too long for one (about 90 characters).
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_preloaded())
    try:
        with deaf():  # it takes Ctrl-C for an error as long as it is loading
            forkserver.ensure_running()
    except OSError:
        return multiprocessing.get_context("spawn")
    return context


def _preloaded() -> list[str]:
    """Return what the processes run, and the modules of all strategies with their solvers.

    One whose solver is not installed is passed over; the run that needs it says so.
    """
    root = __package__.partition(".")[0]
    modules = {info.module for info in STRATEGIES.values()}
    return [
        work.__module__,
        work_elsewhere.__module__,
        *sorted(f"{root}.strategies.{module}" for module in modules),
    ]


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
