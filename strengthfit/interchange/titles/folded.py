"""Text as the tables see it: lower case, without accents, one space at a time."""

import unicodedata
from functools import cache

import attrs

LONGEST = 300
"""Characters of a title, or of a description, that are looked at. CONVENTION: titles are shorter,
and nothing that somebody sends can take long to read."""

_PLAIN = {
    **dict.fromkeys("×✕✖✗⨯", "x"),
    **dict.fromkeys("‐‑‒–—―−~", "-"),
    **dict.fromkeys("‘’‚′`´", "'"),
    **dict.fromkeys("“”„″", '"'),
    **{"½": ".5", "¼": ".25", "¾": ".75", "＠": "@", "＋": "+"},
}
_SPACE = " "


@attrs.frozen
class Folded:
    """A text for matching, and where each of its characters stood in the original.

    Parameters
    ----------
    text
        Lower case, without accents, with single spaces.
    original
        What was folded.
    places
        For each character of `text`, its index in `original`.
    """

    text: str
    original: str
    places: tuple[int, ...]

    def said(self, start: int, end: int) -> str:
        """Return what stood at a place of the text, in lower case and with its accents."""
        if start >= end:
            return ""
        piece = self.original[self.places[start] : self.places[end - 1] + 1]
        return " ".join(piece.lower().split())


@cache
def _fold_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isspace():
        return _SPACE
    plain = unicodedata.normalize("NFKD", character).casefold()
    kept = "".join(part for part in plain if not unicodedata.combining(part))
    # Signs that join or vary an emoji, and controls, say nothing.
    return "".join(part for part in kept if unicodedata.category(part) not in ("Cf", "Cc", "Cs"))


def fold(text: str) -> Folded:
    """Return a text, cut to `LONGEST` characters, as the tables see it.

    Examples
    --------
    >>> fold("  V̇O₂max  6 × 400 m ").text
    'vo2max 6 x 400 m'
    >>> folded = fold("Côtes 8 × 200 m")
    >>> folded.text[:5], folded.said(0, 5)
    ('cotes', 'côtes')
    """
    cut = text[:LONGEST]
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(cut):
        for letter in _fold_character(character):
            if letter == _SPACE and (not letters or letters[-1] == _SPACE):
                continue
            letters.append(letter)
            places.append(place)
    if letters and letters[-1] == _SPACE:
        letters.pop()
        places.pop()
    return Folded("".join(letters)[:LONGEST], cut, tuple(places[:LONGEST]))
