"""What the commands read: a week, its policy, and the strength that somebody placed in it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import attrs
import click

from ..domain import Block, Policy, Week
from ..domain.installed_extensions import named_extension
from ..errors import FileError, InputError, OutOfTimeError, PinError, StrengthfitError
from ..interchange import (
    BlockFile,
    Chosen,
    Format,
    WeekFile,
    open_file,
    open_text,
    plan_from_dict,
    read_plan,
)
from ..interchange.conversion import is_own, with_named_times
from ..interchange.table_file import parse_table
from ..interchange.titles import NO_WORDS, read_words
from ..planning import Plan
from ..show.text.read_items import doubt_line
from ..sizes import sizes
from ..strategies import Limits
from ..text_file import text_of
from ..visible import visible
from .block_weeks import checked_number, planned_week, week_of_date


class BadInput(click.ClickException):
    """An error of the input, shown as one message without a traceback."""

    exit_code = 2

    def __init__(self, problem: str | StrengthfitError) -> None:
        super().__init__(visible(str(problem), keep="\n"))
        if isinstance(problem, str):
            problem = StrengthfitError(problem, code="wrong_value")
        self.error: StrengthfitError = problem


class NoAnswer(BadInput):
    """Limits ended before there was anything to answer, shown as one message."""

    exit_code = 1


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show the library's errors as messages of the command, without a traceback."""
    try:
        yield
    except OutOfTimeError as error:
        raise NoAnswer(error) from None
    except StrengthfitError as error:
        raise BadInput(error) from None


def from_stdin(file: Path) -> bool:
    """Whether a file stands for standard input."""
    return str(file) == "-"


def name_of(file: Path) -> str:
    """Return what a file is called in messages."""
    return "standard input" if from_stdin(file) else str(file)


def opened(file: Path) -> tuple[Format, Any]:
    """Return the form of a file, or of what stands on standard input, and what it holds."""
    if not from_stdin(file):
        return open_file(file)
    return open_text(typed(sizes().table_bytes), name_of(file))


def read_planned(file: Path) -> Plan:
    """Read a plan that was written with --json."""
    if not from_stdin(file):
        return read_plan(file)
    return plan_from_dict(
        parse_table(typed(sizes().plan_bytes), ".json", name_of(file)), name_of(file)
    )


def typed(most: int) -> str:
    """Return the text on standard input, of which no more is read than is accepted."""
    text = text_of(standard_input().read(most + 1), "standard input", most)
    if not text.strip():
        raise FileError("standard input", ["is empty"], "missing")
    return text


def standard_input() -> BinaryIO:
    """Return standard input, or refuse one that is closed."""
    if sys.stdin is None or sys.stdin.closed:
        raise FileError("standard input", ["is closed"], "unreadable")
    return sys.stdin.buffer


@contextmanager
def about(file: Path) -> Iterator[None]:
    """Name the file in the message if its week contradicts itself."""
    try:
        yield
    except (InputError, PinError) as error:
        raise FileError(name_of(file), error.problems) from None


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
        raise BadInput(error.at(names[error.where])) from None


@attrs.frozen
class Reading:
    """How a calendar is read: the options of `read_calendar`, with files for their contents."""

    zone: str | None = None
    gym: Path | None = None
    kinds: Path | None = None
    repeats: bool = False

    @property
    def only_calendars(self) -> str | None:
        """The first of the options that is given and means nothing to the lists of planners."""
        return attrs.evolve(self, kinds=None, repeats=False).given

    @property
    def given(self) -> str | None:
        """The first of the options that is given."""
        options = {
            "--zone": self.zone,
            "--gym": self.gym,
            "--kinds": self.kinds,
            "--repeats": self.repeats,
        }
        return next((name for name, value in options.items() if value), None)


@attrs.frozen
class Source:
    """Where a command finds its week: in a file of a week or several, or in a calendar.

    Of several it is the week of this `number`, 1 for the first, or all if None is given; of a
    calendar it is the one that has `start` as its first day. A `preset` replaces the file's policy
    but for its extensions, and `strength` is asked in each week of a file that does not say.
    `calendar` says how a calendar is read. `extensions` are names of installed ones.
    """

    file: Path
    number: int | None = None
    start: str | None = None
    preset: str | None = None
    strength: str | None = None
    calendar: Reading = Reading()
    extensions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the file is called in messages."""
        return name_of(self.file)


def read_asked(source: Source) -> WeekFile | BlockFile:
    """Read what a file holds: its week, the one that is chosen, or all weeks if none is."""
    return read_alone(source, planned_week)


def read_to_plan(source: Source, *, dated: bool) -> WeekFile | BlockFile:
    """Read the same, for an answer that lists what was read.

    If the plan is to be `dated`, `start` may also be the date of a week that is not chosen by it.
    """
    return _read(source, *opened(source.file), planned_week, dated=dated)


def read_alone(source: Source, alone: Callable[[BlockFile, int], WeekFile]) -> WeekFile | BlockFile:
    """Read the same, with a function that takes a week, 0 for the first, out of a block."""
    return _telling(_read(source, *opened(source.file), alone))


def read_to_write(source: Source) -> WeekFile | BlockFile:
    """Read the same, to be written as a file: what comes from other forms has times with names."""
    form, content = opened(source.file)
    given = _telling(_read(source, form, content, planned_week))
    return given if is_own(form) and source.number is None else with_named_times(given)


def _read(
    source: Source,
    form: Format,
    content: Any,
    alone: Callable[[BlockFile, int], WeekFile],
    *,
    dated: bool = False,
) -> WeekFile | BlockFile:
    _check_choice(source, form, dated=dated)
    if form.block is not None:
        asked = 2 if source.strength is None else read_strength(source.strength)
        block = _under_options(form.block(source.name, content, asked), source)
        if source.number is None:
            return block
        number = checked_number(block, source.number)
        with about(source.file):
            return alone(block, number - 1)
    assert form.week is not None  # noqa: S101  # every form reads a week or a block
    try:
        given = form.week(source.name, content, _chosen(source))
    except InputError as error:
        if error.where not in ("start", "zone", "strength"):
            raise
        raise error.at(f"--{error.where}") from None
    return _under_options(given, source)


def _telling(given: WeekFile | BlockFile) -> WeekFile | BlockFile:
    """Say which entries a person should look at."""
    for item in given.read if isinstance(given, WeekFile) else ():
        if not item.known:
            click.echo(doubt_line(item), err=True)
    return given


def _chosen(source: Source) -> Chosen:
    """Return how a week is chosen and read."""
    calendar = source.calendar
    return Chosen(
        start=source.start,
        policy=_policy(Policy(), source),
        zone=calendar.zone,
        strength=None if source.strength is None else read_strength(source.strength),
        repeats=calendar.repeats,
        gym=None if calendar.gym is None else str(calendar.gym),
        words=NO_WORDS if calendar.kinds is None else read_words(calendar.kinds),
    )


def asked_of(given: WeekFile | BlockFile) -> Week | Block:
    """Return the week or the block that a file holds."""
    return given.week if isinstance(given, WeekFile) else given.block


def read_given(source: Source, when: str) -> WeekFile:
    """Read one week; of a file with several the one that is chosen, or has the date `when`."""
    given = read_asked(source)
    if isinstance(given, WeekFile):
        return given
    number = week_of_date(given, when)
    if number is None:
        weeks = len(given.block.weeks)
        raise BadInput(f"{source.name}: has {weeks} weeks; choose one with --week 1 to {weeks}")
    with about(source.file):
        return planned_week(given, number - 1)


_File = TypeVar("_File", WeekFile, BlockFile)


def _under_options(given: _File, source: Source) -> _File:
    """Return what a file holds under the preset that is chosen, with the extensions too."""
    return attrs.evolve(given, policy=_policy(given.policy, source))


def _policy(own: Policy, source: Source) -> Policy:
    """Return a policy under a source's preset; what it speaks of with extensions stays known."""
    policy = own if source.preset is None else Policy.preset(source.preset)
    names = {extension.name for extension in own.extensions}
    more = [
        named_extension(name, "--extension")
        for name in dict.fromkeys(source.extensions)
        if name not in names
    ]
    extensions = (*own.extensions, *more)
    return (
        policy if extensions == policy.extensions else attrs.evolve(policy, extensions=extensions)
    )


def _check_choice(source: Source, form: Format, *, dated: bool = False) -> None:
    """Refuse options that choose a week if there is only one, and ask for the day of a calendar."""
    number, start = source.number is not None, source.start is not None
    problem = None
    if start and form.chosen_by != "start" and not dated:
        problem = "is not a calendar, nor a list of a planner; --start is for these"
    elif form.chosen_by == "start" and (number or not start):
        problem = "choose a week with --start and its first day, 2026-11-23"
    elif number and form.block is None and form.chosen_by is None:
        problem = "is one week; --week is for plans of several"
    elif source.strength is not None and form.chosen_by is None:
        problem = "says its own strength; --strength is for published plans and calendars"
    elif source.calendar.only_calendars is not None and form.ending != ".ics":
        problem = f"is not a calendar; {source.calendar.only_calendars} is for .ics files"
    elif source.calendar.given is not None and form.chosen_by != "start":
        problem = (
            f"is not a calendar, nor a list of a planner; {source.calendar.given} is for these"
        )
    if problem is not None:
        raise BadInput(f"{source.name}: {problem}")


def split_week(text: str) -> tuple[int | None, str]:
    """Return the number of the week and the time in it of "W3 Tue 18:00"; None without a week.

    Examples
    --------
    >>> split_week("W3 Tue 18:00"), split_week("Tue 18:00"), split_week("Wed")
    ((3, 'Tue 18:00'), (None, 'Tue 18:00'), (None, 'Wed'))
    """
    match = re.fullmatch(r"\s*[wW]([0-9]{1,3})\s+(.+)", text, re.DOTALL)
    return (None, text) if match is None else (int(match[1]), match[2])


def read_strength(text: str) -> int | str:
    """Return a number of short sessions, or the name of a set of demands.

    Examples
    --------
    >>> read_strength("1"), read_strength("two_short_heavy")
    (1, 'two_short_heavy')
    """
    asked = int(text) if text.isascii() and text.isdecimal() else text
    try:
        Week([], strength=asked)
    except InputError as error:
        raise error.at("--strength") from None
    return asked


def read_limits(seconds: float | None) -> Limits:
    """Return limits, or say which option is wrong."""
    try:
        return Limits(seconds=seconds)
    except InputError as error:
        raise error.at("--seconds") from None


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
        raise InputError("--done", text, accepted, "wrong_form")
    return planned.strip(), done.strip()
