"""Names of a plan's sessions, which stay theirs when the sessions move."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..domain.block import Block, week_days
from ..domain.week import Week
from ..domain.words import labelled
from .arguments import as_plan
from .plans import Plan
from .values import Placement


def placement_ids(
    plan: Plan, known: Mapping[str, int] | None = None, *, start: dt.date | None = None
) -> tuple[str, ...]:
    """Return an id for each session of a plan, which it keeps if it moves within its week.

    An id says the week, the kind, the label if there is one, and a number among the sessions of
    which all this is the same. A session of another week, kind or label is another session.

    Parameters
    ----------
    plan : Plan
    known : mapping of str to int, optional
        The ids of an earlier plan of the same weeks, each with the start of its session in minutes
        of this plan. Of sessions that are alike those that are where one was keep its id, and the
        others take those that are left, in the order of the mapping, so that no more of them have
        moved than did. By default the ids that the plan's sessions carry; those of a first plan are
        numbered by their start.
    start : datetime.date, optional
        The date of the plan's first day, by default the plan's. Weeks are named by the date of
        their first day, or counted if there is none.

    Returns
    -------
    tuple of str
        By placement; all differ.

    Raises
    ------
    InputError
        If `plan` is not a plan.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> plan = sf.plan(sf.Week(runs, start="2026-11-23"))
    >>> placement_ids(plan)
    ('2026-11-23 circuit 1', '2026-11-23 circuit 2')
    >>> [placement.start for placement in plan.placements]
    [3960, 6840]
    >>> placement_ids(plan, {"2026-11-23 circuit 1": 6840})
    ('2026-11-23 circuit 2', '2026-11-23 circuit 1')
    """
    first = as_plan(plan).week.start if start is None else start
    if known is not None:
        return session_ids(plan.week, plan.placements, known, first)
    known = _own_carried(plan.week, plan.placements, first)
    ids = session_ids(plan.week, plan.placements, known, first)
    return unlike([_foreign(placement) for placement in plan.placements], ids)


def unlike(given: Sequence[str | None], ours: Sequence[str]) -> tuple[str, ...]:
    """Return ids that are given, and ours where none is, with another number if it is taken.

    Examples
    --------
    >>> unlike(["W1 circuit 2", None, "x"], ["W1 circuit 1", "W1 circuit 2", "W1 core 1"])
    ('W1 circuit 2', 'W1 circuit 1', 'x')
    """
    taken = {id_ for id_ in given if id_ is not None}
    found = []
    for one, ours_of_it in zip(given, ours, strict=True):
        id_, name = one or ours_of_it, ours_of_it.rpartition(" ")[0]
        number = 1
        while one is None and id_ in taken:
            id_, number = f"{name} {number}", number + 1
        taken.add(id_)
        found.append(id_)
    return tuple(found)


def session_ids(
    asked: Week | Block,
    placements: Sequence[Placement],
    known: Mapping[str, int],
    first: dt.date | None,
) -> tuple[str, ...]:
    """Return what `placement_ids` does for the sessions of a plan that begins on a date or none."""
    alike: dict[str, list[int]] = defaultdict(list)
    for index, placement in enumerate(placements):
        alike[_name(asked, placement, first)].append(index)
    found: dict[int, str] = {}
    for name, members in alike.items():
        starts = [placements[index].start for index in members]
        numbers = _numbers(starts, _known_numbers(name, known))
        found |= {index: f"{name} {at}" for index, at in zip(members, numbers, strict=True)}
    return tuple(found[index] for index in range(len(found)))


def _name(asked: Week | Block, placement: Placement, first: dt.date | None) -> str:
    """Return what the ids of sessions that are alike begin with: week, kind and label."""
    week = f"W{placement.week + 1}"
    if first is not None:
        days = placement.week * week_days(asked)
        week = (first + dt.timedelta(days=days)).isoformat()
    return f"{week} {labelled(placement.kind, placement.label)}"


_OURS = re.compile(r"(?:W\d+|\d{4}-\d\d-\d\d) .+ \d+")


def _foreign(placement: Placement) -> str | None:
    """Return the id that a session has from elsewhere, if it has one."""
    return None if placement.id is None or _OURS.fullmatch(placement.id) else placement.id


def _own_carried(
    asked: Week | Block, placements: Sequence[Placement], first: dt.date | None
) -> dict[str, int]:
    """Return the starts of sessions by the ids that they carry, with weeks by their dates."""
    found: dict[str, int] = {}
    for placement in placements:
        number = (placement.id or "").rpartition(" ")[2]
        if _foreign(placement) is None:
            found[f"{_name(asked, placement, first)} {number}"] = placement.start
    return found


def _known_numbers(name: str, known: Mapping[str, int]) -> dict[int, int]:
    """Return the starts of sessions that were alike, by their number."""
    split = {id_: id_.rpartition(" ") for id_ in known}
    return {
        int(number): known[id_]
        for id_, (head, _, number) in split.items()
        if head == name and number.isdecimal()
    }


def _numbers(starts: Sequence[int], known: Mapping[int, int]) -> list[int]:
    """Return the number of each of some sessions that are alike."""
    left = dict(known)
    found: dict[int, int] = {}
    for index, start in enumerate(starts):
        number = next((number for number, was in left.items() if was == start), None)
        if number is not None:
            found[index] = number
            del left[number]
    unused = (number for number in range(1, len(starts) + len(known) + 1) if number not in known)
    moved = [index for index in range(len(starts)) if index not in found]
    found |= dict(zip(moved, (*left, *unused), strict=False))
    return [found[index] for index in range(len(starts))]
