"""What differs between two placements of strength, told as moves."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..planning import Placement


@attrs.frozen
class Move:
    """One session that lies elsewhere, or otherwise, in another plan.

    Parameters
    ----------
    kind : str
    before, after : str or None
        Time and dose, such as "Tue 18:00, full"; None where there is no such session.

    Examples
    --------
    >>> str(Move("circuit", "Tue 18:00, full", "Fri 18:00, full"))
    'circuit: Tue 18:00, full -> Fri 18:00, full'
    """

    kind: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        return f"{self.kind}: {self.before or 'none'} -> {self.after or 'left out'}"


def moves_between(
    before: Iterable[Placement],
    after: Iterable[Placement],
) -> tuple[Move, ...]:
    """Return how to get from one plan to another, sessions of a kind paired in order of time.

    Parameters
    ----------
    before, after : iterable of Placement
    """
    old, new = list(before), list(after)
    same = {(p.start, p.kind, p.dose) for p in old} & {(p.start, p.kind, p.dose) for p in new}
    old = [p for p in old if (p.start, p.kind, p.dose) not in same]
    new = [p for p in new if (p.start, p.kind, p.dose) not in same]
    moves: list[Move] = []
    for kind in dict.fromkeys(p.kind for p in [*old, *new]):
        from_here = [_told(p) for p in old if p.kind == kind]
        to_there = [_told(p) for p in new if p.kind == kind]
        longest = max(len(from_here), len(to_there))
        from_here += [None] * (longest - len(from_here))
        to_there += [None] * (longest - len(to_there))
        moves += [Move(kind, one, two) for one, two in zip(from_here, to_there, strict=True)]
    return tuple(moves)


def _told(placement: Placement) -> str | None:
    return f"{placement.when}, {placement.dose}"
