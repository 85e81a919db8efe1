"""The sessions of a plan on real dates, with what is said of each: what planners are given."""

import datetime as dt
from collections.abc import Sequence

import attrs

from ..diagnosis.session_sentences import quick_sentences
from ..domain.block import week_days
from ..domain.checks import plain
from ..domain.clock import DAYS
from ..domain.words import session_words
from ..errors import InputError
from ..planning import Placement, Plan, placement_ids
from ..planning.arguments import as_plan
from ..planning.session_ids import unlike
from .entries import first_day
from .standing_strength import is_standing, uid_of, uids_around

_OURS = "strengthfit/"


@attrs.frozen
class PlannedSession:
    """A strength session of a plan, as planners are given it.

    Parameters
    ----------
    id
        Stable: the same session of a plan made anew has the same.
    starts
        On the clock of the place.
    title
        Such as "Strength: circuit".
    text
        A sentence that explains it.
    placement
        As the plan has it.
    """

    id: str
    starts: dt.datetime
    title: str
    text: str
    placement: Placement


def first_day_of(plan: Plan, start: dt.date | str | None = None) -> dt.date:
    """Return the date of a plan's first day: its own, or `start` if it has none.

    Raises
    ------
    InputError
        If there is none, or `start` is not the plan's first day, or is on another weekday.

    Examples
    --------
    >>> import strengthfit as sf
    >>> first_day_of(sf.plan(sf.Week([], strength=1)), "2026-11-23")
    datetime.date(2026, 11, 23)
    """
    start = plain(start)
    own, given = plan.week.start, None if start is None else first_day(start)
    first = own if given is None else given
    if first is None:
        accepted = "leaves the plan without dates; give its first day, such as '2026-11-23'"
        raise InputError("start", start, accepted, "missing")
    if own is not None and first != own:
        raise InputError(
            "start", str(given), f"is not the plan's first day, {own}", "contradiction"
        )
    if week_days(plan.week) == len(DAYS) and first.weekday() != plan.week.first_weekday:
        day = DAYS[plan.week.first_weekday]
        accepted = f"is a {DAYS[first.weekday()]}, and the plan's first day is a {day}"
        raise InputError("start", str(first), accepted, "contradiction")
    return first_day(first)


def planned_sessions(
    plan: Plan, sentences: Sequence[str] | None = None, start: dt.date | str | None = None
) -> tuple[PlannedSession, ...]:
    """Return the sessions of a plan on real dates, but for those that stood there already.

    Parameters
    ----------
    plan
        Of a week or a block.
    sentences
        What is said of each session; by default where it lies, what comes next and, of a week,
        where else it fits.
    start
        The date of the plan's first day, such as "2026-11-23", if the plan has none.

    Raises
    ------
    InputError
        If there is no date, or it is not the plan's first day, or there are not as many sentences
        as sessions.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1, start="2026-11-23"))
    >>> (session,) = planned_sessions(plan)
    >>> session.starts.date() == dt.date(2026, 11, 23) + dt.timedelta(session.placement.day)
    True
    """
    placements = as_plan(plan).placements
    first = first_day_of(plan, start)
    midnight = dt.datetime.combine(first, dt.time())
    said = quick_sentences(plan) if sentences is None else sentences
    if not _are_texts(said, len(placements)):
        accepted = f"is not one sentence for each of {len(placements)} sessions"
        raise InputError("sentences", said, accepted, "wrong_value")
    ours = [f"{_OURS}{name}" for name in placement_ids(plan, start=first)]
    elsewhere = [uid for uid in uids_around(plan) if uid.startswith(_OURS)]
    carried = [_carried(placement) for placement in placements]
    ids = unlike([*elsewhere, *carried], [*elsewhere, *ours])[len(elsewhere) :]
    return tuple(
        PlannedSession(
            id_,
            midnight + dt.timedelta(minutes=placement.start),
            _title(placement),
            text,
            placement,
        )
        for id_, text, placement in zip(ids, said, placements, strict=True)
        if not is_standing(placement)
    )


def _carried(placement: Placement) -> str | None:
    """Return the id that a session had in the planner from which its week was read."""
    uid = uid_of(placement)
    return uid if uid is not None and uid.startswith(_OURS) else None


def _title(placement: Placement) -> str:
    words = session_words(placement.kind, placement.dose, placement.effort, placement.label)
    return f"Strength: {words}"


def _are_texts(said: object, number: int) -> bool:
    return (
        isinstance(said, list | tuple)
        and len(said) == number
        and all(isinstance(text, str) for text in said)
    )
