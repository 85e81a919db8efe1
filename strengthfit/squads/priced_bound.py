"""Prices as a proof: how good a squad's plan can be at best, for anyone to add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs
import numpy as np

from ..domain.arguments import as_policy
from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..program import Program
from ..program.rows import IntArray
from ..strategies import Strategy, solve
from .gym import Gym
from .member import Member, as_members
from .menus import PRICED
from .shared_use import things_of, things_used, under_way
from .squad_program import own_program


@attrs.frozen
class PricedBound:
    """Prices of a gym at moments, and the bound on the plan of a squad that they prove.

    Let each athlete pay for what they use, beside what their own plan costs in strength, continuity
    and interference. Whatever the prices, if they are not negative, no plan of the squad costs less
    than the athletes' best ones with what they pay, less what all that there is would bring in.

    Parameters
    ----------
    things : tuple of str
        What each price is for: "places", or the name of equipment.
    moments : tuple of int
        The minute of each, from 00:00 of the first day. Who is there then pays.
    prices : tuple of int
        Whole numbers from 0 on. All other moments are free.
    weights : tuple of int
        What one step of strength, of continuity and of interference costs.
    bound : int
        In the same unit.

    Examples
    --------
    >>> from strengthfit.squads import plan_squad
    >>> squad = plan_squad({"Ann": Week([]), "Bo": Week([])}, Gym(places=1), strategy="pricing")
    >>> check_bound(squad.priced_bound, squad.members, squad.gym)
    True
    """

    things: tuple[str, ...]
    moments: tuple[int, ...]
    prices: tuple[int, ...]
    weights: tuple[int, ...]
    bound: int


def check_bound(
    priced: PricedBound,
    athletes: Iterable[Member] | Mapping[str, Week | Block],
    gym: Gym,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
) -> bool:
    """Whether prices prove their bound: each athlete's best plan at them is looked for anew.

    Parameters
    ----------
    priced : PricedBound
    athletes : list of Member, or mapping of str to Week or Block
    gym : Gym
    policy : Policy or str, optional
        Of members without one of their own.
    strategy : str or Strategy
        An exact one; pricing itself uses none.

    Raises
    ------
    InputError
        If an argument is not accepted.
    """
    there = dict(things_of(gym))
    parts = list(zip(priced.things, priced.moments, priced.prices, strict=True))
    if any(price < 0 or thing not in there for thing, _, price in parts) or min(priced.weights) < 0:
        return False
    total = -sum(price * there[thing] for thing, _, price in parts)
    shared = as_policy(policy)
    for number, member in enumerate(as_members(athletes)):
        own = member.policy or shared
        program = own_program(number, member, gym, own)
        outcome = solve(_at_prices(program, own, gym, priced), strategy)
        if outcome.status != "optimal" or outcome.objective is None:
            return False
        total += outcome.objective[0]
    return total >= priced.bound


def _at_prices(program: Program, policy: Policy, gym: Gym, priced: PricedBound) -> Program:
    """Return an athlete's program with one tier: what a plan costs, and what it pays."""
    weights = np.array(priced.weights, dtype=np.int64)
    choices = program.choices
    paid = np.zeros(len(choices), dtype=np.int64)
    uses = dict(zip(dict(things_of(gym)), things_used(choices, policy, gym), strict=True))
    for thing, moment, price in zip(priced.things, priced.moments, priced.prices, strict=True):
        paid[under_way(program, np.flatnonzero(uses[thing]), np.array([moment]))[1]] += price

    def joined(costs: IntArray) -> IntArray:
        one: IntArray = (weights @ costs[:PRICED])[None, :]
        return one

    return attrs.evolve(
        program,
        tiers=program.tiers[:1],
        tier_costs=joined(program.tier_costs) + paid,
        skip_costs=joined(program.skip_costs),
        window_costs=joined(program.window_costs),
    )
