"""A run's process in another environment: it solves, and says what is claimed. It judges nothing.

What it is asked comes on standard input. What it says are lines: a word, and a record as JSON.
"""

import os
import pickle
import sys
from typing import BinaryIO

import attrs

from ..machine import installed
from ..records import Record, write_line
from ..worker import Job, claimed

TOLD = "told"
"""The word before the record of a run that is under way."""

CLAIMED = "claimed"
"""The word before the record of a claim, the last."""

ENDED = "ended"
"""The word before the record of a run that ended without a claim, the last."""

BACK = "--back"
"""The argument by which the answer goes where the question came from, a socket."""


def question(job: Job, record: Record) -> bytes:
    """Return what is to be written to the process for a run whose record has begun."""
    return pickle.dumps((job, record))


def main() -> None:
    """Make the run that standard input asks for."""
    out = os.fdopen(os.dup(0 if BACK in sys.argv else 1), "wb")
    os.dup2(2, 1)  # what a strategy prints
    job, record = pickle.load(sys.stdin.buffer)  # noqa: S301  # our own process wrote it
    run = {**record.run, "versions": installed()}
    record, program = claimed(
        attrs.evolve(record, run=run), job, lambda told: _say(out, TOLD, told)
    )
    _say(out, ENDED if program is None else CLAIMED, record)


def _say(out: BinaryIO, word: str, record: Record) -> None:
    out.write(f"{word} {write_line(record)}\n".encode())
    out.flush()


if __name__ == "__main__":
    main()
