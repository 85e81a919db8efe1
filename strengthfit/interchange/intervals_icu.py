"""Events of intervals.icu, both ways: the calendar as a week, and a plan as events.

Which fields there are is known from the service's API. What an event is follows from its
`category` and `type`; of which kind a run is, from its tags, then `sub_type`, then name and
description, and last from `icu_intensity`. `icu_training_load` is not read: it comes from power,
heart rate or pace, and the load of a run here is its rating times its minutes.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from ..domain.policy import Policy
from ..domain.run import RunKind
from ..domain.strength import DOSES, EFFORTS, Demand, is_strength_kind, to_strength_kind
from ..planning import Plan
from .entries import Entry, bare_day, first_day, is_near, sessions_of, week_of
from .format import Chosen, Format, WeekFile
from .intervals_days import NOT_SESSIONS, Event, check_availability, days_away
from .planned_sessions import PlannedSession, planned_sessions
from .planner_fields import check_number, entries_of_list, seconds_of, title_of
from .sports import (
    OPEN_SPORTS,
    RUN_SPORTS,
    STRENGTH_SPORTS,
    first_run,
    left_out,
    measured,
    run_meanings,
    strength_meanings,
)
from .title_times import time_said
from .titles import NO_WORDS, Meaning, Words, recognise

OWN_TAG = "strengthfit"
"""The tag of events that were written here."""

_RACES = {"RACE_A": "A", "RACE_B": "B", "RACE_C": "C"}
_EASY_INTENSITY, _EASY_MINUTES = 70, 60
"""Percent of threshold, and length, up to which a run of no known kind is easy. CONVENTION."""

_LEAST_INTENSITY = 20
"""Percent. What is less is not an intensity in percent."""

_MIDNIGHT_TAG = "at:00:00"
"""An event at midnight is one without a time, but for this tag."""


def parse_intervals_events(
    data: Any,
    start: dt.date | str,
    source: str = "events",
    *,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    words: Words = NO_WORDS,
    policy: Policy | str | None = None,
) -> WeekFile:
    """Turn the events of intervals.icu into the week that begins on a date.

    Parameters
    ----------
    data
        A list of events, as JSON gives it. Fields that are not known are passed over.
    start, source, strength, repeats, words, policy
        As in `parse_calendar`.

    Returns
    -------
    WeekFile
        Strength in the calendar is among its `placements`. A day that is UNAVAILABLE is closed to
        strength; so is one of a HOLIDAY, SICK or INJURED event that does not say how much can be
        trained, and a LIMITED one whose `max_training_time` does not leave room for a full circuit
        beside the runs of the day, or whose `can_train_sports` has no strength. Other LIMITED days
        stay open, as a week cannot hold a most of minutes for one day.

    Raises
    ------
    FileError
        With every problem, each with its path; or if no event is of the week or near it.
    InputError
        If `start` is not a date.

    Examples
    --------
    >>> event = {"category": "WORKOUT", "type": "Run", "name": "Tempo 10 km"}
    >>> event["start_date_local"] = "2026-11-24T07:00:00"
    >>> read = parse_intervals_events([event], "2026-11-23")
    >>> [(str(run.when), run.kind, run.km) for run in read.week.runs]
    [('1860', 'tempo', 10.0)]
    """
    chosen = Chosen(start=start, strength=strength, repeats=repeats, words=words, policy=policy)
    return _week(source, data, chosen)


def _week(source: str, rows: Any, chosen: Chosen) -> WeekFile:
    first = first_day(chosen.start)
    away: list[Event] = []

    def make(event: Event) -> list[Entry]:
        check_availability(event)
        if event.is_away:
            away.append(event)
            return []
        if not is_near(event.start_date_local.date, first):
            return [bare_day(event.start_date_local.date)]
        return _sessions(event, chosen.titles)

    entries = entries_of_list(rows, Event, make, source, first)
    days: list[Entry] = []
    for event in away:
        elsewhere = bare_day(event.start_date_local.date)
        days += list(days_away(event, entries, first)) or [elsewhere]
        check_number(len(days), source)
    return week_of([*entries, *days], chosen, source)


def _sessions(event: Event, words: Words) -> list[Entry]:
    """Return the sessions that an event stands for."""
    date, minute = event.start_date_local
    if minute == 0 and _MIDNIGHT_TAG not in event.tags:
        minute = None
    own = _own_tags(event)
    if own:
        how = f"tags {OWN_TAG} and kind:{own['kind']}"
        meanings: tuple[Meaning, ...] = (Meaning("strength", to_strength_kind(own["kind"]), how),)
    else:
        meanings = _meanings(event, words)
    meanings = measured(meanings, event.moving_time, event.distance, ("moving_time", "distance"))
    whole = Entry(
        title_of(event.name or event.category),
        date,
        meanings[0],
        time_said(event.name, meanings) if minute is None else minute,
        id=event.external_id or event.id,
        length=event.moving_time,
        ours=bool(own),
        uid=event.external_id or "" if own else "",
        dose=own.get("dose"),
        effort=own.get("effort"),
        label=own.get("label"),
    )
    return sessions_of(whole, meanings)


def _own_tags(event: Event) -> dict[str, str]:
    """Return what the tags say of a session that was written here; nothing if it was not."""
    if OWN_TAG not in event.tags or event.category.upper() in (*NOT_SESSIONS, *_RACES):
        return {}
    said = {name: value for name, _, value in (tag.partition(":") for tag in event.tags)}
    good = is_strength_kind(said.get("kind")) and said.get("dose") in DOSES
    return said if good and said.get("effort", EFFORTS[0]) in EFFORTS else {}


def _meanings(event: Event, words: Words) -> tuple[Meaning, ...]:
    category, type_ = event.category.upper(), event.type.lower()
    if category in NOT_SESSIONS:
        return left_out(f"category {category}")
    if category in _RACES and type_ in (*RUN_SPORTS, *OPEN_SPORTS):
        return (_race(event, f"category {category}", _RACES[category], words),)
    if type_ in RUN_SPORTS:
        return _run(event, words)
    if type_ in STRENGTH_SPORTS:
        why, kind = f"type {event.type}", STRENGTH_SPORTS[type_]
        texts = event.name, event.tags, event.description
        return strength_meanings(*texts, why=why, kind=kind, words=words)
    if type_ in OPEN_SPORTS:
        return recognise(event.name, event.tags, event.description, words)
    return left_out(f"type {event.type}")


def _run(event: Event, words: Words) -> tuple[Meaning, ...]:
    """Return the meaning of a run: tags first, then `sub_type`, the texts, and the intensity."""
    why, sub_type = f"type {event.type}", event.sub_type.upper()
    said = run_meanings(event.name, (), event.description, why=why, words=words)
    tagged = run_meanings("", event.tags, why=why, words=words)
    if not any(meaning.is_key for meaning in tagged):
        if len(tagged) == len(said) == 1:
            return (attrs.evolve(tagged[0], km=said[0].km, minutes=said[0].minutes),)
        return tagged
    if sub_type == "RACE":
        return (_race(event, "sub_type RACE", None, words),)
    if sub_type in ("WARMUP", "COOLDOWN"):
        return (_easy(first_run(said), f"sub_type {sub_type}"),)
    if len(said) == 1 and said[0].is_key and _is_gentle(event):
        how = f"icu_intensity {event.icu_intensity:g}, in at most {_EASY_MINUTES} minutes"
        return (_easy(said[0], how),)
    return said


def _easy(meaning: Meaning, how: str) -> Meaning:
    return attrs.evolve(meaning, kind=RunKind.EASY, how=how, known=True)


def _race(event: Event, how: str, priority: str | None, words: Words) -> Meaning:
    """Return the meaning of a race, with what its name says of it."""
    said = first_run(run_meanings(event.name, (), event.description, why=how, words=words))
    priority = priority or said.priority
    return attrs.evolve(said, kind=RunKind.RACE, how=how, known=True, priority=priority)


def _is_gentle(event: Event) -> bool:
    intensity, minutes = event.icu_intensity, event.moving_time
    return (
        intensity is not None
        and minutes is not None
        and _LEAST_INTENSITY <= intensity <= _EASY_INTENSITY
        and minutes <= _EASY_MINUTES
    )


def plan_to_intervals_events(
    plan: Plan,
    sentences: Sequence[str] | None = None,
    *,
    start: dt.date | str | None = None,
) -> list[dict[str, Any]]:
    """Return the strength of a plan as events of intervals.icu.

    Post them to ``/api/v1/athlete/{id}/events/bulk`` with ``upsert=true`` or ``upsertOnUid=true``:
    as `external_id` and `uid` stay the same, a plan that has changed changes its events. One that
    went away has to be deleted by its `external_id`.

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
        If there is no date, or it is not the plan's first day.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1, start="2026-11-23"))
    >>> (event,) = plan_to_intervals_events(plan)
    >>> event["type"], event["moving_time"], event["tags"][:3]
    ('WeightTraining', 2100, ['strengthfit', 'kind:circuit', 'dose:full'])
    """
    return [_event(session) for session in planned_sessions(plan, sentences, start)]


def _event(session: PlannedSession) -> dict[str, Any]:
    placement = session.placement
    tags = [OWN_TAG, f"kind:{placement.kind}", f"dose:{placement.dose}"]
    tags.append(f"effort:{placement.effort}")
    tags += [] if placement.label is None else [f"label:{placement.label}"]
    tags += [] if session.starts.time() != dt.time() else [_MIDNIGHT_TAG]
    return {
        "category": "WORKOUT",
        "type": "WeightTraining",
        "start_date_local": session.starts.isoformat(),
        "name": session.title,
        "description": session.text,
        "moving_time": seconds_of(placement.minutes),
        "tags": tags,
        "external_id": session.id,
        "uid": session.id,
    }


def _is_events(rows: list[Any]) -> bool:
    """Whether a list is one of events: the first table has a category and a day."""
    table = next((row for row in rows if isinstance(row, dict)), {})
    return "category" in table and "start_date_local" in table


FORMAT = Format(
    name="a list of events of intervals.icu", holds_rows=_is_events, week=_week, chosen_by="start"
)
