"""What one place, one hour or one half-hour of the coach more would save a squad."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ..errors import OutOfTimeError
from ..late_import import late_import
from ..printable import Printable
from ..program import Program
from ..program.edit import at_most_row, only_tiers, with_rows
from ..program.labels import Label
from ..program.linear import linear
from ..program.presolve import open_part
from ..program.rows import IntArray
from ..program.tier_names import CONTINUITY, INTERFERENCE, STRENGTH
from ..stopping import check_time
from ..strategies import Limits, Strategy
from ..strategies.in_time import ready
from ..strategies.whole_call import limits_left, whole_call
from .more_of import More, more_of
from .planner import solved
from .recompiled import as_squad_plan, squad_of, taken_by
from .squad_plan import SquadPlan
from .squad_program import SquadProgram

if TYPE_CHECKING:
    from ..strategies.linear_answer import LinearAnswer

_HELD = Label("held", "strength", "as much strength in all")
_OFF = 1e-4
"""Steps by which the bound of a linear program may be off, which is in floats. CONVENTION."""


@attrs.frozen
class SquadPrice(Printable):
    """What one thing more would save a squad.

    Parameters
    ----------
    what : str
        "places", the name of equipment, or "coach" for one athlete more with the coach; "hours"
        for an hour of opening; "half_hours" or "shifts" of the coach.
    when : str
        Such as "Tue 18:00-18:30"; empty for the whole week.
    strength : float or None
        By how much the share of what all ask that is delivered rises, 0 to 1. None if the limits
        ended before that was known, as is `interference`.
    interference : float or None
        By how much the interference of all together falls, in percent of speed. It may rise, if
        there is more strength.
    at_most : float or None
        By how much it can fall at most if all have as much strength as now, by the linear
        relaxation of the whole program; None if the limits ended before.
    """

    what: str
    when: str
    strength: float | None
    interference: float | None
    at_most: float | None

    @property
    def saves(self) -> bool:
        """Whether anything is saved."""
        return bool(self.strength or self.interference)


def squad_prices(
    squad_plan: SquadPlan, strategy: str | Strategy = "auto", *, limits: Limits | None = None
) -> tuple[SquadPrice, ...]:
    """Say what a place, a rack, an hour of opening or more of the coach would save a squad.

    Looked at are one more of each thing that is used up at some time: for the whole week, for each
    half-hour in which it is, and for each stretch of them; an hour more before and after what the
    gym's windows open, on one day each; and of the coach a half-hour, a shift and, if there is a
    limit, an athlete at once more. What is saved is found by solving the changed squad, unless the
    linear relaxation proves that it is nothing. It counts from the plan, or, if that puts anything
    before the best total, as "worst_first" and `replan_squad` do, from the plan of the best total.

    Parameters
    ----------
    squad_plan : SquadPlan
    strategy : str or Strategy
    limits : Limits, optional
        For all of it together. What is not solved by their end has no figure.

    Returns
    -------
    tuple of SquadPrice
        Those that save most first: strength, then interference. None if the squad has no plan.

    Raises
    ------
    InputError
        If `squad_plan` is not one.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads import Gym, plan_squad
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")], strength=1)
    >>> squad = plan_squad({"Ann": week, "Bo": week}, Gym(places=1, open=["Wed-Thu 17:00-18:00"]))
    >>> print(squad_prices(squad)[0])
    one more in the gym, all week: 0.10 % less interference
    """
    as_squad_plan(squad_plan)
    ready(strategy)
    with whole_call(limits):
        if squad_plan.outcome.objective is None:
            return ()
        squad = squad_of(squad_plan)
        masks = taken_by(squad, squad_plan)
        try:
            now = _now(squad, squad_plan, strategy)
        except OutOfTimeError:
            now = None
        found = [_price(squad, more, now, strategy) for more in more_of(squad, squad.used(masks))]
    return tuple(sorted(found, key=_order))


def _order(price: SquadPrice) -> tuple[float, float, float]:
    return -(price.strength or 0), -(price.interference or 0), -(price.at_most or 0)


def totals(objectives: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the objectives of all members together, tier by tier."""
    return tuple(int(sum(tier)) for tier in zip(*objectives, strict=True))


def _now(squad: SquadProgram, squad_plan: SquadPlan, strategy: str | Strategy) -> tuple[int, ...]:
    """Return what all members' objectives come to without any change, tier by tier."""
    replanned = bool(squad_plan.plans[0].today or squad_plan.changes)  # as little as can be changes
    if squad_plan.fairness != "total" or replanned:
        return _solved(squad, strategy)
    return totals([one.outcome.objective or () for one in squad_plan.plans])


def changed(squad: SquadProgram, more: More) -> SquadProgram:
    """Return the squad with one thing more."""
    if more.bounds is not None:
        return squad.with_bounds(more.bounds)
    return squad.shared_with(more.gym, more.coach)


def _price(
    squad: SquadProgram,
    more: More,
    now: tuple[int, ...] | None,
    strategy: str | Strategy,
) -> SquadPrice:
    """Return what one thing more saves; no figure if what there is `now` is not known."""
    if now is None:
        return SquadPrice(more.what, more.when, None, None, None)
    unit, asked = squad.programs[0].resolution, _asked(squad)
    at_most = None
    try:
        check_time()
        wider = changed(squad, more)
        least = _least(wider, now)
        at_most = (now[INTERFERENCE] - least[INTERFERENCE]) * unit
        nothing = _is_of_one_level(squad) and least == now[: len(least)]
        then = now if nothing else _solved(wider, strategy)
    except OutOfTimeError:
        return SquadPrice(more.what, more.when, None, None, _rounded(at_most))
    strength = (now[STRENGTH] - then[STRENGTH]) / asked if asked else 0.0
    saved = (now[INTERFERENCE] - then[INTERFERENCE]) * unit
    return SquadPrice(more.what, more.when, strength, _rounded(saved), _rounded(at_most))


def _is_of_one_level(squad: SquadProgram) -> bool:
    """Whether no member comes before another, so that their total is what is made least."""
    return len({member.priority for member in squad.members}) == 1


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 9)


def _asked(squad: SquadProgram) -> int:
    """Return what all ask of strength, in steps."""
    return sum(program.strength_asked for program in squad.programs)


def _solved(squad: SquadProgram, strategy: str | Strategy) -> tuple[int, ...]:
    """Return what all members' objectives come to in the best plan of a squad, tier by tier.

    An `OutOfTimeError` is raised if the limits of the call end before it is proven.
    """
    outcome = solved(squad, strategy)
    if outcome.objective is None or (outcome.status != "optimal" and _is_limited()):
        raise OutOfTimeError("the limits ended before there was an answer; give more of them")
    masks = squad.masks(squad.joined.own(outcome.taken))
    pairs = zip(squad.programs, masks, strict=True)
    return totals([program.objective(mask) for program, mask in pairs])


def _is_limited() -> bool:
    left = limits_left()
    return left.seconds is not None or left.deterministic is not None


# What the linear relaxation says


def _least(squad: SquadProgram, now: tuple[int, ...]) -> tuple[int, ...]:
    """Return what strength, continuity and interference come to at least, tier by tier.

    The latter two in plans with as much strength as now.
    """
    program = squad.joined.program
    if not _is_of_one_level(squad):
        program = _of_one_level(program, len(squad.programs[0].tiers) - 1)
    strength = _least_of(program, STRENGTH) if now[STRENGTH] else 0
    held = with_rows(
        program,
        [
            at_most_row(
                program.tier_costs[STRENGTH],
                program.skip_costs[STRENGTH],
                program,
                now[STRENGTH],
            )
        ],
        _HELD,
    )
    continuity = _least_of(held, CONTINUITY) if now[CONTINUITY] else 0
    return strength, continuity, _least_of(held, INTERFERENCE)


def _of_one_level(program: Program, depth: int) -> Program:
    """Return a program whose tiers of several priorities are added up into one level."""

    def folded(costs: IntArray) -> IntArray:
        levels = np.stack(np.split(costs, len(costs) // depth))
        return np.asarray(levels.sum(axis=0))

    tiers = tuple(name.partition(",")[0] for name in program.tiers[:depth])
    return attrs.evolve(
        program,
        tiers=tiers,
        tier_costs=folded(program.tier_costs),
        skip_costs=folded(program.skip_costs),
        window_costs=folded(program.window_costs),
    )


def _least_of(program: Program, tier: int) -> int:
    """Return what one tier comes to at least, in whole steps, if sessions can be taken in parts."""
    check_time()
    alone = only_tiers(program, [program.tiers[tier]])
    form = linear(alone, open_part(alone))
    costs = form.objectives[0].astype(np.float64)
    home = late_import("strengthfit.strategies.linear_relaxation")  # a solver, loaded when needed
    solve: Callable[..., LinearAnswer | None] = home.solve_linear
    answer = solve(form.rows, costs, np.zeros(len(costs)), form.upper.astype(np.float64))
    if answer is None:
        return 0
    return max(0, math.ceil(float(costs @ answer.values) + form.offsets[0] - _OFF))
