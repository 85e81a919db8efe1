"""What ``strengthfit bench`` shows of records: the table over all instances, and the report."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from ..errors import MissingExtraError
from ..show.text.layout import figures
from .bench_records import joined, one_of_each
from .reading import shown_errors

if TYPE_CHECKING:
    from ..lab.records import Record
    from ..lab.report.aggregate import Standing


@click.command("report")
@click.argument(
    "files", metavar="RECORDS...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the report, which is not written without it.",
)
@click.option(
    "--csv",
    "table_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for a table of all runs, a line each.",
)
@click.option(
    "--aslib",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for a scenario of ASlib, for learning which strategy to choose.",
)
@click.option(
    "--plans",
    type=click.Path(file_okay=False, exists=True),
    help="Folder of published plans, for the features of their weeks in a scenario.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def report(
    *,
    files: tuple[Path, ...],
    out: Path | None,
    table_file: Path | None,
    aslib: Path | None,
    plans: str | None,
    as_json: bool,
) -> None:
    """Show what runs came to, from their records alone; several files are joined."""
    with shown_errors():
        found = joined(files)
        if table_file is not None:
            from ..lab.columns import write_csv

            write_csv(
                [each for each, _ in found], table_file, file=[str(file) for _, file in found]
            )
            click.echo(f"{len(found)} runs: {table_file}", err=True)
        if aslib is not None:
            from ..lab.aslib import write_aslib
            from ..lab.looks import looks

            records = _labelled(found)
            write_aslib(records, aslib, looks(records, plans))
            click.echo(f"scenario of ASlib: {aslib}", err=True)
        if (table_file is None and aslib is None) or out is not None or as_json:
            need_bench()
            show_report(_labelled(found), out, as_json=as_json)


def _labelled(found: list[tuple[Record, Path]]) -> list[Record]:
    """Return one record of each run; names of strategies tell versions of a package apart."""
    from ..lab.versions import labelled

    return labelled(one_of_each(found))


def need_bench() -> None:
    """Say what the report needs before anything is done, not after."""
    if any(find_spec(name) is None for name in ("matplotlib", "markdown_it", "pandas")):
        raise MissingExtraError("the report", "bench")


def show_report(records: list[Record], folder: Path | None, *, as_json: bool) -> None:
    """Write the report if there is a folder for it, and print the table over all instances."""
    from ..lab.best_known import known_objectives
    from ..lab.measures import SHIFT, best_known
    from ..lab.records import ordered_runs
    from ..lab.repeats import median_repeats
    from ..lab.report import write_report
    from ..lab.report.aggregate import standings
    from ..lab.report.data import runs_table

    records = ordered_runs(records)
    given = known_objectives(records)
    page = None if folder is None else write_report(records, folder, given)
    rows = standings(runs_table(median_repeats(records), best_known(records, given)))
    if as_json:
        click.echo(json.dumps([attrs.asdict(row) for row in rows], indent=2))
    else:
        click.echo(_table(rows))
        click.echo(f"proof s: geometric mean, shifted by {SHIFT:g} s; without a proof the limit")
    if page is not None:
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
    return "\n".join(figures(cells, left=1))
