"""Ctrl-C while a solver runs: compiled code holds the main thread, so Python can't see signals."""

import threading
from collections.abc import Callable
from typing import TypeVar

_Answer = TypeVar("_Answer")

_POLL = (
    0.2  # seconds; only Windows needs it, since a wait without an end can't be interrupted there
)


def interruptible(
    solve: Callable[[], _Answer], stop: Callable[[], object] | None = None
) -> _Answer:
    """Return what `solve` returns, but let the host's signal handlers run in the meantime.

    The main thread waits while another one solves. If a handler raises, as Ctrl-C does, the solver
    is stopped and the error goes on to the caller. Without `stop` the solver runs on unheeded.
    """
    if threading.current_thread() is not threading.main_thread():
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

    try:
        threading.Thread(target=run, name="strengthfit-solve", daemon=True).start()
        while not ended.wait(_POLL):
            pass
    except BaseException:
        given_up.set()
        # CP-SAT ignores a stop that comes before its search has begun, so ask until it ends.
        while stop is not None and begun.is_set() and not ended.wait(0.01):
            stop()
        raise
    if errors:
        raise errors[0]
    return answers[0]
