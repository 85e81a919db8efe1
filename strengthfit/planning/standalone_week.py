"""One week of a planned block by itself: its neighbours are what lies before and after it."""

import attrs

from ..domain.block import weeks_of
from ..domain.clock import WEEK
from ..domain.run import Run
from ..domain.starts import start_of
from ..domain.strength import Session
from ..domain.week import Week
from ..errors import InputError
from .values import Plan

_NEAR = 3  # weeks: farther away no rule and no cost looks


def standalone_week(plan: Plan, number: int) -> Week:
    """Return a week of a plan, with the runs and sessions around it, ready to be asked about.

    Parameters
    ----------
    plan : Plan
    number : int
        0 for the first.
    """
    weeks = weeks_of(plan.week)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < len(weeks):
        raise InputError(
            "number", number, f"is not a week of the plan; write 0 to {len(weeks) - 1}"
        )
    if len(weeks) == 1:
        return weeks[0]
    before: list[Run | Session] = []
    after: list[Run | Session] = []
    for index in range(max(0, number - _NEAR), min(len(weeks), number + _NEAR + 1)):
        side = before if index < number else after
        if index != number:
            side += _moved(plan, weeks[index].runs, (index - number) * WEEK)
            side += [
                Session(p.start - number * WEEK, p.kind, minutes=p.minutes, dose=p.dose)
                for p in plan.placements
                if p.week == index
            ]
    if number < _NEAR:
        before += _moved(plan, weeks[0].before, -number * WEEK, -1)
    last = len(weeks) - 1
    if number > last - _NEAR:
        after += _moved(plan, weeks[-1].after, (last - number) * WEEK, 1)
    return attrs.evolve(
        weeks[number],
        before=before,
        after=after,
        history=[*weeks[0].history, *weeks[:number]],
    )


def _moved(
    plan: Plan, items: tuple[Run | Session, ...], shift: int, part: int = 0
) -> list[Run | Session]:
    """Return runs and sessions in minutes, later by `shift`; `part` is as in `start_of`."""
    return [
        attrs.evolve(item, when=start_of(item.when, plan.week, plan.policy, part) + shift)
        for item in items
    ]
