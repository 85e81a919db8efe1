"""Prices of what is shared, at which athletes by themselves ask for no more than there is.

Given prices, each athlete has a best plan of their own, and the sum of these, less what all places
together would cost, is a lower bound on any plan of the squad (Lagrangian relaxation: Geoffrion
1974, 10.1007/BFb0120690). The search follows the demand: where more is asked for than there is the
price rises, where less it falls, by the logarithm of the ratio. Athletes spread over plans that are
almost as good, the less so the colder it is, so that demand changes smoothly with prices.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import mul

import attrs
import numpy as np

from ..program.rows import IntArray
from ..stopping import check, time_left
from .priced_menus import Response

TEMPERATURES = (2.0, 1.0, 0.5, 0.25, 0.12, 0.06, 0.03)
"""One after another, in steps of the tier that counts. CONVENTION."""

ROUNDS = 20
"""Rounds at each temperature: after these the bound hardly rises."""

_PACE = 0.3
_MOMENTUM = 0.85

_DEAREST = 1 << 20
"""Steps that a place costs at most. CONVENTION."""

_LARGEST = 1 << 56
"""All prices together stay below this, so that sums are exact."""

Ask = Callable[[IntArray, float], Response]


@attrs.frozen(eq=False)
class Priced:
    """The best prices found, whole numbers from 0 on, the bound that they give, and the rounds."""

    prices: IntArray
    bound: int
    rounds: int

    def or_better(self, other: Priced) -> Priced:
        """Return the better of two, with the rounds of both."""
        better = other if other.bound > self.bound else self
        return attrs.evolve(better, rounds=self.rounds + other.rounds)


def find_prices(ask: Ask, bounds: IntArray, unit: int, start: IntArray | None = None) -> Priced:
    """Return the prices with the highest bound, after half of the time that is left at most.

    Parameters
    ----------
    ask : callable
        What athletes do at prices and a temperature.
    bounds : array of shape (rows,)
        How much there is.
    unit : int
        What one step of the tier that counts is in prices.
    start : array, optional
        Prices to begin with.
    """
    best = Priced(np.zeros(len(bounds), dtype=np.int64), 0, 0)
    best = _better(best, ask(best.prices, unit * TEMPERATURES[0]), best.prices, bounds, first=True)
    if not len(bounds) or not _asked_too_much(ask, best.prices, bounds):
        return best
    prices = np.zeros(len(bounds)) if start is None else start / unit
    reserve = (time_left() or 0.0) / 2
    dearest = min(_DEAREST, _LARGEST / (unit * len(bounds)))
    there = np.maximum(bounds, 0.5)  # of nothing at all half a place is asked for at most
    for temperature in TEMPERATURES:
        speed = np.zeros(len(bounds))
        for _ in range(ROUNDS):
            check()
            left = time_left()
            if left is not None and left <= reserve:
                return best
            whole = np.rint(prices * unit).astype(np.int64)
            answer = ask(whole, unit * temperature)
            best = _better(best, answer, whole, bounds)
            ratio = np.log(np.maximum(answer.used, 1e-3 * there) / there)
            speed = _MOMENTUM * speed + np.clip(_PACE * ratio, -2, 2) * temperature
            prices = np.clip(prices + speed, 0, dearest)
    return best


def _asked_too_much(ask: Ask, prices: IntArray, bounds: IntArray) -> bool:
    return bool((ask(prices, 0.0).used > bounds).any())


def _better(
    best: Priced, answer: Response, prices: IntArray, bounds: IntArray, *, first: bool = False
) -> Priced:
    """Return the better of two prices, and count the round."""
    bound = answer.value - sum(map(mul, prices.tolist(), bounds.tolist()))  # of any size
    if first or bound > best.bound:
        return Priced(prices, bound, best.rounds + 1)
    return attrs.evolve(best, rounds=best.rounds + 1)
