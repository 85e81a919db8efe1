"""What a row of the tables is: a pattern, what it stands for, and how much it proves."""

import re
from functools import cached_property
from typing import Literal

import attrs

from ...domain.run import RunKind
from ...domain.strength import StrengthKind

Part = Literal[
    "run", "strength", "activity", "care", "rest", "no_run", "called_off", "choice", "half",
    "company", "place", "glue", "ignored", "private", "about",
]  # fmt: skip
"""What a word does in a title: name a run or strength, name another activity or care of the body,
say that there is no training or that it is called off, offer a choice, name half a day, begin the
company or the place of a run, or go with any training; or be a phrase to ignore, speak of private
life, or say that a title is about a run rather than one."""

Grade = Literal["sure", "likely", "weak"]
"""How much a word proves. A sure word is a run in any company but that of words which speak about
runs; a likely one not beside private words; a weak one only among words of training."""

_LETTER = r"[^\W\d_]"


@attrs.frozen(slots=False, eq=False)
class Row:
    """One line of a table.

    Parameters
    ----------
    part
    kind
        Of a run or strength; None if the word does not say which.
    pattern
        A regular expression on folded text, for whole words. A space in it stands for a space, a
        hyphen, an underscore or nothing.
    examples
        Titles that are understood as this row says. They are tested.
    grade
    km
        Of a race whose name says its length.
    priority
        Of a race whose name says it.
    explains
        Whether it says what repetitions beside it are, so that they are not intervals.
    half
        Of the day.
    """

    part: Part
    kind: RunKind | StrengthKind | None
    pattern: str
    examples: tuple[str, ...]
    grade: Grade = "likely"
    km: float | None = None
    priority: str | None = None
    explains: bool = False
    half: Literal["am", "pm"] | None = None

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern for whole words."""
        return whole_words(self.pattern)


def whole_words(pattern: str) -> re.Pattern[str]:
    """Return a pattern that begins and ends where words do.

    Examples
    --------
    >>> pattern = whole_words("medium long|lr")
    >>> bool(pattern.search("medium-long 11")), bool(pattern.search("lrx"))
    (True, False)
    """
    loose = pattern.replace(" ", "[ _-]?")
    return re.compile(rf"(?<!{_LETTER})(?:{loose})(?!{_LETTER})", re.MULTILINE)


def run(
    kind: str | None,
    pattern: str,
    *examples: str,
    grade: Grade = "likely",
    km: float | None = None,
    priority: str | None = None,
    explains: bool = False,
    half: Literal["am", "pm"] | None = None,
) -> Row:
    """Return a row for a kind of run, or for a run whose kind is not said."""
    said = None if kind is None else RunKind(kind)
    return Row("run", said, pattern, examples, grade, km, priority, explains, half)


def strength(kind: str | None, pattern: str, *examples: str, grade: Grade = "likely") -> Row:
    """Return a row for a kind of strength, or for strength whose kind is not said."""
    said = None if kind is None else StrengthKind(kind)
    return Row("strength", said, pattern, examples, grade)


def word(part: Part, pattern: str, *examples: str, half: Literal["am", "pm"] | None = None) -> Row:
    """Return a row for a word that names neither a run nor strength."""
    return Row(part, None, pattern, examples, half=half)
