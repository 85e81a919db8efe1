"""Text as the tables see it: lower case, without accents, one space at a time."""

import unicodedata
from functools import cache

import attrs

from ...printable import one_line

LONGEST = 300
"""Characters of a title, or of a description, that are looked at. CONVENTION: titles are shorter,
and nothing that somebody sends can take long to read."""

_PLAIN = {
    **dict.fromkeys("\u00d7\u2715\u2716\u2717\u2a2f", "x"),  # signs of multiplication
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212~", "-"),  # dashes, minus
    **dict.fromkeys("\u2018\u2019\u201a\u2032`\u00b4", "'"),  # quotes, prime
    **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
    **dict.fromkeys("\u0153\u0152", "oe"),  # one letter in "soeur"
    **{"\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75"},  # one half, a quarter, three quarters
}
_SPACE = " "
_MEANT = "'\")?"
"""Signs after a word that mean something: minutes, seconds, and a question."""


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
        return one_line(self.original[self.places[start] : self.places[end - 1] + 1].lower())


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
    r"""Return a text, cut to `LONGEST` characters, as the tables see it.

    Emoji and other signs before the first word and after the last are put on a second line, so that
    the first word stands first.

    Examples
    --------
    >>> fold("  V̇O₂max  6 \u00d7 400 m ").text
    'vo2max 6 x 400 m'
    >>> fold("🏃 Long run!").text
    'long run\n🏃 !'
    >>> folded = fold("Côtes 8x200 m")
    >>> folded.text[:5], folded.said(0, 5)
    ('cotes', 'côtes')
    """
    cut = text[:LONGEST]
    pairs: list[tuple[str, int]] = []
    for place, character in enumerate(cut):
        for letter in _fold_character(character):
            if letter != _SPACE or (pairs and pairs[-1][0] != _SPACE):
                pairs.append((letter, place))
    pairs = _words_first(pairs)[:LONGEST]
    return Folded("".join(letter for letter, _ in pairs), cut, tuple(place for _, place in pairs))


def _words_first(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    inner = [index for index, (letter, _) in enumerate(pairs) if letter.isalnum()]
    if not inner:
        return pairs
    first, last = inner[0], inner[-1] + 1
    while last < len(pairs) and pairs[last][0] in _MEANT:
        last += 1
    signs = [*pairs[:first], *pairs[last:]]
    if not any(letter != _SPACE for letter, _ in signs):
        return pairs[first:last]
    return [*pairs[first:last], ("\n", pairs[last - 1][1]), *signs]
