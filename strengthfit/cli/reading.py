"""What the commands read: a week, its policy, and the strength that somebody placed in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import click

from ..domain import Policy, Session, Week
from ..errors import FileError, InputError, PinError, StrengthfitError
from ..interchange import BlockFile, is_block, parse_block, parse_week, read_calendar
from ..interchange.corpus import is_corpus, parse_corpus
from ..interchange.table_file import read_table
from ..strategies import Limits


class BadInput(click.ClickException):
    """An error of the input, told in one message without a traceback."""

    exit_code = 2


@attrs.frozen
class Given:
    """What a file holds.

    Parameters
    ----------
    week : Week
    policy : Policy
    placements : tuple of Session
    """

    week: Week
    policy: Policy
    placements: tuple[Session, ...] = ()


@contextmanager
def told() -> Iterator[None]:
    """Turn the library's errors into messages of the command."""
    try:
        yield
    except StrengthfitError as error:
        raise BadInput(str(error)) from None


@contextmanager
def about(file: Path) -> Iterator[None]:
    """Name the file where its week contradicts itself."""
    try:
        yield
    except (InputError, PinError) as error:
        raise FileError(str(file), [str(error)]) from None


@contextmanager
def options() -> Iterator[None]:
    """Name the option of the running command where the library refuses its value."""
    names = {each.name: each.opts[0] for each in click.get_current_context().command.params}
    try:
        yield
    except InputError as error:
        if error.where not in names:
            raise
        raise BadInput(str(InputError(names[error.where], error.value, error.accepted))) from None


@attrs.frozen
class Source:
    """Where a command finds its week.

    Parameters
    ----------
    file : pathlib.Path
        A week file, a published plan or a calendar.
    number : int or None
        Which week of a published plan, 1 for the first.
    start : str or None
        Which week of a calendar: its first day.
    preset : str or None
        A policy that replaces the file's.
    """

    file: Path
    number: int | None = None
    start: str | None = None
    preset: str | None = None


def read_given(source: Source, history: int = 0) -> Given:
    """Read a week file, one week of a published plan, or one week of a calendar.

    A week of a published plan is given so many of the weeks before it as its history.
    """
    calendar = source.file.suffix.lower() == ".ics"
    if source.start is not None and not calendar:
        raise BadInput(f"{source.file}: is not a calendar; --start is for .ics files")
    given = _from_calendar(source) if calendar else _from_table(source.file, source.number, history)
    if source.preset is None:
        return given
    return attrs.evolve(given, policy=Policy.preset(source.preset))


def _from_calendar(source: Source) -> Given:
    if source.number is not None or source.start is None:
        raise BadInput(f"{source.file}: choose a week with --start and its first day, 2026-11-23")
    try:
        read = read_calendar(source.file, source.start)
    except InputError as error:
        raise InputError("--start", error.value, error.accepted) from None
    for title in read.ignored:
        click.echo(f"Neither a run nor strength, left out: {title}", err=True)
    return Given(read.week, Policy(), read.placements)


def _from_table(file: Path, number: int | None, history: int) -> Given:
    data = read_table(file)
    if is_block(data):
        raise BadInput(f"{file}: has several weeks; plan them with strengthfit block")
    if is_corpus(data):
        corpus = parse_corpus(data, str(file))
        if number is None:
            weeks = len(corpus)
            raise BadInput(f"{file}: has {weeks} weeks; choose one with --week 1 to {weeks}")
        return Given(corpus.week(number, history=history), Policy())
    if number is not None:
        raise BadInput(f"{file}: is one week; --week is for plans of several")
    read = parse_week(data, str(file))
    return Given(read.week, read.policy, read.placements)


def read_block(file: Path, strength: int, preset: str | None) -> BlockFile:
    """Read a block file, or a published plan with so many short sessions a week."""
    data = read_table(file)
    if is_block(data):
        read = parse_block(data, str(file))
    elif is_corpus(data):
        read = BlockFile(parse_corpus(data, str(file)).block(strength), Policy())
    else:
        raise BadInput(f"{file}: is one week; plan it with strengthfit plan")
    return read if preset is None else attrs.evolve(read, policy=Policy.preset(preset))


def read_limits(seconds: float | None) -> Limits:
    """Return limits, or say which option is wrong."""
    try:
        return Limits(seconds=seconds)
    except InputError as error:
        raise InputError("--seconds", error.value, error.accepted) from None
