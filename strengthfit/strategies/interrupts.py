"""Ctrl-C, or `Limits(cancel=...)`, while a solver runs: compiled code holds its thread."""

import math
import threading
from collections.abc import Callable
from threading import Thread
from time import perf_counter
from typing import TypeVar

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


def _has_ended(
    ended: threading.Event, stop: Callable[[], object], patience: float = math.inf
) -> bool:
    """Ask a solver to stop until it has ended, or patience has; return whether it has ended."""
    until = perf_counter() + patience
    while not ended.wait(0.01) and perf_counter() < until:
        stop()
    return ended.is_set()


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
    answers: list[_Answer] = []
    errors: list[BaseException] = []
    begun, given_up, ended = threading.Event(), threading.Event(), threading.Event()

    def run() -> None:
        # Said before it is asked, and asked before it is said below: one of the two sees the other.
        begun.set()
        try:
            if not given_up.is_set():
                answers.append(solve())
        except BaseException as error:  # raised again below, in the caller's thread
            errors.append(error)
        finally:
            ended.set()

    worker = Thread(target=run, name="strengthfit-solve", daemon=True)
    try:
        worker.start()
        while not ended.wait(_LOOK if watched else _POLL):
            check()
        worker.join()
    except CancelledError:
        given_up.set()
        if stop is not None and begun.is_set() and not _has_ended(ended, stop, _PATIENCE):
            # The caller is not kept waiting. This thread is no daemon, so that an interpreter that
            # ends meanwhile waits for the solver rather than die under it.
            asking = Thread(target=_has_ended, args=(ended, stop), name="strengthfit-stop")
            asking.daemon = False
            asking.start()
        raise
    except BaseException:
        given_up.set()
        # CP-SAT ignores a stop that comes before its search has begun, so ask until it ends.
        if stop is not None and begun.is_set():
            _has_ended(ended, stop)
            worker.join()
        raise
    if errors:
        raise errors[0]
    return answers[0]
