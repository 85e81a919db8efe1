"""A plan read back from the JSON that was written of it."""

import os
from typing import Any

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.week import Week
from ..errors import FileError
from ..planning import Placement, Plan
from ..planning.from_outcome import plan_from_outcome
from ..planning.matching import find_choice, placement_of
from ..program import Program, formulate
from ..strategies.protocol import Outcome, Status
from .table_file import read_table
from .week_file import parse_block, parse_week

LARGEST_PLAN = 10_000_000
"""Bytes. Two years of weeks, with all their days, are about a megabyte."""


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """Read a plan that was written as JSON, such as with ``strengthfit plan --json``.

    Parameters
    ----------
    path

    Raises
    ------
    FileError
        If the file holds no such plan, or a session that its week could not hold.

    Examples
    --------
    >>> read_plan("examples/marathon_week.toml")
    Traceback (most recent call last):
    ...
    strengthfit.errors.FileError: examples/marathon_week.toml: is not a plan; write one with ...
    """
    return plan_from_dict(read_table(path, LARGEST_PLAN), os.fspath(path))


def plan_from_dict(data: Any, source: str = "plan") -> Plan:
    """Return the plan that `plan_to_dict` wrote: what was given, and the placements.

    All else is worked out anew from these. That it is optimal is taken on trust.

    Parameters
    ----------
    data
        As JSON gives it.
    source
        A name for messages.

    Raises
    ------
    FileError
        If it is not such a plan, or placements are not among the choices of the week.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.interchange import plan_to_dict
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> plan_from_dict(plan_to_dict(plan)) == plan
    True
    """
    good = isinstance(data, dict) and data.get("format") == "strengthfit.plan"
    given = data.get("given") if good else None
    if not isinstance(given, dict):
        told = "is not a plan; write one with strengthfit plan --json or strengthfit block --json"
        raise FileError(source, [told])
    asked: Week | Block
    if "weeks" in given:
        block = parse_block(given, source)
        asked, policy = block.block, block.policy
    else:
        week = parse_week(given, source)
        asked, policy = week.week, week.policy
    program = formulate(asked, policy)
    taken = _taken(program, data.get("placements"), source)
    outcome = _outcome(program, taken, proven=data.get("status") == Status.OPTIMAL)
    return plan_from_outcome(asked, policy, program, outcome)


def _taken(program: Program, placements: Any, source: str) -> list[int]:
    """Return the choices that written placements are."""
    if not isinstance(placements, list):
        raise FileError(source, ["placements: is not a list of sessions"])
    used = np.zeros(len(program.choices), dtype=bool)
    problems: list[str] = []
    for index, written in enumerate(placements):
        choice = _choice(program, written, used)
        if choice is None:
            problems.append(f"placements[{index}]: is not a session that the given week could hold")
        else:
            used[choice] = True
    if problems:
        raise FileError(source, problems)
    return np.flatnonzero(used).tolist()


def _choice(program: Program, written: Any, used: Any) -> int | None:
    """Return the choice that one written placement is; None if it is not one."""
    try:
        placed = Placement(**{field.name: written[field.name] for field in attrs.fields(Placement)})
        choice = find_choice(program, placed, used)
    except (KeyError, TypeError, ValueError):  # not a table, or not with these fields and names
        return None
    return choice if choice is not None and placement_of(program, choice) == placed else None


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
