"""Many weeks, planned on processes or on any executor, as they come."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from typing import Any

import attrs

from ..domain.block import Block
from ..domain.checks import checked, number, plain
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError, StrengthfitError
from ..interchange.format import BlockFile, WeekFile
from ..planning.results import PlanResult
from ..strategies.protocol import Limits, Strategy
from .flight import Flight, Pace
from .items import Source, as_items
from .links import Link, link_to
from .outbox import Outbox
from .processes import Processes
from .question import Question, as_question

_UNKNOWN = 16
"""Workers of an executor that does not say how many it has, such as a cluster's. CONVENTION."""

_TASKS = 2
"""Tasks at a time for each worker: the one that it works on, and the next."""

_MOST_WORKERS = 1024

Item = Week | Block | WeekFile | BlockFile | StrengthfitError
"""What may be given for a week; an error stands for a week that could not be read."""


def plan_many(
    items: Iterable[Item | tuple[str | int, Item]],
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    ordered: bool = False,
    chunk: int | None = None,
) -> Generator[PlanResult, None, None]:
    """Plan many weeks, several at a time, and yield what became of each as soon as it is known.

    Each is planned as `plan` would by itself, with the same plan. Items are taken only as fast as
    there is work for, so they may come from a generator without an end, and results only as fast as
    they are asked for. They are taken in a thread of their own, and results are yielded meanwhile.
    Closing the generator calls off the rest.

    Parameters
    ----------
    items : iterable
        Weeks, blocks or what files of them hold, or pairs of an id (a text or a whole number) and
        one of these. Ids may repeat: the `number` of a result says which item it belongs to. A
        `StrengthfitError` in the place of a week, of a file that could not be read, becomes a
        result with this error.
    policy : Policy or str, optional
        For all of them. By default that of the file, if it is one, or else ``supporting``.
    strategy : str or Strategy
    limits : Limits, optional
        Seconds and work are for each week; `cancel` is for the whole call.
    executor : concurrent.futures.Executor, optional
        Where to plan: threads, or ``client.get_executor()`` of a Dask cluster. It is not shut down.
        By default processes of this call's own, which are gone when it ends.
    workers : int, optional
        How many processes; by default one for each core. Of another executor, how many tasks it
        can work on at a time.
    ordered : bool
        Yield results in the order of the items. Those that are ready early wait for the others.
    chunk : int, optional
        Weeks in one task. By default as many as take about a tenth of a second.

    Yields
    ------
    PlanResult
        One for each item. A week in which nothing fits is a plan with everything skipped. What is
        not a week, contradicts itself, or fails otherwise, is a result with the error. So is, with
        a `WorkerError`, a week that ended its worker and did so again when it was tried alone.

    Raises
    ------
    InputError
        If an argument is not accepted; before any week is planned.
    CancelledError
        If the limits cancel it.
    WorkerError
        If workers cannot be used, after the results that there are: they cannot be started or
        reached, have another version of strengthfit, OR-Tools or numpy than the host, or belong to
        an executor that breaks when one of them ends, as `ProcessPoolExecutor` does. It names the
        weeks that were under way.

    Examples
    --------
    >>> import strengthfit as sf
    >>> easy = sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)
    >>> weeks = [("Ada", easy), ("Ben", sf.Week([], strength=2)), ("Cy", "rest")]
    >>> for result in sf.plan_many(weeks, workers=1, ordered=True):  # doctest: +ELLIPSIS
    ...     print(result)
    Ada: Tue 09:00 circuit
    Ben: Mon 18:00 circuit; Thu 18:00 circuit
    Cy: week: 'rest' is not a Week, a Block or a file of one; write e.g. ...
    """
    numbered = enumerate(as_items(items))
    return plan_numbered(
        numbered,
        as_question(policy, strategy, limits),
        executor=executor,
        workers=workers,
        ordered=ordered,
        chunk=chunk,
    )


def plan_numbered(
    items: Iterator[tuple[int, Any]],
    question: Question,
    *,
    executor: Executor | None,
    workers: int | None,
    ordered: bool,
    chunk: int | None = None,
) -> Generator[PlanResult, None, None]:
    """Return the results of items that have numbers, after checking how they are to be made."""
    at_once = check_ways(executor, workers, chunk)
    run = partial(_flown, Source(items), question, _Course(_TASKS * at_once, ordered, plain(chunk)))
    if executor is None:
        return _on_processes(run, question, at_once)
    return run(link_to(executor, question))


def check_ways(executor: Executor | None, workers: int | None, chunk: int | None) -> int:
    """Return how many tasks are worked on at a time, or refuse one of the arguments."""
    whole = number(1, _MOST_WORKERS, "workers", optional=True, whole=True)
    many = number(1, 100_000, "weeks", optional=True, whole=True)
    checked("chunk", plain(chunk), many)
    workers = checked("workers", plain(workers), whole)
    if executor is not None and not isinstance(executor, Executor):
        accepted = "is not an executor of concurrent.futures; of a Dask client take get_executor()"
        raise InputError("executor", executor, accepted, "wrong_type")
    return workers or getattr(executor, "_max_workers", _UNKNOWN if executor else _cores())


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@attrs.frozen
class _Course:
    """How a run goes: most tasks at a time, in order or not, and weeks in a task if fixed."""

    tasks: int
    ordered: bool
    chunk: int | None


def _on_processes(
    run: Callable[[Link], Generator[PlanResult, None, None]], question: Question, workers: int
) -> Generator[PlanResult, None, None]:
    """Yield results of a run on processes that end with it: at once, if it is not whole."""
    processes, whole = Processes(workers), False
    try:
        yield from run(link_to(processes, question))
        whole = True
    finally:
        processes.shutdown(cancel_futures=not whole)


def _flown(
    source: Source, question: Question, course: _Course, link: Link
) -> Generator[PlanResult, None, None]:
    """Yield results of a source's weeks, keeping tasks with an executor meanwhile."""
    outbox, pace = Outbox(course.ordered), Pace(course.chunk)
    flight = Flight(link, pace, course.tasks)
    try:
        while True:
            question.check()
            outbox.put(flight.finished())
            yield from outbox.take()
            if flight.failure is not None:
                break
            room = flight.room and outbox.room
            if (unsent := flight.send_again()) is not None:
                outbox.put(unsent)
            elif room and (gathered := source.take()) is not None:
                outbox.put(gathered.results)
                outbox.put(flight.send(gathered.entries))
            elif source.open or not flight.empty:
                if room:
                    source.want(pace.size)
                flight.wait(source.pending if room else ())
            else:
                break
        yield from outbox.rest()
    finally:
        source.stop()
        flight.cancel()
    failure = flight.failure or source.failure
    if failure is not None:
        raise failure
