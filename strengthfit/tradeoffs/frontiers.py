"""Frontiers: every plan that no other plan beats on all axes at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from time import perf_counter

import attrs

from ..domain.arguments import as_policy, as_week_or_block
from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from ..planning.from_outcome import plan_from_outcome
from ..planning.plans import Plan
from ..printable import HtmlPrintable
from ..program import Program, formulate
from ..stopping import Watch, report
from ..strategies.asking import ask_trade_off
from ..strategies.protocol import (
    NO_LIMITS,
    Limits,
    Outcome,
    Strategy,
    as_limits,
)
from ..strategies.whole_call import limits_left, whole_call
from .axes import AXES
from .epsilon_constraint import Unproven, find_points
from .objectives import MultiObjective, check_axes, with_objectives
from .shared_limits import Solve, as_planned, within

_LEFT_OUT = "left out here, for less on another axis of the frontier"
_ALIKE = 1e-9


@attrs.frozen
class Point:
    """A non-dominated plan.

    Parameters
    ----------
    plan : Plan
    values : tuple of float
        What it has on each axis: strength as a share from 0 to 1, interference in percent of speed,
        changes in sessions, time of day in minutes, days in days.
    """

    plan: Plan
    values: tuple[float, ...]


@attrs.frozen
class Frontier(HtmlPrintable):
    """The non-dominated plans of a week or a block, best first on the first axis.

    Parameters
    ----------
    points : list of Plan
    axes : tuple of str
        The first is the one that points are sorted by.
    values : tuple of tuple of float
        For each point what it has on each axis, as in `Point`.
    complete : bool
        Whether no point is missing. It is proven, not sampled.
    covered : str
        What part is complete.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> frontier = sf.frontier(week)
    >>> frontier.complete, [round(plan.strength, 2) for plan in frontier]
    (True, [1.0, 0.0])
    """

    points: list[Plan] = attrs.field(hash=False)
    axes: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    complete: bool
    covered: str

    def __iter__(self) -> Iterator[Plan]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)


def frontier(
    week: Week | Block,
    x: str = "interference",
    y: str = "strength",
    z: str | None = None,
    *,
    policy: Policy | str | None = None,
    previous: Plan | None = None,
    strategy: str | Strategy = "auto",
    limits: Limits | None = None,
    watch: Callable[[Point], object] | None = None,
    progress: Watch | None = None,
) -> Frontier:
    """Return every non-dominated plan between two or three aims; none is missing, proven.

    Parameters
    ----------
    week : Week or Block
    x, y, z : str
        "strength" (delivered: the more the better), "interference", "changes" from a `previous`
        plan, "time_of_day" (minutes away from the preferred time) or "days" with strength (each
        the less the better). Points come best first on `y`. `z` makes it three.
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    previous : Plan, optional
        What "changes" are counted against, session by session.
    strategy : str or Strategy
        An exact one. One with a method `trade_off`, as "auto" and "dynamic" have, finds all points
        of two aims at once if that fits; another one solves them one by one.
    limits : Limits, optional
        For all of it together.
    watch : callable, optional
        Called with each `Point` as it is found. With three axes a reported point may later prove
        dominated once exact values are compared; `points` leaves it out.
    progress : callable, optional
        Called with a `Progress` after each point; how many there are shows in the end.

    Returns
    -------
    Frontier
        With `points`, a list of plans, `values` of each on the axes, `complete`, and `covered`,
        which says what part is complete if limits stopped the search.

    Raises
    ------
    InputError
        If an argument is not accepted, or the week contradicts itself.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Notes
    -----
    Interference is compared in whole steps of the policy's `resolution`, as in `plan`; a smaller
    resolution gives a finer frontier. If axes tie, plans are told apart as `plan` does it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week(
    ...     [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], repeats=True
    ... )
    >>> for plan in sf.frontier(week):
    ...     print(round(plan.strength, 2), round(plan.interference, 2))
    1.0 1.18
    0.9 1.08
    0.5 0.48
    0.0 0.0
    """
    if watch is not None and not callable(watch):
        raise InputError("watch", watch, "is not a function; write e.g. watch=print", "wrong_type")
    week, policy = as_week_or_block(week), as_policy(policy)
    names = check_axes((y, x, z), previous)
    found: list[Point] = []
    complete = False
    with whole_call(limits, progress):
        left = limits_left()
        search = each_point(week, names, policy, previous, strategy=strategy, limits=left)
        while True:
            try:
                point = next(search)
            except StopIteration as end:
                complete = bool(end.value)
                break
            found.append(point)
            if watch is not None:
                watch(point)
            report(len(found), None, "points")
    found = [one for one in found if not any(beats(names, other, one) for other in found)]
    return Frontier(
        points=[point.plan for point in found],
        axes=names,
        values=tuple(point.values for point in found),
        complete=complete,
        covered=_covered(names, found, complete),
    )


def each_point(
    week: Week | Block,
    names: Sequence[str],
    policy: Policy,
    previous: Plan | None = None,
    *,
    strategy: str | Strategy = "auto",
    limits: Limits | None = None,
) -> Generator[Point, None, bool]:
    """Yield the points of a frontier as they are found, the best on the first axis first.

    Plans are compared as `plan` compares them, interference in whole steps of the policy's
    `resolution`. A point that is better by such steps alone, and not before rounding, is left out.

    Returns
    -------
    bool
        Whether no point is missing.
    """
    given, began = as_limits(limits) or NO_LIMITS, perf_counter()

    def left() -> Limits:
        return given.after(perf_counter() - began)

    program = formulate(week, policy)
    traded = with_objectives(program, names, previous)
    solve = within(strategy, left())
    found: list[Point] = []
    try:
        bounded = all(AXES[name].bounded for name in names)  # then a point has a bound of its own
        best = None if bounded else _planned(program, solve)
        for outcome in _found(traded, strategy, left().half(), solve):
            if left().seconds == 0:
                return False
            planned = as_planned(program, outcome, best)
            plan = plan_from_outcome(week, policy, program, planned, _LEFT_OUT)
            whole = dict(zip(names, outcome.objective or (), strict=False))
            point = Point(plan, tuple(AXES[name].read(plan, whole[name]) for name in names))
            if not any(beats(names, other, point) for other in found):
                found.append(point)
                yield point
    except Unproven:
        return False
    return True


def _found(
    traded: MultiObjective, strategy: str | Strategy, limits: Limits, solve: Solve
) -> Iterable[Outcome]:
    """Return the points of two axes all at once, if the strategy can do that; else one by one.

    The first attempt keeps to `limits`, a part of those of `solve`. It measures no work, so it is
    not made if work is limited.
    """
    if len(traded.objectives) == 2 and limits.deterministic is None:
        found = ask_trade_off(traded.program, strategy, limits)
        if found is not None:
            return found
    return find_points(traded, solve)


def _planned(program: Program, solve: Solve) -> tuple[int, ...] | None:
    """Return the objective of the plan that `plan` would give; None if there is none."""
    outcome = solve(program)
    if outcome.status not in ("optimal", "infeasible"):
        raise Unproven
    return outcome.objective


def beats(names: Sequence[str], first: Point, second: Point) -> bool:
    """Whether the first is as good on every axis as they read, and better on one."""
    ahead = [
        (other - one if AXES[name].more_is_better else one - other)
        for name, one, other in zip(names, first.values, second.values, strict=True)
    ]
    return max(ahead) <= _ALIKE and min(ahead) < -_ALIKE


def _covered(names: Sequence[str], found: Sequence[Point], complete: bool) -> str:
    if complete:
        return "Every non-dominated plan is here."
    if not found:
        return "Nothing was proven: the limits were too narrow, or the strategy proves nothing."
    last = AXES[names[0]].sentence(found[-1].values[0])
    if len(names) == 2:
        return f"Complete from the first point down to {last}; what comes after was not looked at."
    return f"Complete before {last}; some of the plans from there on are missing."
