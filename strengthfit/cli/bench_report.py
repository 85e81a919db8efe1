"""What ``strengthfit bench`` shows of records: the table over all instances, and the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from ..show.text.layout import table

if TYPE_CHECKING:
    from ..lab.records import Record
    from ..lab.report.aggregate import Standing


def show_report(records: list[Record], folder: Path, *, as_json: bool) -> None:
    """Write the report, and print the table over all instances."""
    from ..lab.best_known import known_objectives
    from ..lab.measures import SHIFT, best_known
    from ..lab.repeats import median_repeats
    from ..lab.report import write_report
    from ..lab.report.aggregate import standings
    from ..lab.report.data import runs_table

    given = known_objectives(records)
    page = write_report(records, folder, given)
    rows = standings(runs_table(median_repeats(records), best_known(records, given)))
    if as_json:
        click.echo(json.dumps([attrs.asdict(row) for row in rows], indent=2))
    else:
        click.echo(_table(rows))
        click.echo(f"proof s: geometric mean, shifted by {SHIFT:g} s; without a proof the limit")
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
