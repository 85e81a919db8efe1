"""The sessions of a plan on real dates, with what is said of each: what planners are given."""

import datetime as dt
from collections.abc import Sequence

import attrs

from ..diagnosis.session_sentences import quick_sentences
from ..domain.words import session_words
from ..errors import InputError
from ..planning import Placement, Plan, placement_ids
from ..planning.arguments import as_plan
from .standing_strength import is_standing


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


def planned_sessions(
    plan: Plan, sentences: Sequence[str] | None = None
) -> tuple[PlannedSession, ...]:
    """Return the sessions of a plan on real dates, but for those that stood there already.

    Parameters
    ----------
    plan
        Of a week or a block that has a `start`.
    sentences
        What is said of each session; by default where it lies, what comes next and, of a week,
        where else it fits.

    Raises
    ------
    InputError
        If the plan has no `start`, or there are not as many sentences as sessions.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1, start="2026-11-23"))
    >>> (session,) = planned_sessions(plan)
    >>> session.starts.date() == dt.date(2026, 11, 23) + dt.timedelta(session.placement.day)
    True
    """
    placements = as_plan(plan).placements
    start = plan.week.start
    if start is None:
        accepted = "is not known: planners hold dates; give the week its start"
        raise InputError("plan.week.start", None, accepted)
    midnight = dt.datetime.combine(start, dt.time())
    said = quick_sentences(plan) if sentences is None else sentences
    if not _are_texts(said, len(placements)):
        accepted = f"is not one sentence for each of {len(placements)} sessions"
        raise InputError("sentences", said, accepted)
    return tuple(
        PlannedSession(
            f"strengthfit/{name}",
            midnight + dt.timedelta(minutes=placement.start),
            _title(placement),
            text,
            placement,
        )
        for name, text, placement in zip(placement_ids(plan), said, placements, strict=True)
        if not is_standing(placement)
    )


def _title(placement: Placement) -> str:
    words = session_words(placement.kind, placement.dose, placement.effort, placement.label)
    return f"Strength: {words}"


def _are_texts(said: object, number: int) -> bool:
    return (
        isinstance(said, list | tuple)
        and len(said) == number
        and all(isinstance(text, str) for text in said)
    )
