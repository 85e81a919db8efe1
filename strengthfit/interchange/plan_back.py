"""A plan read back from the JSON that was written of it."""

import os
from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

import attrs

from ..domain.block import MOST_WEEKS, Block, week_days, weeks_of
from ..domain.checks import is_too_long, unknown
from ..domain.clock import DAY, WEEK
from ..domain.extension import Extension
from ..domain.policy import Policy
from ..domain.strength import DOSES, is_strength_kind
from ..domain.week import Week
from ..errors import FileError, InputError, Problem, raise_all, shown
from ..planning import Placement, Plan
from ..planning.from_outcome import plan_from_outcome
from ..planning.matching import matched_choices, placement_of
from ..planning.names import renamed, with_names
from ..planning.past import program_of_plan
from ..planning.plans import remembering
from ..planning.replanning import LEFT_OUT
from ..program import Program, formulate
from ..sizes import how_to_raise, sizes
from ..strategies.protocol import Outcome, Status
from ..visible import is_visible
from .answers import written_fields
from .brought_back import check_extensions_are_those, check_terms_are_those
from .plan_agrees import disagreements
from .problems import gather
from .table_file import read_table
from .week_file import parse_block, parse_week
from .week_tables import VERSION_FIELD, check_version

_LONGEST_ID = 80
"""Characters. CONVENTION: as of the names of runs."""

_LATEST = MOST_WEEKS * WEEK
"""Minutes. No session of a plan starts later."""


def read_plan(path: str | os.PathLike[str], *, extensions: Iterable[Extension] = ()) -> Plan:
    """Read a plan that was written as JSON, such as with ``strengthfit plan --json``.

    Parameters
    ----------
    extensions
        Those that its policy may name, beside installed ones.

    Raises
    ------
    FileError
        If the file is not such a plan, or a session that its week could not hold.

    Examples
    --------
    >>> read_plan("examples/marathon_week.toml")
    Traceback (most recent call last):
    ...
    strengthfit.errors.FileError: examples/marathon_week.toml: is not a plan; write one with ...
    """
    return plan_from_dict(
        read_table(path, sizes().plan_bytes), os.fspath(path), extensions=extensions
    )


def plan_from_dict(
    data: Any, source: str = "plan", *, extensions: Iterable[Extension] = ()
) -> Plan:
    """Return the plan that `plan_to_dict` wrote: what was given, and the placements.

    All else is worked out anew from these. That it is optimal is the word of the file, which counts
    only if all that it says is what these come to; else the plan is "feasible". The extensions of
    its policy have to be those that it was made with: they bring the same kinds, numbers, rules and
    costs, and these give the plan the same terms.

    Parameters
    ----------
    data
        As JSON gives it.
    source
        A name for messages.
    extensions
        As in `read_plan`.

    Raises
    ------
    FileError
        If it is not such a plan, placements are not among the choices of the week, or extensions
        bring something else now.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.interchange import plan_to_dict
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> plan_from_dict(plan_to_dict(plan)) == plan
    True
    """
    plan = plan_as_claimed(data, source, extensions=extensions)
    if plan.status == Status.OPTIMAL and not _agrees(data, plan):
        # somebody changed it, so this is not what was proven
        return plan_as_claimed({**data, "status": "feasible"}, source, extensions=extensions)
    return plan


def _agrees(data: dict[str, Any], plan: Plan) -> bool:
    return data.keys() >= _SAID and not any(disagreements(data, plan))


_SAID = {"score", "interference", "strength"}
"""What every plan that is written says of itself: with less a file proves nothing."""


def plan_as_claimed(
    data: Any, source: str = "plan", *, extensions: Iterable[Extension] = ()
) -> Plan:
    """Return a written plan as `plan_from_dict` does, with its word that it is optimal believed.

    For whoever then asks `disagreements` where it says something else than it comes to.
    """
    good = isinstance(data, dict) and data.get("format") == "strengthfit.plan"
    given = data.get("given") if good else None
    if not isinstance(given, dict):
        problem = (
            "is not a plan; write one with strengthfit plan --json or strengthfit block --json"
        )
        raise FileError(source, [problem], "wrong_type")
    problems: list[str] = []
    for name in (VERSION_FIELD, "version"):  # as it was called before
        gather(problems, "", partial(check_version, dict(data), name))
    gather(problems, "", partial(_check_fields, data))
    if problems:
        raise FileError(source, problems)
    asked, policy = _given(given, source, extensions)
    check_extensions_are_those(data.get("extensions", []), policy, source)
    read = read_placements(data.get("placements"), source, week_days(asked))
    today = _today(data, asked, source)
    program = _program(asked, policy, [placed for placed in read if placed is not None], today)
    taken = taken_choices(program, read, source)
    outcome = _outcome(program, sorted(taken), proven=data.get("status") == Status.OPTIMAL)
    left_out = LEFT_OUT if today else None
    plan = plan_from_outcome(asked, policy, program, outcome, left_out, today=today)
    check_terms_are_those(data.get("score"), plan, source)
    plan = _called_as_written(plan, taken, source)
    not_reached = _not_reached(data, source)
    if not not_reached:
        return plan
    return remembering(attrs.evolve(plan, not_reached=not_reached), plan.program)


def _check_fields(data: dict[str, Any]) -> None:
    """Refuse fields that no plan has, as week files do; some are of before, or of calendars."""
    fields = [*(field.name for field in written_fields(Plan)), *_BESIDE]
    raise_all(
        InputError("", name, unknown(name, fields, "a field of a plan"), "unknown_field")
        for name in data
        if name not in fields
    )


_BESIDE = ("format", "version", VERSION_FIELD, "read")
"""What stands in a written plan beside its own fields."""


def _not_reached(data: Any, source: str) -> str:
    """Return what a plan was asked for and has not; a file without it is of a plan that has all."""
    words = data.get("not_reached", "")
    if not isinstance(words, str) or len(words) > _LONGEST_WORDS:
        raise FileError(source, [f"not_reached: {shown(words)} is not a short text"], "wrong_type")
    return words


def _given(
    given: dict[str, Any], source: str, extensions: Iterable[Extension]
) -> tuple[Week | Block, Policy]:
    """Return what a plan says was given: its week or block, and the policy."""
    try:
        if "weeks" in given:
            block = parse_block(given, source, extensions=extensions)
            return block.block, block.policy
        week = parse_week(given, source, extensions=extensions)
    except FileError as error:
        raise FileError(source, [one.inside("given") for one in error.problems]) from None
    return week.week, week.policy


def _called_as_written(plan: Plan, written: dict[int, Placement], source: str) -> Plan:
    """Return a plan whose sessions have the ids and the extra that were written of their choices.

    Files of before have none; then they are those of a first plan.
    """
    fresh = with_names(plan, list(written.values()))
    found: list[Placement] = []
    for choice, placement in zip(plan.outcome.taken, fresh.placements, strict=True):
        own = written[choice]
        if own.id is None and own.extra is None:
            found.append(placement)
        else:
            id_ = placement.id if own.id is None else own.id
            found.append(attrs.evolve(placement, id=id_, extra=own.extra))
    twice = [id_ for id_, number in Counter(one.id for one in found).items() if number > 1]
    if twice:
        raise FileError(
            source, [f"placements: {shown(twice[0])} is the id of two sessions"], "duplicate"
        )
    return renamed(fresh, found)


def _today(data: Any, asked: Week | Block, source: str) -> int:
    """Return the day from which on a plan was made; a file without it is of a first plan."""
    today = data.get("today", 0)
    if type(today) is not int or not 0 <= today <= week_days(asked) * len(weeks_of(asked)):
        raise FileError(source, [f"today: {shown(today)} is not a day of the plan"], "outside")
    return today


def _program(
    asked: Week | Block, policy: Policy, placements: list[Placement], today: int
) -> Program:
    """Return the program of a plan; only that of a week that has begun knows its placements."""
    if not today:
        return formulate(asked, policy)
    return program_of_plan(asked, policy, placements, today)


def read_placements(placements: Any, source: str, days: int) -> list[Placement | None]:
    """Return written placements in weeks of some days; None for what is not one."""
    if not isinstance(placements, list):
        raise FileError(source, ["placements: is not a list of sessions"], "wrong_type")
    if is_too_long(placements):
        problem = f"placements: are too many sessions; {how_to_raise('members')}"
        raise FileError(source, [problem], "too_large")
    return [_placement(written, days) for written in placements]


def taken_choices(
    program: Program, read: list[Placement | None], source: str
) -> dict[int, Placement]:
    """Return the choices that written placements stand for, with these."""
    matched = iter(matched_choices(program, [placed for placed in read if placed is not None]))
    found = [None if placed is None else next(matched) for placed in read]
    problems = [
        Problem.at(
            f"placements[{index}]",
            "is not a session that the given week could hold",
            "contradiction",
        )
        for index, (placed, choice) in enumerate(zip(read, found, strict=True))
        if choice is None or placement_of(program, choice) != placed
    ]
    if problems:
        raise FileError(source, problems)
    pairs = zip(found, read, strict=True)
    return {choice: placed for choice, placed in pairs if choice is not None and placed is not None}


def _placement(written: Any, days: int) -> Placement | None:
    """Return a written placement; None if it is not one."""
    try:
        known = [
            field.name
            for field in attrs.fields(Placement)
            if field.name != "week"  # which follows from its day
            and (field.default is attrs.NOTHING or field.name in written)
        ]
        read = Placement(**{name: written[name] for name in known})
    except (KeyError, TypeError, ValueError):  # not a table, or not with these fields and names
        return None
    times = read.day, read.start, read.minutes
    whole = all(type(time) is int and 0 <= time <= _LATEST for time in times)
    if not whole or not 0 < read.minutes <= DAY or read.day != read.start // DAY:
        return None
    if not is_strength_kind(read.kind) or read.dose not in DOSES or read.asked not in DOSES:
        return None
    if read.id is not None and not _is_id(read.id):
        return None
    return attrs.evolve(read, week=read.day // days)


_LONGEST_WORDS = 1000
"""Characters, of a sentence or two. CONVENTION."""


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and is_visible(value)


def _outcome(program: Program, taken: list[int], *, proven: bool) -> Outcome:
    """Return the outcome of a plan that was written."""
    mask = program.mask(taken)
    objective = program.objective(mask)
    status = Status.OPTIMAL if proven else Status.FEASIBLE
    return Outcome(
        status=Status.BROKEN if program.broken(mask) else status,
        taken=tuple(taken),
        objective=objective,
        bound=objective if proven else (0,) * len(objective),
    )
