"""The coach who stands beside the rack: for how long, in how many shifts, and for what."""

from __future__ import annotations

from typing import Any

import attrs
from attrs.converters import optional

from ..domain.availability import Window
from ..domain.checks import number, to_whole
from ..domain.strength import AnyStrengthKind
from ..domain.week import check_windows, to_windows
from .gym import MOST_AT_ONCE, check_kinds, to_kinds

HALF_HOUR = 30
"""Minutes in which a coach's time is counted. CONVENTION."""

MOST_IN_A_WEEK = 7 * 24 * 2
"""Half-hours, and shifts too."""


def _whole(most: int, unit: str, *, none: bool = False) -> Any:
    return number(0, most, unit, whole=True, optional=none)


@attrs.frozen
class Coach:
    """A coach who is there for some kinds of strength, for so long a week in so many shifts.

    When the coach is there is chosen with the plan, for what serves the athletes best: whole
    half-hours, from the hour or half past it. A session that needs the coach lies inside them, so
    none goes on past the last day; in a week that repeats, its first day follows.

    Parameters
    ----------
    half_hours : int
        How many in a week, at most.
    shifts : int, optional
        In how many stretches of time a week, at most; by default any number.
    kinds : list of str
        The kinds of strength at which the coach must be there.
    at_once : int, optional
        How many athletes the coach can look after at once; by default any number.
    available : list of str or Window, optional
        When the coach can be there, as in `Week.available`. By default at all hours.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> coach = Coach(half_hours=12, shifts=3, available=["Mon-Fri 16:00-21:00"])
    >>> coach.kinds
    ('heavy',)
    """

    half_hours: int = attrs.field(
        converter=to_whole, validator=_whole(MOST_IN_A_WEEK, "half-hours")
    )
    shifts: int | None = attrs.field(
        default=None,
        converter=optional(to_whole),
        validator=_whole(MOST_IN_A_WEEK, "shifts", none=True),
    )
    kinds: tuple[AnyStrengthKind, ...] = attrs.field(
        default=("heavy",),
        converter=to_kinds,
        validator=check_kinds,
    )
    at_once: int | None = attrs.field(
        default=None,
        converter=optional(to_whole),
        validator=_whole(MOST_AT_ONCE, "athletes", none=True),
    )
    available: tuple[Window, ...] | None = attrs.field(
        default=None,
        converter=optional(to_windows),
        validator=attrs.validators.optional(check_windows),
    )
