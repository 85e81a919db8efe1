"""What sharing costs each athlete, as one number that a solver can hold down.

It counts what an athlete loses against the best week with gym and coach to oneself, in the order in
which plans are compared: first strength, as a share of what the athlete asks, then long gaps, then
interference. So a plan that is better for an athlete never has a larger loss.

Shares are compared as fractions, without rounding: of the amounts that an athlete can lose there
are few, and each share has a rank among all of them. One rank weighs more than any difference in
gaps, and a gap more than any in interference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs
import numpy as np

from ..errors import TooLargeError
from ..program import Program
from ..program.edit import Entry, with_rows, with_variables
from ..program.labels import Label
from ..program.presolve import open_choices
from ..program.rows import IntArray
from ..program.tier_names import CONTINUITY, INTERFERENCE, STRENGTH
from ..strategies import Outcome
from .squad_program import SquadProgram

LARGEST = 1 << 30
"""Losses are below this, so that they fit into the entries of rows."""

FAIR = Label("fairness", "loss", "a loss that is too large")


@attrs.frozen(eq=False)
class Sum:
    """A whole number that a plan comes to: weights of columns that are taken, and a constant."""

    columns: IntArray
    weights: IntArray
    constant: int

    def at_most(self, bound: int, columns: IntArray, weights: IntArray) -> Entry:
        """Return the row "this is at most `bound`, and what more columns add".

        They lie behind those of the sum, and rise.
        """
        return (
            np.concatenate([self.columns, columns]),
            np.concatenate([self.weights, -weights]),
            bound - self.constant,
        )


@attrs.frozen
class Scale:
    """How losses are written as numbers.

    Parameters
    ----------
    shares : tuple of Fraction
        Those of strength that members can lose, rising from 0.
    rank, gap : int
        What one rank of a share weighs, and one gap.
    """

    shares: tuple[Fraction, ...]
    rank: int
    gap: int

    @property
    def most(self) -> int:
        """More than any loss."""
        return self.rank * len(self.shares)


@attrs.frozen
class Alone:
    """A member's best alone, and what is asked and can be lost.

    Parameters
    ----------
    best : tuple of int
        The objective by tier.
    asked : int
        Strength, in steps.
    amounts : tuple of int
        Strength that can be lost against the best, rising from 0.
    most : tuple of int
        The most that each of the first three tiers can come to.
    """

    best: tuple[int, ...]
    asked: int
    amounts: tuple[int, ...]
    most: tuple[int, ...]

    def share(self, amount: int) -> Fraction:
        """Return an amount of strength as a share of what is asked."""
        return Fraction(amount, self.asked) if self.asked else Fraction(0)


def alone_of(program: Program, best: Outcome, most_lost: Fraction) -> Alone:
    """Return a member's best alone; shares of strength above `most_lost` are left out."""
    objective = best.objective or ()
    asked = program.strength_asked
    allowed = objective[STRENGTH] + int(most_lost * asked)
    amounts = [
        amount - objective[STRENGTH]
        for amount in _amounts(program, allowed)
        if amount >= objective[STRENGTH]
    ]
    return Alone(objective, asked, tuple(sorted(amounts)), _most(program))


def _amounts(program: Program, allowed: int) -> set[int]:
    """Return what the strength that is lost can come to, as far as it is allowed."""
    opened, totals = open_choices(program), {0}
    for demand, count in enumerate(program.counts.tolist()):
        own = program.tier_costs[STRENGTH, opened & (program.choices.demand == demand)]
        each = {int(program.skip_costs[STRENGTH, demand]), *own.tolist()}
        for _ in range(count):
            totals = {one + more for one in totals for more in each if one + more <= allowed}
    return totals


def _most(program: Program) -> tuple[int, ...]:
    """Return the most that each of the first three tiers can come to."""
    dearest, opened = program.skip_costs[: INTERFERENCE + 1].copy(), open_choices(program)
    for demand in range(len(program.counts)):
        mine = opened & (program.choices.demand == demand)
        own = program.tier_costs[: INTERFERENCE + 1, mine]
        dearest[:, demand] = np.maximum(dearest[:, demand], own.max(axis=1, initial=0))
    windows = program.window_costs[: INTERFERENCE + 1] @ _most_above(program)
    return tuple((dearest @ program.counts + windows).tolist())


def _most_above(program: Program) -> IntArray:
    """Return for each window the most that it can be above its bound."""
    windows, sessions = program.windows, int(program.counts.sum())
    largest = np.zeros(len(windows), dtype=np.int64)
    np.maximum.at(largest, windows.owners, windows.coefficients)
    most: IntArray = np.maximum(largest * sessions - windows.bounds, 0)
    return most


def scale_of(members: Iterable[Alone]) -> Scale:
    """Return how the losses of members are written as numbers, so that they compare as they do.

    Raises
    ------
    TooLargeError
        If they are too many for a solver.

    Examples
    --------
    >>> one = Alone((0, 0, 3), 4000, (0, 2000), (4000, 0, 9))
    >>> scale = scale_of([one, one])
    >>> [str(share) for share in scale.shares], scale.gap, scale.rank
    (['0', '1/2'], 10, 10)
    """
    members = list(members)
    shares = sorted({one.share(amount) for one in members for amount in one.amounts})
    gap = (
        1
        + max(one.most[INTERFERENCE] - one.best[INTERFERENCE] for one in members)
        + max(one.best[INTERFERENCE] for one in members)
    )
    spread = max(one.most[CONTINUITY] - one.best[CONTINUITY] for one in members) + max(
        one.best[CONTINUITY] for one in members
    )
    scale = Scale(tuple(shares), gap * (spread + 1), gap)
    if scale.most >= LARGEST:
        raise TooLargeError(
            f"losses of members come to {scale.most}, and worst_first stops at {LARGEST}; "
            "use fairness='total' or shorter blocks"
        )
    return scale


def loss(alone: Alone, objective: Sequence[int], scale: Scale) -> int:
    """Return the loss of a member whose plan has an objective by tier.

    Examples
    --------
    >>> one = Alone((0, 0, 3), 4000, (0, 2000), (4000, 0, 9))
    >>> loss(one, (0, 0, 5), scale_of([one])), loss(one, (2000, 0, 0), scale_of([one]))
    (2, 7)
    """
    lost, gaps, interference = (
        objective[tier] - alone.best[tier] for tier in (STRENGTH, CONTINUITY, INTERFERENCE)
    )
    rank = bisect_left(scale.shares, alone.share(lost))
    return scale.rank * rank + scale.gap * gaps + interference


def with_losses(
    squad: SquadProgram, program: Program, members: Sequence[int], alone: Sequence[Alone]
) -> tuple[Program, Scale, list[Sum]]:
    """Return a program with variables for members' losses, and these as sums over its columns.

    The program has the choices of all first. A sum is never below the loss, and can be as low.
    """
    scale = scale_of(alone)
    sums = []
    for member, one in zip(members, alone, strict=True):
        program, own = _with_loss(
            program, squad.programs[member], squad.joined.places[member], one, scale
        )
        sums.append(own)
    return program, scale, sums


def _with_loss(
    program: Program, own: Program, places: IntArray, alone: Alone, scale: Scale
) -> tuple[Program, Sum]:
    ranks = [bisect_left(scale.shares, alone.share(amount)) for amount in alone.amounts]
    steps = np.array([more - less for less, more in pairwise(alone.amounts)], dtype=np.int64)
    rises = np.array([after - before for before, after in pairwise(ranks)], dtype=np.int64)
    program, risen = _more(program, len(steps))
    lost = _tier_sum(own, places, STRENGTH)
    entries = [lost.at_most(alone.best[STRENGTH], risen, steps)]
    # A step counts only beside those before it: of two alike rows the looser one is left out.
    entries += [
        (np.array([before, after]), np.array([-1, 1]), 0) for before, after in pairwise(risen)
    ]
    program = with_rows(program, entries, FAIR)
    gaps = _tier_sum(own, places, CONTINUITY)
    program, above, prices = _above(program, own, places)
    interference = _tier_sum(own, places, INTERFERENCE)
    columns = np.concatenate([gaps.columns, interference.columns])
    weights = np.concatenate([scale.gap * gaps.weights, interference.weights])
    chosen, owners = np.unique(columns, return_inverse=True)
    summed = np.zeros(len(chosen), dtype=np.int64)
    np.add.at(summed, owners.ravel(), weights)
    constant = scale.gap * (gaps.constant - alone.best[CONTINUITY])
    return program, Sum(
        np.concatenate([chosen, risen, above]),
        np.concatenate([summed, scale.rank * rises, scale.gap * prices]),
        constant + interference.constant - alone.best[INTERFERENCE],
    )


def _tier_sum(own: Program, places: IntArray, tier: int) -> Sum:
    """Return what a member's choices and skipped sessions come to in a tier."""
    skips = own.skip_costs[tier]
    # A session that is not taken is skipped, so to take one is to pay for one skipped session less.
    weights = own.tier_costs[tier] - skips[own.choices.demand]
    mine = np.flatnonzero(weights)
    return Sum(places[mine], weights[mine], int(skips @ own.counts))


def _above(program: Program, own: Program, places: IntArray) -> tuple[Program, IntArray, IntArray]:
    """Return a program with variables for how far a member's gaps are above their bounds.

    With them their columns and prices. Windows have no price in strength and interference.
    """
    priced = np.flatnonzero(own.window_costs[CONTINUITY])
    most = _most_above(own)[priced]
    program, columns = _more(program, int(most.sum()))
    entries = []
    for row, over in zip(priced.tolist(), np.split(columns, np.cumsum(most)[:-1]), strict=False):
        mine = slice(own.windows.indptr[row], own.windows.indptr[row + 1])
        weights = own.windows.coefficients[mine].astype(np.int64)
        inside = Sum(places[own.windows.columns[mine]], weights, 0)
        ones = np.ones(len(over), dtype=np.int64)
        entries.append(inside.at_most(int(own.windows.bounds[row]), over, ones))
    prices = np.repeat(own.window_costs[CONTINUITY, priced], most)
    return with_rows(program, entries, FAIR), columns, prices


def _more(program: Program, count: int) -> tuple[Program, IntArray]:
    """Return a program with more variables, and their columns."""
    before = len(program.choices)
    return with_variables(program, count), np.arange(before, before + count)
