"""A progress bar on a terminal, for commands that take more than a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from ..stopping import Progress, Watch

_PATIENCE = 1.0
"""Seconds before a bar is shown."""


class Bar(Protocol):
    """What is drawn."""

    def show(self, progress: Progress | None) -> None:
        """Draw how far the command has come; None if that is not known."""
        ...

    def clear(self) -> None:
        """Take everything away again."""
        ...


class Patient:
    """A bar that is drawn only if the command is still at it after some time.

    The command calls it from its thread, and the clock from another one.
    """

    def __init__(self, bar: Bar, patience: float = _PATIENCE) -> None:
        self._bar, self._latest = bar, None  # type: tuple[Bar, Progress | None]
        self._lock, self._shown, self._over = threading.Lock(), False, False
        self._clock = threading.Timer(patience, self._begin)
        self._clock.daemon = True
        self._clock.start()

    def __call__(self, progress: Progress) -> None:
        """Take note of how far the command has come."""
        with self._lock:
            self._latest = progress
            if self._shown and not self._over:
                self._bar.show(progress)

    def _begin(self) -> None:
        with self._lock:
            if not self._over:
                self._shown = True
                self._bar.show(self._latest)

    def end(self) -> None:
        """Take the bar away, and never draw it again."""
        with self._lock:
            over, self._over = self._over, True
            if self._shown and not over:
                self._bar.clear()
        self._clock.cancel()
        self._clock.join()


_CURRENT: ContextVar[Patient | None] = ContextVar("strengthfit_bar", default=None)


@contextmanager
def progress_bar(what: str) -> Iterator[None]:
    """Show how far what runs inside has come, on standard error if that is a terminal.

    Without rich, which comes with the extra `cli`, nothing is shown.
    """
    bar = _on_terminal(what) if sys.stderr.isatty() else None
    if bar is None:
        yield
        return
    patient = Patient(bar)
    token = _CURRENT.set(patient)
    try:
        yield
    finally:
        patient.end()
        _CURRENT.reset(token)


def watching() -> Watch | None:
    """Return what takes note of a command's progress; None if nothing is shown."""
    return _CURRENT.get()


def end_progress() -> None:
    """Take the bar away, as an answer is about to be printed."""
    patient = _CURRENT.get()
    if patient is not None:
        patient.end()


def _on_terminal(what: str) -> Bar | None:
    try:
        from rich import console, progress
    except ImportError:
        return None

    class Rich:
        def __init__(self) -> None:
            self._drawn = progress.Progress(
                progress.SpinnerColumn(),
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.TextColumn("{task.fields[said]}"),
                progress.TimeElapsedColumn(),
                console=console.Console(stderr=True),
                transient=True,
            )
            self._task = self._drawn.add_task(what, total=None, said="")

        def show(self, come: Progress | None) -> None:
            self._drawn.start()  # a second time it does nothing
            if come is None:
                return
            of = "" if come.total is None else f" of {come.total}"
            said = f"{come.done}{of} ({come.what})"
            self._drawn.update(self._task, completed=come.done, total=come.total, said=said)

        def clear(self) -> None:
            self._drawn.stop()

    return Rich()
