"""What commands share: how a week is named, and how an answer is printed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..domain.demand_sets import DEMAND_SETS
from ..domain.presets import PRESETS
from ..interchange import to_json
from .reading import Source

FILE = click.argument("file", type=click.Path(path_type=Path))
PRESET = click.option(
    "--preset", type=click.Choice(list(PRESETS)), help="Policy; overrides the file's."
)
ALL_PRESETS = "all"
PRESET_OR_ALL = click.option(
    "--preset",
    type=click.Choice([*PRESETS, ALL_PRESETS]),
    help="Policy; overrides the file's. With all, the presets are compared.",
)
_OPTIONS = (
    click.option("--week", type=int, help="Week of a whole published plan, 1 for the first."),
    click.option("--start", help="First day of the week of a calendar, such as 2026-11-23."),
)
STRENGTH_HELP = (
    "Strength in each week of a published plan: a number of short (circuit) sessions, or "
    f"{', '.join(DEMAND_SETS)}."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def with_source(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its FILE and the options that choose a week in it, as one `Source`."""
    return _with_source(command, PRESET)


def with_source_and_all_presets(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the same, with a `Source` whose preset may be `ALL_PRESETS`."""
    return _with_source(command, PRESET_OR_ALL)


def _with_source(
    command: Callable[..., None], preset_option: Callable[..., Any]
) -> Callable[..., None]:
    @functools.wraps(command)
    def run(
        *,
        file: Path,
        preset: str | None,
        week: int | None,
        start: str | None,
        **options: Any,
    ) -> None:
        command(Source(file, week, start, preset), **options)

    for option in reversed((preset_option, *_OPTIONS)):
        run = option(run)
    return FILE(run)


def show(answer: Any, *, as_json: bool) -> None:
    """Print an answer as text or as JSON."""
    click.echo(to_json(answer) if as_json else str(answer))
