"""A little more of what a squad shares: a place, an hour of opening, a half-hour of the coach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ..domain.availability import Span
from ..domain.clock import DAY, DAYS, clock_text
from ..program.rows import IntArray
from .coach import HALF_HOUR, MOST_IN_A_WEEK, Coach
from .gym import MOST_AT_ONCE, Gym
from .shared_use import span_words
from .squad_program import SquadProgram

HOUR = 60


@attrs.frozen
class More:
    """One thing more: of what, when, and the gym and coach that then are.

    `bounds` are those of the squad's shared rows, if it is not more for the whole week; None if it
    is. `start` and `end` are minutes, None for the whole week.
    """

    what: str
    when: str
    gym: Gym
    coach: Coach | None
    start: int | None = None
    end: int | None = None
    bounds: IntArray | None = attrs.field(default=None, eq=False)


# For the whole week


def more_all_week(gym: Gym, coach: Coach | None) -> Iterator[More]:
    """Yield one place, one rack of each sort and one of each number of the coach more.

    Of what there is as much as can be said there is no more.

    Examples
    --------
    >>> found = more_all_week(Gym(places=2, equipment={"weights": 1}), Coach(4))
    >>> [(more.what, more.gym.places, more.coach.half_hours) for more in found]
    [('places', 3, 4), ('weights', 2, 4), ('half_hours', 2, 5)]
    """
    if gym.places is not None and gym.places < MOST_AT_ONCE:
        yield More("places", "", attrs.evolve(gym, places=gym.places + 1), coach)
    for name, count in gym.equipment:
        if count < MOST_AT_ONCE:
            equipment = {**dict(gym.equipment), name: count + 1}
            yield More(name, "", attrs.evolve(gym, equipment=equipment), coach)
    if coach is None:
        return
    for field, what, most in (
        ("at_once", "coach", MOST_AT_ONCE),
        ("half_hours", "half_hours", MOST_IN_A_WEEK),
        ("shifts", "shifts", MOST_IN_A_WEEK),
    ):
        now = getattr(coach, field)
        if now is not None and now < most:
            yield More(what, "", gym, attrs.evolve(coach, **{field: now + 1}))


# An hour of opening


def more_hours(gym: Gym) -> Iterator[More]:
    """Yield an hour more before and after what the gym's windows open, on one day each.

    Windows without hours, and those past midnight, are left as they are.

    Examples
    --------
    >>> [more.when for more in more_hours(Gym(open=["Mon,Tue 18:00-20:00"]))]
    ['Mon 17:00-18:00', 'Mon 20:00-21:00', 'Tue 17:00-18:00', 'Tue 20:00-21:00']
    """
    for index, window in enumerate(gym.open or ()):
        span = window.when
        if window.closed or span.opens is None or span.closes is None or span.closes > DAY:
            continue
        for one, others in _by_day(span):
            for opens, closes in _longer(span.opens, span.closes):
                longer = attrs.evolve(one, opens=opens, closes=closes)
                windows = [*(gym.open or ())]
                windows[index : index + 1] = [
                    attrs.evolve(window, when=each) for each in (*others, longer)
                ]
                low, high = (opens, span.opens) if opens < span.opens else (span.closes, closes)
                when = f"{_day_words(one)} {clock_text(low)}-{clock_text(high)}"
                yield More("hours", when, attrs.evolve(gym, open=windows), None)


def _longer(opens: int, closes: int) -> Iterator[tuple[int, int]]:
    if opens >= HOUR:
        yield opens - HOUR, closes
    if closes <= DAY - HOUR:
        yield opens, closes + HOUR


def _by_day(span: Span) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Yield each day of a span by itself, and what is left of the span without it."""
    if span.date is not None:
        yield span, ()
        return
    days = span.days or span.numbers

    def of(some: tuple[int, ...]) -> Span:
        return attrs.evolve(span, days=some) if span.days else attrs.evolve(span, numbers=some)

    for day in days:
        left = tuple(other for other in days if other != day)
        yield of((day,)), (of(left),) if left else ()


def _day_words(span: Span) -> str:
    if span.date is not None:
        return span.date.isoformat()
    return DAYS[span.days[0]] if span.days else f"D{span.numbers[0]}"


# A place for half an hour


def more_while_full(squad: SquadProgram, used: IntArray) -> Iterator[More]:
    """Yield one place or rack more for each half-hour in which all are used, and for each stretch.

    A stretch is several such half-hours one after another. `used` is what a plan uses, row by row.
    """
    use = squad.use
    things = np.array(use.things, dtype=object)
    full = used >= use.bounds
    for thing in dict.fromkeys(use.things):
        mine = things == thing
        halves = np.unique(use.moments[mine & full] // HALF_HOUR * HALF_HOUR)
        stretches = np.split(halves, np.flatnonzero(np.diff(halves) != HALF_HOUR) + 1)
        spans = [(half, half + HALF_HOUR) for half in halves.tolist()]
        spans += [(int(one[0]), int(one[-1]) + HALF_HOUR) for one in stretches if len(one) > 1]
        for start, end in sorted(spans):
            inside = mine & (use.moments >= start) & (use.moments < end)
            yield More(
                what=thing,
                when=span_words(squad.programs[0].horizon, start, end),
                gym=squad.gym,
                coach=squad.coach,
                start=start,
                end=end,
                bounds=use.bounds + inside,
            )


def more_of(squad: SquadProgram, used: Sequence[int] | IntArray) -> list[More]:
    """Return all of it: of the whole week, of the hours, and of each time that is full."""
    hours = [attrs.evolve(more, coach=squad.coach) for more in more_hours(squad.gym)]
    full = list(more_while_full(squad, np.asarray(used)))
    things = {more.what for more in full}
    scarce = [
        more
        for more in more_all_week(squad.gym, squad.coach)
        if more.what in (*things, "half_hours", "shifts")
    ]
    return [*scarce, *hours, *full]
