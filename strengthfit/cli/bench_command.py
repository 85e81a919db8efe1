"""The command ``strengthfit bench``: strategies compared on instances, with a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from ..domain import Policy
from ..domain.presets import PRESETS
from ..errors import MissingExtraError
from ..show.text.layout import table
from .reading import BadInput, read_limits, shown_errors

if TYPE_CHECKING:
    from ..lab.records import Record
    from ..lab.report.aggregate import Standing
    from ..lab.worker import Job

RECORDS = "records.jsonl"


class _SeveralEach(click.Command):
    """A command with options that take what follows them, up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse arguments after writing such an option before each of its values."""
        return super().parse_args(ctx, list(_repeated(args, ("--instances", "--names"))))


def _repeated(args: list[str], options: tuple[str, ...]) -> Iterator[str]:
    """Yield "--names a --names b" for "--names a b".

    Examples
    --------
    >>> list(_repeated(["--names", "a", "b", "--json"], ("--names",)))
    ['--names', 'a', '--names', 'b', '--json']
    """
    current, fresh = None, False
    for arg in args:
        if arg.startswith("-"):
            current, fresh = (arg if arg in options else None), True
        elif current is not None and not fresh:
            yield current
        else:
            fresh = False
        yield arg


@click.command(cls=_SeveralEach)
@click.option(
    "--suite",
    type=click.Choice(["quick", "full"]),
    help="By default quick, or none if instances are given.",
)
@click.option("--families", help="Families of instances, with commas between. By default all.")
@click.option(
    "--instances",
    "files",
    multiple=True,
    metavar="FILE...",
    type=click.Path(),
    help="Files of programs in JSON, or of weeks, which are compiled.",
)
@click.option(
    "--names",
    "named",
    multiple=True,
    metavar="NAME...",
    help="Single instances of families, such as dense-77 coach-3.",
)
@click.option(
    "--preset",
    type=click.Choice(list(PRESETS)),
    help="Policy of the weeks in files, instead of their own.",
)
@click.option(
    "--strategies",
    help='Names with commas between, perhaps with parameters, as in "cpsat(seed=3)"; '
    '"module:object" for one of your own. By default all.',
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.01, 86_400),
    default=2.0,
    show_default=True,
    help="For each solve.",
)
@click.option(
    "--seeds",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="Seeds for each strategy that takes one.",
)
@click.option(
    "--plans",
    type=click.Path(file_okay=False, exists=True),
    help="Folder of published plans, whose weeks are added.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="bench",
    show_default=True,
    help="Folder for records and report.",
)
@click.option("--resume", is_flag=True, help="Go on with the records that are in the folder.")
@click.option(
    "--jobs",
    "together",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Runs at a time; more than one makes times less sure.",
)
@click.option(
    "--megabytes",
    type=click.IntRange(256, 1_000_000),
    default=8192,
    show_default=True,
    help="Memory for each run.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def bench(
    *,
    suite: str | None,
    families: str | None,
    files: tuple[str, ...],
    named: tuple[str, ...],
    preset: str | None,
    strategies: str | None,
    seconds: float,
    seeds: int,
    plans: str | None,
    out: Path,
    resume: bool,
    together: int,
    megabytes: int,
    as_json: bool,
) -> None:
    """Compare strategies on instances; write records and a report to a folder."""
    from ..lab.runner import list_jobs
    from ..lab.strategies import names
    from ..strategies.parameters import split_names

    singles = _names(",".join(named), [])
    if suite is None and (families or not (files or named)):
        suite = "quick"
    command = f"strengthfit bench --seconds {seconds:g} --seeds {seeds}"
    for option, value in (
        ("suite", suite),
        ("families", families),
        ("names", " ".join(singles)),
        ("instances", " ".join(Path(file).name for file in files)),  # where they lie is private
        ("preset", preset),
        ("strategies", strategies),
    ):
        command += f" --{option} {value}" if value else ""
    command += " --plans PLANS" if plans else ""
    with shown_errors():
        _need_extra()
        read_limits(seconds)
        jobs = list_jobs(
            suite,
            names() if strategies is None else split_names(strategies),
            families=_names(families, None),
            named=singles,
            files=files,
            policy=None if preset is None else Policy.preset(preset),
            seconds=seconds,
            seeds=seeds,
            plans=plans,
            megabytes=megabytes,
        )
        try:
            out.mkdir(parents=True, exist_ok=True)
            records = _run(jobs, out / RECORDS, command, resume=resume, together=together)
        except OSError as error:
            raise BadInput(f"{out}: cannot be written: {error}") from None
        _report(records, out, as_json=as_json)


def _need_extra() -> None:
    """Say what the report needs before the runs are made, not after."""
    if any(find_spec(name) is None for name in ("matplotlib", "markdown_it")):
        raise MissingExtraError("the report", "bench")


def _names(given: str | None, default: Any) -> Any:
    """Return the names between commas, each once."""
    if given is None:
        return default
    return list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))


def _run(jobs: list[Job], file: Path, command: str, *, resume: bool, together: int) -> list[Record]:
    """Make the runs that are missing, with a progress bar, and return those asked for."""
    from ..lab.records import read_records
    from ..lab.runner import missing_jobs, run_jobs

    if file.exists() and not resume:
        raise BadInput(f"{file}: is there already; go on with --resume, or choose another --out")
    left = len(missing_jobs(jobs, file))
    with click.progressbar(
        length=left, label=f"{left} runs", item_show_func=str, file=sys.stderr
    ) as bar:
        for record in run_jobs(jobs, file, together=together, command=command):
            bar.update(1, f"{record.strategy} on {record.instance}")
    asked = {job.key for job in jobs}
    return [record for record in read_records(file) if record.key in asked]


def _report(records: list[Record], folder: Path, *, as_json: bool) -> None:
    """Write the report, and print the table over all instances."""
    from ..lab.best_known import known_objectives
    from ..lab.measures import best_known
    from ..lab.report import write_report
    from ..lab.report.aggregate import standings
    from ..lab.report.data import runs_table

    given = known_objectives(records)
    page = write_report(records, folder, given)
    rows = standings(runs_table(records, best_known(records, given)))
    if as_json:
        click.echo(json.dumps([attrs.asdict(row) for row in rows], indent=2))
    else:
        click.echo(_table(rows))
    click.echo(f"Report: {page}", err=as_json)


_HEAD = (
    *("strategy", "runs", "proven", "plan only", "no plan", "wrong", "refused", "ended"),
    *("proof s", "integral %"),
)


def _table(rows: list[Standing]) -> str:
    """Return the table in plain text, whose columns the report explains."""
    cells = [_HEAD] + [
        (
            *(row.strategy, str(row.runs), str(row.proven), str(row.unproven), str(row.nothing)),
            *(str(row.wrong), str(row.refused), str(row.ended)),
            f"{row.proof.value:.3f}" if row.proven else "-",
            "-" if row.integral is None else f"{row.integral.value:.2f}",
        )
        for row in rows
    ]
    name, *widths = (max(map(len, column)) for column in zip(*cells, strict=True))
    lines = [(*line[:-1], f"{line[-1]:>{widths[-1]}}") for line in cells]
    return "\n".join(table(lines, [name, *(-width for width in widths[:-1])]))
