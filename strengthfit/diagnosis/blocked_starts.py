"""Why no plan has a session at a start: the rules that close it, alone or together."""

from __future__ import annotations

import attrs
import numpy as np

from ..planning.blocking import Blocked, Closing, find_blocked
from ..program import Program
from ..program.rows import BoolArray, IntArray


@attrs.frozen(eq=False)
class BlockedStarts:
    """What closes the choices of a program that no plan takes.

    `blocked` is what rules close alone, or beside the sessions that pins hold. `pinned` are the
    rows of pins, `full` the demands that have no session beside those that are pinned.
    """

    blocked: Blocked
    pinned: IntArray
    full: dict[int, IntArray]

    def closing(self, among: list[int]) -> Closing:
        """Return the rules that close all of some choices that no plan takes, by their indices.

        A rule is named only if it leaves none of them; if only several together do so, these.
        Choices of demands that are all pinned count only if there are no others.
        """
        demands = self.blocked.program.choices.demand
        free = [choice for choice in among if int(demands[choice]) not in self.full]
        found = self.blocked.closing(free or among)
        if not free:
            rows = np.unique(
                [row for demand in {*demands[among].tolist()} for row in self.full[demand]]
            )
            pins = tuple(self.blocked.program.row_labels[row] for row in rows.tolist())
            alone = () if found.together or not self.is_closed(among) else found.labels
            return Closing(tuple(dict.fromkeys((*alone, *pins))))
        if self.is_closed(free):
            return found
        pins = tuple(self.blocked.program.row_labels[row] for row in self.pinned.tolist())
        labels = tuple(dict.fromkeys((*found.labels, *pins)))
        return Closing(labels, len(labels) > 1)

    def is_closed(self, among: list[int]) -> bool:
        """Whether rules close each of some choices, alone or beside what pins hold."""
        return bool(self.blocked.choices[among].all())


def find_blocked_starts(program: Program, taken: BoolArray) -> BlockedStarts:
    """Return what closes the choices that no plan takes; `taken` are those that the plan does."""
    rows = program.rows
    pinned = np.flatnonzero(rows.bounds < 0)
    held = np.zeros(len(program.choices), dtype=bool)
    of_pins = np.isin(rows.owners, pinned) if len(pinned) else np.zeros(len(rows.columns), bool)
    held[rows.columns[of_pins]] = True
    held &= taken
    demands = program.choices.demand
    given = np.bincount(demands[held], minlength=len(program.counts))
    full: dict[int, IntArray] = {}
    for demand in np.flatnonzero((given >= program.counts) & (given > 0)).tolist():
        mine = held[rows.columns] & of_pins & (demands[rows.columns] == demand)
        full[demand] = np.unique(rows.owners[mine])
    return BlockedStarts(find_blocked(program, held), pinned, full)
