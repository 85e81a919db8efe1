"""How the command begins and ends: its streams, the signals that end it, and its exit code.

Only the command is `ended`, from its first line on: as a library nothing here touches signals or
streams. So this module loads nothing but the standard library, and little of that.
"""

from __future__ import annotations

import atexit
import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from types import FrameType
from typing import Any, NoReturn

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""Ctrl-C, `kill` and a terminal that is closed; systems lack some of them."""

_ONE = 2.0
"""Seconds in which further signals are the same wish: `timeout` sends two at once. CONVENTION."""

_AGAIN = 0.01
"""Seconds after which a signal that was lost is sent again. CONVENTION."""


class Signalled(KeyboardInterrupt):
    """A signal that ends the command, raised wherever it is at work."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class StdoutError(Exception):
    """Standard output cannot be written to.

    It is no `OSError`, which commands take for one about their files.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(f"standard output: cannot be written: {error.strerror}")
        self.is_unread = error.errno == errno.EPIPE


def ended(command: Callable[[], int]) -> NoReturn:
    """Run a command to its end and leave with the exit code that it returns.

    A signal ends it as one that is not handled would, but after everything inside has been left: a
    shell sees 128 and the signal's number.
    """
    global _undisturbed  # noqa: PLW0603  # as below
    heard: list[int] = []
    _open_streams()
    taken = _hear(heard)
    outcome: BaseException
    try:
        try:
            outcome = SystemExit(command())
            sys.stdout.flush()
        finally:
            _undisturbed += 1  # what is heard from here on is looked at below
    except BaseException as error:
        outcome = error
    if not heard:  # a reader that has stopped reading would keep the command from ending
        _flush_stdout()
    if isinstance(outcome, StdoutError) and not heard:
        if outcome.is_unread:  # as after "| head"
            _leave_by(getattr(signal, "SIGPIPE", 13), "")
        _say(f"Error: {outcome}")
        outcome = SystemExit(2)
    for number in taken:
        signal.signal(number, signal.SIG_DFL)
    if isinstance(outcome, KeyboardInterrupt) and not heard:
        heard.append(signal.SIGINT)
    if heard:  # whatever has become of it on its way up
        _leave_by(heard[0], _said(heard[0], outcome))
    raise outcome


@contextmanager
def keeping(words: Callable[[], str]) -> Iterator[None]:
    """Let the last words of a command say what is kept, if a signal ends it inside.

    Examples
    --------
    >>> try:
    ...     with keeping(lambda: "3 results are in results.jsonl"):
    ...         raise KeyboardInterrupt
    ... except KeyboardInterrupt as error:
    ...     error.__notes__
    ['3 results are in results.jsonl']
    """
    try:
        yield
    except KeyboardInterrupt as error:
        error.add_note(words())
        raise


_undisturbed = 0
_waiting: list[Signalled] = []


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a signal that ends the command wait until what runs inside is done: a few writes.

    This is about the main thread, in which signals are heard. A host's handlers are its own.
    """
    global _undisturbed  # noqa: PLW0603  # signals are heard by the process
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _undisturbed += 1
    try:
        yield
    finally:
        _undisturbed -= 1
        if _waiting and not _undisturbed:
            raise _waiting.pop()


def _hear(heard: list[int]) -> list[int]:
    """Let signals raise a `Signalled`, but those that whoever called has switched off."""
    last, taken = [-_ONE], []

    def end(number: int, _frame: FrameType | None) -> None:
        heard.append(number)
        if monotonic() - last[0] >= _ONE:
            last[0] = monotonic()
            if _undisturbed:
                _waiting.append(Signalled(number))
            else:
                raise Signalled(number)

    def lost(unraisable: Any) -> None:
        if not isinstance(unraisable.exc_value, Signalled):
            sys.__unraisablehook__(unraisable)
            return
        # It came while something was cleared away, which no error leaves.
        last[0] = -_ONE
        number = unraisable.exc_value.number
        again = threading.Timer(_AGAIN, os.kill, [os.getpid(), number])
        again.daemon = True
        again.start()

    sys.unraisablehook = lost
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is None:
            continue
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, end)
            taken.append(number)
    return taken


def _said(number: int, error: BaseException) -> str:
    """Return the last words of a command that a signal ends."""
    is_ctrl_c = number == signal.SIGINT
    words = "Interrupted" if is_ctrl_c else f"Ended by {signal.Signals(number).name}"
    kept = "; ".join(filter(None, getattr(error, "__notes__", ())))
    return f"{words}: {kept}." if kept else f"{words}."


def _say(words: str) -> None:
    with suppress(OSError, ValueError):
        print(words, file=sys.stderr, flush=True)


def _leave_by(number: int, words: str) -> NoReturn:
    """End as a signal ends a program, which tells a shell to end too if it was Ctrl-C."""
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if words:
        _say(words)
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    # What other threads are at is not waited for; temporary folders go.
    atexit._run_exitfuncs()
    if os.name == "posix":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(128 + number)  # the first process of a container is not ended by its own signals


# Streams


class _Stdout(io.FileIO):
    """Standard output, whose errors are told from those of files."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise StdoutError(error) from None


class _Stderr(io.FileIO):
    """Standard error, on which nothing can go wrong: it could not be said."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(data)


def _open_streams() -> None:
    """Let no file become a standard stream because that was closed, and tell errors apart."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # Opened to read: what is written to a closed stream fails as it should.
            with suppress(OSError):
                os.set_inheritable(os.open(os.devnull, os.O_RDONLY), True)
    sys.stdout = _stream(sys.stdout, _Stdout, 1)
    sys.stderr = _stream(sys.stderr, _Stderr, 2)


def _stream(before: Any, kind: type[io.FileIO], number: int) -> Any:
    buffer = getattr(before, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # there is none between with python -u
    if before is not None and not isinstance(raw, io.FileIO):
        return before  # a console of Windows, or what somebody has put there
    own = kind(number, "w", closefd=False)
    if before is None:
        return io.TextIOWrapper(io.BufferedWriter(own), "utf-8", "backslashreplace")
    return io.TextIOWrapper(
        io.BufferedWriter(own),
        before.encoding,
        before.errors,
        line_buffering=before.line_buffering,
    )


def _flush_stdout() -> None:
    """Let what standard output cannot take go nowhere, or it fails once more at the end."""
    try:
        sys.stdout.flush()
    except StdoutError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
