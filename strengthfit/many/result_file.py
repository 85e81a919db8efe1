"""Results in a file of JSON lines, which a run that was stopped can go on with.

The first line says what the results answer. Each further one is a result, written in one piece when
it is known; of a last line that was cut off nothing is kept, and its week is planned again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor
from hashlib import blake2b
from typing import IO, Any

import attrs

from ..domain.block import Block
from ..domain.policy import Policy
from ..errors import FileError, InputError
from ..foreign import DECODING
from ..interchange.answers import ResultsHead, to_dict
from ..interchange.format import BlockFile, WeekFile
from ..interchange.week_file import file_to_dict
from ..planning.results import PlanResult
from ..strategies.protocol import Limits, Strategy
from ..text_file import append_whole, parse_json, system_words
from .items import Entry, as_items, read_item
from .links import check_sent
from .planner import Item, check_ways, plan_numbered
from .question import Question, as_question
from .work import policy_for, versions

_GZIPPED = ".gz"


@attrs.frozen
class WrittenResult:
    """A result as it stands in a file.

    Parameters
    ----------
    number, id, seconds
        As of a `PlanResult`.
    plan : dict or None
        What `to_dict` makes of the plan; `plan_from_dict` makes a plan of it.
    error : dict or None
        What is wrong, as it was written.
    """

    number: int
    id: str | int
    plan: dict[str, Any] | None
    error: dict[str, Any] | None
    seconds: float = attrs.field(eq=False)


def plan_into_file(
    items: Iterable[Item | tuple[str | int, Item]],
    path: str | os.PathLike[str],
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    *,
    resume: bool = False,
    executor: Executor | None = None,
    workers: int | None = None,
    ordered: bool = False,
    chunk: int | None = None,
) -> Generator[PlanResult, None, None]:
    """Plan many weeks as `plan_many` does, and write each result to a file before it is yielded.

    Parameters
    ----------
    items
        As for `plan_many`. A run that goes on needs the same ones in the same order, perhaps with
        more of them at the end; of those that are done it checks id, week and policy.
    path
        Of a file of JSON lines, by custom with the ending ".jsonl".
    resume
        Go on with the file, if it is there: plan what has no result in it. Otherwise it must not be
        there, or be empty.
    policy, strategy, limits, executor, workers, ordered, chunk
        As for `plan_many`. A run that goes on has to ask the same under the same versions.

    Yields
    ------
    PlanResult
        Those that are new.

    Raises
    ------
    InputError
        If an argument is not accepted; then there is no file yet.
    FileError
        If the file cannot be written, is there already, holds something else or answers to another
        question, or another run is writing it.

    Examples
    --------
    >>> import tempfile, strengthfit as sf
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> from pathlib import Path
    >>> weeks = [sf.Week([], strength=1), sf.Week([], strength=2)]
    >>> with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as threads:
    ...     file = Path(folder, "results.jsonl")
    ...     first = list(plan_into_file(weeks[:1], file, executor=threads))
    ...     rest = list(plan_into_file(weeks, file, executor=threads, resume=True))
    ...     written = list(read_results(file))
    >>> [result.number for result in rest], [result.plan["status"] for result in written]
    ([1], ['optimal', 'optimal'])
    """
    question, given = as_question(policy, strategy, limits), as_items(items)
    check_ways(executor, workers, chunk)
    check_sent(executor, question)
    file = ResultFile(path, question, resume=resume)
    found = plan_numbered(
        file.left(given), question, executor=executor, workers=workers, ordered=ordered, chunk=chunk
    )
    return file.write_all(found)


def read_results(path: str | os.PathLike[str]) -> Iterator[WrittenResult]:
    """Yield the results of a file, in the order in which they were written.

    Raises
    ------
    FileError
        If the file cannot be read, or does not hold results.
    """
    source = _name_of(path)
    with _opened(source, "rb") as file:
        lines = _whole_lines(file)
        head = next(lines, None)
        if head is None or _table(head, "results") is None:
            raise FileError(source, [_NO_RESULTS])
        for number, line in enumerate(lines, start=2):
            yield _written(line, source, number)


def head_line(question: Question) -> bytes:
    """Return the first line of a file of results, without its end."""
    strategy = question.strategy
    head = ResultsHead(
        policy=question.policy,
        strategy=strategy if isinstance(strategy, str) else _words(strategy),
        seconds=question.limits.seconds,
        deterministic=question.limits.deterministic,
        versions=dict(versions()),
    )
    return _line(head)


def result_line(result: PlanResult) -> bytes:
    """Return a result as a line, without its end."""
    return _line(result)


def _line(value: ResultsHead | PlanResult) -> bytes:
    return json.dumps(to_dict(value), separators=(",", ":"), allow_nan=False).encode()


def _words(strategy: Strategy) -> str:
    """Return what names a strategy the same in each run: no address is part of it."""
    kind = type(strategy)
    return repr(strategy) if attrs.has(kind) else f"{kind.__module__}.{kind.__qualname__}"


@attrs.frozen
class Done:
    """What a file holds of an item: its id, a digest of what was given, and whether it is planned.

    Nothing is known of what was given if there is an error in the place of a plan.
    """

    id: str | int
    given: bytes | None
    status: str | None


class ResultFile:
    """A file of results to which a run adds: what it holds already, and what is left to do."""

    def __init__(
        self, path: str | os.PathLike[str], question: Question, *, resume: bool = False
    ) -> None:
        self._source, self._question = _name_of(path), question
        self.done: dict[int, Done] = {}
        _refuse(self._source)
        self._file = _opened(self._source, "ab+")
        try:
            self._begin(resume)
        except BaseException:
            self._file.close()
            raise

    def _begin(self, resume: bool) -> None:
        """Read what is there, and leave the file at the end of its last whole line."""
        _hold_alone(self._file, self._source)
        if self._file.seek(0, os.SEEK_END) and not resume:
            problem = "is there already; go on with it by resume, or choose another file"
            raise FileError(self._source, [problem], "contradiction")
        head, self._file_end = head_line(self._question), 0
        self._file.seek(0)
        lines = _whole_lines(self._file)
        first = next(lines, None)
        if first is None:
            self._check_cut(head)
        else:
            _check_head(first, head, self._source)
            self._file_end = len(first) + 1
            for number, line in enumerate(lines, start=2):
                self._note(_written(line, self._source, number))
                self._file_end += len(line) + 1
        self._file.truncate(self._file_end)
        if first is None:
            self._append(head)

    def _check_cut(self, head: bytes) -> None:
        """Refuse a file whose only line is neither whole nor the beginning of our first."""
        self._file.seek(0)
        if not head.startswith(self._file.read(len(head) + 1)):
            raise FileError(self._source, [_NO_RESULTS])

    def _note(self, result: WrittenResult) -> None:
        if result.number in self.done:
            problem = f"holds two results of item {result.number}"
            raise FileError(self._source, [problem], "duplicate")
        given = None if result.plan is None else _digest(result.plan.get("given"))
        status = None if result.plan is None else result.plan.get("status")
        self.done[result.number] = Done(result.id, given, status)

    def left(self, items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """Yield the items without a result, with their numbers; refuse others than were planned."""
        known = dict(self.done)
        for number, item in enumerate(items):
            if number in known:
                self._check_same(known.pop(number), number, item)
            else:
                yield number, item
        if known:
            problem = f"holds a result of item {min(known)}, which is not among the items now"
            raise FileError(self._source, [problem], "contradiction")

    def _check_same(self, done: Done, number: int, item: Any) -> None:
        entry = read_item(0, number, item)
        if entry.id != done.id:
            problem = f"holds item {number} as {done.id!r}, and now it is {entry.id!r}"
            raise FileError(self._source, [f"{problem}; {_SAME}"], "contradiction")
        if done.given is not None and done.given != _given(self._question, entry):
            problem = f"holds item {number}, {done.id!r}, with another week or policy than now"
            raise FileError(self._source, [f"{problem}; {_SAME}"], "contradiction")

    def write_all(
        self, results: Generator[PlanResult, None, None]
    ) -> Generator[PlanResult, None, None]:
        """Write each result and yield it."""
        try:
            for result in results:
                self._append(result_line(result))
                yield result
        finally:
            results.close()
            self._file.close()

    def _append(self, line: bytes) -> None:
        """Add a line with its end."""
        try:
            append_whole(self._file, line + b"\n")
        except OSError as error:
            problem = f"cannot be written: {system_words(error)}"
            raise FileError(self._source, [problem], "unreadable") from None


_SAME = "go on with the same weeks in the same order"
_NO_RESULTS = "does not hold results of many weeks"


def _refuse(source: str) -> None:
    """Refuse what no lines can be added to later."""
    if source.endswith(_GZIPPED):
        raise FileError(source, ["is written line by line; leave out .gz"], "unsupported")
    if os.path.exists(source) and not os.path.isfile(source):
        kind = "a directory" if os.path.isdir(source) else "a device or a pipe"
        raise FileError(source, [f"is {kind}, not a file"], "unreadable")


def _name_of(path: str | os.PathLike[str]) -> str:
    """Return the name of a file as text, or refuse what names none."""
    try:
        return os.fsdecode(path)
    except TypeError:
        accepted = "does not name a file; write e.g. 'results.jsonl'"
        raise InputError("path", path, accepted, "wrong_type") from None


def _opened(source: str, mode: str) -> IO[bytes]:
    try:
        file: IO[bytes] = open(source, mode, buffering=0)  # noqa: SIM115  # the caller closes it
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        raise FileError(source, [system_words(error)], "unreadable") from None
    return file


def _hold_alone(file: IO[bytes], source: str) -> None:
    """Refuse a file that another run is writing, on systems that know; it ends with the run."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FileError(source, ["is being written by another run"], "contradiction") from None
    except OSError:  # a file system without locks
        return


def _whole_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines that have an end, without it."""
    rest = b""
    while piece := file.read(1 << 20):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _table(line: bytes, form: str) -> dict[str, Any] | None:
    """Return a line as a table of this format; None if it is not one."""
    try:
        table = parse_json(line.decode())
    except DECODING:
        return None
    good = isinstance(table, dict) and table.get("format") == f"strengthfit.{form}"
    return table if good else None


def _check_head(line: bytes, head: bytes, source: str) -> None:
    """Refuse results that answer another question, and say in what it differs."""
    there, here = _table(line, "results"), json.loads(head)
    if there is None:
        raise FileError(source, [_NO_RESULTS])
    differing = [name for name in here if there.get(name) != here[name]]
    if differing:
        raise FileError(
            source,
            [
                f"answers another question: {name} is {json.dumps(there.get(name))} there and "
                f"{json.dumps(here[name])} here"
                for name in differing
            ],
            "contradiction",
        )


def _written(line: bytes, source: str, number: int) -> WrittenResult:
    """Return a result that stands in a line, which has this number in its file."""
    table = _table(line, "result")
    try:
        if table is None:
            raise ValueError
        written = WrittenResult(
            number=_of(int, table["number"]),
            id=_of((int, str), table["id"]),
            plan=_of((dict, type(None)), table["plan"]),
            error=_of((dict, type(None)), table["error"]),
            seconds=_of((int, float), table["seconds"]),
        )
        if written.number < 0 or (written.plan is None) == (written.error is None):
            raise ValueError
    except (KeyError, TypeError, ValueError):
        raise FileError(source, [f"line {number} is not a result"]) from None
    return written


def _of(kind: Any, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, kind):
        raise ValueError(value)
    return value


def _given(question: Question, entry: Entry | PlanResult) -> bytes | None:
    """Return a digest of what the plan of an item says was given."""
    if isinstance(entry, PlanResult):
        return None
    week, own = entry.asked
    policy = policy_for(question, own)
    held = BlockFile(week, policy) if isinstance(week, Block) else WeekFile(week, policy)
    return _digest(file_to_dict(held))


def _digest(table: Any) -> bytes:
    return blake2b(json.dumps(table).encode(), digest_size=8).digest()
