"""What the commands read: a week, its policy, and the strength that somebody placed in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import click

from ..domain import Policy, Week
from ..errors import FileError, InputError, PinError, StrengthfitError
from ..interchange import BlockFile, Chosen, Format, WeekFile, open_file
from ..strategies import Limits


class BadInput(click.ClickException):
    """An error of the input, shown as one message without a traceback."""

    exit_code = 2


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show the library's errors as messages of the command, without a traceback."""
    try:
        yield
    except StrengthfitError as error:
        raise BadInput(str(error)) from None


@contextmanager
def about(file: Path) -> Iterator[None]:
    """Name the file in the message if its week contradicts itself."""
    try:
        yield
    except (InputError, PinError) as error:
        raise FileError(str(file), [str(error)]) from None


@contextmanager
def options() -> Iterator[None]:
    """Name the option of the running command in the message if the library refuses its value."""
    command = click.get_current_context().command
    names = {parameter.name: parameter.opts[0] for parameter in command.params}
    try:
        yield
    except InputError as error:
        if error.where not in names:
            raise
        raise BadInput(str(InputError(names[error.where], error.value, error.accepted))) from None


@attrs.frozen
class Source:
    """Where a command finds its week: in a week file, a published plan or a calendar.

    Of a plan it is the week of this `number`, 1 for the first, and of a calendar the one that has
    `start` as its first day. A `preset` replaces the file's policy.
    """

    file: Path
    number: int | None = None
    start: str | None = None
    preset: str | None = None


def read_given(source: Source, history: int = 0, *, dated: bool = False) -> WeekFile:
    """Read a week file, one week of a published plan, or one week of a calendar.

    A week of a published plan has this many of the weeks before it as its `history`. If the plan is
    to be `dated`, `start` may also be the date of a week that is not chosen by it.
    """
    form, table = open_file(source.file)
    _check_choice(source, form, table, dated=dated)
    if form.week is None:
        raise BadInput(f"{source.file}: has several weeks; plan them with strengthfit block")
    try:
        given = form.week(str(source.file), table, Chosen(source.number, source.start, history))
    except InputError as error:
        if error.where != "start":
            raise
        raise InputError("--start", error.value, error.accepted) from None
    for title in given.left_out:
        click.echo(f"Neither a run nor strength, left out: {title}", err=True)
    return (
        given if source.preset is None else attrs.evolve(given, policy=Policy.preset(source.preset))
    )


def _check_choice(source: Source, form: Format, table: Any, *, dated: bool) -> None:
    """Refuse options that choose a week if there is only one, and ask for missing ones."""
    number, start = source.number is not None, source.start is not None
    problem = None
    if start and form.chosen_by != "start" and not dated:
        problem = "is not a calendar, nor a list of a planner; --start is for these"
    elif form.chosen_by == "start" and (number or not start):
        problem = "choose a week with --start and its first day, 2026-11-23"
    elif form.chosen_by == "number" and form.block is not None and not number:
        weeks = len(form.block(str(source.file), table, 0).block.weeks)
        problem = f"has {weeks} weeks; choose one with --week 1 to {weeks}"
    elif number and form.week is not None and form.chosen_by is None:
        problem = "is one week; --week is for plans of several"
    if problem is not None:
        raise BadInput(f"{source.file}: {problem}")


def read_block(file: Path, strength: str, preset: str | None) -> BlockFile:
    """Read a block file, or a published plan with this strength in each week."""
    asked = read_strength(strength)
    form, table = open_file(file)
    if form.block is None:
        raise BadInput(f"{file}: is one week; plan it with strengthfit plan")
    read = form.block(str(file), table, asked)
    return read if preset is None else attrs.evolve(read, policy=Policy.preset(preset))


def read_strength(text: str) -> int | str:
    """Return a number of short sessions, or the name of a set of demands.

    Examples
    --------
    >>> read_strength("1"), read_strength("two_short_heavy")
    (1, 'two_short_heavy')
    """
    asked = int(text) if text.isdecimal() else text
    try:
        Week([], strength=asked)
    except InputError as error:
        raise InputError("--strength", asked, error.accepted) from None
    return asked


def read_limits(seconds: float | None) -> Limits:
    """Return limits, or say which option is wrong."""
    try:
        return Limits(seconds=seconds)
    except InputError as error:
        raise InputError("--seconds", error.value, error.accepted) from None


def read_done(text: str) -> tuple[str, str]:
    """Return the start of a session and when it was done: the two times of "Tue 18:00=Wed 12:00".

    Examples
    --------
    >>> read_done("Tue 18:00=Wed 12:00")
    ('Tue 18:00', 'Wed 12:00')
    """
    planned, equals, done = text.partition("=")
    if not equals:
        accepted = "is not two times; write e.g. 'Tue 18:00=Wed 12:00'"
        raise InputError("--done", text, accepted)
    return planned.strip(), done.strip()
