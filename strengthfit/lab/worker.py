"""One run of one strategy, in a process of its own. What it learns goes through a pipe."""

import math
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from operator import index
from typing import Any

import attrs

from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import TooLargeError
from ..program import Program, formulate
from ..program.formats import digest
from ..strategies import Incumbent, Limits, Outcome, Strategy
from .best_known import Known, known
from .certificates import certificate_of
from .certifying import certified
from .checker import check
from .clocks import Clocks, begin, passed
from .instances import Instance, from_file, instance
from .machine import load_average, loaded, versions_since
from .options import options_of
from .processes import lead
from .records import Record
from .strategies import load

_PROVING = 10.0
"""Seconds in which a certificate of a proven claim may be made, if the package has none."""


@attrs.frozen
class Job:
    """A run to be made.

    The strategy is a name that `lab.strategies.load` knows, the limit seconds for the solve,
    `plans` the folder of published plans, `megabytes` the memory for the whole process, if the
    system can hold it to that. `repeat` numbers jobs that are alike in all else. `file` is where
    the instance is read from, if it is from a file, `policy` what its weeks are compiled under
    instead of the file's own, and `digest` of what was in the file when the runs were listed.
    `environment` is what the run has other than what is installed, as `lab.elsewhere` names it, and
    `python` its interpreter. `isolate` is the tool that holds the run, of `lab.elsewhere` too.
    """

    instance: str
    strategy: str
    seed: int
    limit: float
    plans: str | None = None
    megabytes: int = 8192
    repeat: int = 0
    file: str | None = None
    policy: Policy | None = None
    digest: str = ""
    environment: str = ""
    python: str | None = None
    isolate: str | None = None

    @property
    def key(self) -> tuple[str, str, int, float, str, int]:
        """What tells runs apart, as in a record."""
        return (
            *(self.instance, self.strategy, self.seed, self.limit),
            self.environment,
            self.repeat,
        )


def compiled(job: Job) -> Instance:
    """Return the instance of a run, compiled."""
    if job.file is None:
        return instance(job.instance, job.plans)
    return from_file(job.file, job.policy)


def seeded(strategy: Strategy, seed: int) -> Strategy | None:
    """Return a strategy with another seed, or None if it has none to set."""
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
        repeat=job.repeat,
        environment=job.environment,
    )


def work(
    job: Job, pipe: Connection, run: dict[str, object], mark: str, core: int | None = None
) -> None:
    """Make a run, and send a record when it is ready, warm, has ended, is checked, and certified.

    Only proven claims are certified, and after they have been checked: whatever becomes of that,
    the run is as it was. With each goes whether it is the last. What a strategy prints goes to
    standard error. With `mark` all that the run starts is found, and `core` is the only one that it
    may use.
    """
    record = begun(job, run, mark, core)

    def tell(known: Record) -> None:
        pipe.send((False, known))

    record, program = claimed(record, job, tell)
    if program is not None:
        record = judged(record, program, job, tell)
    pipe.send((True, attrs.evolve(record, megabytes=record.megabytes or peak_megabytes())))


def begun(job: Job, run: dict[str, object], mark: str, core: int | None) -> Record:
    """Prepare this process for a run, as its leader, and return the record of nothing yet.

    What is printed goes to standard error from here on.
    """
    lead(mark)
    os.dup2(2, 1)
    if job.isolate is None:  # what holds it holds its memory too
        _hold_memory(job.megabytes)
    return attrs.evolve(blank(job, run), load=load_average(), cores=_hold_core(core))


def claimed(
    record: Record, job: Job, tell: Callable[[Record], None]
) -> tuple[Record, Program | None]:
    """Return the record of a solve with what the strategy claims, which nobody has judged yet.

    With it comes the program, None if there is no claim: the record says then how it ended. The
    record is told when the instance is compiled, the strategy is warm, and the solve has ended.
    """
    try:
        before = loaded()
        program = compiled(job).program
        found = load(job.strategy)
        strategy = seeded(found, job.seed) or found
        record = attrs.evolve(
            record,
            options=options_of(strategy),
            digest=digest(program),
            choices=len(program.choices),
            rows=len(program.rows),
        )
        tell(record)
        _warm(strategy)
        tell(record)
        began = begin()
        try:
            outcome = strategy.solve(program, Limits(seconds=job.limit))
        except TooLargeError as error:
            refused = timed(record, passed(began))
            return _ended(refused, "refused", str(error)), None
        record = timed(record, passed(began))
        tell(record)
        record = attrs.evolve(
            _with_claim(record, plain_outcome(outcome)),
            megabytes=peak_megabytes(),  # to judge, and a certificate, take some too
            run=with_versions(record.run, {**versions_since(before), **versions_of(strategy)}),
        )
    except Exception as error:  # whatever it is, it is a row of the table
        return failed(record, error, job), None
    return record, program


def judged(record: Record, program: Program, job: Job, tell: Callable[[Record], None]) -> Record:
    """Return the record of a claim after checking it, with a certificate if there is one.

    A proof that the checker accepts is told before its certificate is made.
    """
    try:
        record = attrs.evolve(record, problems=_problems(record, program))
        if record.proven:
            tell(record)
            record = certified(record, program, _PROVING)
    except Exception as error:  # as above
        return failed(record, error, job)
    return record


def _with_claim(record: Record, outcome: Outcome) -> Record:
    return attrs.evolve(
        record,
        status=outcome.status,
        objective=outcome.objective,
        bound=outcome.bound,
        taken=outcome.taken,
        statistics=outcome.statistics,
        incumbents=tuple((each.seconds, each.objective) for each in outcome.incumbents),
        message=f"by {outcome.by}" if outcome.by else "",
    )


def _problems(record: Record, program: Program) -> tuple[str, ...]:
    """Return what the checker finds wrong with what a record claims."""
    facts: Known | None = known(record.instance, record.digest)
    return check(
        program,
        Outcome(record.status, record.taken, record.objective, record.bound),
        best=facts.objective if facts else None,
        bound=facts.bound if facts and facts.bound else None,
        certificate=certificate_of(record.instance, program),
    )


def failed(record: Record, error: Exception, job: Job) -> Record:
    """Return the record of a run that went wrong, without any claim."""
    bare = blank(job, record.run)
    claim = ("objective", "bound", "taken", "incumbents", "problems", "statistics")
    record = attrs.evolve(record, **{name: getattr(bare, name) for name in claim})
    if isinstance(error, MemoryError):
        return _ended(record, "memory", f"more than {job.megabytes} MB of memory")
    return _ended(record, "crash", f"{type(error).__name__}: {error}")


def timed(record: Record, clocks: Clocks) -> Record:
    """Return a record with the seconds that a solve took, on each clock."""
    return attrs.evolve(
        record,
        seconds=clocks.wall,
        cpu_seconds=clocks.cpu,
        children_cpu_seconds=clocks.children,
    )


def plain_outcome(outcome: Outcome) -> Outcome:
    """Return an outcome with whole numbers and floats of Python's own, whatever it was made of.

    Raises a `TypeError` or `ValueError` if something in it is not such a number. Only of the
    statistics, which nobody judges by, what is not a finite number is left out.

    Examples
    --------
    >>> import numpy as np
    >>> plain_outcome(Outcome("feasible", tuple(np.arange(2)), (1,), (0,))).taken
    (0, 1)
    """
    incumbents = []
    for each in outcome.incumbents:
        seconds, objective = float(each.seconds), tuple(index(value) for value in each.objective)
        if not (math.isfinite(seconds) and seconds >= 0):
            raise ValueError(f"an incumbent was found after {seconds} seconds")
        if len(objective) != len(outcome.bound) or min(objective, default=0) < 0:
            raise ValueError(f"an incumbent has the objective {objective}")
        incumbents.append(Incumbent(seconds, objective))
    claimed = outcome.objective
    return attrs.evolve(
        outcome,
        status=str(outcome.status),
        taken=tuple(index(choice) for choice in outcome.taken),
        objective=None if claimed is None else tuple(index(value) for value in claimed),
        bound=tuple(index(value) for value in outcome.bound),
        incumbents=tuple(incumbents),
        statistics=_plain_statistics(outcome.statistics),
        by=str(outcome.by),
    )


def _plain_statistics(given: Any) -> dict[str, float]:
    plain = {}
    for name, value in dict(given).items():
        with suppress(TypeError, ValueError, OverflowError):
            if math.isfinite(float(value)):
                plain[str(name)] = float(value)
    return plain


def _ended(record: Record, status: str, message: str) -> Record:
    written = message[:500].encode("utf-8", "replace").decode("utf-8")
    return attrs.evolve(record, status=status, message=written)


def _warm(strategy: Strategy) -> None:
    """Solve a small program first: what is loaded at the first call is not the strategy's time."""
    with suppress(Exception):  # the run itself will tell
        strategy.solve(formulate(Week([], strength=1)), Limits(seconds=1))


def versions_of(strategy: Strategy) -> dict[str, str]:
    """Return what a strategy says itself of versions, such as that of a program that it starts.

    It may have a method `versions` without arguments for that, which returns them by name.

    Examples
    --------
    >>> import strengthfit as sf
    >>> versions_of(load("cpsat"))
    {}
    """
    with suppress(Exception):  # whatever it is, the run was as it was
        said: Any = getattr(strategy, "versions", dict)()
        plain = {_plain(str(name)): _plain(str(version)) for name, version in said.items()}
        return {name: version for name, version in plain.items() if name and version}
    return {}


def _plain(text: str) -> str:
    """Return a name or a version as a record can hold it: pages show it as it is."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "_", text).strip("_.-")


def with_versions(run: dict[str, Any], versions: dict[str, str]) -> dict[str, Any]:
    """Return the facts of a run with the versions of what its strategy loaded."""
    return run | {"versions": {**versions, **run.get("versions", {})}}


def _hold_core(core: int | None) -> tuple[int, ...] | None:
    """Hold this process to a core, and return those that it is held to; None if it is not."""
    if core is None or not hasattr(os, "sched_setaffinity"):
        return None
    try:
        os.sched_setaffinity(0, {core})
    except OSError:  # it was taken away from us meanwhile
        return None
    return tuple(sorted(os.sched_getaffinity(0)))


def _hold_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit to set
        return
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = megabytes << 20
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    with suppress(ValueError, OSError, OverflowError):  # if it cannot be held, it is not
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def peak_megabytes() -> float:
    """Return the most memory that this process has had; 0 if the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
