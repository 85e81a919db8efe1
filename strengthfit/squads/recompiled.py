"""From a squad's plan back to its program, to ask more of it."""

from __future__ import annotations

import attrs
import numpy as np

from ..domain.block import week_days, weeks_of
from ..domain.clock import DAY
from ..errors import InputError
from ..planning.matching import taken_choices
from ..planning.past import program_of_plan
from ..program.rows import BoolArray, IntArray
from .coach import HALF_HOUR
from .squad_plan import SquadPlan
from .squad_program import SquadProgram, compile_squad, share


def as_squad_plan(value: object) -> SquadPlan:
    """Return a squad's plan as it is, or refuse what is none."""
    if not isinstance(value, SquadPlan):
        accepted = "is not a SquadPlan; plan_squad makes one"
        raise InputError("squad_plan", value, accepted, "wrong_type")
    return value


def squad_of(squad_plan: SquadPlan) -> SquadProgram:
    """Return the program of a squad's plan, compiled anew; if it was replanned, with the past held.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.squads import Gym, plan_squad
    >>> squad = plan_squad({"Ann": Week([], strength=1), "Bo": Week([], strength=1)}, Gym(places=1))
    >>> [len(program.counts) for program in squad_of(squad).programs]
    [1, 1]
    """
    plans = squad_plan.plans
    members = [
        attrs.evolve(member, policy=plan.policy)
        for member, plan in zip(squad_plan.members, plans, strict=True)
    ]
    today = plans[0].today
    if not today:
        return compile_squad(members, squad_plan.gym, squad_plan.coach, None)
    return share(
        members,
        [plan.policy for plan in plans],
        squad_plan.gym,
        squad_plan.coach,
        [program_of_plan(one.week, one.policy, one.placements, today) for one in plans],
        now=today * DAY,
        worked=worked_in(squad_plan, today * DAY),
    )


def taken_by(squad: SquadProgram, squad_plan: SquadPlan) -> list[BoolArray]:
    """Return each member's choices in the plan, as a mask over their own."""
    return [
        taken_choices(program, plan.placements)
        for program, plan in zip(squad.programs, squad_plan.plans, strict=True)
    ]


def present_in(squad_plan: SquadPlan) -> IntArray:
    """Return the half-hours at which the coach is there in a plan, as their starts, rising."""
    halves = [np.arange(shift.start, shift.end, HALF_HOUR) for shift in squad_plan.shifts]
    starts = np.concatenate([np.zeros(0, dtype=np.int64), *halves])
    # A shift may go on past the end of a week that repeats, and does only there.
    week = squad_plan.members[0].week
    return np.sort(starts % (len(weeks_of(week)) * week_days(week) * DAY))


def worked_in(squad_plan: SquadPlan, now: int) -> list[int]:
    """Return the half-hours at which the coach was there before a minute, as their starts.

    With them those after it in which a session goes on that began before: nobody is left alone.
    """
    present = present_in(squad_plan)
    begun = [one.end for one in squad_plan.bookings if one.with_coach and one.start < now]
    worked: list[int] = present[present < max([now, *begun])].tolist()
    return worked
