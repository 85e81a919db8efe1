"""Worker processes of our own, of which each has one task at a time and can be ended at once.

An executor of the standard library breaks as a whole if one process dies, and waits for running
tasks when it is closed. Here a process takes only its own task with it, and another takes its
place. This module loads nothing heavy: each process imports it first, and then what it works with.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from multiprocessing import (
    connection,
    get_all_start_methods,
    get_context,
    get_start_method,
    parent_process,
    set_start_method,
)
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from typing import Any

from ..errors import WorkerError

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Each process has one core to itself at best; numpy's threads would only get in the way."""

_GRACE = 5.0
"""Seconds that an idle process has to end in. CONVENTION."""

_Call = tuple[Any, ...]
_Task = tuple[Future[Any], _Call]


class ProcessEndedError(Exception):
    """A process that ended in the midst of its task."""


class Processes(Executor):
    """Some processes, each of which is started when there is a task for it.

    `shutdown` ends the idle ones gently; with `cancel_futures` it ends all of them at once,
    whatever they are at.
    """

    def __init__(self, workers: int) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._max_workers = workers
        self._workers = [_Worker(self._tasks) for _ in range(workers)]

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Hand a function of a module and its arguments to the next process that is free."""
        future: Future[Any] = Future()
        self._tasks.put((future, (work.__module__, work.__qualname__, given, named)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, and by default wait until they are gone."""
        for worker in self._workers:
            if cancel_futures:
                worker.kill()
            self._tasks.put(None)
        for worker in self._workers if wait else ():
            worker.thread.join()


class _Worker:
    """A thread that hands tasks to a process of its own, and gets another if that one dies."""

    def __init__(self, tasks: SimpleQueue[_Task | None]) -> None:
        self._tasks = tasks
        self._lock, self._killed = threading.Lock(), False
        self._process: Any = None
        self._pipe: Connection | None = None
        # As a daemon it holds up no host that ends; multiprocessing then ends the processes.
        self.thread = threading.Thread(target=self._run, name="strengthfit-many", daemon=True)
        self.thread.start()

    def kill(self) -> None:
        """End the process at once, and start no other."""
        with self._lock:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def _run(self) -> None:
        if hasattr(signal, "pthread_sigmask"):  # Ctrl-C is for the host, which ends its processes
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # they take this over
        task, sent = self._claim(), False
        while task is not None:
            future, call = task
            give = self._work(future, call, sent=sent)
            try:
                task = self._claim(wait=False)
                # Before the result is given: whoever waits for that keeps this thread waiting.
                sent = task is not None and self._send(task[1])
                give()
            except Empty:
                give()
                task, sent = self._claim(), False
        self._end()

    def _claim(self, *, wait: bool = True) -> _Task | None:
        """Return the next task that is not called off, or None if no more come."""
        while (task := self._tasks.get(block=wait)) is not None:
            future, _ = task
            if self._killed:
                future.cancel()
            if future.set_running_or_notify_cancel():
                return task
        return None

    def _work(self, future: Future[Any], call: _Call, *, sent: bool) -> Callable[[], None]:
        """Let the process do a task; return what hands its result, or its error, on."""
        try:
            return partial(future.set_result, self._ask(call, sent=sent))
        except BaseException as error:  # it belongs to whoever waits for the task
            return partial(future.set_exception, error)

    def _send(self, call: _Call) -> bool:
        """Hand a task to the process that there is; whether it could be."""
        if self._pipe is None:
            return False
        try:
            self._pipe.send(call)
        except OSError:  # it has just ended
            return False
        return True

    def _ask(self, call: _Call, *, sent: bool) -> Any:
        """Return what the process makes of a task."""
        pipe = self._pipe or self._start()
        try:
            if not sent:
                pipe.send(call)
            done, reply = pipe.recv()
        except (EOFError, OSError):
            raise ProcessEndedError(self._end()) from None
        if not done:
            raise RuntimeError(reply)
        return reply

    def _start(self) -> Connection:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        with self._lock:
            if self._killed:
                raise ProcessEndedError("the processes were ended")
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            try:
                with _start_method_left_open():
                    process.start()
            except RuntimeError:  # of multiprocessing, if this is itself a process being started
                raise WorkerError(f"a worker process starts no other; {_GUARD}") from None
            except Exception as error:  # there is no room for one more, or none is allowed here
                raise WorkerError(f"a worker process cannot be started: {error}") from error
            self._process = process
        theirs.close()
        self._pipe = ours
        try:
            ours.recv()
        except (EOFError, OSError):
            said = f"{self._end()}, and its own error stands on standard error"
            raise WorkerError(f"a worker process did not start: {said}; {_GUARD}") from None
        return ours

    def _end(self) -> str:
        """Let the process end, now that nothing more comes, and say how it did."""
        if self._pipe is not None:
            self._pipe.close()
        process, self._pipe = self._process, None
        if process is None:
            return "there was none"
        process.join(_GRACE)
        if process.is_alive():
            process.kill()
            process.join()
        with self._lock:
            self._process = None
        words = _ending(process.exitcode)
        process.close()
        return words


_STARTING = threading.Lock()


@contextmanager
def _start_method_left_open() -> Iterator[None]:
    """Leave it to the host how multiprocessing starts processes, if it has not said so yet.

    To spawn a process asks for that of the host, and what is asked for is settled.
    """
    with _STARTING:
        was_open = get_start_method(allow_none=True) is None
        try:
            yield
        finally:
            # Another one than the default was chosen by the host, in another thread.
            default = get_all_start_methods()[0]
            if was_open and get_start_method(allow_none=True) == default:
                set_start_method(None, force=True)


_GUARD = (
    "a script is imported by each of its processes, so it has to be a file, and to plan many weeks "
    "only below if __name__ == '__main__':"
)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"the process was ended by {signal.Signals(-code).name}"
    return f"the process ended with exit code {code}"


def _serve(pipe: Connection) -> None:
    """Work on what comes through a pipe, until it is closed or the host is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Windows there is no mask
    with suppress(OSError):
        os.dup2(2, 1)  # what a strategy prints is not part of the host's output
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    threading.Thread(target=_follow_host, daemon=True).start()
    pipe.send("ready")
    while True:
        try:
            module, name, given, named = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            reply = True, getattr(import_module(module), name)(*given, **named)
        except Exception as error:  # said in words: its class may not be known to the host
            reply = False, f"{type(error).__name__}: {error}"
        with suppress(OSError):
            pipe.send(reply)


def _follow_host() -> None:
    """End with the host, though it was killed and a solver is at work here."""
    host = parent_process()
    if host is not None:
        connection.wait([host.sentinel])
        os._exit(1)
