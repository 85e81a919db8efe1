"""What commands share: how a week is named in a file, and which policy it is planned under."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import strengthfit as sf

from ..domain.demand_sets import DEMAND_SETS
from ..domain.presets import PRESETS
from ..strategies.registry import find
from ..strategies.whole_call import whole_call
from .progress_bar import progress_bar
from .reading import Reading, Source, read_limits, shown_errors

FILE = click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
PRESET = click.option(
    "--preset", type=click.Choice(list(PRESETS)), help="Policy; overrides the file's."
)
ALL_PRESETS = "all"
PRESET_OR_ALL = click.option(
    "--preset",
    type=click.Choice([*PRESETS, ALL_PRESETS]),
    help="Policy; overrides the file's. With all, the presets are compared.",
)
WEEK = click.option("--week", type=int, help="One week of a file with several, 1 for the first.")
START = click.option("--start", help="First day of the week of a calendar, such as 2026-11-23.")
STRENGTH = click.option(
    "--strength",
    help="Strength in each week of a published plan, or beside that of a calendar: a number of "
    f"short (circuit) sessions, 2 if nothing is said, or {', '.join(DEMAND_SETS)}.",
)
READING = (
    click.option("--zone", help="Time zone of a calendar that names none, such as Europe/Berlin."),
    click.option(
        "--gym",
        type=click.Path(path_type=Path),
        help="A second calendar (.ics), of the hours open to strength.",
    ),
    click.option(
        "--kinds",
        type=click.Path(path_type=Path),
        help="A TOML file of own words for kinds of runs and strength in titles.",
    ),
    click.option("--repeats", is_flag=True, help="Every week looks like that of the calendar."),
)


EXTENSION = click.option(
    "--extension",
    "extensions",
    multiple=True,
    help="An installed extension, beside those of the file's policy; once for each.",
)


SECONDS = click.option(
    "--seconds",
    type=float,
    help="Stop after this many seconds with what there is by then, and say what is missing.",
)


def with_limits(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command stop after `--seconds`, and show how far it has come if it takes longer."""

    @functools.wraps(command)
    def run(*given: Any, seconds: float | None, **options: Any) -> None:
        with shown_errors():
            limits = read_limits(seconds)
            if seconds is not None:
                _load(options.get("strategy", "cpsat"))
            with whole_call(limits), progress_bar(command.__name__.replace("_", "-")):
                command(*given, **options)

    return SECONDS(run)


def _load(strategy: str) -> None:
    """Load what commands need before their time runs: what loads late takes a second."""
    for name in sf.__all__:
        getattr(sf, name)
    for name in {strategy, "cpsat", "greedy"}:
        find(name)


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
        strength: str | None,
        zone: str | None,
        gym: Path | None,
        kinds: Path | None,
        repeats: bool,
        extensions: tuple[str, ...],
        **options: Any,
    ) -> None:
        calendar = Reading(zone, gym, kinds, repeats)
        command(Source(file, week, start, preset, strength, calendar, extensions), **options)

    for option in reversed((preset_option, WEEK, START, STRENGTH, *READING, EXTENSION)):
        run = option(run)
    return FILE(run)
