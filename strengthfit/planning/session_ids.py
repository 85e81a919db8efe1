"""Names of a plan's sessions, which stay theirs when the sessions move."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..domain.block import week_days
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
        moved than did. Without it they are numbered by their start.
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
    alike: dict[str, list[int]] = defaultdict(list)
    first = as_plan(plan).week.start if start is None else start
    for index, placement in enumerate(plan.placements):
        week = _week_name(plan, placement, first)
        alike[f"{week} {labelled(placement.kind, placement.label)}"].append(index)
    found: dict[int, str] = {}
    for name, members in alike.items():
        starts = [plan.placements[index].start for index in members]
        numbers = _numbers(starts, _known_numbers(name, known or {}))
        found |= {index: f"{name} {at}" for index, at in zip(members, numbers, strict=True)}
    return tuple(found[index] for index in range(len(found)))


def _week_name(plan: Plan, placement: Placement, first: dt.date | None) -> str:
    if first is None:
        return f"W{placement.week + 1}"
    return (first + dt.timedelta(days=placement.week * week_days(plan.week))).isoformat()


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
