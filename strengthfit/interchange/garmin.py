"""A plan as workouts of Garmin Connect, and the day for which each is scheduled.

A workout there has a length and a name, and a schedule has a day: the time of day is lost. It
stands in the description. The sets themselves are the athlete's: each workout is one step.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ..planning import Plan
from .planned_sessions import PlannedSession, planned_sessions
from .planner_fields import seconds_of

_SPORT = {"sportTypeId": 5, "sportTypeKey": "strength_training", "displayOrder": 5}
_STEP = {"stepTypeId": 3, "stepTypeKey": "interval", "displayOrder": 3}
_FOR_A_TIME = {
    "conditionTypeId": 2,
    "conditionTypeKey": "time",
    "displayOrder": 2,
    "displayable": True,
}
_NO_TARGET = {"workoutTargetTypeId": 1, "workoutTargetTypeKey": "no.target", "displayOrder": 1}


def plan_to_garmin(
    plan: Plan,
    sentences: Sequence[str] | None = None,
    *,
    start: dt.date | str | None = None,
) -> list[dict[str, Any]]:
    """Return the strength of a plan as workouts of Garmin Connect, each with its schedule.

    Parameters
    ----------
    plan, sentences, start
        As in `plan_to_intervals_events`.

    Returns
    -------
    list of dict
        Each with the session's stable `id`, the `workout` to create, and the `schedule` to post for
        the id that the service gives it. Only the day is kept; the time stands in the description.

    Raises
    ------
    InputError
        If there is no date, or it is not the plan's first day.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1, start="2026-11-23"))
    >>> (session,) = plan_to_garmin(plan)
    >>> session["workout"]["estimatedDurationInSecs"], list(session["schedule"])
    (2100, ['date'])
    """
    return [_scheduled(session) for session in planned_sessions(plan, sentences, start)]


def _scheduled(session: PlannedSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "workout": _workout(session),
        "schedule": {"date": session.starts.date().isoformat()},
    }


def _workout(session: PlannedSession) -> dict[str, Any]:
    seconds = seconds_of(session.placement.minutes)
    step = {
        "type": "ExecutableStepDTO",
        "stepOrder": 1,
        "stepType": dict(_STEP),
        "endCondition": dict(_FOR_A_TIME),
        "endConditionValue": float(seconds),
        "targetType": dict(_NO_TARGET),
    }
    return {
        "workoutName": session.title,
        "description": f"{session.starts:%H:%M}. {session.text}",
        "sportType": dict(_SPORT),
        "estimatedDurationInSecs": seconds,
        "workoutSegments": [{"segmentOrder": 1, "sportType": dict(_SPORT), "workoutSteps": [step]}],
    }
