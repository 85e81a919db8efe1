"""The tiers of replanning: as few sessions as can be are not as they were."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..program import Label, Program
from ..program.edit import (
    Entry,
    NewTier,
    at_least_of,
    at_most_of,
    insert_tiers,
    rows_of,
    with_rows,
    with_windows,
)
from ..program.rows import BoolArray, IntArray

CHANGE_TIERS = ("changes", "moves")
"""Before all other tiers: sessions that are not as they were, and of these those that moved."""

_CHANGES = Label("changes", "changes", "a session changes")


def with_changes(program: Program, kept: Sequence[int], now: int) -> Program:
    """Return the program with the tiers of change in front.

    A demand that had o sessions to come, of which k stay as they were, and has t now, changes
    max(o, t) - k: the kept ones fall short of o, and t may go beyond it. Windows count both. `kept`
    has for each session to come the choice that it was, or -1; what starts from `now` on is to
    come.
    """
    choices = program.choices
    stays = np.array([choice for choice in kept if choice >= 0], dtype=np.int64)
    same_start, to_come = _same_start(program, stays), choices.start >= now
    stay: list[Entry] = []
    at_their_start: list[Entry] = []
    no_more: list[Entry] = []
    for demand in range(len(program.counts)):
        of_demand = choices.demand == demand
        mine = np.sort(stays[of_demand[stays]])
        starts = np.flatnonzero(of_demand & same_start)
        stay.append(at_least_of(mine, len(mine)))
        at_their_start.append(at_least_of(starts, len(np.unique(choices.start[starts]))))
        no_more.append(at_most_of(np.flatnonzero(of_demand & to_come), len(mine)))
    program = insert_tiers(program, [NewTier(name) for name in CHANGE_TIERS])
    for entries, tiers in (
        (stay, ("changes",)),
        (at_their_start, ("moves",)),
        (no_more, CHANGE_TIERS),
    ):
        windows = rows_of(entries, _CHANGES)
        program = with_windows(program, "changes", windows, dict.fromkeys(tiers, 1))
    return program


def with_no_more(program: Program, kept: Sequence[int], now: int) -> Program:
    """Return the program in which no demand has more sessions to come than it had."""
    choices, number = program.choices, len(program.counts)
    stays = np.array([choice for choice in kept if choice >= 0], dtype=np.int64)
    had = np.bincount(choices.demand[stays], minlength=number)
    entries = [
        at_most_of(np.flatnonzero((choices.demand == demand) & (choices.start >= now)), most)
        for demand, most in enumerate(had.tolist())
    ]
    return with_rows(program, entries, _CHANGES)


def _same_start(program: Program, kept: IntArray) -> BoolArray:
    """Return the choices at which a session of their demand was planned, whatever the dose."""
    choices = program.choices
    same = np.zeros(len(choices), dtype=bool)
    for choice in kept.tolist():
        same |= (choices.start == choices.start[choice]) & (
            choices.demand == choices.demand[choice]
        )
    return same
