"""From a title to marks, sessions and pieces: which words of the tables stand where in it."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import attrs

from .amounts import Amount, blank, find_amounts
from .folded import Folded
from .rows import Row
from .tables import AFTER_AMOUNTS, BEFORE_AMOUNTS
from .words import Words

_SEPARATOR = re.compile(
    r"[,;+&|•·!]|(?<=\s)(?:/|and|then|plus|followed by|or|und|dann|danach|oder|et|puis|ensuite|ou"
    r"|y|luego|o)(?=\s)|\.(?=\s)"
)
_WORD = re.compile(r"[^\W\d_]+")

Half = Literal["am", "pm"]


@attrs.frozen
class Mark:
    """A word of the tables, or a figure, where it stands."""

    start: int
    end: int
    row: Row | None = None
    amount: Amount | None = None
    user: bool = False

    @property
    def grade(self) -> str:
        """How much it proves: a grade of the tables, or "user"."""
        return "user" if self.user or self.row is None else self.row.grade

    @property
    def part(self) -> str:
        """What it does in a title; "amount" for a figure."""
        return self.row.part if self.row else "amount"

    @property
    def half(self) -> Half | None:
        """The half of the day that it names."""
        return self.row.half if self.row else self.amount.half if self.amount else None


@attrs.frozen
class Piece:
    """A piece of a session between two separators."""

    marks: tuple[Mark, ...]
    unknown: tuple[tuple[int, str], ...]  # words of no table

    def having(self, *parts: str) -> list[Mark]:
        """Return the words that do one of some things."""
        return [mark for mark in self.marks if mark.part in parts]

    def amounts(self, *whats: str) -> list[Amount]:
        """Return the figures that are one of some things."""
        return [mark.amount for mark in self.marks if mark.amount and mark.amount.what in whats]


def find_marks(folded: Folded, words: Words) -> tuple[Mark, ...]:
    """Return the words of the tables and the figures of a text, in order; none overlap."""
    users, rest = _taken(folded.text, words.rows, user=True)
    before, rest = _taken(rest, BEFORE_AMOUNTS)
    figures = [Mark(amount.start, amount.end, None, amount) for amount in find_amounts(rest)]
    for mark in figures:
        rest = blank(rest, mark.start, mark.end)
    after, _ = _taken(rest, AFTER_AMOUNTS)
    return tuple(sorted([*users, *before, *figures, *after], key=lambda mark: mark.start))


def _taken(text: str, rows: Iterable[Row], *, user: bool = False) -> tuple[list[Mark], str]:
    """Return the words of some rows in a text, and the text without them."""
    found = []
    for row in rows:
        for match in row.compiled.finditer(text):
            found.append(Mark(*match.span(), row, user=user))
            text = blank(text, *match.span())
    return found, text


def quoted(folded: Folded, marks: Iterable[Mark]) -> str:
    """Return what marks say, in quotes, each once."""
    names = dict.fromkeys(f"'{folded.said(mark.start, mark.end)}'" for mark in marks)
    return " and ".join(names)


def find_sessions(text: str, marks: tuple[Mark, ...]) -> list[tuple[int, int, Half | None]]:
    """Cut a title that names both halves of a day in two; otherwise it is one session."""
    halves = [mark for mark in marks if mark.half]
    first = halves[0] if halves else None
    second = next((mark for mark in halves if first and mark.half != first.half), None)
    if first is None or second is None:
        return [(0, len(text), None)]
    cut = _cut(text, marks, first, second)
    return [(0, cut, first.half), (cut, len(text), second.half)]


def _cut(text: str, marks: tuple[Mark, ...], first: Mark, second: Mark) -> int:
    """Return where the second session begins: at its half of the day, or with its first words."""
    named = [mark for mark in marks if mark.part in ("run", "strength", "activity", "care")]
    sizes = [mark for mark in marks if mark.amount and mark.amount.what in ("km", "minutes")]
    if first.part == "run" or any(mark.start < first.start for mark in (*named, *sizes)):
        between = _SEPARATOR.search(text, first.end, second.start)
        if between:
            return between.end()
        following = [mark for mark in named if first.end <= mark.start < second.start]
        return following[0].start if following else second.start
    return second.start


def find_pieces(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> list[Piece]:
    """Cut a session at commas, plus signs and the like that stand outside of words."""
    inside = [mark for mark in marks if start <= mark.start < end]
    covered = text
    for mark in inside:
        if mark.part not in ("glue", "choice"):
            covered = blank(covered, mark.start, mark.end)
    cuts = [start, *(match.start() for match in _SEPARATOR.finditer(covered, start, end)), end]
    for mark in inside:
        covered = blank(covered, mark.start, mark.end)
    pieces = []
    for begin, stop in pairwise(cuts):
        held = tuple(mark for mark in inside if begin <= mark.start < stop)
        unknown = tuple(
            (match.start(), match[0])
            for match in _WORD.finditer(covered, begin, stop)
            if len(match[0]) > 1
        )
        if held or unknown:
            pieces.append(Piece(held, unknown))
    return pieces
