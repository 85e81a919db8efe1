"""The command ``strengthfit bench``: strategies compared on instances, with a report."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..domain import Policy
from ..domain.presets import PRESETS
from ..domain.words import counted
from ..ending import keeping
from ..visible import visible
from .bench_report import need_bench, report, show_report
from .bench_versions import show_versions, versions
from .reading import BadInput, read_limits, shown_errors

if TYPE_CHECKING:
    from ..lab.records import Record
    from ..lab.worker import Job

RECORDS = "records.jsonl"
VERSIONS = "versions.md"
ENVIRONMENTS = "environments"


class _SeveralEach(click.Group):
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


@click.group(cls=_SeveralEach, invoke_without_command=True)
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
@click.option(
    "--against",
    metavar="PACKAGE==VERSION,...",
    help="Versions of a package; every run is made with each, and they are compared.",
)
@click.option(
    "--environments",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the environments of --against, to be used again. By default in --out.",
)
@click.option(
    "--isolate",
    type=click.Choice(["benchexec"]),
    help="Hold each run in a control group of its own; on Linux, with the extra isolate.",
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
    repeats: int,
    plans: str | None,
    out: Path,
    resume: bool,
    together: int,
    megabytes: int,
    against: str | None,
    environments: Path | None,
    isolate: str | None,
    as_json: bool,
) -> None:
    """Compare strategies on instances; write records and a report to a folder."""
    if click.get_current_context().invoked_subcommand is not None:
        return
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
        ("against", against),
        ("isolate", isolate),
    ):
        command += f" --{option} {value}" if value else ""
    command += f" --repeats {repeats}" if repeats > 1 else ""
    command += " --plans PLANS" if plans else ""
    with shown_errors():
        if against is None:
            need_bench()
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
            repeats=repeats,
        )
        try:
            out.mkdir(parents=True, exist_ok=True)
            jobs = _elsewhere(jobs, against, environments or out / ENVIRONMENTS, isolate)
            records = _run(jobs, out / RECORDS, command, resume=resume, together=together)
        except OSError as error:
            raise BadInput(f"{out}: cannot be written: {error}") from None
        if against is not None:
            show_versions(records, out / VERSIONS, as_json=as_json)
        else:
            show_report(records, out, as_json=as_json)


def _names(given: str | None, default: Any) -> Any:
    """Return the names between commas, each once."""
    if given is None:
        return default
    return list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))


def _elsewhere(
    jobs: list[Job], against: str | None, folder: Path, isolate: str | None
) -> list[Job]:
    """Return the runs with each version that is asked for, held by what is asked for."""
    import attrs

    from ..lab.elsewhere.environments import environments, paired
    from ..lab.elsewhere.isolation import check_isolation

    if isolate is not None:
        check_isolation(isolate)
        jobs = [attrs.evolve(job, isolate=isolate) for job in jobs]
    return jobs if against is None else paired(jobs, environments(against, folder))


def _run(jobs: list[Job], file: Path, command: str, *, resume: bool, together: int) -> list[Record]:
    """Make the runs that are missing, with a progress bar, and return those asked for."""
    from ..lab.records import read_records
    from ..lab.runner import missing_jobs, run_jobs

    if file.exists() and not resume:
        raise BadInput(f"{file}: is there already; go on with --resume, or choose another --out")
    left = len(missing_jobs(jobs, file))
    with (
        keeping(lambda: _kept(jobs, file)),
        closing(run_jobs(jobs, file, together=together, command=command)) as runs,
        click.progressbar(
            length=left, label=f"{left} runs", item_show_func=str, file=sys.stderr
        ) as bar,
    ):
        for record in runs:
            bar.update(1, f"{record.strategy} on {record.instance}")
    asked = {job.key for job in jobs}
    return [record for record in read_records(file) if record.key in asked]


def _kept(jobs: list[Job], file: Path) -> str:
    """Return how many of the runs are in the file of records, and how to go on."""
    from ..lab.runner import missing_jobs

    made = len(jobs) - len(missing_jobs(jobs, file))
    return f"{made} of {counted(len(jobs), 'run')} are in {visible(str(file))}; go on with --resume"


bench.add_command(report)
bench.add_command(versions)
