"""Why athletes in one gym have less than each would alone, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ..diagnosis.conflicts import DOSE_PRICES
from ..domain.block import Block
from ..domain.checks import number_code, unknown
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError, OutOfTimeError
from ..printable import Printable
from ..program import Label
from ..strategies import Limits, Strategy
from ..strategies.in_time import ready
from ..strategies.whole_call import whole_call
from .clash import limits_of
from .coach import Coach
from .gym import Gym
from .in_turn import best_of
from .member import Member, as_members
from .planner import check_shared
from .squad_plan import SquadPlan
from .squad_program import compile_squad
from .ways_out import Short, WayOut, lost_by, planned, ways_out

USUAL_PRICES: Mapping[str, float] = {
    **DOSE_PRICES,
    "half_hours": 1,
    "shifts": 2,
    "coach": 2,
    "hours": 2,
    "places": 3,
    "equipment": 3,
    "pins": 3,
}
"""CONVENTION: the price of each way to give way, once. Strength gives way first, as in a week; then
people's time, then what has to be bought, and what somebody has fixed."""

_MOST = 100


@attrs.frozen
class SquadDiagnosis(Printable):
    """Why a squad has less than its members would alone, and what would help.

    Parameters
    ----------
    plan : SquadPlan
        The best plan as things are; it has no sessions if pins cannot stand together.
    short : tuple of str
        Members who have less strength in it than alone in a gym that is always open and empty, with
        a coach who always has time.
    clash : tuple of Label
        Limits that cannot all hold if everybody is to have as much as alone, while all but any one
        of them can: places or racks at a moment, the coach's hands then, the coach's half-hours,
        shifts or times, the gym's hours on a day, pins of members.
    ways : tuple of WayOut
        The cheapest first.
    finished : bool
        Whether limits left the time for all of it.
    one_is_enough : bool
        Whether one kind of change of the gym, the coach or a pin, listed or not, is enough for all
        to have as much as alone.
    other_clashes : tuple of tuples of Label
        Clashes that share no limit with `clash` or one another. At least one limit of each has to
        give way; without all of them the rest can hold.
    """

    plan: SquadPlan
    short: tuple[str, ...]
    clash: tuple[Label, ...]
    ways: tuple[WayOut, ...]
    finished: bool = True
    one_is_enough: bool = True
    other_clashes: tuple[tuple[Label, ...], ...] = ()

    @property
    def met(self) -> bool:
        """Whether everybody has as much as alone; not if limits left no time to see that."""
        return self.finished and not self.clash


def diagnose_squad(
    athletes: Iterable[Member] | Mapping[str, Week | Block],
    gym: Gym,
    coach: Coach | None = None,
    policy: Policy | str | None = None,
    *,
    ways: int = 5,
    prices: Mapping[str, float] | None = None,
    strategy: str | Strategy = "auto",
    limits: Limits | None = None,
) -> SquadDiagnosis:
    """Say which limits of a gym, a coach and pins clash, and the cheapest ways out.

    Ways out are one kind of change each: so many more places, racks or athletes with the coach at
    once, as few as will do; an hour more of opening on one day; half-hours or shifts more of the
    coach; a pin less; or less strength, of one member or as the best plan has it. Each is checked
    by planning the changed squad.

    Parameters
    ----------
    athletes : list of Member, or mapping of str to Week or Block
    gym : Gym
    coach : Coach, optional
    policy : Policy or str, optional
    ways : int
        The most ways out to list.
    prices : mapping of str to float, optional
        What it costs to give way once, in place of those of
        `strengthfit.squads.diagnosis.USUAL_PRICES`.
    strategy : str or Strategy
        What makes the plans.
    limits : Limits, optional
        For all of it together.

    Returns
    -------
    SquadDiagnosis

    Raises
    ------
    InputError
        If an athlete's week contradicts itself, or an argument is not accepted.
    PinError
        If a pin breaks a rule of its own athlete's week.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([], strength=1, available=["Wed 18:00-18:40"])
    >>> diagnosis = diagnose_squad({"Ann": week, "Bo": week}, Gym(places=1))
    >>> [label.text for label in diagnosis.clash]
    ['more than 1 in the gym at Wed 18:00']
    >>> [way.text for way in diagnosis.ways[:2]]
    ['1 more in the gym', 'less strength for Bo: 1 left out instead of 1 full']
    """
    members = as_members(athletes)
    check_shared(gym, coach)
    _check_ways(ways)
    in_force = {**USUAL_PRICES, **_checked_prices(prices)}
    ready(strategy)
    with whole_call(limits):
        squad = compile_squad(members, gym, coach, policy)
        alone = [best_of(program) for program in squad.weeks]
        plan = planned(squad, strategy)
        short = tuple(lost_by(plan, alone))
        limits_there = limits_of(squad, alone)
        clash: tuple[Label, ...] = ()
        listed: Sequence[WayOut] = ()
        others: Sequence[tuple[Label, ...]] = ()
        finished = enough = True
        try:
            clash = limits_there.smallest_clash()
            listed, enough = ways_out(Short(squad, alone, plan, clash, strategy), in_force, ways)
            others = limits_there.other_clashes(clash) if clash else ()
        except OutOfTimeError:
            finished = False
        return SquadDiagnosis(
            plan, short, clash, tuple(listed), finished, enough, other_clashes=tuple(others)
        )


def _check_ways(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
        accepted = f"is not a whole number from 0 to {_MOST}"
        raise InputError("ways", value, accepted, number_code(value, whole=True))


def _checked_prices(prices: object) -> dict[str, float]:
    if prices is None:
        return {}
    if not isinstance(prices, Mapping):
        accepted = "is not prices by what gives way, such as {'places': 1}"
        raise InputError("prices", prices, accepted, "wrong_type")
    for name, value in prices.items():
        if name not in USUAL_PRICES:
            accepted = unknown(name, USUAL_PRICES, "something that can give way")
            raise InputError("prices", name, accepted, "unknown_name")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1e6:
            accepted = "is not a number from 0 to 1000000"
            raise InputError(f"prices[{name!r}]", value, accepted, number_code(value))
    return dict(prices)
