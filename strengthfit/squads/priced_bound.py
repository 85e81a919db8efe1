"""Prices as a proof: how good a squad's plan can be at best, for anyone to add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import mul

import attrs
import numpy as np

from ..domain.arguments import as_policy
from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from ..program import Program
from ..program.linear import whole
from ..program.objective import variable_costs
from ..program.rows import IntArray
from ..strategies import Strategy, solve
from .gym import Gym, check_gym
from .member import Member, as_members
from .menus import PRICED
from .shared_use import things_of, things_used, under_way
from .squad_program import priced_program

_LARGEST = 1 << 60
"""What a plan can cost and pay stays below this, so that whole numbers of 64 bits are exact."""


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

    Numbers that are not whole or too large for a solver prove nothing, nor do prices of athletes
    whose policies count interference in unlike steps.

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
    if not isinstance(priced, PricedBound):
        accepted = "is not a PricedBound; a squad's plan by pricing has one"
        raise InputError("priced", priced, accepted, "wrong_type")
    check_gym(gym)
    there, shared = dict(things_of(gym)), as_policy(policy)
    members = as_members(athletes)
    if not _is_in_form(priced, there) or _resolutions(members, shared) != 1:
        return False
    total = -sum(
        price * there[thing] for thing, price in zip(priced.things, priced.prices, strict=True)
    )
    for number, member in enumerate(members):
        own = member.policy or shared
        program = priced_program(number, member, gym, own)
        if _most(program, priced) > _LARGEST:
            return False
        outcome = solve(_at_prices(program, own, gym, priced), strategy)
        if outcome.status != "optimal" or outcome.objective is None:
            return False
        total += outcome.objective[0]
    return total >= priced.bound


def _is_in_form(priced: PricedBound, there: Mapping[str, int]) -> bool:
    """Whether each price is of a thing of the gym at a moment, and no number is below zero."""
    lists = (priced.things, priced.moments, priced.prices, priced.weights)
    if not all(isinstance(one, tuple) for one in lists) or len(priced.weights) != PRICED:
        return False
    if not len(priced.things) == len(priced.moments) == len(priced.prices):
        return False
    numbers = (*priced.moments, *priced.prices, *priced.weights)
    return (
        type(priced.bound) is int
        and all(type(one) is int and 0 <= one <= _LARGEST for one in numbers)
        and all(isinstance(thing, str) and thing in there for thing in priced.things)
    )


def _resolutions(members: Iterable[Member], shared: Policy) -> int:
    return len({(member.policy or shared).resolution for member in members})


def _most(program: Program, priced: PricedBound) -> int:
    """Return what no plan can cost and pay together, in whole numbers of any size."""
    most: list[int] = variable_costs(program, whole(program))[1][:PRICED].tolist()
    paid = sum(priced.prices) * int(program.counts.sum())
    cost: int = sum(map(mul, priced.weights, most))
    return cost + paid


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
