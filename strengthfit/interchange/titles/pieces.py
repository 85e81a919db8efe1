"""From a title to marks, sessions and pieces: which words of the tables stand where in it."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import attrs

from .amounts import Amount, What, blank, find_amounts
from .folded import LONGEST, Folded
from .rows import Bundle, Row, bundles
from .tables import AFTER_AMOUNTS, BEFORE_AMOUNTS, JOINS, ORS, TONE
from .words import Words

_SEPARATOR = re.compile(rf"[,;+&|•·!]|(?<=\s)(?:/|{'|'.join((*JOINS, *ORS))})(?=\s)|\.(?=\s)")
_WORD = re.compile(r"[^\W\d_]+")

_BEFORE_AMOUNTS, _AFTER_AMOUNTS = bundles(BEFORE_AMOUNTS), bundles(AFTER_AMOUNTS)
_TONE = bundles(TONE)

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
    """A piece of a session between two separators, and where it stands."""

    start: int
    end: int
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
    before, rest = _taken_together(rest, _BEFORE_AMOUNTS)
    figures = [Mark(amount.start, amount.end, None, amount) for amount in find_amounts(rest)]
    for mark in figures:
        rest = blank(rest, mark.start, mark.end)
    after, _ = _taken_together(rest, _AFTER_AMOUNTS)
    return tuple(sorted([*users, *before, *figures, *after], key=lambda mark: mark.start))


def _taken_together(
    text: str, table: Iterable[Bundle], start: int = 0, end: int = LONGEST
) -> tuple[list[Mark], str]:
    """Return the words of some bundles in a part of a text, and the text without them."""
    found = []
    for bundle in table:
        if bundle.any_of_them.search(text, start, end):
            marks, text = _taken(text, bundle.rows, start, end)
            found += marks
    return found, text


def _taken(
    text: str, rows: Iterable[Row], start: int = 0, end: int = LONGEST, *, user: bool = False
) -> tuple[list[Mark], str]:
    """Return the words of some rows in a part of a text, and the text without them."""
    found = []
    for row in rows:
        for match in row.compiled.finditer(text, start, end):
            found.append(Mark(*match.span(), row, user=user))
            text = blank(text, *match.span())
    return found, text


def quoted(folded: Folded, marks: Iterable[Mark]) -> str:
    """Return what marks say, in quotes, each once."""
    names = dict.fromkeys(f"'{folded.said(mark.start, mark.end)}'" for mark in marks)
    return " and ".join(names)


def find_sessions(text: str, marks: tuple[Mark, ...]) -> list[tuple[int, int, Half | None]]:
    """Cut a title of two sessions in two: both halves of a day, or "double"; else it is one."""
    halves = [mark for mark in marks if mark.half]
    first = halves[0] if halves else None
    second = next((mark for mark in halves if first and mark.half != first.half), None)
    if first is None or second is None:
        middle = None if halves else _middle(text, marks)
        if middle is None:
            return [(0, len(text), None)]
        return [(0, middle, "am"), (middle, len(text), "pm")]
    cut = _cut(text, marks, first, second)
    return [(0, cut, first.half), (cut, len(text), second.half)]


_SIZES: tuple[What, ...] = ("km", "minutes", "repetitions")


def _sized(marks: Iterable[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.amount and mark.amount.what in _SIZES]


def _middle(text: str, marks: tuple[Mark, ...]) -> int | None:
    """Return where the second run of a title such as "Double: easy 6 km / tempo 8 km" begins.

    None if it does not speak of a double, or there is not one place where two runs meet. The first
    is taken for the morning's, CONVENTION.
    """
    label = next((mark for mark in marks if mark.part == "double"), None)
    if label is None or any(mark.part == "warm_up" for mark in marks):
        return None
    runs = [*_sized(marks), *(mark for mark in marks if mark.part == "run")]
    inside = [mark for mark in marks if mark.part not in ("glue", "choice")]
    cuts = [
        cut.end()
        for cut in _SEPARATOR.finditer(text, label.end)
        if not any(mark.start < cut.end() and cut.start() < mark.end for mark in inside)
    ]
    meet = [
        cut
        for cut in cuts
        if any(label.end <= mark.start < cut for mark in runs)
        and any(mark.start >= cut for mark in runs)
    ]
    return meet[0] if len(meet) == len(cuts) == 1 else None


def _cut(text: str, marks: tuple[Mark, ...], first: Mark, second: Mark) -> int:
    """Return where the second session begins: at its half of the day, or with its first words."""
    parts = ("run", "strength", "activity", "care")
    named = [mark for mark in marks if mark.part in parts]
    sizes = _sized(marks)
    size_first = any(mark.start < first.start for mark in sizes)
    behind = any(mark.start < first.start for mark in (*named, *sizes))
    behind = behind or all(mark.end <= second.end for mark in marks)  # "rest am, easy pm"
    if first.part == "run" or behind:
        between = _SEPARATOR.search(text, first.end, second.start)
        if between:
            return between.end()
        begins = [*named, *sizes] if size_first else named  # "Easy AM 6 km", but "6 km easy AM"
        following = [mark.start for mark in begins if first.end <= mark.start < second.start]
        return min(following, default=second.start)
    return second.start


def has_any(table: Iterable[Row], text: str, start: int, end: int) -> bool:
    """Return whether a word of some rows stands in a part of a text."""
    return any(row.compiled.search(text, start, end) for row in table)


def tone(text: str, pieces: Iterable[Piece]) -> list[Mark]:
    """Return the words in pieces of a title which say that a run is hard, or that it is not."""
    found = []
    for piece in pieces:
        marks, text = _taken_together(text, _TONE, piece.start, piece.end)
        found += marks
    return found


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
            pieces.append(Piece(begin, stop, held, unknown))
    return pieces
