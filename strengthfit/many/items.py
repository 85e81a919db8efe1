"""What `plan_many` is given, taken one by one, and told apart: weeks, and what is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Any

import attrs

from ..domain.block import Block
from ..domain.checks import plain
from ..domain.week import Week
from ..errors import InputError, StrengthfitError
from ..interchange.format import BlockFile, WeekFile
from ..planning.results import PlanResult
from .work import Asked

_SECONDS = 0.1
"""For gathering the weeks of one task: from a source that is slower they are not waited for."""

_ACCEPTED = (
    "is not a Week, a Block or a file of one; write e.g. Week([...]) or ('Ada', Week([...]))"
)


@attrs.frozen
class Entry:
    """A week that is to be planned: its place among all that is asked, its number, and its id."""

    place: int
    number: int
    id: str | int
    asked: Asked

    @property
    def week(self) -> Week | Block:
        """The week or the block itself."""
        return self.asked[0]

    def result(
        self, found: Any = None, error: StrengthfitError | None = None, seconds: float = 0.0
    ) -> PlanResult:
        """Return what became of it."""
        return PlanResult(self.number, self.id, found, error, seconds)


@attrs.frozen
class Gathered:
    """Weeks for a task, and results at once of what cannot be planned, each with its place."""

    entries: tuple[Entry, ...]
    results: tuple[tuple[int, PlanResult], ...]


class Source:
    """Numbered items, of which only so many are taken as there is work for."""

    def __init__(self, items: Iterator[tuple[int, Any]]) -> None:
        self._items, self._taken = items, 0
        self.open = True
        self.failure: Exception | None = None

    def gather(self, most: int) -> Gathered:
        """Take up to `most` weeks, fewer if they are slow to come or end.

        If the source itself fails, it ends: what came before is still planned.
        """
        entries: list[Entry] = []
        results: list[tuple[int, PlanResult]] = []
        began = perf_counter()
        while len(entries) + len(results) < most and perf_counter() - began < _SECONDS:
            try:
                number, item = next(self._items)
            except StopIteration:
                self.open = False
                break
            except Exception as error:  # of the caller's own making; raised to the caller later
                self.open, self.failure = False, error
                break
            entry = read_item(self._taken, number, item)
            if isinstance(entry, Entry):
                entries.append(entry)
            else:
                results.append((self._taken, entry))
            self._taken += 1
        return Gathered(tuple(entries), tuple(results))


def as_items(items: Any) -> Iterable[Any]:
    """Return what can be gone through, or refuse it."""
    if not isinstance(items, Iterable):
        accepted = "is not weeks to go through; write e.g. [Week([...])]"
        raise InputError("items", items, accepted, "wrong_type")
    return items


def read_item(place: int, number: int, item: Any) -> Entry | PlanResult:
    """Return an item as a week with an id, or as the result that it is none."""
    name, asked = item if isinstance(item, tuple) and len(item) == 2 else (number, item)
    name = plain(name)
    if isinstance(name, bool) or not isinstance(name, str | int):
        accepted = "is not an id; write a text or a whole number"
        return PlanResult(number, number, error=InputError("id", name, accepted, "wrong_type"))
    if isinstance(asked, Week | Block):
        return Entry(place, number, name, (asked, None))
    if isinstance(asked, WeekFile | BlockFile):
        week = asked.week if isinstance(asked, WeekFile) else asked.block
        return Entry(place, number, name, (week, asked.policy))
    if isinstance(asked, StrengthfitError):
        return PlanResult(number, name, error=asked)
    return PlanResult(number, name, error=InputError("week", asked, _ACCEPTED, "wrong_type"))
