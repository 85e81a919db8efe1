"""The command ``strengthfit plan-many``: a week in each line of a file, a result in each line."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from ..domain.words import counted
from ..ending import keeping
from ..interchange.week_lines import WeekLine, parse_week_lines, read_week_lines
from ..planning import PlanResult
from ..printable import one_line
from ..stopping import Progress
from ..strategies import STRATEGIES
from ..visible import visible
from .commands import NO_PLAN
from .options import PRESET
from .output import checked_target, hand_out
from .progress_bar import progress_bar, watching
from .reading import (
    BadInput,
    from_stdin,
    name_of,
    options,
    read_limits,
    shown_errors,
    standard_input,
)

if TYPE_CHECKING:
    from ..many.question import Question

_ERROR = "error"
"""The outcome of a line without a plan, beside the statuses of plans."""

Results = Generator[PlanResult, None, None]


@click.command("plan-many")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@PRESET
@click.option("--strategy", type=click.Choice(list(STRATEGIES)), default="cpsat", show_default=True)
@click.option("--seconds", type=float, help="Stop after this many seconds in each week.")
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    help="Processes, by default one for each core; with --dask, tasks at a time.",
)
@click.option("--dask", "address", help="Plan on the cluster whose scheduler has this address.")
@click.option(
    "-o",
    "--output",
    "--out",
    "output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the results to this file rather than print them.",
)
@click.option("--resume", is_flag=True, help="Go on with the file of --output, if it is there.")
def plan_many(
    *,
    file: Path,
    preset: str | None,
    strategy: str,
    seconds: float | None,
    workers: int | None,
    address: str | None,
    output: Path | None,
    resume: bool,
) -> None:
    """Plan the week in each line of FILE, several at a time, and write a result for each.

    A line is what a week file or a block file holds, in JSON, perhaps with an "id"; - is standard
    input. A line that cannot be read is a result with its error. Results are lines of JSON, in the
    order of FILE; the first line says what they answer.
    """
    from ..many.planner import plan_numbered
    from ..many.question import as_question

    target = checked_target(output, [file], "choose another file")
    if resume and target is None:
        raise BadInput("--resume: goes on with a file; name it with --output")
    counts: Counter[str] = Counter()
    with shown_errors(), options(), _executor(address) as executor:
        weeks = _weeks(file)
        question = as_question(preset, strategy, read_limits(seconds))
        plan = partial(
            plan_numbered, question=question, executor=executor, workers=workers, ordered=True
        )
        if target is None:
            results = _printed(plan(enumerate(weeks)), question)
        else:
            results = _filed(weeks, target, question, plan, counts, resume=resume)
        with keeping(lambda: _kept(target)), closing(results), _bar(target):
            for result in results:
                counts[_ERROR if result.plan is None else result.plan.status] += 1
                _note(result, counts.total())
    click.echo(_summary(counts), err=True)
    if any(counts[outcome] for outcome in (*NO_PLAN, _ERROR)):
        sys.exit(1)


def _executor(address: str | None) -> AbstractContextManager[Any]:
    """Return the executor of a cluster, to be closed afterwards; None stands for processes."""
    if address is None:
        return nullcontext()
    from ..many.cluster import dask_executor

    return dask_executor(address)


def _weeks(file: Path) -> Iterator[WeekLine]:
    """Return the weeks of a file or of standard input, which are read as they are needed."""
    if from_stdin(file):
        return parse_week_lines(_apart(standard_input()), name_of(file))
    return read_week_lines(file)


def _apart(typed: BinaryIO) -> BinaryIO:
    """Return standard input as a file of its own, which Python does not wait for when it ends.

    It is read in another thread, which may still wait for a line then.
    """
    try:
        return open(typed.fileno(), "rb", closefd=False)
    except OSError:  # it is no file of the system's
        return typed


def _filed(
    weeks: Iterator[WeekLine],
    target: Path,
    question: Question,
    plan: Callable[..., Results],
    counts: Counter[str],
    *,
    resume: bool,
) -> Results:
    """Return results that are written to a file, after counting those that it has already."""
    from ..many.result_file import ResultFile

    sink = ResultFile(target, question, resume=resume)
    counts.update(done.status or _ERROR for done in sink.done.values())
    return sink.write_all(plan(sink.left(weeks)))


def _printed(results: Results, question: Question) -> Results:
    """Print results, and yield them."""
    from ..many.result_file import head_line, result_line

    with closing(results):
        hand_out(f"{head_line(question).decode()}\n", None)
        for result in results:
            hand_out(f"{result_line(result).decode()}\n", None)
            yield result


def _bar(target: Path | None) -> AbstractContextManager[None]:
    """Return a bar, to be shown if the results do not go to the same terminal."""
    if target is None and sys.stdout.isatty():
        return nullcontext()
    return progress_bar("plan-many")


def _note(result: PlanResult, done: int) -> None:
    """Take note of a result on the bar, and say it if there is no plan."""
    if result.plan is None:
        click.echo(str(result), err=True)
    if (watch := watching()) is not None:
        watch(Progress(done, None, one_line(str(result.id))))


def _kept(target: Path | None) -> str:
    """Return how many results are in a file, and how to go on; nothing if there is none."""
    if target is None:
        return ""
    with open(target, "rb") as file:
        number = max(0, sum(1 for _ in file) - 1)  # the first line says what they answer
    results = f"{counted(number, 'result')} {'is' if number == 1 else 'are'}"
    return f"so far {results} in {visible(str(target))}; go on with --resume"


def _summary(counts: Counter[str]) -> str:
    """Return how many weeks there are, and how many of them have no plan, and why.

    Examples
    --------
    >>> _summary(Counter(optimal=8, infeasible=1, error=1))
    '10 weeks: 8 optimal, 1 infeasible, 1 error'
    """
    each = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
    weeks = counted(counts.total(), "week")
    return f"{weeks}: {each}" if counts else weeks
