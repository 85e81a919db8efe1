"""Strength that stands in a calendar, as pins that a plan can hold."""

from collections.abc import Sequence

import attrs

from ..domain.clock import DAY, DAYS
from ..domain.extra import Extra
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.strength import Session
from ..planning import Placement

_TRANSITION = Policy().transition

STANDING = Extra({"strengthfit": "stands in the calendar"})
"""What pins carry that were read from a calendar or a planner and that no plan put there."""


def is_standing(placement: Placement) -> bool:
    """Whether a session of a plan stood in the calendar already, so that it is not written again.

    Examples
    --------
    >>> import strengthfit as sf
    >>> pin = Session("Tue 18:00", "core", keep=True, extra=STANDING)
    >>> plan = sf.plan(sf.Week([Run("Wed 07:00", "easy")], strength=1, pins=[pin]))
    >>> [is_standing(placement) for placement in plan.placements]
    [True, False]
    """
    return placement.extra == STANDING


def pins_for(
    sessions: Sequence[Session], runs: Sequence[Run], weekday: int
) -> list[tuple[Session, str]]:
    """Return a kept pin for each session of a week, and what is to be said of it, or nothing.

    A session that begins as a run ends, or ends as one begins, is pinned as far from it as a plan
    keeps them apart. Of one that overlaps a run, or another session, only the day is pinned.
    `weekday` is that of the week's first day.

    Examples
    --------
    >>> run = Run(7 * 60, "easy", minutes=60)
    >>> ((pin, said),) = pins_for([Session(8 * 60, "core", minutes=20)], [run], 0)
    >>> pin.when.minutes, said
    (495, 'pinned 15 min after the run')
    """
    busy = [span for run in runs if (span := span_of(run)) is not None]
    taken: list[tuple[int, int]] = []
    found: list[tuple[Session, str]] = []
    for session in sessions:
        kept, span = attrs.evolve(session, keep=True), span_of(session)
        if span is None:
            found.append((kept, ""))
            continue
        start, said = _beside(span, busy)
        length = span[1] - span[0]
        near = [(begin - _TRANSITION, end + _TRANSITION) for begin, end in busy]
        if start < 0 or any(start < end and begin < start + length for begin, end in near + taken):
            day = DAYS[(weekday + span[0] // DAY) % 7]
            said = "overlaps a run or another session, so only its day is pinned"
            found.append((attrs.evolve(kept, when=day), said))
            continue
        taken.append((start, start + length))
        found.append((kept if start == span[0] else attrs.evolve(kept, when=start), said))
    return found


def span_of(item: Run | Session) -> tuple[int, int] | None:
    """Return when something begins and ends, in minutes of its week, as far as that is known."""
    if item.when.minutes is None:
        return None
    return item.when.minutes, item.when.minutes + round(item.minutes or 0)


def _beside(span: tuple[int, int], runs: Sequence[tuple[int, int]]) -> tuple[int, str]:
    """Return the start of a session that is at its distance from the runs it comes too near to."""
    begin, end = span
    for run_begins, run_ends in runs:
        if run_ends <= begin < run_ends + _TRANSITION:
            return run_ends + _TRANSITION, f"pinned {_TRANSITION} min after the run"
        if run_begins - _TRANSITION < end <= run_begins:
            start = run_begins - _TRANSITION - (end - begin)
            return start, f"pinned {_TRANSITION} min before the run"
    return begin, ""
