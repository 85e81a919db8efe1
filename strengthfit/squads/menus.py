"""An athlete's menu: the plans of one athlete, the best first, as arrays without a program.

A week with two sessions has some thousands of plans. Listed once, they can be priced all at once,
again and again, by a few sums over arrays.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from ..domain.policy import Policy
from ..physiology.fatigue import FloatArray
from ..program import Program
from ..program.edit import with_windows
from ..program.labels import Label, Labeller
from ..program.objective import variable_costs
from ..program.presolve import Presolved, open_part, presolve
from ..program.rows import BoolArray, IntArray, Rows, grouped, select, stack
from ..program.tier_names import INTERFERENCE, Tier
from ..stopping import check
from .gym import Gym
from .shared_use import things_used, under_way

PRICED = INTERFERENCE + 1
"""The first tiers, up to interference: what is summed up over athletes and bounded."""

_PARTIAL = 400_000
"""Plans with as many sessions that are listed at most; so many take a second or so. CONVENTION."""

_ENTRIES = 1 << 22
"""Entries of an array that is made on the way, at most: some tens of megabytes."""


@attrs.frozen(eq=False)
class Menu:
    """The best plans of one athlete.

    Parameters
    ----------
    choices : array of shape (choices,)
        The choices that occur, as indices into the athlete's own program.
    start, end, dose, kind : arrays of shape (choices,)
        As in `Choices`.
    interference : array of shape (choices,)
        What each choice costs before rounding, in percent of speed.
    uses : array of shape (things, choices)
        Which of the gym's scarce things each choice uses.
    picks : array of shape (sessions, plans)
        The choices of each plan, as places in `choices`; ``len(choices)`` where there is none.
    tiers : array of shape (3, plans)
        Strength, continuity and interference of each plan, in the steps of the program. Plans are
        sorted by all of their tiers, also those that are not kept here.
    beyond : array of shape (3,), or None
        No plan that is left out comes before it in the order of the tiers; None if none is.
    most : array of shape (3,)
        What no plan exceeds, tier by tier.
    asked : int
        Steps of strength that are asked.
    step : int
        Differences in strength are multiples of it.
    moments : tuple of arrays
        For each thing the starts of the open choices that use it, rising.
    resolution : float
        Percent of speed of one step of interference.
    circle : int or None
        The minutes of a week that repeats: what goes on past its end is under way at its beginning.
    """

    choices: IntArray
    start: IntArray
    end: IntArray
    dose: IntArray
    kind: IntArray
    interference: FloatArray
    uses: BoolArray
    picks: IntArray
    tiers: IntArray
    beyond: IntArray | None
    most: IntArray
    asked: int
    step: int
    moments: tuple[IntArray, ...]
    resolution: float
    circle: int | None

    def __len__(self) -> int:
        return int(self.tiers.shape[1])

    def without_plans(self) -> Menu:
        """Return the menu with its choices alone."""
        return attrs.evolve(self, picks=self.picks[:, :0], tiers=self.tiers[:, :0], moments=())

    def taken(self, plan: int) -> IntArray:
        """Return the places in `choices` of what a plan takes."""
        places = self.picks[:, plan]
        return places[places < len(self.choices)]


def menu_of(
    program: Program,
    policy: Policy,
    gym: Gym,
    longest: int,
    moments: Sequence[IntArray] | None = None,
) -> Menu | None:
    """Return the best plans of an athlete, at most `longest`; None if there are too many to list.

    With them is one that has as few sessions as any.

    Parameters
    ----------
    moments : arrays, optional
        For each thing when it may be scarce. Then a lighter dose is listed too if it is over before
        one of these at which the fuller one is not. Without, it is left out where the fuller one is
        allowed: what has it is worse in strength, so it lies beyond what is listed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week, policy = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1), sf.Policy()
    >>> program = sf.formulate(week)
    >>> menu = menu_of(program, policy, Gym(places=1), 10)
    >>> len(menu), tuple(menu.choices[menu.taken(0)].tolist()) == sf.solve(program).taken
    (10, True)
    """
    choices, uses = program.choices, things_used(program.choices, policy, gym)
    opened = open_part(program)
    left = presolve(_heeding(program, uses, moments) if moments is not None else program)
    picks = _listed(program, left)
    if picks is None:
        return None
    tiers, step = _tiers(program, left, picks), _step(program)
    order = np.lexsort(tiers[::-1])
    left_out = [
        tiers[:PRICED, one].tolist() for one in order[longest - 1 :][: len(order) > longest]
    ]
    if moments is None and len(order):  # with the fuller dose a step less of strength is lost
        left_out.append([int(tiers[0, order[0]]) + step, *[0] * (PRICED - 1)])
    order = _cut(order, picks, len(left.kept), longest)
    picks, tiers = picks[:, order], tiers[:PRICED, order]
    own, places = np.unique(np.append(picks, len(left.kept)), return_inverse=True)
    own = left.kept[own[:-1]]
    is_open = np.zeros(len(choices), dtype=bool)
    is_open[opened.kept] = True
    return Menu(
        choices=own,
        start=choices.start[own],
        end=choices.end[own],
        dose=choices.dose[own],
        kind=choices.kind[own],
        interference=_interference(program)[own],
        uses=uses[:, own],
        picks=places.ravel()[:-1].reshape(picks.shape).astype(np.uint16),
        tiers=tiers.astype(np.int32),
        beyond=np.array(min(left_out), dtype=np.int64) if left_out else None,
        most=variable_costs(program, opened)[1][:PRICED],
        asked=program.strength_asked,
        step=step,
        moments=tuple(np.unique(choices.start[mine & is_open]) for mine in uses),
        resolution=program.resolution,
        circle=program.horizon.minutes if program.horizon.circular else None,
    )


def _heeding(program: Program, uses: BoolArray, moments: Sequence[IntArray]) -> Program:
    """Return a program whose presolve leaves out nothing that uses less of what is shared.

    Presolve takes windows for something that may be scarce, even if they cost nothing.
    """
    blocks = []
    for at, mine in zip(moments, uses, strict=True):
        owners, columns = under_way(program, np.flatnonzero(mine), at)
        bounds = np.zeros(len(at), dtype=np.int64)
        blocks.append(grouped(owners, columns, None, bounds, _no_labels(len(at))))
    return with_windows(program, "shared", stack(blocks), {})


def _no_labels(count: int) -> Labeller:
    return lambda: [Label("shared", "", "")] * count


def _step(program: Program) -> int:
    """Return what every difference in strength between plans is a multiple of."""
    costs = (program.tier_costs[0], program.skip_costs[0], program.window_costs[0])
    return max(1, int(np.gcd.reduce(np.concatenate(costs))))


def _cut(order: IntArray, picks: IntArray, none: int, longest: int) -> IntArray:
    """Return the first plans of an order, and the first of those with the fewest sessions."""
    if len(order) <= longest:
        return order
    sessions = (picks[:, order] != none).sum(axis=0)
    fewest = int(np.argmin(sessions))
    return order[:longest] if fewest < longest else np.append(order[: longest - 1], order[fewest])


def _interference(program: Program) -> FloatArray:
    """Return the interference of each choice before rounding, shape (choices,)."""
    total = np.zeros(len(program.choices))
    for (_, tier, _), part in zip(program.cost_terms, program.cost_parts, strict=True):
        if tier == Tier.INTERFERENCE:
            total += part.by_choice(len(total))
    return total


def _listed(program: Program, left: Presolved) -> IntArray | None:
    """Return all plans of what is left, shape (sessions, plans); None if they are too many."""
    width = len(left.kept)
    matrix, bounds = _limits(program, left)
    can_prune = (matrix >= 0).all(axis=1)
    pruning, most = matrix[can_prune], bounds[can_prune]
    if (most < 0).any():
        return np.zeros((0, 0), dtype=np.int64)
    picks = np.zeros((0, 1), dtype=np.int64)
    found, activity = [picks], np.zeros((len(pruning), 1), dtype=np.int64)
    while picks.shape[1]:
        check()
        extended = _extended(picks, activity, pruning, most)
        if extended is None:
            return None
        picks = extended
        activity = np.sum(pruning[:, picks], axis=1)
        found.append(picks)
    depth = len(found) - 2  # the last one is empty
    padded = [
        np.vstack([each, np.full((depth - len(each), each.shape[1]), width)])
        for each in found[: depth + 1]
    ]
    plans = np.hstack(padded)
    return plans[:, (_activity(matrix, plans) <= bounds[:, None]).all(axis=0)]


def _limits(program: Program, left: Presolved) -> tuple[IntArray, IntArray]:
    """Return all rows over what is left, and the counts of the demands as rows, with bounds."""
    width = len(left.kept)
    demand = program.choices.demand[left.kept]
    counts = (demand == np.arange(len(program.counts))[:, None]).astype(np.int64)
    matrix = np.vstack([left.rows.to_dense(width), counts])
    return matrix, np.concatenate([left.rows.bounds, program.counts])


def _extended(
    picks: IntArray, activity: IntArray, matrix: IntArray, bounds: IntArray
) -> IntArray | None:
    """Return every plan with one more choice, behind those that it has; None if too many."""
    width = matrix.shape[1]
    last = picks[-1] if len(picks) else np.full(picks.shape[1], -1)
    step = max(1, _ENTRIES // max(1, width * len(matrix)))
    parts, count = [], 0
    for low in range(0, picks.shape[1], step):
        here = slice(low, low + step)
        fits = np.arange(width)[None, :] > last[here, None]
        for row, bound, used in zip(matrix, bounds, activity[:, here], strict=True):
            fits &= used[:, None] + row[None, :] <= bound
        plan, more = np.nonzero(fits)
        count += len(plan)
        if count > _PARTIAL:
            return None
        parts.append(np.vstack([picks[:, here][:, plan], more]))
    return np.hstack(parts)


def _activity(matrix: IntArray, picks: IntArray) -> IntArray:
    """Return ``A x`` of each plan, shape (rows, plans)."""
    padded = np.hstack([matrix, np.zeros((len(matrix), 1), dtype=matrix.dtype)])
    total = np.zeros((len(matrix), picks.shape[1]), dtype=np.int64)
    for places in picks:
        total += padded[:, places]
    return total


def _tiers(program: Program, left: Presolved, picks: IntArray) -> IntArray:
    """Return all tiers of each plan, shape (tiers, plans)."""
    demand = program.choices.demand[left.kept]
    gains = program.tier_costs[:, left.kept] - program.skip_costs[:, demand]
    total: IntArray = (program.skip_costs @ program.counts)[:, None] + _activity(gains, picks)
    costly: BoolArray = np.any(left.window_costs != 0, axis=0)
    if costly.any():
        above = _above(select(left.windows, costly), len(left.kept), picks)
        total = total + left.window_costs[:, costly] @ above
    return total


def _above(windows: Rows, width: int, picks: IntArray) -> IntArray:
    """Return how far above its bound each window is, shape (windows, plans)."""
    activity = _activity(windows.to_dense(width), picks)
    above: IntArray = np.maximum(activity - windows.bounds[:, None], 0)
    return above
