"""One run of one strategy on one instance, and files of such runs: JSON lines."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import cattrs

from ..errors import FileError, InputError
from ..foreign import DECODING
from ..interchange.problems import gather, gather_record
from ..text_file import parse_json, read_text

WITHOUT_OUTCOME = ("refused", "timeout", "memory", "crash")
"""How a run can end without an outcome: the strategy said that the program is not for it, was ended
by the clock, ran out of its memory, or failed."""


@attrs.frozen
class Record:
    """What one run gave, with all that is needed to judge it.

    Parameters
    ----------
    instance, family
        Such as "dense-3" of "dense".
    digest
        Of the program: the same name stands for another program once the model changes.
    limit
        Seconds that the strategy was given.
    status
        As of an `Outcome`, or one of `WITHOUT_OUTCOME`.
    objective
        By tier, as the strategy claims it.
    bound
        As the strategy claims it; empty if there was no outcome.
    seconds
        Wall time of the solve alone, measured from outside the strategy. If the run was ended from
        outside, the time until then.
    incumbents
        Seconds and objective of each plan that was the best so far.
    problems
        What the checker found wrong; empty if the claim holds.
    message
        What a strategy that ended without an outcome said.
    megabytes
        Peak memory of the process.
    choices, rows
        The size of the program.
    run
        Machine, versions, commit and date.
    certified
        Whether a certificate proves the claim, as `lab.certifying` sees it. Records of before there
        were certificates do not say, and count as not certified.
    repeat
        Which of several runs this is that differ in nothing else, from 0.
    cpu_seconds
        Of the processor during the solve, for all threads of the run's process. If the run was
        ended from outside, as far as the system says it. None, as all that follows, in records of
        before it was kept, and if the run did not get so far.
    children_cpu_seconds
        Of the processor during the solve, for processes that the strategy started and waited for.
        None on Windows too.
    statistics
        What the solver counted, by its outcome: `deterministic_time`, `branches` and `conflicts` of
        CP-SAT, `nodes` and `simplex_iterations` of MIP solvers, and whatever else a strategy says.
    load
        The system's load average over the minute before the run; None on Windows too.
    cores
        Those that the run was held to; None if it had the whole machine.
    options
        Of the strategy: its class and fields, as `lab.options` writes them.
    environment
        What the run had other than what was installed, such as "ortools==9.14.6206"; empty if
        nothing was. The versions of `run` are those of the run.
    """

    instance: str
    family: str
    digest: str
    strategy: str
    seed: int
    limit: float
    status: str
    objective: tuple[int, ...] | None
    bound: tuple[int, ...]
    taken: tuple[int, ...]
    seconds: float
    incumbents: tuple[tuple[float, tuple[int, ...]], ...]
    problems: tuple[str, ...]
    message: str
    megabytes: float
    choices: int
    rows: int
    run: dict[str, Any]
    certified: bool = False
    repeat: int = 0
    cpu_seconds: float | None = None
    children_cpu_seconds: float | None = None
    statistics: dict[str, float] | None = None
    load: float | None = None
    cores: tuple[int, ...] | None = None
    options: dict[str, Any] | None = None
    environment: str = ""

    @property
    def key(self) -> tuple[str, str, int, float, str, int]:
        """What tells runs apart, the repeat last: one with the same key need not be made again."""
        return (
            *(self.instance, self.strategy, self.seed, self.limit),
            self.environment,
            self.repeat,
        )

    @property
    def solved(self) -> bool:
        """Whether a plan was found that the checker accepts."""
        return self.status in ("optimal", "feasible") and not self.problems

    @property
    def proven(self) -> bool:
        """Whether the question is closed, in the checker's eyes too."""
        return self.status in ("optimal", "infeasible") and not self.problems


def write_line(record: Record) -> str:
    """Return a record as one line of JSON."""
    return json.dumps(cattrs.unstructure(record), separators=(",", ":"), allow_nan=False)


def ordered_runs(records: Iterable[Record]) -> list[Record]:
    """Return runs in the order in which a report sees them, whatever order they come in.

    Raises an `InputError` if there is none, or if one instance stands for two programs.
    """
    ordered = sorted(records, key=lambda record: (record.key, write_line(record)))
    if not ordered:
        raise InputError("records", ordered, "has no run; give at least one", "missing")
    digests: dict[str, set[str]] = {}
    for record in ordered:
        if record.digest:  # "": it died too soon
            digests.setdefault(record.instance, set()).add(record.digest)
    for instance, some in digests.items():
        if len(some) > 1:
            accepted = f"stands for {len(some)} programs, {sorted(some)}; give the runs of one"
            raise InputError("records.instance", instance, accepted, "contradiction")
    return ordered


def read_records(path: Path) -> Iterator[Record]:
    """Yield the records of a file; a last line that was cut off while it was written is left out.

    Raises a `FileError` if the file cannot be read, or another line is not a record.
    """
    lines = read_text(path).split("\n")
    last = lines.pop()
    for number, line in enumerate(lines, start=1):
        yield read_line(line, path, number)
    if last and not (last.startswith(_BEGIN) or _BEGIN.startswith(last)):
        yield read_line(last, path, len(lines) + 1)


_BEGIN = '{"instance":"'


_NAME, _NUMBER = r"[A-Za-z0-9][\w.-]*", r"[\w.!+-]+"
_VERSION = re.compile(f"{_NAME}=={_NUMBER}", re.ASCII)
"""A version of a package; pages show it as it is."""


def _problems(record: Record) -> Iterator[str]:
    """Yield what is wrong with fields that hold a version, or versions by package."""
    if record.environment and not _VERSION.fullmatch(record.environment):
        yield "environment: is not a package with its version, such as ortools==9.15.6755"
    for name in ("versions", "judged_with"):
        table = record.run.get(name, {})
        given = table.items() if isinstance(table, dict) else [("", table)]
        if not all(_VERSION.fullmatch(f"{package}=={version}") for package, version in given):
            yield f"run.{name}: is not a table of packages with their versions"


def read_line(line: str, path: Path, number: int) -> Record:
    """Return the record of a line, such as `write_line` writes it, without the line's end.

    Raises a `FileError` with the path and the line's number if it is none.
    """
    problems: list[str] = []
    data = gather(problems, "", partial(parse_json, line), DECODING)
    record = None if problems else gather_record(problems, "", data, Record)
    if isinstance(record, Record):
        numbers = (record.limit, record.seconds, record.megabytes)
        if not all(math.isfinite(one) and one >= 0 for one in numbers):
            problems = ["limit, seconds and megabytes: are not all numbers from 0 on"]
        problems += _problems(record)
        record = None if problems else record
    if not isinstance(record, Record):
        told = "; ".join(problems)
        raise FileError(str(path), [f"line {number} is not a record of a run: {told}"])
    return record
