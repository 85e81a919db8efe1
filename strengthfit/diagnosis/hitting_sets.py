"""Ways out of all conflicts, the cheapest first: the hitting-set tree of Reiter.

A way out takes something away from every conflict: it hits them all. The tree is searched from the
cheapest way out to the dearest (Reiter 1987, 10.1016/0004-3702(87)90062-2). A node is a set of what
is given up. If something still clashes there, one conflict among what is left is made minimal, and
the node branches: each child gives up one more member of that conflict. If nothing clashes, the
node is a way out, and no set that holds it is looked at.
"""

from __future__ import annotations

import heapq

import attrs

from ..errors import OutOfTimeError
from .soft_constraints import SoftConstraint, SoftConstraints

GivenUp = frozenset[SoftConstraint]


@attrs.define
class HittingSetTree:
    """What is known of a week's conflicts and ways out while they are searched."""

    constraints: SoftConstraints
    conflicts: list[GivenUp] = attrs.field(factory=list)
    ways_out: list[GivenUp] = attrs.field(factory=list)
    stopped: bool = False
    _queue: list[tuple[float, int, int, GivenUp]] = attrs.field(
        factory=lambda: [(0.0, 0, 0, GivenUp())]
    )
    _seen: set[GivenUp] = attrs.field(factory=lambda: {GivenUp()})

    @property
    def exhausted(self) -> bool:
        """Whether there are no other ways out."""
        return not self._queue

    def next_way_out(self) -> GivenUp | None:
        """Return the cheapest way out that was not returned yet; None if there is none left.

        None too if the limits of the call end: then the tree is `stopped`.
        """
        while self._queue:
            place = heapq.heappop(self._queue)
            given_up = place[-1]
            if any(way_out <= given_up for way_out in self.ways_out):
                continue
            try:
                conflict = self._conflict_besides(given_up)
            except OutOfTimeError:
                heapq.heappush(self._queue, place)
                self.stopped = True
                return None
            if conflict is None:
                self.ways_out.append(given_up)
                return given_up
            self._branch(given_up, conflict)
        return None

    def _conflict_besides(self, given_up: GivenUp) -> GivenUp | None:
        """Return a minimal conflict among what is left, preferably one that is known."""
        for known in self.conflicts:
            if not known & given_up:
                return known
        if not self.constraints.clash(given_up):
            return None
        conflict = self.constraints.shrink(given_up)
        self.conflicts.append(conflict)
        return conflict

    def _branch(self, given_up: GivenUp, conflict: GivenUp) -> None:
        for member in sorted(conflict):
            wider = self.constraints.close(given_up | {member})
            if wider not in self._seen:
                self._seen.add(wider)
                # Of one price, what gives up fewer rules comes first: strength gives way first.
                rules = sum(each.demand < 0 for each in wider)
                place = self.constraints.price(wider), rules, len(self._seen), wider
                heapq.heappush(self._queue, place)
