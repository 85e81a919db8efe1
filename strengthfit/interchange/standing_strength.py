"""Strength that stands in a calendar, as pins that a plan can hold."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from ..domain.block import weeks_of
from ..domain.clock import DAY, DAYS, resolve
from ..domain.extra import Extra
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.strength import Dose, Session
from ..physiology.load import run_minutes
from ..physiology.parameters import parameters_of
from ..planning import Placement, Plan
from ..program.resolve import dose_minutes

STANDING = Extra({"strengthfit": "stands in the calendar"})
"""What pins carry that were read from a calendar or a planner and that no plan put there."""


_UID = "strengthfit_uid"


def with_uid(uid: str) -> Extra | None:
    """Return what a session carries that a plan put into a calendar, so that it stays that one.

    Examples
    --------
    >>> pin = Session("Tue 18:00", "core", extra=with_uid("7@strengthfit"))
    >>> uid_of(pin), uid_of(Session("Tue 18:00", "core"))
    ('7@strengthfit', None)
    """
    return Extra({_UID: uid}) if 0 < len(uid) <= _LONGEST_UID else None


_LONGEST_UID = 200
"""Characters. CONVENTION: ours have 48."""


def uid_of(session: Session | Placement) -> str | None:
    """Return the UID that a session has in the runner's calendar, if it comes from there."""
    uid = None if session.extra is None else session.extra.get(_UID)
    return uid if isinstance(uid, str) and uid else None


def uids_around(plan: Plan) -> dict[str, int | None]:
    """Return the starts of sessions around a plan's weeks that come from a calendar, by their UID.

    They may have been moved out of these weeks by hand.
    """
    return {
        uid: session.when.minutes
        for week in weeks_of(plan.week)
        for session in (*week.before, *week.after)
        if isinstance(session, Session) and (uid := uid_of(session)) is not None
    }


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
    sessions: Sequence[Session], runs: Sequence[Run], weekday: int, policy: Policy
) -> list[tuple[Session, str]]:
    """Return a kept pin for each session of a week, and what is to be said of it, or nothing.

    A session that begins as a run ends, or ends as one begins, is pinned as far from it as the
    policy keeps them apart. Of one that overlaps a run, or another session, only the day is pinned.
    Times and lengths that are not given are those that the policy gives them. `weekday` is that of
    the week's first day.

    Examples
    --------
    >>> run = Run(7 * 60, "easy", minutes=60)
    >>> ((pin, said),) = pins_for([Session(8 * 60, "core", minutes=20)], [run], 0, Policy())
    >>> pin.when.minutes, said
    (495, 'pinned 15 min after the run')
    """
    apart = policy.transition
    busy = [(start, start + _length(run, policy)) for run, start in _starts(runs, weekday, policy)]
    near = [(begin - apart, end + apart) for begin, end in busy]
    taken: list[tuple[int, int]] = []
    found: list[tuple[Session, str]] = []
    for session in sessions:
        kept, span = attrs.evolve(session, keep=True), span_of(session, policy)
        if span is None:
            found.append((kept, ""))
            continue
        start, said = _beside(span, busy, apart)
        length = span[1] - span[0]
        if start < 0 or any(start < end and begin < start + length for begin, end in near + taken):
            day = DAYS[(weekday + span[0] // DAY) % 7]
            said = "overlaps a run or another session, so only its day is pinned"
            found.append((attrs.evolve(kept, when=day), said))
            continue
        taken.append((start, start + length))
        found.append((kept if start == span[0] else attrs.evolve(kept, when=start), said))
    return found


def span_of(session: Session, policy: Policy) -> tuple[int, int] | None:
    """Return when a session begins and ends, in minutes of its week; None if its hour is open."""
    start = session.when.minutes
    return None if start is None else (start, start + _length(session, policy))


def _starts(runs: Iterable[Run], weekday: int, policy: Policy) -> Iterator[tuple[Run, int]]:
    """Yield runs with their starts, of which a plan knows when those without a time begin."""
    usual = policy.usual_time, policy.usual_evening
    for run in runs:
        yield run, resolve(run.when, weekday, *usual)


def _length(item: Run | Session, policy: Policy) -> int:
    """Return the minutes that a plan takes for something."""
    parameters = parameters_of(policy)
    if isinstance(item, Run):
        return run_minutes(item, parameters)
    if item.minutes is not None:
        return max(1, round(item.minutes))
    return dose_minutes(item.kind, None, item.dose or Dose.FULL, parameters)


def _beside(
    span: tuple[int, int], runs: Sequence[tuple[int, int]], transition: int
) -> tuple[int, str]:
    """Return the start of a session that is at its distance from the runs it comes too near to."""
    begin, end = span
    for run_begins, run_ends in runs:
        if run_ends <= begin < run_ends + transition:
            return run_ends + transition, f"pinned {transition} min after the run"
        if run_begins - transition < end <= run_begins:
            start = run_begins - transition - (end - begin)
            return start, f"pinned {transition} min before the run"
    return begin, ""
