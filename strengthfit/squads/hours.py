"""When the gym is open, and when the coach can be there."""

from __future__ import annotations

import attrs
import numpy as np

from ..domain.availability import Window
from ..domain.block import Block, weeks_of
from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from ..program import Program
from ..program.horizon import Opening
from ..program.labels import Label
from ..program.openings import closings, openings
from ..program.rows import BoolArray, IntArray, nothing_of, stack
from ..program.rules.of_squads import GYM_HOURS
from .coach import HALF_HOUR, Coach
from .gym import Gym
from .shared_use import in_gym


def with_gym_hours(
    program: Program, gym: Gym, week: Week | Block, policy: Policy, now: int = 0
) -> Program:
    """Return a program in which what is trained in the gym lies in its opening times.

    What starts before the minute `now` is past, and may lie outside them.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week, policy = sf.Week([], strength=1), sf.Policy()
    >>> program = with_gym_hours(sf.formulate(week), Gym(open=["Sat 09:00-12:00"]), week, policy)
    >>> sf.solve(program).taken, program.row_labels[-1].text
    ((480,), "outside the gym's hours on Sun")
    """
    if gym.open is None:
        return program
    choices = program.choices
    outside = in_gym(choices, gym) & (choices.start >= now)
    closed, spans = _spans(gym.open, week, policy, "gym.open")
    outside &= ~_inside(choices.start, choices.end, closed, spans)
    columns = np.flatnonzero(outside)
    days = program.horizon.days

    def labels() -> list[Label]:
        names = [program.horizon.day_name(day) for day in range(days)]
        return [Label(GYM_HOURS.name, name, f"outside the gym's hours on {name}") for name in names]

    rows = nothing_of(choices.day[columns], columns, days, labels)
    return attrs.evolve(program, rows=stack([program.rows, rows]))


def coach_half_hours(coach: Coach, week: Week | Block, policy: Policy) -> IntArray:
    """Return the half-hours in which a coach can be there, as their starts in minutes.

    Examples
    --------
    >>> coach_half_hours(Coach(4, available=["Tue 18:00-19:15"]), Week([]), Policy()).tolist()
    [2520, 2550]
    """
    weeks = weeks_of(week)
    starts = np.arange(0, sum(one.days for one in weeks) * DAY, HALF_HOUR)
    if coach.available is None:
        return starts
    closed, spans = _spans(coach.available, week, policy, "coach.available")
    return starts[_inside(starts, starts + HALF_HOUR, closed, spans)]


def _spans(
    windows: tuple[Window, ...], week: Week | Block, policy: Policy, path: str
) -> tuple[list[Opening], list[Opening]]:
    """Return what windows close and what they leave open, in the days of a week or a block."""
    weeks, closed, spans = weeks_of(week), list[Opening](), list[Opening]()
    last = sum(one.days for one in weeks) * DAY
    base = 0
    for one in weeks:
        try:
            empty = Week(
                [], 0, available=windows, start=one.start, days=one.days, repeats=one.repeats
            )
            closed += closings(empty, base, last)
            spans += openings(empty, policy, base, last)
        except InputError as error:
            where = error.where.rpartition("available")[2]
            raise InputError(f"{path}{where}", error.value, error.accepted, error.code) from None
        base += one.days * DAY
    return closed, spans


def _inside(
    start: IntArray, end: IntArray, closed: list[Opening], spans: list[Opening]
) -> BoolArray:
    """Return which stretches of time lie in one of the spans, and clear of what is closed."""
    inside = np.zeros(len(start), dtype=bool)
    for span in spans:
        inside |= (start >= span.start) & (end <= span.end)
    for span in closed:
        inside &= (end <= span.start) | (start >= span.end)
    return inside
