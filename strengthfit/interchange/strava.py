"""Activities of Strava as a week: what was run, and strength as it was done.

`workout_type` says 1 for a race, 2 for a long run and 3 for a workout. 0 and null say nothing, as
few set it, so the kind then comes from the name; a run whose name does not say it counts as key.
"""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

import attrs

from ..domain.policy import Policy
from ..domain.run import KEY_RUN_KINDS, RunKind
from ..domain.strength import Demand
from ..errors import InputError
from .entries import Entry, bare_day, first_day, is_near, sessions_of, week_of
from .format import Chosen, Format, WeekFile
from .planner_fields import (
    NO_TEXT,
    Id,
    Km,
    Minutes,
    Moment,
    Number,
    Text,
    entries_of_list,
    title_of,
)
from .sports import (
    OPEN_SPORTS,
    RUN_SPORTS,
    STRENGTH_SPORTS,
    left_out,
    measured,
    run_meanings,
    strength_meanings,
)
from .titles import NO_WORDS, Meaning, Words, recognise

_RACE, _LONG, _WORKOUT = map(Number, (1, 2, 3))
_GENTLE = (RunKind.EASY, RunKind.RECOVERY)
_MOST_RATING = 10


@attrs.frozen
class _Activity:
    """The fields of an activity that are read."""

    start_date_local: Moment
    name: Text = NO_TEXT
    description: Text = NO_TEXT
    sport_type: Text = NO_TEXT
    type: Text = NO_TEXT
    workout_type: Number | None = None
    moving_time: Minutes | None = None
    elapsed_time: Minutes | None = None
    distance: Km | None = None
    perceived_exertion: Number | None = None
    id: Id | None = None


def parse_strava_activities(
    data: Any,
    start: dt.date | str,
    source: str = "activities",
    *,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    words: Words = NO_WORDS,
    policy: Policy | str | None = None,
) -> WeekFile:
    """Turn the activities of Strava into the week that begins on a date.

    Parameters
    ----------
    data
        A list of activities, as JSON gives it. Fields that are not known are passed over.
    start, source, strength, repeats, words, policy
        As in `parse_calendar`.

    Returns
    -------
    WeekFile
        Strength that was done is among its `placements`. The load of a run is its
        `perceived_exertion` times its minutes, if that is given.

    Raises
    ------
    FileError
        With every problem, each with its path; or if no activity is of the week or near it.
    InputError
        If `start` is not a date.

    Examples
    --------
    >>> run = {"sport_type": "Run", "name": "Tuesday", "workout_type": 0}
    >>> run["start_date_local"] = "2026-11-24T07:00:00Z"
    >>> (read,) = parse_strava_activities([run], "2026-11-23").read
    >>> read.when, read.taken_as, read.how
    ('Tue 07:00', 'steady, key', 'sport Run, and its kind is not said')
    """
    chosen = Chosen(start=start, strength=strength, repeats=repeats, words=words, policy=policy)
    return _week(source, data, chosen)


def _week(source: str, rows: Any, chosen: Chosen) -> WeekFile:
    first = first_day(chosen.start)
    make = partial(_sessions, first, chosen.titles)
    return week_of(entries_of_list(rows, _Activity, make, source, first), chosen, source)


def _sessions(first: dt.date, words: Words, activity: _Activity) -> list[Entry]:
    """Return the sessions that an activity stands for, if it is of the weeks that are asked for."""
    date, minute = activity.start_date_local
    if not is_near(date, first):
        return [bare_day(date)]
    minutes = activity.moving_time or activity.elapsed_time
    where = "moving_time" if activity.moving_time else "elapsed_time"
    rating = activity.perceived_exertion
    if rating is not None and rating > _MOST_RATING:
        accepted = f"is not a rating from 0 to {_MOST_RATING}"
        raise InputError("perceived_exertion", rating, accepted, "out_of_range")
    meanings = _meanings(activity, words)
    meanings = measured(meanings, minutes, activity.distance, (where, "distance"))
    whole = Entry(
        title_of(activity.name),
        date,
        meanings[0],
        minute,
        length=minutes,
        id=activity.id,
        key=True if activity.workout_type == _WORKOUT else None,
        load=rating * minutes if rating and minutes else None,
    )
    return sessions_of(whole, meanings)


def _meanings(activity: _Activity, words: Words) -> tuple[Meaning, ...]:
    sport = activity.sport_type or activity.type
    name, description, why = activity.name, activity.description, f"sport {sport}"
    if sport.lower() in RUN_SPORTS:
        said = run_meanings(name, (), description, why=why, words=words)
        return tuple(_tagged(meaning, activity.workout_type) for meaning in said)
    if sport.lower() in STRENGTH_SPORTS:
        kind = STRENGTH_SPORTS[sport.lower()]
        return strength_meanings(name, (), description, why=why, kind=kind, words=words)
    if sport.lower() in OPEN_SPORTS:
        return recognise(name, (), description, words)
    return left_out(why)


def _tagged(meaning: Meaning, workout_type: float | None) -> Meaning:
    """Return the meaning of a run with what its `workout_type` adds to its name.

    The harder of the two counts: a long run by its type with "tempo" in its name is a tempo run.
    """
    how = f"workout_type {workout_type:g}" if workout_type is not None else ""
    if meaning.item != "run" or workout_type not in (_RACE, _LONG, _WORKOUT):
        return meaning
    if workout_type == _RACE:
        return attrs.evolve(meaning, kind=RunKind.RACE, how=how, known=True)
    if workout_type == _LONG:
        if meaning.kind in KEY_RUN_KINDS:
            return meaning
        return attrs.evolve(meaning, kind=RunKind.LONG, how=how, known=True)
    if meaning.known and meaning.kind not in _GENTLE:
        return meaning
    how = f"{how}, and its kind is not said"
    return attrs.evolve(meaning, kind=RunKind.STEADY, how=how, known=False)


def _is_activities(rows: list[Any]) -> bool:
    """Whether a list is one of activities: the first table has a sport and a day."""
    table = next((row for row in rows if isinstance(row, dict)), {})
    sport = "sport_type" in table or "workout_type" in table or "type" in table
    return sport and "start_date_local" in table


FORMAT = Format(
    name="a list of activities of Strava", holds_rows=_is_activities, week=_week, chosen_by="start"
)
