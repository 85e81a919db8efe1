"""A command run in a process group of its own, of which nothing is left when time is up."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import attrs

from ..errors import InputError
from ..stopping import check

_LOOK = 0.005
"""Seconds between two looks at a command, and at what cancels the call. CONVENTION."""

_LAST_WORDS = 0.4
"""Seconds in which a command that is asked to end may still print what it has. CONVENTION."""

_MOST = 50_000_000
"""Bytes of what a command prints that are read."""


@attrs.frozen
class Printed:
    """What a command printed, what it said of errors, and whether it was ended from here."""

    text: str
    errors: str
    code: int
    ended_late: bool

    @property
    def last_words(self) -> str:
        """How it ended, and the last that it said, for a message."""
        said = (self.errors.strip() or self.text.strip()).splitlines()
        return f"it ended with exit code {self.code}; its last words: {said[-1] if said else ''!r}"


def run(words: list[str], folder: Path, seconds: float | None) -> Printed:
    """Run a command in a folder until it ends, time is up, or the call is cancelled.

    A command whose time is up is asked to end, as by Ctrl-C at a terminal it would be, and killed a
    moment later with all that it started. An `InputError` is raised if it cannot be run.

    Examples
    --------
    >>> import sys
    >>> run([sys.executable, "-c", "print('s UNKNOWN')"], Path(), 60).text.split()
    ['s', 'UNKNOWN']
    """
    out, errors = folder / "printed", folder / "errors"
    late = False
    with out.open("wb") as out_file, errors.open("wb") as errors_file:
        process = _started(words, folder, out_file, errors_file)
        try:
            late = not _ends(process, seconds)
            if late:
                _signal(process, getattr(signal, "SIGTERM", 15))
                _ends(process, _LAST_WORDS)
        finally:
            _signal(process, getattr(signal, "SIGKILL", 9))
            code = process.wait()
    return Printed(_text_of(out), _text_of(errors), code, late)


def _started(
    words: list[str], folder: Path, out: BinaryIO, errors: BinaryIO
) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603  # to run it is what the user asks for
            words,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        accepted = f"cannot be run here: {problem}; install it, or write its path"
        raise InputError("Command.line", words[0], accepted, "unsupported") from None


def _ends(process: "subprocess.Popen[bytes]", seconds: float | None) -> bool:
    """Wait for a command to end by itself; return whether it did in time."""
    began = time.perf_counter()
    while process.poll() is None:
        check()
        if seconds is not None and time.perf_counter() - began > seconds:
            return False
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK)
    return True


def _signal(process: "subprocess.Popen[bytes]", number: int) -> None:
    """Send a signal to a command and all in its process group, which may be gone by now."""
    killpg: Any = getattr(os, "killpg", None)
    with suppress(OSError):
        if killpg is not None:
            killpg(process.pid, number)
        elif process.poll() is None:
            process.kill()


def _text_of(file: Path) -> str:
    with file.open("rb") as data:
        return data.read(_MOST).decode("utf-8", "replace")
