"""The command ``strengthfit bench versions``: runs with several versions of a package, compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from ..show.text.layout import figures
from .bench_records import joined, one_of_each
from .reading import shown_errors

if TYPE_CHECKING:
    from ..lab.records import Record
    from ..lab.versions import VersionRow


@click.command("versions")
@click.argument(
    "files", metavar="RECORDS...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for the page, in Markdown, which is not written without it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def versions(*, files: tuple[Path, ...], out: Path | None, as_json: bool) -> None:
    """Compare versions of a package by the records of runs that were made with each."""
    with shown_errors():
        show_versions(one_of_each(joined(files)), out, as_json=as_json)


def show_versions(records: list[Record], page: Path | None, *, as_json: bool) -> None:
    """Print how the versions compare, and write the page if there is a file for it."""
    from ..lab.versions import compare_versions
    from ..lab.versions_page import versions_page
    from ..text_file import write_text

    rows = compare_versions(records)
    if page is not None:
        write_text(versions_page(records), page)
    if as_json:
        click.echo(json.dumps([attrs.asdict(row) for row in rows], indent=2))
    else:
        click.echo(_table(rows))
        click.echo("CPU: seconds of the processor to a proof, those with the oldest version = 1")
    if page is not None:
        click.echo(f"Page: {page}", err=True)


_HEAD = ("strategy", "version", "runs", "proven", "lost", "gained", "wrong", "ended", "CPU")


def _table(rows: list[VersionRow]) -> str:
    cells = [_HEAD] + [
        (
            *(row.strategy, row.environment, str(row.runs), str(row.proven)),
            *(str(len(row.lost)), str(len(row.gained)), str(row.wrong), str(row.ended)),
            "-" if row.cpu is None else f"{row.cpu.mean:.2f}",
        )
        for row in rows
    ]
    return "\n".join(figures(cells, left=2))
