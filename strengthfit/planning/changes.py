"""What differs between two plans, session by session."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from .values import Change, Placement


def changes_between(before: Iterable[Placement], after: Iterable[Placement]) -> tuple[Change, ...]:
    """Return how to get from one plan to another, by the old starts.

    Sessions of a kind and label are paired: those at the same start, then those on the same day,
    then the others in order of time.
    """
    old, new = list(before), list(after)
    same = set(map(_place, old)) & set(map(_place, new))
    old = [placement for placement in old if _place(placement) not in same]
    new = [placement for placement in new if _place(placement) not in same]
    changes: list[Change] = []
    for near in (_start, _day):
        for here in list(old):
            there = next((each for each in new if near(each) == near(here)), None)
            if there is not None:
                changes.append(Change(here, there, ""))
                old.remove(here)
                new.remove(there)
    for name in dict.fromkeys(placement.name for placement in [*old, *new]):
        changes += [
            Change(here, there, "")
            for here, there in zip_longest(
                [placement for placement in old if placement.name == name],
                [placement for placement in new if placement.name == name],
            )
        ]
    return tuple(sorted(changes, key=_first))


def _first(change: Change) -> tuple[int, str]:
    """Return where a change stands among others: by the old start, or the new if there is none."""
    old_or_new = [placement for placement in (change.before, change.after) if placement]
    return old_or_new[0].start, old_or_new[0].kind


def _start(placement: Placement) -> tuple[int, str]:
    return placement.start, placement.name


def _day(placement: Placement) -> tuple[int, str]:
    return placement.day, placement.name


def _place(placement: Placement) -> tuple[int, str, str, str]:
    return placement.start, placement.name, placement.dose, placement.effort
