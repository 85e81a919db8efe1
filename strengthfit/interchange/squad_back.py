"""A squad's plan read back from the JSON that was written of it."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ..domain.block import week_days
from ..domain.clock import DAY
from ..domain.extension import Extension
from ..errors import FileError, InputError, PinError, Problem
from ..program.rules.of_squads import ILL
from ..sizes import sizes
from ..squads import SquadPlan
from ..squads.coach import HALF_HOUR
from ..squads.from_outcome import squad_plan_of
from ..squads.in_turn import best_alone
from ..squads.squad_program import SquadProgram, compile_squad
from ..strategies.protocol import Outcome, Status
from .answers import to_dict
from .plan_agrees import differing_fields, disagreements
from .plan_back import read_placements, taken_choices
from .problems import gather
from .squad_file import SquadFile, parse_squad, problems_in_file
from .table_file import read_table
from .week_tables import VERSION_FIELD, check_version

_NO_PLAN = (Status.UNKNOWN, Status.INFEASIBLE)
_COMPARED = ("fairness", "strength", "interference", "bookings", "shifts", "costs")
_NOT_ONE = "is not a squad's plan; write one with strengthfit squad --json"
_TOO_MUCH = "hold more than the gym and the coach have, or a session in the wrong place"
_BEGUN = "is of a week that had begun; only plans of squads before their week are read"
_OUT = "is of an athlete who was out when the squad was planned again; such plans are not read"
_NO_HOURS = "is not a stretch of half-hours in which the coach can be there"


def read_squad_plan(
    path: str | os.PathLike[str], *, extensions: Iterable[Extension] = ()
) -> SquadPlan:
    """Read a squad's plan that was written as JSON, such as with ``strengthfit squad --json``.

    Parameters
    ----------
    extensions
        Those that its policies may name, beside installed ones.

    Raises
    ------
    FileError
        If the file is not such a plan, or what it says is not what its squad comes to.

    Examples
    --------
    >>> read_squad_plan("examples/gym_hours.json")
    Traceback (most recent call last):
    ...
    strengthfit.errors.FileError: examples/gym_hours.json: is not a squad's plan; write one with ...
    """
    data = read_table(path, sizes().squad_plan_bytes)
    return squad_plan_from_dict(data, os.fspath(path), extensions=extensions)


def squad_plan_from_dict(
    data: Any, source: str = "squad plan", *, extensions: Iterable[Extension] = ()
) -> SquadPlan:
    """Return the plan of a squad that `to_dict` wrote.

    What was given, the placements and the shifts are read, and all else is worked out anew: that
    takes about as long as to plan each member alone. It has to come to what is written. That it is
    optimal is taken on trust. A squad that was planned again in the midst of its week, or without
    an athlete who is out, is not read.

    Parameters
    ----------
    data
        As JSON gives it.
    source
        A name for messages.
    extensions
        As in `read_squad_plan`.

    Raises
    ------
    FileError
        If it is not such a plan, sessions and shifts could not be, or it says something else of
        them than they come to.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "tempo"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> squad = sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1))
    >>> squad_plan_from_dict(to_dict(squad)) == squad
    True
    """
    good = isinstance(data, dict) and data.get("format") == "strengthfit.squad_plan"
    given = data.get("given") if good else None
    if not isinstance(given, dict):
        raise FileError(source, [_NOT_ONE], "wrong_type")
    problems: list[str] = []
    gather(problems, "", partial(check_version, dict(data), VERSION_FIELD))
    status = gather(problems, "status", lambda: Status(data.get("status")), (ValueError,))
    if problems:
        raise FileError(source, problems)
    file = _given(given, source, extensions)
    try:
        squad = compile_squad(file.members, file.gym, file.coach, file.policy)
    except (InputError, PinError) as error:
        found = [one.inside("given") for one in problems_in_file(error)]
        raise FileError(source, found) from None
    outcome = _outcome(squad, data, status, source)
    alone = [best_alone(squad, athlete) for athlete in range(len(squad.members))]
    plan = squad_plan_of(
        squad, alone, outcome, file.fairness, unsettled=_unsettled(data.get("plans"))
    )
    problems += _disagreeing(data, plan)
    if problems:
        raise FileError(source, problems)
    return plan


def _given(given: dict[str, Any], source: str, extensions: Iterable[Extension]) -> SquadFile:
    try:
        return parse_squad(given, source, extensions=extensions)
    except FileError as error:
        raise FileError(source, [one.inside("given") for one in error.problems]) from None


def _outcome(squad: SquadProgram, data: dict[str, Any], status: Status, source: str) -> Outcome:
    """Return the outcome of the one program of all that a written plan stands for."""
    own = [list(taken) for taken in _taken(squad, data.get("plans"), source)]
    program = squad.joined.program
    if status in _NO_PLAN and not any(own):
        return Outcome(status, (), None, (0,) * len(program.tiers))
    if squad.coach is not None:
        own.append(_present(squad, data.get("shifts"), source))
    taken = squad.joined.together(own)
    mask = program.mask(taken)
    if not program.is_plan(mask):
        raise FileError(source, [Problem.at("plans", _TOO_MUCH, "contradiction")])
    objective = program.objective(mask)
    proven = status == Status.OPTIMAL
    return Outcome(
        Status.OPTIMAL if proven else Status.FEASIBLE,
        taken,
        objective,
        objective if proven else (0,) * len(objective),
    )


def _taken(squad: SquadProgram, plans: Any, source: str) -> Iterator[Iterable[int]]:
    """Yield the choices of each member that written plans stand for."""
    if not isinstance(plans, list) or len(plans) != len(squad.members):
        accepted = "is not a list of plans, one for each athlete"
        raise FileError(source, [Problem.at("plans", accepted, "wrong_type")])
    for index, (member, program, plan) in enumerate(
        zip(squad.members, squad.programs, plans, strict=True)
    ):
        path = f"plans[{index}]"
        if not isinstance(plan, dict):
            raise FileError(source, [Problem.at(path, "is not a plan", "wrong_type", plan)])
        if plan.get("today"):
            raise FileError(source, [Problem.at(f"{path}.today", _BEGUN, "unsupported")])
        if _is_out(plan):
            raise FileError(source, [Problem.at(f"{path}.days", _OUT, "unsupported")])
        try:
            read = read_placements(plan.get("placements"), source, week_days(member.week))
            yield taken_choices(program, read, source)
        except FileError as error:
            raise FileError(source, [one.inside(path) for one in error.problems]) from None


def _is_out(plan: dict[str, Any]) -> bool:
    """Whether a written plan says of any day that the athlete is out."""
    days = plan.get("days")
    return isinstance(days, list) and any(
        isinstance(label, dict) and label.get("rule") == ILL.name
        for day in days
        if isinstance(day, dict) and isinstance(day.get("rules"), list)
        for label in day["rules"]
    )


def _unsettled(plans: Any) -> frozenset[int]:
    """Return whose plans are not proven: limits ended before they were the best there are."""
    return frozenset(
        index
        for index, plan in enumerate(plans)
        if isinstance(plan, dict) and plan.get("status") == Status.FEASIBLE
    )


def _present(squad: SquadProgram, shifts: Any, source: str) -> list[int]:
    """Return the coach's choices that written shifts stand for."""
    if not isinstance(shifts, list):
        raise FileError(source, [Problem.at("shifts", "is not a list of shifts", "wrong_type")])
    alone = squad.coach_alone
    if alone is None:
        return []
    weeks = alone.horizon.weeks
    there: dict[int, int] = {}
    begins: dict[int, int] = {}
    for choice, (demand, start) in enumerate(
        zip(alone.choices.demand.tolist(), alone.choices.start.tolist(), strict=True)
    ):
        (there if demand < weeks else begins)[start] = choice
    found: list[int] = []
    for index, shift in enumerate(shifts):
        # in a week that repeats a shift may go on past its end
        halves = [half % (alone.horizon.days * DAY) for half in _half_hours(shift)]
        if not halves or not all(half in there for half in halves):
            raise FileError(source, [Problem.at(f"shifts[{index}]", _NO_HOURS, "contradiction")])
        found += [there[half] for half in halves]
        found += [begins[halves[0]]] if begins else []
    return found


def _half_hours(shift: Any) -> list[int]:
    """Return the starts of the half-hours of a written shift; none if it is not one."""
    if not isinstance(shift, dict):
        return []
    start, end = shift.get("start"), shift.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= _LATEST:
        return []
    return list(range(start, end, HALF_HOUR))


_LATEST = 104 * 14 * 24 * 60
"""Minutes. No shift of a plan ends later."""


def _disagreeing(data: dict[str, Any], squad: SquadPlan) -> Iterator[Problem]:
    """Yield where a written plan is not as its squad has it."""
    fresh = to_dict(squad)
    for name in _COMPARED:
        if name in fresh and name not in data:  # a file that is silent would agree with anything
            yield Problem.at(name, "is missing", "missing")
    written = {name: data[name] for name in _COMPARED if name in data}
    yield from differing_fields(written, fresh)
    for index, plan in enumerate(squad.plans):
        for problem in disagreements(data["plans"][index], plan):
            yield problem.inside(f"plans[{index}]")
