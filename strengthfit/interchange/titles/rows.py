"""What a row of the tables is: a pattern, what it stands for, and how much it proves."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import attrs

from ...domain.run import RunKind
from ...domain.strength import StrengthKind

Part = Literal[
    "run", "strength", "activity", "care", "rest", "no_run", "called_off", "instead", "denied",
    "choice", "half", "double", "warm_up", "company", "place", "of", "glue", "ignored", "private",
    "about", "hard", "gentle", "running",
]  # fmt: skip
"""What a word does in a title: name a run or strength, name another activity or care of the body,
say that there is no training, that it is called off, that something is done instead or that a kind
is not run, offer a choice, name half a day or two runs of one day, warm up or cool down, begin the
company or the place of a run, say "of", or go with any training; or be a phrase to ignore, speak of
private life, or say that a title is about a run rather than one. Of tables that are asked only
about a run that was found: say that it is hard, that it is not, or that a word speaks of it."""

Grade = Literal["sure", "likely", "weak", "slight"]
"""How much a word proves. A sure word is a run in any company but that of words which speak about
runs; a likely one not beside private words; a weak one only among words of training; a slight one
only if a distance, a duration or repetitions stand there too."""

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


_TOGETHER = 8
"""Rows that are looked for at once. CONVENTION: among the fastest of 4 to 16."""


@attrs.frozen(slots=False, eq=False)
class Bundle:
    """Rows that follow one another in a table, with one pattern that says whether any is there.

    Most rows are in no title: to ask eight of them at once is several times faster.

    Examples
    --------
    >>> (bundle,) = bundles((run("tempo", "tempo"), run("hills", "hills?")))
    >>> bool(bundle.any_of_them.search("hill 8x60 s")), bool(bundle.any_of_them.search("dentist"))
    (True, False)
    """

    rows: tuple[Row, ...]

    @cached_property
    def any_of_them(self) -> re.Pattern[str]:
        """A pattern that is found in a text if that of any of the rows is."""
        return whole_words("|".join(f"(?:{row.pattern})" for row in self.rows))


def bundles(rows: Sequence[Row]) -> tuple[Bundle, ...]:
    """Return rows in their order, several together."""
    starts = range(0, len(rows), _TOGETHER)
    return tuple(Bundle(tuple(rows[start : start + _TOGETHER])) for start in starts)


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


def word(
    part: Part,
    pattern: str,
    *examples: str,
    grade: Grade = "likely",
    half: Literal["am", "pm"] | None = None,
) -> Row:
    """Return a row for a word that names neither a run nor strength.

    An activity of a weak grade may be a run if a distance stands beside it: it is listed.
    """
    return Row(part, None, pattern, examples, grade, half=half)
