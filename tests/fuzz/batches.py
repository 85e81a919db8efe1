"""Inputs of a reader, some hundreds at a time: what became of them, in how much time and memory.

A batch is the same each time, so that batches of several runs add up. One input may take so many
seconds of the processor and so many bytes; what takes more is ended, and named.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import attrs

import strengthfit as sf

from .mutate import mutated
from .targets import Target, targets

SECONDS = 2.0
"""Of the processor, for one input."""

MEGABYTES = 500
"""Of memory, for one input; and what the process that reads them has in all, at its peak."""

_STUCK = 300
"""Seconds of the processor, for a batch: one that is stuck where no signal is heard ends its
process. CONVENTION."""

GOOD = ("read", "refused")


class _TooLongError(BaseException):
    """An input took too long; no reader takes it for an error of the file."""


@attrs.frozen
class Batch:
    """What became of inputs of a reader: how many of each, and those that are named.

    `seconds` and `slowest` are of the processor, of all and of one; `megabytes` is the peak of the
    process since it began.
    """

    reader: str
    seed: int
    first: int
    inputs: int
    counts: dict[str, int]
    named: tuple[str, ...]
    seconds: float
    slowest: float
    megabytes: float
    commit: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        return self.reader, self.seed, self.first


def content_of(reader: str, seed: int, number: int) -> bytes:
    """Return an input of a reader."""
    return mutated(f"{seed} {reader} {number}", targets()[reader].corpus)


def run(reader: str, seed: int, first: int, inputs: int, commit: str = "") -> Batch:
    """Feed a reader with inputs from the number `first` on."""
    target = targets()[reader]
    for good in target.corpus:  # what is loaded when it is first used counts for no input
        outcome(target, good)
    gc.collect()
    gc.freeze()
    counts, named, slowest = Counter[str](), list[str](), 0.0
    begun = time.process_time()
    with _little_memory():
        for number in range(first, first + inputs):
            content = content_of(reader, seed, number)
            before = time.process_time()
            became = outcome(target, content)
            took = time.process_time() - before
            counts[became] += 1
            slowest = max(slowest, took)
            if became not in GOOD or took > SECONDS:
                named.append(f"{reader}, --seed {seed}, {number}: {became}, {took:.1f} s")
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Batch(
        reader,
        seed,
        first,
        inputs,
        dict(counts),
        tuple(named),
        round(seconds, 3),
        round(slowest, 4),
        round(peak, 1),
        commit,
    )


def outcome(target: Target, content: bytes, seconds: float = SECONDS) -> str:
    """Return "read", "refused", "too long", or the name of an error that is not the library's."""
    given: Any
    if target.ending:
        given = _folder() / f"input{target.ending}"
        given.write_bytes(content)
    else:
        given = content.decode("utf-8", "replace")
    try:
        with _ended_after(seconds):
            target.read(given)
    except sf.StrengthfitError:
        return "refused"
    except _TooLongError:
        return "too long"
    except Exception as error:  # it is what is looked for
        return type(error).__name__
    return "read"


@cache
def _kept_folder() -> tempfile.TemporaryDirectory[str]:
    memory = Path("/dev/shm")  # noqa: S108  # a folder of our own in it
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)


@cache
def _folder_of(_process: int) -> Path:
    folder = Path(_kept_folder().name, str(_process))
    folder.mkdir(exist_ok=True)
    return folder


def _folder() -> Path:
    """Return a folder of this process, in memory if there is such a place."""
    return _folder_of(os.getpid())


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    def end(_signal: int, _frame: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _little_memory() -> Iterator[None]:
    """Let the process have no more memory than now and what one input may take."""
    room = _size() + MEGABYTES * 2**20
    limits = {
        resource.RLIMIT_AS: room,
        resource.RLIMIT_CPU: int(time.process_time()) + _STUCK,
    }
    before = {kind: resource.getrlimit(kind) for kind in limits}
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, before[kind][1]))
    try:
        yield
    finally:
        for kind, pair in before.items():
            resource.setrlimit(kind, pair)


def _size() -> int:
    """Return the bytes of addresses that the process has."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()
