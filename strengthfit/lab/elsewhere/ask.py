"""A run in another environment, asked for and judged here.

This process compiles the instance itself. The other one says what its strategy claims; whether it
holds is for the checker and the certificates of the running library alone. So a version of a
package that spoils more than its answers cannot speak for itself.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, cast

import attrs

from ...program import Program
from ...program.formats import digest
from ..processes import death
from ..records import Record, read_line
from ..worker import Job, begun, compiled, failed, judged
from .answer import BACK, CLAIMED, ENDED, TOLD, question
from .isolation import hold
from .talk import LEAVES, Ended, Talk

_SAID = (
    *("status", "objective", "bound", "taken", "seconds", "incumbents", "message", "megabytes"),
    *("cpu_seconds", "children_cpu_seconds", "statistics", "options"),
)
"""What the other process is asked for. All else in a record is known here, or judged here."""

_ANSWER = "strengthfit.lab.elsewhere.answer"


def work_elsewhere(
    job: Job, pipe: Connection, run: dict[str, Any], mark: str, core: int | None = None
) -> None:
    """Make a run in another process, judge it here, and send records as `lab.worker.work` does."""
    record = begun(job, run, mark, core)

    def tell(known: Record) -> None:
        pipe.send((False, known))

    record, program = _asked(record, job, tell)
    if program is not None:
        record = judged(record, program, job, tell)
    pipe.send((True, record))


def _asked(
    record: Record, job: Job, tell: Callable[[Record], None]
) -> tuple[Record, Program | None]:
    """Return the record of what another process claims, and the program to judge it by, if any."""
    try:
        program = compiled(job).program
        record = attrs.evolve(
            record,
            digest=digest(program),
            choices=len(program.choices),
            rows=len(program.rows),
            run={**record.run, "versions": {}, "judged_with": record.run.get("versions", {})},
        )
        asked = question(job, record)
        if job.isolate is None:
            talk = _start([*_python(job), "-m", _ANSWER], asked)
        else:
            talk = hold([*_python(job), "-m", _ANSWER, BACK], asked, record.cores, job.megabytes)
        word = ""
        try:
            for line in talk.lines:
                word, record = _heard(line, record)
                if word != TOLD:
                    break
                tell(record)
        finally:
            ended = talk.end()
    except Exception as error:  # whatever it is, it is a row of the table
        return failed(record, error, job), None
    record = attrs.evolve(
        record,
        megabytes=ended.megabytes or record.megabytes,
        run={**record.run, **ended.facts},
    )
    if word in (CLAIMED, ENDED):
        return record, program if word == CLAIMED else None
    return attrs.evolve(record, status=ended.status, message=ended.message), None


def _heard(line: bytes, record: Record) -> tuple[str, Record]:
    """Return the word of a line, and the record with what the line says of it."""
    word, _, text = line.decode().partition(" ")
    said = read_line(text, Path("the answer of a run"), 1)
    if said.digest not in ("", record.digest):
        raise ValueError("in this environment the instance compiles to another program")
    versions = said.run.get("versions", {})
    told = {name: getattr(said, name) for name in _SAID}
    return word, attrs.evolve(record, run={**record.run, "versions": versions}, **told)


def _python(job: Job) -> list[str]:
    """Return how the interpreter of a run is called, so that it finds what this process finds."""
    if job.python is not None:
        return [job.python, "-I"]  # its environment says where to look
    entries = [str(Path(entry or ".").absolute()) for entry in sys.path]
    os.environ["PYTHONPATH"] = os.pathsep.join(entries)
    return [sys.executable, "-P"]


def _start(command: list[str], asked: bytes) -> Talk:
    """Start a process and ask it."""
    process = subprocess.Popen(  # noqa: S603  # all of it is our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    into, out = cast("tuple[IO[bytes], IO[bytes]]", (process.stdin, process.stdout))
    with suppress(OSError), into:  # if it died at once, its end says so
        into.write(asked)

    def end() -> Ended:
        with suppress(subprocess.TimeoutExpired):
            process.wait(LEAVES)
        process.kill()
        return Ended("crash", death(process.wait()))

    return Talk(out, end)
