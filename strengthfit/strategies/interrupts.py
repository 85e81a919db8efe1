"""Ctrl-C, or `Limits(cancel=...)`, while a solver runs: compiled code holds its thread."""

import threading
from collections.abc import Callable
from typing import TypeVar

from ..stopping import can_be_cancelled, check

_Answer = TypeVar("_Answer")

_POLL = (
    0.2  # seconds; only Windows needs it, since a wait without an end can't be interrupted there
)

_LOOK = 0.005  # seconds between two looks at what cancels the call. CONVENTION


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

    worker = threading.Thread(target=run, name="strengthfit-solve", daemon=True)
    try:
        worker.start()
        while not ended.wait(_LOOK if watched else _POLL):
            check()
        worker.join()
    except BaseException:
        given_up.set()
        # CP-SAT ignores a stop that comes before its search has begun, so ask until it ends.
        while stop is not None and begun.is_set() and not ended.wait(0.01):
            stop()
        if stop is not None and begun.is_set():
            worker.join()
        raise
    if errors:
        raise errors[0]
    return answers[0]
