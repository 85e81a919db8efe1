"""Results on their way out: as they come, or in the order of what was asked."""

from collections.abc import Iterable, Iterator

from ..planning.results import PlanResult

_HELD = 1024
"""Results that may wait for an earlier one before no more weeks are sent. CONVENTION."""


class Outbox:
    """Results that are ready; in order, some of them wait for an earlier one."""

    def __init__(self, ordered: bool) -> None:
        self._ordered, self._next = ordered, 0
        self._held: dict[int, PlanResult] = {}

    @property
    def room(self) -> bool:
        """Whether more results may be waited for."""
        return len(self._held) < _HELD

    def put(self, placed: Iterable[tuple[int, PlanResult]]) -> None:
        """Add results, each with its place among all that is asked."""
        self._held.update(placed)

    def take(self) -> Iterator[PlanResult]:
        """Yield those whose turn it is."""
        while self._held:
            place = self._next if self._ordered else next(iter(self._held))
            if place not in self._held:
                return
            result = self._held.pop(place)
            self._next += 1
            yield result

    def rest(self) -> Iterator[PlanResult]:
        """Yield those that still wait for an earlier one, which will not come."""
        while self._held:
            yield self._held.pop(min(self._held))
