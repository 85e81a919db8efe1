"""Tasks that are with an executor: how many weeks each has, what comes back, what is tried again.

A task that fails is taken apart, and each of its weeks tried once more, with nothing else under
way. So a week that ends its worker, or needs all of the memory, is found out, and takes no other
with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from typing import Any

import attrs

from ..errors import CancelledError, InputError, WorkerError
from ..planning.plans import Plan
from ..planning.results import PlanResult
from .items import Entry
from .links import Link
from .processes import ProcessEndedError
from .work import Answer, with_traceback

_TASK = 0.1
"""Seconds of work in a task, beside which handing it over is little. CONVENTION."""

_MOST = 64
"""Weeks in a task, however short they are. CONVENTION."""

_NAMED = 10
"""Weeks that a message names."""

_POLL = 0.05
"""Seconds between looks at what cancels. Windows can interrupt no wait without an end, either."""

Placed = tuple[int, PlanResult]
"""A result with its place among all that is asked."""


class Pace:
    """How many weeks a task has: as many as take a tenth of a second, or a fixed number."""

    def __init__(self, fixed: int | None) -> None:
        self._fixed, self._size = fixed, 1

    @property
    def size(self) -> int:
        """Weeks for the next task."""
        return self._fixed or self._size

    def learn(self, answers: list[Answer]) -> None:
        """Follow what weeks take, and at most double the number at a time."""
        mean = sum(answer.seconds for answer in answers) / max(1, len(answers))
        fit = _MOST if mean * _MOST <= _TASK else max(1, int(_TASK / mean))
        self._size = min(fit, 2 * self._size)


@attrs.frozen
class _Task:
    entries: tuple[Entry, ...]
    again: bool = False


class Flight:
    """The tasks that an executor has, at most so many at a time."""

    def __init__(self, link: Link, pace: Pace, most: int) -> None:
        self._link, self._pace, self._most = link, pace, most
        self._tasks: dict[Future[Any], _Task] = {}
        self._again: deque[_Task] = deque()
        self.failure: WorkerError | None = None
        """Why no more weeks can be planned, once that is so."""

    @property
    def room(self) -> bool:
        """Whether one more task may be sent."""
        return not self.failure and not self._again and len(self._tasks) < self._most

    @property
    def empty(self) -> bool:
        """Whether nothing is under way."""
        return not self._tasks and not self._again

    def send(self, entries: tuple[Entry, ...]) -> list[Placed]:
        """Hand weeks to the executor; return results of those that cannot be sent."""
        return self._send(_Task(entries)) if entries else []

    def send_again(self) -> list[Placed] | None:
        """Hand over a week that is tried once more; None if there is none, or it has to wait."""
        return self._send(self._again.popleft()) if self._again and not self._tasks else None

    def finished(self) -> list[Placed]:
        """Return results of the tasks that have ended."""
        done = [future for future in self._tasks if future.done()]
        return [placed for future in done for placed in self._received(future)]

    def wait(self, others: tuple[Future[None], ...]) -> None:
        """Wait a while for one of the tasks to end, or one of the others."""
        wait([*self._tasks, *others], _POLL, FIRST_COMPLETED)

    def cancel(self) -> None:
        """Call off what has not begun."""
        for future in self._tasks:
            future.cancel()
        self._tasks.clear()

    def _send(self, task: _Task) -> list[Placed]:
        weeks = tuple(entry.asked for entry in task.entries)
        try:
            packed = self._link.pack(weeks)
        except Exception as error:  # whatever the pickling of a value of the caller's raises
            return self._unsent(task, f"{type(error).__name__}: {error}")
        try:
            self._tasks[self._link.submit(packed)] = task
        except Exception as error:  # it is broken, shut down, or has lost its cluster
            self._give_up(f"the executor takes no more weeks: {_words(error)}", task)
        return []

    def _give_up(self, problem: str, task: _Task) -> None:
        """Send nothing more, as no worker can be used; say which weeks are left without a plan."""
        under_way = [task, *self._tasks.values(), *self._again]
        names = [str(entry.id) for each in under_way for entry in each.entries]
        listed = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
        self.failure = self.failure or WorkerError(f"{problem}; under way: {listed}")

    def _unsent(self, task: _Task, problem: str) -> list[Placed]:
        if len(task.entries) > 1:
            self._again.extend(_alone(task))
            return []
        (entry,) = task.entries
        accepted = f"cannot be sent to another process: {problem}"
        error = InputError("week", entry.week, accepted, "wrong_type")
        return [(entry.place, entry.result(error=error))]

    def _received(self, future: Future[Any]) -> Iterator[Placed]:
        """Yield the results of a task that has ended, or put its weeks back to be tried again."""
        task = self._tasks.pop(future)
        try:
            error = future.exception()
            answers = self._link.read(future.result()) if error is None else []
        except Exception as raised:  # the future was called off, or the answers cannot be read
            error = raised
        if isinstance(error, CancelledError):  # by the limits, which the host asks too
            raise error
        if isinstance(error, ImportError):
            self._give_up(f"a worker cannot import what it needs: {error}", task)
            return
        if isinstance(error, WorkerError | BrokenExecutor):  # the others are like that one
            self._give_up(_words(error), task)
            return
        if error is not None:
            if task.again:
                yield from _failed(task.entries, error)
            else:
                self._again.extend(_alone(task))
            return
        self._pace.learn(answers)
        for entry, (found, seconds) in zip(task.entries, answers, strict=True):
            if isinstance(found, Plan):
                yield entry.place, entry.result(found, seconds=seconds)
            else:
                yield entry.place, entry.result(error=found, seconds=seconds)


def _alone(task: _Task) -> Iterable[_Task]:
    """Return a task for each week by itself."""
    return (_Task((entry,), again=True) for entry in task.entries)


def _failed(entries: tuple[Entry, ...], error: BaseException) -> Iterator[Placed]:
    """Yield as results that these weeks did not come back from a worker, twice."""
    gone = isinstance(error, ProcessEndedError) or type(error).__name__ in _GONE
    for entry in entries:
        what = "lost with its worker" if gone else "it did not come back from its worker"
        failed = WorkerError(f"{what}: {_words(error)}")
        if not isinstance(error, ProcessEndedError):
            failed = with_traceback(failed, error)
        yield entry.place, entry.result(error=failed)


_GONE = ("KilledWorker",)
"""What executors of other packages, which need not be there, call a worker that ended."""


def _words(error: BaseException) -> str:
    """Return what an error says, with its kind if it is not of this room."""
    ours = isinstance(error, ProcessEndedError | WorkerError)
    return str(error) if ours else f"{type(error).__name__}: {error}"
