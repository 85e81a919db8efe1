"""One week of a planned block by itself: its neighbours are what lies before and after it."""

from collections.abc import Iterable, Sequence

import attrs

from ..domain.block import Block, weeks_of
from ..domain.clock import WEEK
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.starts import start_of
from ..domain.strength import Session
from ..domain.week import Week
from ..errors import InputError
from .values import Placement

_NEAR = 3  # weeks: farther away no rule and no cost looks


def standalone_week(
    asked: Week | Block, placements: Iterable[Placement], policy: Policy, number: int
) -> Week:
    """Return a week, 0 for the first, with the runs and sessions around it, ready to be planned."""
    sessions: list[list[Session]] = [[] for _ in weeks_of(asked)]
    for p in placements:
        start = p.start - p.week * WEEK
        sessions[p.week].append(
            Session(start, p.kind, minutes=p.minutes, dose=p.dose, effort=p.effort)
        )
    return week_among(asked, sessions, policy, number)


def week_among(
    asked: Week | Block, sessions: Sequence[Sequence[Session]], policy: Policy, number: int
) -> Week:
    """Return a week, 0 for the first, with the runs around it and the sessions of each week."""
    weeks = weeks_of(asked)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < len(weeks):
        raise InputError(
            "number", number, f"is not a week of the plan; write 0 to {len(weeks) - 1}"
        )
    if len(weeks) == 1:
        return weeks[0]

    def moved(
        items: Iterable[Run | Session], index: int, shift: int, part: int = 0
    ) -> list[Run | Session]:
        return [
            attrs.evolve(item, when=start_of(item.when, weeks[index], policy, part) + shift)
            for item in items
        ]

    before: list[Run | Session] = []
    after: list[Run | Session] = []
    for index in range(max(0, number - _NEAR), min(len(weeks), number + _NEAR + 1)):
        side = before if index < number else after
        if index != number:
            shift = (index - number) * WEEK
            side += moved(weeks[index].runs, index, shift)
            side += moved(sessions[index], index, shift)
    if number < _NEAR:
        before += moved(weeks[0].before, 0, -number * WEEK, -1)
    last = len(weeks) - 1
    if number > last - _NEAR:
        after += moved(weeks[-1].after, last, (last - number) * WEEK, 1)
    return attrs.evolve(
        weeks[number],
        before=before,
        after=after,
        history=[*weeks[0].history, *weeks[:number]],
    )
