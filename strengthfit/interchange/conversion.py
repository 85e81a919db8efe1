"""From one form of files to another: what was read, as the text of a file."""

from collections.abc import Iterable
from typing import TypeVar

import attrs

from ..domain.block import Block
from ..domain.clock import DAY, WEEK, When
from ..domain.run import Run
from ..domain.strength import Session
from ..domain.week import Week
from .format import BlockFile, Format, WeekFile
from .registry import FORMATS
from .table_file import table_text
from .week_file import BLOCK
from .week_file import WEEK as WEEK_FORM

TABLES_OF = (".toml", ".json")
"""The endings of files in the form of week files and block files."""


def endings() -> tuple[str, ...]:
    """Return the endings of files that can be written.

    Examples
    --------
    >>> endings()[:2]
    ('.toml', '.json')
    """
    return (*TABLES_OF, *(form.ending for form in FORMATS if form.ending and form.write))


def text_as(given: WeekFile | BlockFile, ending: str) -> str:
    """Return a week or a block, and what goes with it, as the text of a file with an ending.

    In TOML and JSON it is a week file or a block file, which are read back as they were.

    Raises
    ------
    InputError
        If a form cannot hold what is given, such as nothing (null) in TOML.
    MissingExtraError
        If TOML is to be written and the extra ``cli`` is not installed.

    Examples
    --------
    >>> from strengthfit.domain import Policy, Week
    >>> print(text_as(WeekFile(Week([], strength=0), Policy()), ".toml"), end="")
    schema_version = 1
    runs = []
    strength = []
    """
    written = _form(given, ending).write
    assert written is not None  # noqa: S101  # `_form` returns one that writes
    held = written(given)
    return held if isinstance(held, str) else table_text(held, ending)


def _form(given: WeekFile | BlockFile, ending: str) -> Format:
    """Return the form that writes what is given to files with an ending."""
    if ending in TABLES_OF:
        return WEEK_FORM if isinstance(given, WeekFile) else BLOCK
    return next(form for form in FORMATS if form.ending == ending and form.write)


def is_own(form: Format) -> bool:
    """Whether a form is that of week files or of block files."""
    return form in (WEEK_FORM, BLOCK)


def with_named_times(file: WeekFile | BlockFile) -> WeekFile | BlockFile:
    """Return the same with times as a person writes them: "Tue 07:00" rather than minutes.

    They mean the same. Minutes stay where a weekday would mean another day: farther away than the
    weeks before and after, and in weeks that do not have seven days.

    Examples
    --------
    >>> from strengthfit.domain import Policy
    >>> file = WeekFile(Week([Run(420, "easy")], before=[Run(-900, "long")]), Policy())
    >>> week = with_named_times(file).week
    >>> str(week.runs[0].when), str(week.before[0].when)
    ('Mon 07:00', 'Sun 09:00')
    """
    if isinstance(file, WeekFile):
        placed = _named(file.placements, 0, file.week)
        return attrs.evolve(file, week=_named_week(file.week, file.week), placements=placed)
    first = file.block.weeks[0]
    weeks = [_named_week(week, first) for week in file.block.weeks]
    placements = tuple(_named(placed, 0, first) for placed in file.placements)
    return attrs.evolve(file, block=Block(weeks), placements=placements)


def _named_week(week: Week, first: Week) -> Week:
    """Return a week with named times; `first` has its weekdays, or is that of its block."""
    past = [_named_week(each, each) if isinstance(each, Week) else each for each in week.history]
    return attrs.evolve(
        week,
        runs=_named(week.runs, 0, first),
        before=_named(week.before, -WEEK, first),
        after=_named(week.after, WEEK, first),
        pins=_named(week.pins, 0, first),
        habit=_named(week.habit, 0, first),
        history=past,
    )


_Item = TypeVar("_Item", Run, Session, Run | Session)


def _named(items: Iterable[_Item], begin: int, first: Week) -> tuple[_Item, ...]:
    """Return items with named times as far as they lie in the seven days from a minute on."""
    return tuple(_with_name(item, begin, first) for item in items)


def _with_name(item: _Item, begin: int, first: Week) -> _Item:
    minutes = item.when.minutes
    if minutes is None or first.days != 7 or not begin <= minutes < begin + WEEK:
        return item
    day, minute = divmod(minutes, DAY)
    return attrs.evolve(item, when=When((first.first_weekday + day) % 7, minute))
