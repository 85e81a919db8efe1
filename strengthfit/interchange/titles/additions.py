"""What a title adds to an easy run: words of no table behind "with" and "then", and fast paces.

An easy run is easy only as far as its title is understood. Behind "with" stands company as a rule,
so names and words for people are let pass; "easy with bursts" and "GA1 + KA" are not.
"""

import re
from collections.abc import Iterable

from .folded import Folded
from .people import COMPANIONS, DETERMINERS, FIRST_NAMES
from .pieces import Mark, Piece
from .tables import THEN, WITH

_FAST = 5.0
"""Minutes for a km. A faster pace beside an easy run is a doubt. CONVENTION."""

_ADDS = re.compile(rf"\s*(?:\+|(?:{'|'.join(THEN)})(?![^\W\d_]))")
"""What adds a part to a run, at the beginning of a piece."""

_PLURAL = re.compile(r"\w{2,}e(?:n|ln|rn)")
"""What German nouns look like behind "mit": "mit Antritten"."""


def added(folded: Folded, pieces: Iterable[Piece], said: Iterable[Mark]) -> list[Mark]:
    """Return the paces and the words in the pieces of an easy run by which it may be a hard one.

    Parameters
    ----------
    folded
    pieces
    said
        Words of the tone of the title, which are understood.
    """
    listed = list(said)
    return [
        mark
        for piece in pieces
        for mark in (*_fast_paces(piece), *_strange_words(folded, piece, listed))
    ]


def _fast_paces(piece: Piece) -> list[Mark]:
    return [
        mark
        for mark in piece.marks
        if mark.amount and mark.amount.what == "pace" and (mark.amount.value or _FAST) < _FAST
    ]


def _strange_words(folded: Folded, piece: Piece, said: list[Mark]) -> list[Mark]:
    begin = _where_added(folded, piece)
    if begin is None:
        return []
    ends = (mark.start for mark in piece.having("place") if mark.start > begin)
    end = min(ends, default=piece.end)
    others = piece.having("private", "about", "care", "activity", "ignored")
    if any(begin <= mark.start < end for mark in others):
        return []
    words = [
        Mark(start, start + len(word))
        for start, word in piece.unknown
        if begin <= start < end and not any(one.start <= start < one.end for one in said)
    ]
    german = folded.text[:begin].endswith("mit")
    return [] if all(_is_somebody(folded, word, german) for word in words) else words


def _where_added(folded: Folded, piece: Piece) -> int | None:
    """Return behind which place a piece adds something to a run; None if it adds nothing."""
    for mark in piece.having("company"):
        if folded.text[mark.start : mark.end] in WITH:
            return mark.end
    named = piece.having("run", "strength", "activity", "care", "rest", "called_off")
    adds = _ADDS.match(folded.text, piece.start, piece.end)
    return adds.end() if adds and not named else None


def _is_somebody(folded: Folded, word: Mark, german: bool) -> bool:
    """Whether a word is for company, or is written as a name is: "Tom", not "bursts" or "KA"."""
    text = folded.text[word.start : word.end]
    if text in FIRST_NAMES or text in COMPANIONS or text in DETERMINERS:
        return True
    written = folded.original[folded.places[word.start] : folded.places[word.end - 1] + 1]
    a_name = written[:1].isupper() and not written.isupper()
    return a_name and not (german and _PLURAL.fullmatch(text))
