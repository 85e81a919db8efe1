"""TrainingPeaks: an export of workouts as a week, and a plan as fields of planned workouts.

The export is a CSV file with a row for each workout, planned, done or both. It holds days and no
times. `TSS` and `IF` are not read: the load of a run here is its rating times its minutes.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import attrs

from ..domain.policy import Policy
from ..domain.run import RunKind
from ..domain.strength import Demand
from ..errors import FileError, InputError
from ..planning import Plan
from .csv_tables import CsvTable, header_of, read_csv
from .entries import Entry, bare_day, first_day, is_near, sessions_of, week_of
from .format import Chosen, WeekFile
from .planned_sessions import PlannedSession, planned_sessions
from .planner_fields import (
    NO_TEXT,
    Km,
    MinutesOfHours,
    Moment,
    Number,
    Text,
    entries_of_tables,
    hours_of,
    title_of,
)
from .sports import first_run, left_out, measured, run_meanings, strength_meanings
from .title_times import time_said
from .titles import NO_WORDS, Meaning, Words, recognise

LONGEST_TITLE = 500
"""Characters of a workout's title."""

_NEEDED = ("WorkoutType", "WorkoutDay")
_OPEN = ("", "other", "custom")
_BRICK = "brick"
_MOST_RATING = 10


@attrs.frozen
class _Row:
    """The columns of an export that are read."""

    WorkoutDay: Moment
    WorkoutType: Text
    Title: Text = NO_TEXT
    WorkoutDescription: Text = NO_TEXT
    PlannedDuration: MinutesOfHours | None = None
    PlannedDistanceInMeters: Km | None = None
    DistanceInMeters: Km | None = None
    TimeTotalInHours: MinutesOfHours | None = None
    Rpe: Number | None = None


_COLUMNS = {name.lower(): name for name in attrs.fields_dict(_Row)}


def is_trainingpeaks(text: str) -> bool:
    """Whether a CSV text has the columns that say what a workout is, and when.

    Examples
    --------
    >>> is_trainingpeaks("Title,WorkoutType,WorkoutDay")
    True
    """
    header = {name.lower() for name in header_of(text, _COLUMNS)}
    return {name.lower() for name in _NEEDED} <= header


def parse_trainingpeaks_csv(
    text: str,
    start: dt.date | str,
    source: str = "export",
    *,
    strength: int | str | Iterable[Demand] | None = None,
    repeats: bool = False,
    words: Words = NO_WORDS,
    policy: Policy | str | None = None,
) -> WeekFile:
    r"""Turn an export of TrainingPeaks into the week that begins on a date.

    Parameters
    ----------
    text
        The text of the CSV file. Columns that are not known are passed over.
    start, source, strength, repeats, words, policy
        As in `parse_calendar`.

    Returns
    -------
    WeekFile
        A workout that was done has the length and the distance that were done, else those that were
        planned. The load of a run that was done is its `Rpe` times its minutes. Strength is among
        the `placements`.

    Raises
    ------
    FileError
        With every problem, each with its row and column; or if no workout is of the week or near
        it.
    InputError
        If `start` is not a date.

    Examples
    --------
    >>> text = "Title,WorkoutType,PlannedDuration,WorkoutDay\nTempo,Run,0.75,2026-11-24\n"
    >>> (run,) = parse_trainingpeaks_csv(text, "2026-11-23").week.runs
    >>> str(run.when), run.minutes
    ('Tue', 45.0)
    """
    chosen = Chosen(start=start, strength=strength, repeats=repeats, words=words, policy=policy)
    return week_of_export(source, text, chosen)


def week_of_export(source: str, text: str, chosen: Chosen) -> WeekFile:
    """Do the same, as forms of files are read."""
    first = first_day(chosen.start)
    if not isinstance(text, str):
        raise InputError("text", text, "is not the text of a CSV file", "wrong_type")
    table = read_csv(text, _COLUMNS, source)
    missing = {name for name in _NEEDED if name.lower() not in map(str.lower, table.header)}
    if missing:
        raise FileError(
            source, [f"header: {name} is missing" for name in sorted(missing)], "missing"
        )
    rows = (
        (f"row {number}", _named(table, cells))
        for number, cells in table.rows
        if any(cell.strip() for cell in cells)
    )
    make = partial(_sessions, first, chosen.titles)
    return week_of(entries_of_tables(rows, _Row, make, source, first), chosen, source)


def _named(table: CsvTable, cells: tuple[str, ...]) -> dict[str, str]:
    names = [_COLUMNS.get(name.lower(), name) for name in table.header]
    return dict(zip(names, cells, strict=True))


def _sessions(first: dt.date, words: Words, row: _Row) -> list[Entry]:
    """Return the sessions that a row stands for, if it is of the weeks that are asked for."""
    if not is_near(row.WorkoutDay.date, first):
        return [bare_day(row.WorkoutDay.date)]
    done = row.TimeTotalInHours
    if row.Rpe is not None and row.Rpe > _MOST_RATING:
        raise InputError(
            "Rpe", row.Rpe, f"is not a rating from 0 to {_MOST_RATING}", "out_of_range"
        )
    brick = row.WorkoutType.lower() == _BRICK  # its numbers are those of ride and run together
    minutes = None if brick else done or row.PlannedDuration
    km = None if brick else row.DistanceInMeters or row.PlannedDistanceInMeters
    where = (
        "TimeTotalInHours" if done else "PlannedDuration",
        "DistanceInMeters" if row.DistanceInMeters else "PlannedDistanceInMeters",
    )
    meanings = measured(_meanings(row, words), minutes, km, where)
    whole = Entry(
        title_of(row.Title or row.WorkoutType),
        row.WorkoutDay.date,
        meanings[0],
        time_said(row.Title, meanings),
        length=minutes,
        load=row.Rpe * done if row.Rpe and done else None,
    )
    return sessions_of(whole, meanings)


def _meanings(row: _Row, words: Words) -> tuple[Meaning, ...]:
    sort, why = row.WorkoutType.lower(), f"WorkoutType {row.WorkoutType}"
    if sort == "run":
        return run_meanings(row.Title, (), row.WorkoutDescription, why=why, words=words)
    if sort == "strength":
        return strength_meanings(row.Title, (), row.WorkoutDescription, why=why, words=words)
    if sort == "race":  # of which sport is not said: it counts as a run
        said = first_run(run_meanings(row.Title, (), row.WorkoutDescription, why=why, words=words))
        return (attrs.evolve(said, kind=RunKind.RACE, how=why, known=True),)
    if sort == _BRICK:
        return (Meaning("run", RunKind.STEADY, f"{why}: the run after a ride", known=False),)
    if sort in _OPEN:
        return recognise(row.Title, (), row.WorkoutDescription, words)
    return left_out(why)


def plan_to_trainingpeaks(
    plan: Plan,
    sentences: Sequence[str] | None = None,
    *,
    start: dt.date | str | None = None,
) -> list[dict[str, Any]]:
    """Return the strength of a plan as fields of planned workouts of TrainingPeaks.

    Each is what ``POST /v2/workouts/plan`` takes beside the `AthleteId`, which the caller adds.
    There is no field for a name of one's own: keep the `Id` that the service returns if a plan that
    has changed should change its workouts. The last of the `Tags` is the session's stable id.

    Parameters
    ----------
    plan, sentences, start
        As in `plan_to_intervals_events`.

    Raises
    ------
    InputError
        If there is no date, or it is not the plan's first day.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1, start="2026-11-23"))
    >>> (workout,) = plan_to_trainingpeaks(plan)
    >>> workout["WorkoutType"], workout["Title"], round(workout["TotalTimePlanned"], 4)
    ('strength', 'Strength: circuit', 0.5833)
    """
    return [_workout(session) for session in planned_sessions(plan, sentences, start)]


def _workout(session: PlannedSession) -> dict[str, Any]:
    placement = session.placement
    return {
        "WorkoutDay": session.starts.date().isoformat(),
        "WorkoutType": "strength",
        "Title": session.title[:LONGEST_TITLE],
        "Description": session.text,
        "StartTimePlanned": session.starts.isoformat(),
        "TotalTimePlanned": hours_of(placement.minutes),
        "Tags": [
            "strengthfit",
            f"kind:{placement.kind}",
            f"dose:{placement.dose}",
            f"id:{session.id}",
        ],
    }
