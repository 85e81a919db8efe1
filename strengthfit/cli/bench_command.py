"""The command ``strengthfit bench``: strategies compared on instances, with a report."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .bench_report import need_bench, report, show_report
from .reading import BadInput, read_limits, shown_errors

if TYPE_CHECKING:
    from ..lab.records import Record
    from ..lab.worker import Job

RECORDS = "records.jsonl"


@click.group(invoke_without_command=True)
@click.option("--suite", type=click.Choice(["quick", "full"]), default="quick", show_default=True)
@click.option("--families", help="Families of instances, with commas between. By default all.")
@click.option(
    "--strategies",
    help='Names with commas between; "module:object" for one of your own. By default all.',
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
    "--repeats",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="Times that each run is made, each on a new copy of the instance.",
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
    help="Runs at a time, each on a core of its own; more than one makes times less sure.",
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
    suite: str,
    families: str | None,
    strategies: str | None,
    seconds: float,
    seeds: int,
    repeats: int,
    plans: str | None,
    out: Path,
    resume: bool,
    together: int,
    megabytes: int,
    as_json: bool,
) -> None:
    """Compare strategies on a suite of instances; write records and a report to a folder."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    from ..lab.runner import list_jobs
    from ..lab.strategies import names

    command = f"strengthfit bench --suite {suite} --seconds {seconds:g} --seeds {seeds}"
    command += f" --repeats {repeats}" if repeats > 1 else ""
    for option, value in (("families", families), ("strategies", strategies)):
        command += f" --{option} {value}" if value else ""
    command += " --plans PLANS" if plans else ""  # where they lie is nobody's business
    with shown_errors():
        need_bench()
        read_limits(seconds)
        jobs = list_jobs(
            suite,
            _names(strategies, names()),
            families=_names(families, None),
            seconds=seconds,
            seeds=seeds,
            plans=plans,
            megabytes=megabytes,
            repeats=repeats,
        )
        try:
            out.mkdir(parents=True, exist_ok=True)
            records = _run(jobs, out / RECORDS, command, resume=resume, together=together)
        except OSError as error:
            raise BadInput(f"{out}: cannot be written: {error}") from None
        show_report(records, out, as_json=as_json)


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
    with (
        closing(run_jobs(jobs, file, together=together, command=command)) as runs,
        click.progressbar(
            length=left, label=f"{left} runs", item_show_func=str, file=sys.stderr
        ) as bar,
    ):
        for record in runs:
            bar.update(1, f"{record.strategy} on {record.instance}")
    asked = {job.key for job in jobs}
    return [record for record in read_records(file) if record.key in asked]


bench.add_command(report)
