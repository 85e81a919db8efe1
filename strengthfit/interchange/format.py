"""What files of weeks hold, and what a form of such files is: how it is recognised and read."""

import datetime as dt
import os
from collections.abc import Callable, Iterable
from typing import Any, Literal

import attrs

from ..domain.arguments import as_policy
from ..domain.block import Block
from ..domain.own_kinds import own_run_kinds, own_strength_kinds
from ..domain.policy import Policy
from ..domain.strength import Demand, Session
from ..domain.week import Week
from ..errors import InputError
from .titles import NO_WORDS, Words

BUSY, LEFT_OUT, NOT_READ, NO_ENTRIES = "busy", "left out", "not read", "no entries"
"""What an entry is taken for that is neither a run nor strength; the last, a week without any."""


@attrs.frozen
class ReadItem:
    """One entry of a calendar or a planner, and what it was taken for.

    Parameters
    ----------
    date
        Its day, such as "2026-11-24".
    when
        The day of the week, and the time if one is known.
    title
        As it stood there.
    taken_as
        A kind of run or strength, "busy", "left out", "not read", or "no entries" of a whole week.
    how
        Why, in words.
    known
        False if it was not read, or counts as key as its kind is not said, or names a kind and was
        taken for something else all the same, or says a time that cannot be, or is strength that a
        plan put into hours that are taken by now: a person should look at it.
    """

    date: str
    when: str
    title: str
    taken_as: str
    how: str
    known: bool = True


@attrs.frozen
class WeekFile:
    """What a week file holds.

    Parameters
    ----------
    week
    policy
        The file's, or the default.
    placements
        Strength sessions as somebody placed them, to be judged.
    read
        Every entry of a calendar or a planner in the week and, if it is a run or strength, in the
        weeks around it, by time, with what it was taken for; last what could not be read. Empty for
        files in a form of our own.
    judged
        The week to judge the placements in, if that is another than the one to plan: one in which
        they are not pinned.

    Examples
    --------
    >>> import strengthfit as sf
    >>> file = sf.read_week("examples/marathon_week.toml")
    >>> sf.plan(file.week, file.policy).status
    'optimal'
    """

    week: Week
    policy: Policy
    placements: tuple[Session, ...] = ()
    read: tuple[ReadItem, ...] = ()
    judged: Week | None = None

    @property
    def left_out(self) -> tuple[str, ...]:
        """Titles of entries in the week that are neither runs nor strength."""
        return tuple(item.title for item in self.read if item.taken_as in (BUSY, LEFT_OUT))

    ignored = left_out

    @property
    def unread(self) -> tuple[ReadItem, ...]:
        """Entries that could not be read, each with the reason."""
        return tuple(item for item in self.read if item.taken_as == NOT_READ)


CalendarWeek = WeekFile
"""What one week of a calendar holds is what a week file holds."""


@attrs.frozen
class BlockFile:
    """What a block file holds.

    Parameters
    ----------
    block
    policy
        The file's, or the default.
    placements
        For each week, the strength sessions in it as somebody placed them, to be judged; empty if
        no week has any.
    """

    block: Block
    policy: Policy
    placements: tuple[tuple[Session, ...], ...] = ()


def _as_words(words: Words) -> Words:
    given: object = words
    if not isinstance(given, Words):
        raise InputError(
            "words", given, "are not Words; read_words reads them from a file", "wrong_type"
        )
    return given


@attrs.frozen
class Chosen:
    """Which week of a file with several is read, and how. What a form has no use for it ignores.

    Parameters
    ----------
    number
        1 for the first.
    start
        Its first day, such as "2026-11-23".
    history
        How many of the weeks before it are given as its history.
    zone, strength, repeats, gym, words, policy
        As in `read_calendar`.
    """

    number: int | None = None
    start: dt.date | str | None = None
    history: int = 0
    zone: str | None = None
    strength: int | str | Iterable[Demand] | None = None
    repeats: bool = False
    gym: str | os.PathLike[str] | None = None
    words: Words = attrs.field(default=NO_WORDS, converter=_as_words)
    policy: Policy = attrs.field(default=None, converter=as_policy)

    @property
    def titles(self) -> Words:
        """The user's own words, with the names of the kinds that extensions of the policy bring."""
        extensions = self.policy.extensions
        kinds: list[tuple[str, Literal["run", "strength"]]] = [
            *((kind.name, "run") for kind in own_run_kinds(extensions)),
            *((kind.name, "strength") for kind in own_strength_kinds(extensions)),
        ]
        return attrs.evolve(self.words, own_kinds=tuple(kinds)) if kinds else self.words


@attrs.frozen
class Format:
    """A form of files that hold a week, or several.

    Parameters
    ----------
    name
        Such as "a week file".
    ending
        The ending of the names of such files; None for tables in TOML and JSON.
    begins
        What the text of such a file begins with, to recognise it where it has no name; None for
        tables.
    holds_text
        Whether a text without a name is of this form, if it is no table and begins with no fixed
        words.
    holds
        Whether a table is of this form.
    holds_rows
        Whether a list, which only JSON has at its top level, is of this form.
    week
        Reads one week from a path, what it holds and what is chosen; None if the form is planned as
        a whole only. What it holds is the table or, of a form with an ending of its own, the text;
        then it is None if the path is still to be opened.
    block
        Reads all weeks from a path, its table and what is asked in each week (a number of short
        sessions, or the name of a set), for forms that do not say; None if the form holds one week.
    chosen_by
        What names one week of a file: its number, its first day, or nothing if it is the only one.
    write
        Writes a week or a block: a table for TOML or JSON or, of a form with an ending of its own,
        the text; None if the form is only read. An `InputError` says what it cannot hold.
    """

    name: str
    ending: str | None = None
    begins: str | None = None
    holds_text: Callable[[str], bool] = lambda _text: False
    holds: Callable[[dict[str, Any]], bool] = lambda _table: False
    holds_rows: Callable[[list[Any]], bool] = lambda _rows: False
    week: Callable[[str, Any, Chosen], WeekFile] | None = None
    block: Callable[[str, Any, int | str], BlockFile] | None = None
    chosen_by: Literal["number", "start"] | None = None
    write: Callable[[WeekFile | BlockFile], dict[str, Any] | str] | None = None
