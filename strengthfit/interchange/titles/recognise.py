"""From a title to what it means."""

import re
from collections.abc import Sequence

from ...domain.run import RUN_KINDS, RunKind
from ...domain.strength import STRENGTH_KINDS, StrengthKind
from ...errors import InputError
from .meaning import Meaning

_KM = re.compile(r"(\d+(?:[.,]\d+)?) ?km\b", re.IGNORECASE)
_KINDS: list[RunKind | StrengthKind] = sorted((*RUN_KINDS, *STRENGTH_KINDS), key=len, reverse=True)
_WORDS = {kind: re.compile(rf"\b{kind.replace('_', '[ _-]')}\b", re.IGNORECASE) for kind in _KINDS}


def recognise(
    title: str, categories: Sequence[str] = (), description: str = ""
) -> tuple[Meaning, ...]:
    """Return what a title means: one meaning, or several if it names several sessions.

    Parameters
    ----------
    title
        As it stands in the calendar or planner.
    categories
        Tags beside it. They count if the title says nothing.
    description
        What stands below it. It counts if neither of them says anything.

    Examples
    --------
    >>> (meaning,) = recognise("Tempo 10 km")
    >>> meaning.kind, meaning.km, meaning.how
    ('tempo', 10.0, "'Tempo'")
    >>> [meaning.item for meaning in recognise("Dentist")]
    ['other']
    """
    for text in (title, *categories, description):
        found: list[tuple[RunKind | StrengthKind, str]] = []
        rest = text
        for kind, word in _WORDS.items():
            match = word.search(rest)
            if match:
                found.append((kind, match[0]))
                rest = word.sub(" ", rest)
        if len({kind for kind, _ in found}) > 1:
            names = " and ".join(sorted({str(kind) for kind, _ in found}))
            raise InputError("kind", text, f"names {names}; keep one kind in the title")
        if found:
            kind, named = found[0]
            km = _KM.search(title)
            return (
                Meaning(
                    "run" if isinstance(kind, RunKind) else "strength",
                    kind,
                    f"'{named}'",
                    km=float(km[1].replace(",", ".")) if km else None,
                ),
            )
    return (Meaning("other", None, "names no kind of run or strength"),)
