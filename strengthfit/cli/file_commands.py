"""The commands that write files of weeks: a first one, and one form from another."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

import strengthfit as sf

from ..domain.demand_sets import DEMAND_SETS
from ..domain.presets import PRESETS
from ..errors import FileError, InputError, StrengthfitError
from ..interchange import parse_week
from ..interchange.conversion import endings, text_as
from ..interchange.entries import to_date
from ..interchange.first_file import first_file, run_table
from ..visible import visible
from .options import with_limits, with_source
from .output import STDOUT, checked_target, files_of, hand_out
from .reading import BadInput, Source, read_strength, read_to_write, shown_errors

_Answer = TypeVar("_Answer")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="week.toml")
@click.option(
    "--run",
    "runs",
    multiple=True,
    help='A run, such as "Tue 07:00 intervals 60" or "Sun long 20km"; once for each.',
)
@click.option(
    "--strength",
    help="A number of short (circuit) sessions, 2 if nothing is said, or "
    f"{', '.join(DEMAND_SETS)}.",
)
@click.option("--repeats", is_flag=True, help="Every week is like this one.")
@click.option("--start", help="Date of the first day, such as 2026-11-23.")
@click.option(
    "--available",
    multiple=True,
    help='When strength can be trained, such as "Mon-Fri 17:00-21:00"; once for each.',
)
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Policy to start from.")
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
def init(
    *,
    file: Path,
    runs: tuple[str, ...],
    strength: str | None,
    repeats: bool,
    start: str | None,
    available: tuple[str, ...],
    preset: str | None,
    force: bool,
) -> None:
    """Write a first week file, with a comment on each field, to FILE (week.toml by default).

    Without --run it asks, on a terminal. With - it prints the file.
    """
    with shown_errors():
        target = checked_target(file)
        if target is not None and target.suffix.lower() != ".toml":
            raise BadInput(f"{file}: is not a .toml file; convert makes other forms from one")
        if target is not None and os.path.lexists(target) and not force:
            raise BadInput(f"{file}: is there already; --force writes over it")
        table: dict[str, Any] = {
            **({} if start is None else {"start": to_date(start, "--start")}),
            "strength": read_strength(strength or "2"),
            **({"repeats": True} if repeats else {}),
            **({"available": list(available)} if available else {}),
            "runs": [_run(text) for text in runs],
            **({} if preset is None else {"policy": {"preset": preset}}),
        }
        if not runs:
            table = _asked(table, strength)
        if problems := _problems(table):
            raise BadInput("\n".join(problems))
        hand_out(first_file(table), target)
        if target is not None:
            click.echo(visible(f"Written: {file}. Now: strengthfit plan {file}"), err=True)


_OPTIONS = {
    "runs": "--run",
    "strength": "--strength",
    "repeats": "--repeats",
    "start": "--start",
    "available": "--available",
    "policy": "--preset",
}
"""The option that gives each field of a week."""


def _problems(table: dict[str, Any]) -> list[str]:
    """Return why a week's table cannot be planned, each problem with the option to change."""
    try:
        file = parse_week(table)
        sf.formulate(file.week, file.policy)
    except FileError as error:
        problems: list[str] = [*error.problems]
    except StrengthfitError as error:
        problems = [str(error)]
    else:
        return []
    return [_with_option(problem) for problem in problems]


def _with_option(problem: str) -> str:
    """Return a problem with the option that gives the field in its path, in place of the path."""
    path, _, rest = problem.partition(": ")
    option = _OPTIONS.get(path.partition("[")[0].partition(".")[0])
    return problem if option is None else f"{option}: {rest}"


def _run(text: str) -> dict[str, Any]:
    try:
        return run_table(text)
    except InputError as error:
        raise error.at("--run") from None


def _on_terminal() -> bool:
    return sys.stdin.isatty()


def _asked(table: dict[str, Any], strength: str | None) -> dict[str, Any]:
    """Return a week's table with the answers to questions about what no option says."""
    if not _on_terminal():
        raise BadInput('no runs; give each as --run "Tue 07:00 intervals 60", or use a terminal')
    click.echo("Runs, such as: Tue 07:00 intervals 60, or: Sun long 20km.", err=True)
    asked = dict(table)
    while text := _ask("A run (empty if there are no more)", str.strip, ""):
        try:
            more = {**asked, "runs": [*asked["runs"], run_table(text)]}
        except InputError as error:
            click.echo(_without_place(error), err=True)
            continue
        if problems := _problems(more):
            click.echo("\n".join(problems), err=True)
        else:
            asked = more
    if strength is None:
        question = f"Short strength sessions a week, or {', '.join(DEMAND_SETS)}"
        asked["strength"] = _ask(question, read_strength, "2")
    if "repeats" not in asked and click.confirm("Is every week like this?", True, err=True):
        asked["repeats"] = True
    if "available" not in asked:
        question = (
            "When can you train strength, such as Mon-Fri 17:00-21:00; weekends (empty: any time)"
        )
        if spans := _ask(question, _spans, ""):
            asked["available"] = spans
    return {name: asked[name] for name in _ORDER if name in asked}


_ORDER = ("start", "strength", "repeats", "available", "runs", "policy")


def _spans(text: str) -> list[str]:
    spans = [span.strip() for span in text.split(";") if span.strip()]
    parse_week({"runs": [], **({"available": spans} if spans else {})}, "the answer")
    return spans


def _ask(question: str, read: Callable[[str], _Answer], default: str) -> _Answer:
    """Ask until an answer can be read."""

    def value(text: str) -> _Answer:
        try:
            return read(text)
        except (InputError, FileError) as error:
            raise click.UsageError(_without_place(error)) from None

    answer: _Answer = click.prompt(
        question, default=default, show_default=bool(default), value_proc=value, err=True
    )
    return answer


def _without_place(error: InputError | FileError) -> str:
    """Return the message of an error without the place, which whoever was asked knows."""
    return str(error).partition(": ")[2]


@click.command()
@with_source
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--to",
    type=click.Choice([ending[1:] for ending in endings()]),
    help="Form of TARGET; by default the ending of its name says it, and json if it is -.",
)
@click.option("--force", is_flag=True, help="Let TARGET be a file that is read.")
@with_limits
def convert(source: Source, *, target: Path, to: str | None, force: bool) -> None:
    """Write the week or the block in FILE to TARGET, in the form that its ending says.

    FILE is any file that is planned: TOML, JSON, a published plan, or a calendar; - is standard
    input or output. With --week one week of several is written, as the other commands plan it.
    """
    with shown_errors():
        file = checked_target(target, () if force else files_of(source))
        given = read_to_write(source)
        try:
            text = text_as(given, _ending(target, to))
        except InputError as error:
            raise FileError(str(target), error.problems) from None
        hand_out(text, file)


def _ending(target: Path, to: str | None) -> str:
    """Return the ending that says in which form to write."""
    if to is not None:
        return f".{to}"
    if str(target) == STDOUT:
        return ".json"
    ending = target.suffix.lower()
    if ending not in endings():
        raise BadInput(
            f"{target}: does not end in {' or '.join(endings())}; say the form with --to"
        )
    return ending
