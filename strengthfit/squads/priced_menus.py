"""Menus of several athletes as one set of arrays, and all of their plans priced at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np

from ..physiology.fatigue import FloatArray
from ..program.rows import IntArray
from .menus import PRICED, Menu

FAR = 1 << 60
"""What no plan costs."""

_NEAR = 12.0
"""A plan that is worse than the best by so many temperatures counts as not chosen: exp(-12)."""

_GRAINS = 2.0**30
"""Shares are counted in these: so their sums are exact, however athletes are put together."""


_Counts = FloatArray | IntArray


@attrs.frozen(eq=False)
class SharedRows:
    """What is shared: of each thing, at each moment, at most so much.

    Parameters
    ----------
    things : tuple of str
    moments : tuple of arrays
        For each thing, in minutes, rising. Rows are those of the first thing, then of the second.
    bounds : array of shape (rows,)
    """

    things: tuple[str, ...]
    moments: tuple[IntArray, ...]
    bounds: IntArray

    def __len__(self) -> int:
        return len(self.bounds)

    def spans(self, menu: Menu) -> tuple[IntArray, IntArray]:
        """Return the rows that each choice uses, from low up to high, shapes (spans, choices).

        There is a span for each thing; on a circle, one more for what is past its end.
        """
        pieces = [(menu.start, menu.end)]
        if menu.circle is not None:
            pieces.append((np.zeros_like(menu.end), menu.end - menu.circle))
        low = np.zeros((len(pieces) * len(menu.uses), menu.uses.shape[1]), dtype=np.int32)
        high = low.copy()
        span = before = 0
        for moments, uses in zip(self.moments, menu.uses, strict=True):
            for start, end in pieces:
                begun, ended = (np.searchsorted(moments, one[uses]) for one in (start, end))
                low[span, uses] = before + begun
                high[span, uses] = before + np.maximum(begun, ended)
                span += 1
            before += len(moments)
        return low, high


def shared_rows(menus: Iterable[Menu], things: Sequence[tuple[str, int]]) -> SharedRows:
    """Return the rows of all things, one for each start at which somebody could use them.

    It is fullest at some start, so no other moments need a row.
    """
    seen: list[set[int]] = [set() for _ in things]
    for menu in menus:
        for mine, moments in zip(seen, menu.moments, strict=True):
            mine.update(moments.tolist())
    all_moments = tuple(np.array(sorted(mine), dtype=np.int64) for mine in seen)
    bounds = [
        np.full(len(at), most, dtype=np.int64)
        for at, (_, most) in zip(all_moments, things, strict=True)
    ]
    names = tuple(thing for thing, _ in things)
    return SharedRows(names, all_moments, np.concatenate([np.zeros(0, dtype=np.int64), *bounds]))


@attrs.frozen(eq=False)
class PricedMenus:
    """Menus of several athletes, one after another in the same arrays.

    Parameters
    ----------
    low, high : arrays of shape (spans, choices + 1)
        The rows that each choice uses, in spans. The last choice stands for none.
    picks : array of shape (sessions, plans)
        The choices of each plan.
    tiers : array of shape (3, plans)
        Strength, continuity and interference.
    costs : array of shape (plans,)
        The three as one number, before prices.
    first : array of shape (athletes + 1,)
        Where each athlete's plans begin.
    begin : array of shape (athletes + 1,)
        Where each athlete's choices begin.
    beyond : array of shape (athletes,)
        What plans that are left out cost at least.
    """

    low: IntArray
    high: IntArray
    picks: IntArray
    tiers: IntArray
    costs: IntArray
    first: IntArray
    begin: IntArray
    beyond: IntArray

    def __len__(self) -> int:
        return len(self.beyond)

    def plans_of(self, athlete: int) -> slice:
        """Return which plans are an athlete's."""
        return slice(int(self.first[athlete]), int(self.first[athlete + 1]))

    def taken(self, plan: int) -> IntArray:
        """Return the choices of a plan."""
        picks = self.picks[:, plan]
        taken: IntArray = picks[picks < self.low.shape[1] - 1]
        return taken

    def used(self, plans: IntArray, rows: int) -> IntArray:
        """Return how much plans use of each row together."""
        taken = self.picks[:, plans].ravel()
        return _of_spans(
            [np.bincount(low[taken], minlength=rows + 1) for low in self.low],
            [np.bincount(high[taken], minlength=rows + 1) for high in self.high],
            rows,
        ).astype(np.int64)

    def paid(self, prices: IntArray) -> IntArray:
        """Return the sum of the prices of the rows that each choice uses."""
        sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(prices)])
        paid: IntArray = (sums[self.high] - sums[self.low]).sum(axis=0, dtype=np.int64)
        return paid

    def values(self, paid: IntArray, plans: slice | IntArray) -> IntArray:
        """Return what plans cost, given what is paid for each choice."""
        values = self.costs[plans].copy()
        for taken in self.picks[:, plans]:
            values += paid[taken]
        return values

    def part(self, athletes: slice) -> PricedMenus:
        """Return some of the athletes by themselves."""
        low, high = int(self.begin[athletes.start]), int(self.begin[athletes.stop])
        plans = slice(int(self.first[athletes.start]), int(self.first[athletes.stop]))
        choices = [*range(low, high), self.low.shape[1] - 1]
        picks = self.picks[:, plans]
        none = picks == self.low.shape[1] - 1
        bounds = slice(athletes.start, athletes.stop + 1)
        return PricedMenus(
            low=self.low[:, choices],
            high=self.high[:, choices],
            picks=np.where(none, high - low, picks - low).astype(np.int32),
            tiers=self.tiers[:, plans],
            costs=self.costs[plans],
            first=self.first[bounds] - self.first[athletes.start],
            begin=self.begin[bounds] - low,
            beyond=self.beyond[athletes],
        )


def _of_spans(begun: Sequence[_Counts], ended: Sequence[_Counts], rows: int) -> FloatArray:
    """Return how often each row is used, from how often uses begin and end at it, by thing."""
    total = np.zeros(rows + 1)
    for begins, ends in zip(begun, ended, strict=True):
        total += begins - ends
    used: FloatArray = np.cumsum(total)[:rows]
    return used


def put_together(menus: Sequence[Menu], rows: SharedRows, weights: Sequence[int]) -> PricedMenus:
    """Return menus as one set of arrays; `weights` make one cost of the three tiers.

    Each menu has a plan at least.
    """
    sizes, widths = [len(menu) for menu in menus], [len(menu.choices) for menu in menus]
    first, begin = np.cumsum([0, *sizes]), np.cumsum([0, *widths])
    none, depth = int(begin[-1]), max(len(menu.picks) for menu in menus)
    picks = np.full((depth, int(first[-1])), none, dtype=np.int32)
    for menu, offset, low, high in zip(menus, begin, first, first[1:], strict=False):
        mine = menu.picks.astype(np.int32)
        picks[: len(mine), low:high] = np.where(mine < len(menu.choices), mine + offset, none)
    spans = [rows.spans(menu) for menu in menus]
    nothing = np.zeros((len(spans[0][0]), 1), dtype=np.int32)
    tiers = np.hstack([menu.tiers for menu in menus])
    return PricedMenus(
        low=np.hstack([*(low for low, _ in spans), nothing]),
        high=np.hstack([*(high for _, high in spans), nothing]),
        picks=picks,
        tiers=tiers,
        costs=cost_of(tiers, weights),
        first=first,
        begin=begin,
        beyond=np.array([_beyond(menu, weights) for menu in menus], dtype=np.int64),
    )


def _beyond(menu: Menu, weights: Sequence[int]) -> int:
    return FAR if menu.beyond is None else int(cost_of(menu.beyond[:, None], weights)[0])


def cost_of(tiers: IntArray, weights: Sequence[int]) -> IntArray:
    """Return tiers, shape (3, plans), as one cost.

    Examples
    --------
    >>> cost_of(np.array([[1], [0], [7]]), [100, 10, 1]).tolist()
    [107]
    """
    total = np.zeros(tiers.shape[1], dtype=np.int64)
    for tier in range(PRICED):
        total += tiers[tier].astype(np.int64) * weights[tier]
    return total


@attrs.frozen(eq=False)
class Response:
    """What several athletes do at some prices.

    Parameters
    ----------
    value : int
        What the best plan of each costs with its prices, added up; or less, if plans that are left
        out might be better.
    used : array of shape (rows,)
        How much of each row they use on average, if each plan is chosen the more often the less it
        costs.
    """

    value: int
    used: FloatArray

    def __add__(self, other: Response) -> Response:
        return Response(self.value + other.value, self.used + other.used)


def respond(menus: PricedMenus, prices: IntArray, temperature: float) -> Response:
    """Return what athletes do at prices.

    A plan that costs more than the best by one `temperature` is chosen a third as often, and so on
    (a Gibbs distribution). The colder, the nearer to the best plans alone.
    """
    first = menus.first
    values = menus.values(menus.paid(prices), slice(None))
    least = np.minimum.reduceat(values, first[:-1])
    values -= np.repeat(least, np.diff(first))
    near = np.flatnonzero(values <= _NEAR * temperature)
    owner = np.searchsorted(first, near, side="right") - 1
    share = np.exp(-values[near] / max(temperature, 1e-9))
    share /= np.bincount(owner, weights=share, minlength=len(menus))[owner]
    width, rows = menus.low.shape[1], len(prices)
    often = np.zeros(width)
    for picks in menus.picks:
        often += np.bincount(picks[near], weights=share, minlength=width)
    often = np.rint(often * _GRAINS) / _GRAINS
    used = _of_spans(
        [np.bincount(one, weights=often, minlength=rows + 1) for one in menus.low],
        [np.bincount(one, weights=often, minlength=rows + 1) for one in menus.high],
        rows,
    )
    return Response(int(np.minimum(least, menus.beyond).sum()), used)
