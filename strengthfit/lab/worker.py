"""One run of one strategy, in a process of its own. What it learns goes through a pipe."""

import importlib
import statistics
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

import attrs

from ..domain.week import Week
from ..errors import InputError, TooLargeError
from ..program import Program, formulate
from ..program.formats import digest
from ..strategies import Limits, Outcome, Strategy, find
from .checker import check
from .instances import instance
from .known import Known, known
from .records import Record

_SHORT = 0.05
"""Seconds. Solves shorter than this are made again, and the median is taken: on such times a
machine's moods are as large as what is measured."""

_AGAIN = 4


@attrs.frozen
class Job:
    """A run to be made.

    Parameters
    ----------
    instance : str
    strategy : str
        A name that `find` knows, or "module:object" for a strategy from outside.
    seed : int
    limit : float
        Seconds for the solve.
    plans : str or None
        The folder of published plans, for their weeks.
    megabytes : int
        Memory for the whole process, where the system can hold it to that.
    """

    instance: str
    strategy: str
    seed: int
    limit: float
    plans: str | None = None
    megabytes: int = 8192


def load(name: str) -> Strategy:
    """Return a strategy by its name, or by "module:object".

    Raises
    ------
    InputError
        Where there is no such strategy.

    Examples
    --------
    >>> load("strengthfit.strategies.greedy:Greedy")
    Greedy()
    """
    module, colon, path = name.partition(":")
    if not colon:
        return find(name)
    try:
        found = getattr(importlib.import_module(module), path)
    except (ImportError, AttributeError, ValueError) as error:
        raise InputError("strategy", name, f"cannot be imported: {error}") from None
    return find(found() if isinstance(found, type) else found)


def seeded(strategy: Strategy, seed: int) -> Strategy | None:
    """Return a strategy with another seed, or None where it has none to set."""
    made: Any = strategy
    if attrs.has(type(made)) and "seed" in attrs.fields_dict(type(made)):
        seeded_one: Strategy = attrs.evolve(made, seed=seed)
        return seeded_one
    return None


def blank(job: Job, run: dict[str, object]) -> Record:
    """Return the record of a run of which nothing is known yet."""
    return Record(
        instance=job.instance,
        family=job.instance.partition("-")[0],
        digest="",
        strategy=job.strategy,
        seed=job.seed,
        limit=job.limit,
        status="unknown",
        objective=None,
        bound=(),
        taken=(),
        seconds=0.0,
        incumbents=(),
        problems=(),
        message="",
        megabytes=0.0,
        choices=0,
        rows=0,
        run=run,
    )


def work(job: Job, pipe: Connection, run: dict[str, object]) -> None:
    """Make a run, and send a record when it begins, when it has ended, and when it is checked.

    With each goes whether it is the last.
    """
    _hold_memory(job.megabytes)
    made = instance(job.instance, job.plans)
    loaded = load(job.strategy)
    strategy = seeded(loaded, job.seed) or loaded
    record = attrs.evolve(
        blank(job, run),
        digest=digest(made.program),
        choices=len(made.program.choices),
        rows=len(made.program.rows),
    )
    _warm(strategy)
    pipe.send((False, record))
    began = time.perf_counter()
    try:
        outcome = strategy.solve(made.program, Limits(seconds=job.limit))
        seconds = time.perf_counter() - began
        pipe.send((False, record))
        if seconds < _SHORT:
            seconds = _median(strategy, made.program, job.limit, seconds)
        record = _judged(record, made.program, outcome, seconds)
    except TooLargeError as error:
        record = _ended(record, "refused", str(error), time.perf_counter() - began)
    except MemoryError:
        message = f"more than {job.megabytes} MB of memory"
        record = _ended(record, "memory", message, time.perf_counter() - began)
    except Exception as error:  # a strategy's failure is a row of the table
        message = f"{type(error).__name__}: {error}"
        record = _ended(record, "crash", message, time.perf_counter() - began)
    pipe.send((True, attrs.evolve(record, megabytes=_peak_megabytes())))


def _judged(record: Record, program: Program, outcome: Outcome, seconds: float) -> Record:
    """Return the record of an outcome, after checking it."""
    facts: Known | None = known(record.instance, record.digest)
    problems = check(
        program,
        outcome,
        best=facts.objective if facts else None,
        bound=facts.bound if facts and facts.bound else None,
    )
    return attrs.evolve(
        record,
        status=outcome.status,
        objective=outcome.objective,
        bound=outcome.bound,
        taken=outcome.taken,
        seconds=seconds,
        incumbents=tuple((each.seconds, each.objective) for each in outcome.incumbents),
        problems=problems,
        message=f"by {outcome.by}" if outcome.by else "",
    )


def _ended(record: Record, status: str, message: str, seconds: float) -> Record:
    return attrs.evolve(record, status=status, message=message[:500], seconds=seconds)


def _warm(strategy: Strategy) -> None:
    """Solve a small program first: what is loaded at the first call is not the strategy's time."""
    with suppress(Exception):  # the run itself will tell
        strategy.solve(formulate(Week([], strength=1)), Limits(seconds=1))


def _median(strategy: Strategy, program: Program, limit: float, first: float) -> float:
    seconds = [first]
    for _ in range(_AGAIN):
        began = time.perf_counter()
        strategy.solve(program, Limits(seconds=limit))
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def _hold_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit to set
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _peak_megabytes() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
