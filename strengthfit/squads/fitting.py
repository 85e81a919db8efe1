"""From prices to a plan of all: nobody where there is no room, at little more than the bound.

Everyone begins with a plan that is best at the prices, so at some moments there are too many. Those
who are there choose anew, one after another, and pay a charge for each place that is already taken;
the charge rises from pass to pass until there is room for all (negotiated congestion, as wires are
routed on chips: McMurchie & Ebeling 1995, 10.1145/201310.201328). As most athletes have several
plans that are as good at the prices, most who have to move do so at no cost.
"""

from __future__ import annotations

from functools import partial

import attrs
import numpy as np

from ..physiology.fatigue import FloatArray
from ..program.rows import BoolArray, IntArray
from ..stopping import check, is_over
from .priced_menus import PricedMenus

_CHARGE = 0.1
"""What a taken place costs in the first pass, in steps. CONVENTION."""

_RISE, _FASTER = 1.2, 1.5
_MEMORY = 0.05
"""By how many steps a moment gets dearer for good with each who was too many there. CONVENTION."""

_PASSES = 80
"""Passes until it is given up. CONVENTION."""

_IN_EARNEST = 40
"""Passes after which the charge rises faster, until it outweighs a session. CONVENTION."""

_VAIN = 2
"""Tries without any plan after which there are no more. CONVENTION."""

_OTHERS = 20
"""One in so many of those who have what they want begins anew too."""


@attrs.frozen(eq=False)
class Fitted:
    """A plan of all: the plan of each athlete, and how much of each row they use together."""

    plans: IntArray
    used: IntArray


@attrs.frozen(eq=False)
class Wishes:
    """What athletes would do at prices, if each were alone with them.

    Parameters
    ----------
    paid : array of shape (choices + 1,)
        The sum of the prices of the rows that each choice uses.
    least : array of shape (athletes,)
        What the best plan costs at the prices.
    best : array of plans
        All plans that cost no more than the best of their athlete, rising.
    first : array of shape (athletes + 1,)
        Where each athlete's begin in `best`.
    """

    paid: IntArray
    least: IntArray
    best: IntArray
    first: IntArray

    def drawn(self, athletes: IntArray, lots: np.random.Generator) -> IntArray:
        """Return for each of these athletes one of the best plans, drawn by lot."""
        low, high = self.first[athletes], self.first[athletes + 1]
        drawn: IntArray = self.best[low + (lots.random(len(low)) * (high - low)).astype(np.int64)]
        return drawn


def wishes_at(menus: PricedMenus, prices: IntArray) -> Wishes:
    """Return what athletes would do at prices."""
    paid = menus.paid(prices)
    values = menus.values(paid, slice(None))
    least = np.minimum.reduceat(values, menus.first[:-1])
    best = np.flatnonzero(values == np.repeat(least, np.diff(menus.first)))
    return Wishes(paid, least, best, np.searchsorted(best, menus.first))


def fitted(
    menus: PricedMenus,
    prices: IntArray,
    *,
    bounds: IntArray,
    unit: int,
    enough: int,
    tries: int,
) -> Fitted | None:
    """Return a plan of all with room for everyone; None if none is found.

    Parameters
    ----------
    unit : int
        What one step of the tier that counts is in prices.
    enough : int
        A cost at which no better plan is looked for.
    tries : int
        How many times some athletes begin anew.
    """
    lots, wishes = np.random.default_rng(0), wishes_at(menus, prices)
    settled = partial(_settled, menus, wishes.paid, bounds, unit, lots=lots)
    plans = wishes.drawn(np.arange(len(menus)), lots)
    found = settled(plans)
    for number in range(tries):
        check()
        if is_over() or (found is not None and _cost(menus, found) <= enough):
            break
        if found is None and number == _VAIN:
            break
        plans = plans.copy() if found is None else found.plans.copy()
        again = _group(menus, wishes, plans, lots)
        plans[again] = wishes.drawn(again, lots)
        other = settled(plans)
        if other is not None and (found is None or _cost(menus, other) <= _cost(menus, found)):
            found = other
    return found


def _cost(menus: PricedMenus, found: Fitted) -> int:
    return int(menus.costs[found.plans].sum())


def _group(
    menus: PricedMenus, wishes: Wishes, plans: IntArray, lots: np.random.Generator
) -> IntArray:
    """Return who begins anew: half of those without what they want, and a few of the others."""
    paid = menus.values(wishes.paid, plans)
    keen = lots.permutation(np.flatnonzero(paid > wishes.least))
    others = lots.permutation(len(plans))
    return np.union1d(keen[: max(5, len(keen) // 2)], others[: len(plans) // _OTHERS])


def _settled(
    menus: PricedMenus,
    paid: IntArray,
    bounds: IntArray,
    unit: int,
    plans: IntArray,
    *,
    lots: np.random.Generator,
) -> Fitted | None:
    """Let athletes move until there is room for all; None if they do not find it in time."""
    plans, used = plans.copy(), menus.used(plans, len(bounds))
    charge, memory = _CHARGE * unit, np.zeros(len(bounds))
    for number in range(_PASSES):
        over = used > bounds
        if not over.any():
            return Fitted(plans, used)
        if number and is_over():
            return None
        for athlete in lots.permutation(_touching(menus, plans, over)).tolist():
            check()
            change(menus, used, int(plans[athlete]), -1)
            charges = (np.maximum(used + 1 - bounds, 0) * charge + memory).astype(np.int64)
            plans[athlete] = _cheapest(menus, athlete, paid, charges)
            change(menus, used, int(plans[athlete]), 1)
        charge *= _RISE if number < _IN_EARNEST else _FASTER
        memory += _MEMORY * unit * np.maximum(used - bounds, 0)
    return None


def _touching(menus: PricedMenus, plans: IntArray, rows: BoolArray) -> IntArray:
    """Return the athletes whose plans use any of some rows."""
    before = np.concatenate([[0], np.cumsum(rows)])
    touches: BoolArray = np.any(before[menus.high] > before[menus.low], axis=0)
    return np.flatnonzero(touches[menus.picks[:, plans]].any(axis=0))


def change(menus: PricedMenus, used: IntArray, plan: int, by: int) -> None:
    """Add what a plan uses to what is used, or take it off."""
    for low, high in zip(menus.low, menus.high, strict=True):
        for choice in menus.picks[:, plan].tolist():
            used[low[choice] : high[choice]] += by


def _cheapest(
    menus: PricedMenus, athlete: int, paid: IntArray, charges: IntArray | FloatArray
) -> int:
    """Return the plan of an athlete that is cheapest with charges on rows, the first of equals."""
    begin, end = int(menus.begin[athlete]), int(menus.begin[athlete + 1])
    plans = menus.plans_of(athlete)
    sums = np.concatenate([[0], np.cumsum(charges)])
    own = slice(begin, end)
    each = paid[own] + (sums[menus.high[:, own]] - sums[menus.low[:, own]]).sum(axis=0)
    each = np.append(each, 0)
    values = menus.costs[plans].copy()
    for picks in menus.picks[:, plans]:
        values += each[np.minimum(picks - begin, end - begin)]
    return int(plans.start + values.argmin())


def in_line(menus: PricedMenus, bounds: IntArray) -> Fitted | None:
    """Return a plan of all in which each takes the first that those before leave room for.

    None if nothing is left for somebody.
    """
    plans, used = menus.first[1:] - 1, np.zeros(len(bounds), dtype=np.int64)
    for athlete in range(len(plans)):
        check()
        last = int(plans[athlete])
        plans[athlete] = first_open(menus, athlete, bounds - used, last)
        change(menus, used, int(plans[athlete]), 1)
        if plans[athlete] == last and (used > bounds).any():
            return None
    return Fitted(plans, used)


def kept_to_the_best(menus: PricedMenus, found: Fitted, bounds: IntArray) -> Fitted:
    """Let each athlete in turn take the first plan that there is room for, until nobody gains.

    Plans are sorted by all of their tiers, so the first is the best.
    """
    plans, used = found.plans.copy(), found.used.copy()
    moved = True
    while moved and not is_over():
        moved = False
        for athlete in range(len(plans)):
            check()
            plan = int(plans[athlete])
            change(menus, used, plan, -1)
            plans[athlete] = first_open(menus, athlete, bounds - used, plan)
            change(menus, used, int(plans[athlete]), 1)
            moved |= int(plans[athlete]) != plan
    return Fitted(plans, used)


def first_open(menus: PricedMenus, athlete: int, left: IntArray, otherwise: int) -> int:
    """Return the first plan of an athlete that there is room for; it comes no later than another.

    `otherwise` is what to return if there is no better one.
    """
    begin, end = int(menus.begin[athlete]), int(menus.begin[athlete + 1])
    full = np.concatenate([[0], np.cumsum(left <= 0)])
    own = slice(begin, end)
    closed = np.append((full[menus.high[:, own]] > full[menus.low[:, own]]).any(axis=0), False)
    first = int(menus.first[athlete])
    picks = np.minimum(menus.picks[:, first:otherwise] - begin, end - begin)
    for plan in np.flatnonzero(~closed[picks].any(axis=0)).tolist():
        if (menus.used(np.array([first + plan]), len(left)) <= left).all():
            return int(first + plan)
    return otherwise
