"""Ctrl-C, or `Limits(cancel=...)`, while a solver runs: compiled code holds its thread."""

import _thread
import math
import threading
from collections.abc import Callable
from threading import Thread
from time import perf_counter
from typing import Generic, TypeVar

from ..errors import CancelledError
from ..stopping import can_be_cancelled, check

_Answer = TypeVar("_Answer")

_POLL = (
    0.2  # seconds; only Windows needs it, since a wait without an end can't be interrupted there
)

_LOOK = 0.005  # seconds between two looks at what cancels the call. CONVENTION


_PATIENCE = 0.03
"""Seconds that a call which is cancelled waits for its solver, which may be deaf for longer while
it reads or reduces its model. CONVENTION."""


class _Solve(Generic[_Answer]):
    """A call in a thread of its own, and how far it has come.

    It is watched without `threading`: a handler that raises amid an `Event` may leave its lock
    taken, and amid the start of a `Thread` the books of all threads wrong.
    """

    def __init__(self, solve: Callable[[], _Answer]) -> None:
        self._solve = solve
        self.begun = self.given_up = self.ended = False
        self.answers: list[_Answer] = []
        self.errors: list[BaseException] = []
        self._running = _thread.allocate_lock()  # until the end
        self._running.acquire()

    def start(self) -> None:
        """Begin, in another thread."""
        _thread.start_new_thread(self._run, ())

    def _run(self) -> None:
        # Said before it is asked, and asked before it is said below: one of the two sees the other.
        self.begun = True
        try:
            if not self.given_up:
                self.answers.append(self._solve())
        except BaseException as error:  # raised again below, in the caller's thread
            self.errors.append(error)
        finally:
            self.ended = True
            self._running.release()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, but not for long; return whether it has come."""
        if not self.ended:
            self._running.acquire(timeout=seconds)
        return self.ended

    def stop(self, stop: Callable[[], object], patience: float = math.inf) -> bool:
        """Ask the solver to stop until it has, or patience has ended; return whether it has.

        CP-SAT ignores a stop that comes before its search has begun.
        """
        until = perf_counter() + patience
        while not self.wait(0.01) and perf_counter() < until:
            stop()
        return self.ended


def interruptible(
    solve: Callable[[], _Answer], stop: Callable[[], object] | None = None
) -> _Answer:
    """Return what `solve` returns, but let signal handlers run, and the call be cancelled.

    The caller's thread waits while another one solves. If a handler raises, as Ctrl-C does, or the
    call is cancelled, the solver is stopped and the error goes on to the caller. Without `stop` the
    solver runs on unheeded.
    """
    watched = can_be_cancelled()
    if threading.current_thread() is not threading.main_thread() and not watched:
        return solve()  # Python runs signal handlers in the main thread, which is free already
    solving = _Solve(solve)
    try:
        solving.start()
        while not solving.wait(_LOOK if watched else _POLL):
            check()
    except CancelledError:
        solving.given_up = True
        if stop is not None and solving.begun and not solving.stop(stop, _PATIENCE):
            # The caller is not kept waiting. This thread is no daemon, so that an interpreter that
            # ends meanwhile waits for the solver rather than die under it.
            asking = Thread(target=solving.stop, args=(stop,), name="strengthfit-stop")
            asking.daemon = False
            asking.start()
        raise
    except BaseException:
        solving.given_up = True
        if stop is not None and solving.begun:
            solving.stop(stop)
        raise
    if solving.errors:
        raise solving.errors[0]
    return solving.answers[0]
