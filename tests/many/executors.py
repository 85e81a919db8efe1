"""Executors without processes, to which everything still goes as bytes."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Timer
from typing import Any


class Immediate(Executor):
    """Works at once, in the host itself."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        _run(future, lambda: fn(*args, **kwargs))
        return future


class Backwards(Executor):
    """Collects tasks for a moment, if possible more than one, and works on the last one first."""

    def __init__(self) -> None:
        self._calls: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._calls.append((future, lambda: fn(*args, **kwargs)))
        Timer(0.02, self._run).start()
        return future

    def _run(self, waited: bool = False) -> None:
        if len(self._calls) < 2 and not waited:
            Timer(0.5, self._run, [True]).start()
            return
        calls, self._calls = self._calls, []
        for future, call in reversed(calls):
            _run(future, call)


def _run(future: Future[Any], call: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(call())
    except BaseException as error:  # as an executor does
        future.set_exception(error)
