"""What `plan_many` is given, taken one by one, and told apart: weeks, and what is none."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextvars import copy_context
from time import perf_counter
from typing import Any

import attrs

from ..domain.block import Block
from ..domain.checks import is_ordered
from ..domain.week import Week
from ..errors import InputError, StrengthfitError
from ..interchange.format import BlockFile, WeekFile
from ..interchange.week_lines import checked_id
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
    """Numbered items, of which only so many are taken as there is work for.

    They are taken in another thread: a source that is slow, or waits for results itself, keeps
    no results back, and what cancels is heard meanwhile.
    """

    def __init__(self, items: Iterator[tuple[int, Any]]) -> None:
        self._items, self._context = items, copy_context()
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._ready: list[Entry | tuple[int, PlanResult]] = []
        self._taken, self._wanted, self._began = 0, 0, 0.0
        self._ended, self._stopped = False, False
        self._full: Future[None] = Future()
        self.failure: BaseException | None = None
        """What the source itself raised; what came before it is still planned."""

    @property
    def open(self) -> bool:
        """Whether there is more to come."""
        with self._changed:
            return not self._ended or bool(self._ready)

    @property
    def pending(self) -> tuple[Future[None], ...]:
        """What ends when all that is wanted has been taken, if that is not so yet."""
        return () if self._full.done() else (self._full,)

    def want(self, most: int) -> None:
        """Let up to `most` weeks be taken, unless some are on their way already."""
        with self._changed:
            if self._ended or self._ready or self._taken < self._wanted:
                return
            self._wanted, self._began = self._taken + most, perf_counter()
            self._full = Future()
            self._changed.notify()
        if self._thread is None:
            # As a daemon it holds up no host that ends, whatever the source waits for.
            self._thread = threading.Thread(
                target=self._context.run, args=(self._run,), name="strengthfit-many", daemon=True
            )
            self._thread.start()

    def take(self) -> Gathered | None:
        """Return the weeks that came: all that were wanted, or fewer if they are slow or end."""
        with self._changed:
            whole = self._ended or self._taken >= self._wanted
            if not self._ready or not (whole or perf_counter() - self._began >= _SECONDS):
                return None
            ready, self._ready, self._wanted = self._ready, [], min(self._wanted, self._taken)
        return Gathered(
            tuple(one for one in ready if isinstance(one, Entry)),
            tuple(one for one in ready if not isinstance(one, Entry)),
        )

    def stop(self) -> None:
        """Take no more. If the source itself is at work, the thread ends after its next item."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(_SECONDS)

    def _run(self) -> None:
        """Take items as far as they are wanted."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopped or self._taken < self._wanted)
                if self._stopped:
                    return
            try:
                number, item = next(self._items)
                entry = read_item(self._taken, number, item)
            except StopIteration:
                self._end(None)
                return
            except BaseException as error:  # of the caller's own making; raised to the caller later
                self._end(error)
                return
            with self._changed:
                self._ready.append(entry if isinstance(entry, Entry) else (self._taken, entry))
                self._taken += 1
                if self._taken >= self._wanted and not self._full.done():
                    self._full.set_result(None)

    def _end(self, failure: BaseException | None) -> None:
        with self._changed:
            self._ended, self.failure = True, failure
            if not self._full.done():
                self._full.set_result(None)


def as_items(items: Any) -> Iterable[Any]:
    """Return what can be gone through, or refuse it."""
    if not is_ordered(items) or not isinstance(items, Iterable):
        accepted = "is not weeks to go through; write e.g. [Week([...])]"
        raise InputError("items", items, accepted, "wrong_type")
    return items


def read_item(place: int, number: int, item: Any) -> Entry | PlanResult:
    """Return an item as a week with an id, or as the result that it is none."""
    name, asked = item if isinstance(item, tuple) and len(item) == 2 else (number, item)
    try:
        name = checked_id(name)
    except InputError as error:
        return PlanResult(number, number, error=error)
    if isinstance(asked, Week | Block):
        return Entry(place, number, name, (asked, None))
    if isinstance(asked, WeekFile | BlockFile):
        week = asked.week if isinstance(asked, WeekFile) else asked.block
        return Entry(place, number, name, (week, asked.policy))
    if isinstance(asked, StrengthfitError):
        return PlanResult(number, name, error=asked)
    return PlanResult(number, name, error=InputError("week", asked, _ACCEPTED, "wrong_type"))
