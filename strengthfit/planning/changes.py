"""What differs between two plans, session by session."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from .values import Change, Placement


def changes_between(before: Iterable[Placement], after: Iterable[Placement]) -> tuple[Change, ...]:
    """Return how to get from one plan to another, sessions of a kind paired in order of time."""
    old, new = list(before), list(after)
    same = set(map(_place, old)) & set(map(_place, new))
    old = [placement for placement in old if _place(placement) not in same]
    new = [placement for placement in new if _place(placement) not in same]
    return tuple(
        Change(here, there, "")
        for kind in dict.fromkeys(placement.kind for placement in [*old, *new])
        for here, there in zip_longest(
            [placement for placement in old if placement.kind == kind],
            [placement for placement in new if placement.kind == kind],
        )
    )


def _place(placement: Placement) -> tuple[int, str, str, str]:
    return placement.start, placement.kind, placement.dose, placement.effort
