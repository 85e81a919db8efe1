"""The processes of a run: a session of their own, of which nothing is left when the run has ended.

On POSIX a run's process leads a session, and the whole of its process group is killed with it. What
has left the group is found by a mark in its environment, on systems with `/proc`. On Windows only
the run's own process is killed.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

MARK = "STRENGTHFIT_RUN"
"""The environment variable that says which run a process belongs to; what it starts inherits it."""

_LOOKS = 100
"""Looks for what is left of a run, a hundredth of a second apart: a killed process takes a while to
go, and may have been starting another."""


_ASKED = 3.0
"""Seconds for a process that is asked to end."""


class Processes:
    """The processes of runs that are under way; each can be ended, and all at once.

    Once all were ended, none can be started.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._marks: dict[Any, str] = {}
        self._asked: set[Any] = set()
        self._ended = False

    def start(self, process: Any, mark: str, *, ask: bool = False) -> bool:
        """Start a process that calls `lead` with its mark; False if all were ended meanwhile.

        With `ask` it is asked to end, by SIGTERM, before it is killed.
        """
        with self._lock:
            if not self._ended:
                process.start()
                self._marks[process] = mark
                self._asked.update([process] if ask else [])
            return not self._ended

    def end(self, process: Any) -> None:
        """Kill a run's process with all that it started, and wait until it is gone."""
        with self._lock:
            mark = self._marks.pop(process, None)
            ask = process in self._asked
            self._asked.discard(process)
        if mark is not None:
            if ask:
                process.terminate()
                process.join(_ASKED)
            _kill_group(process.pid)
            process.kill()
            _kill_marked(mark)
            process.join()

    def end_all(self) -> None:
        """End all that are under way, and let none start from now on."""
        with self._lock:
            self._ended = True
            running = list(self._marks)
        for process in running:
            self.end(process)


def death(code: int | None) -> str:
    """Return how a process ended, by its exit code.

    Examples
    --------
    >>> death(3)
    'the process ended with exit code 3'
    """
    if code is not None and code < 0:
        names = {one.value: one.name for one in signal.Signals}  # those of real time have none
        return f"the process was ended by {names.get(-code, f'signal {-code}')}"
    return f"the process ended with exit code {code}"


@contextmanager
def deaf() -> Iterator[None]:
    """Let processes that are started here not hear Ctrl-C, which is for this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def lead(mark: str) -> None:
    """Begin a session that ends with the process that asked for the run, whatever ends that.

    To be called by a run's process, first of all.
    """
    os.environ[MARK] = mark
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # what `deaf` has left
    if hasattr(os, "setsid"):
        with suppress(OSError):  # it leads a session already
            os.setsid()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent, mark), daemon=True).start()


def _follow(parent: Any, mark: str) -> None:
    """End this process and all that it started as soon as its parent is gone."""
    parent.join()
    _kill_marked(mark)
    _kill_group(os.getpid())
    os._exit(1)


def _kill_group(leader: int) -> None:
    """Kill a process group; it may be there still if its leader is gone."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # it is empty, or never was
            os.killpg(leader, signal.SIGKILL)


def _kill_marked(mark: str) -> None:
    """Kill all other processes that have the mark of a run."""
    for _ in range(_LOOKS):
        left = [pid for pid in _marked(mark) if pid != os.getpid()]
        if not left:
            return
        for pid in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)


def _marked(mark: str) -> list[int]:
    """Return the processes that have the mark of a run in their environment."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has gone meanwhile, or is somebody else's
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found
