"""One week of a planned block by itself: its neighbours are what lies before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from ..domain.availability import Window
from ..domain.block import Block, weeks_of
from ..domain.clock import DAY, WEEK, clock_text
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.starts import start_of
from ..domain.strength import Session
from ..domain.week import Week
from ..errors import InputError
from .values import Placement

if TYPE_CHECKING:
    from ..program.horizon import Opening

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
            "number", number, f"is not a week of the plan; write 0 to {len(weeks) - 1}", "outside"
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
    own = weeks[number]
    return attrs.evolve(
        own if number == 0 else _with_night_before(own, weeks[number - 1], policy),
        before=before,
        after=after,
        history=[*weeks[0].history, *weeks[:number]],
    )


def _with_night_before(week: Week, eve: Week, policy: Policy) -> Week:
    """Return a week whose own windows also say what those of the week before say of its first day.

    By itself a week knows of no night before it.
    """
    from ..program.openings import closings, forbidden, openings  # with it numpy is loaded

    end = eve.days * DAY
    opened = _mornings(openings(eve, policy, 0, end), end)
    closed = _mornings(closings(eve, 0, end), end)
    off_limits = _mornings(forbidden(eve, 0, end), end)
    own = week.available or ()
    windows = [window for window in own if not window.closed]
    dated = any(week.start is not None and window.when.date == week.start for window in windows)
    day = str(week.start) if dated else "D1"  # dated windows take the place of others
    if opened and not windows:
        own = (*own, Window("daily"))
    night = [Window(f"{day} {hours}", equipment=equipment) for hours, equipment in opened]
    night += [Window(f"D1 {hours}", closed=True) for hours, _ in closed]
    return attrs.evolve(
        week,
        available=(*own, *night) if night else week.available,
        forbidden=(*week.forbidden, *(Window(f"D1 {hours}") for hours, _ in off_limits)),
    )


def _mornings(spans: Iterable[Opening], end: int) -> list[tuple[str, tuple[str, ...] | None]]:
    """Return as hours what lies of spans after the end of their week, each with its equipment."""
    late = [(span.end - end, span.equipment) for span in spans if span.end > end]
    return [(f"00:00-{clock_text(minute)}", equipment) for minute, equipment in dict.fromkeys(late)]
