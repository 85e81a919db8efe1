"""The best few plans of a week or a block, in exact order."""

from collections.abc import Iterable, Iterator

import numpy as np

from ..domain.arguments import as_policy, as_week_or_block
from ..domain.block import Block
from ..domain.checks import checked, number
from ..domain.policy import Policy
from ..domain.week import Week
from ..planning.from_outcome import plan_from_outcome
from ..planning.plans import Plan
from ..program import Label, Program, formulate
from ..program.edit import Entry, at_most_row, with_rows, with_variables
from ..program.rows import IntArray
from ..program.scaling import whole_steps
from ..program.tier_names import INTERFERENCE
from ..sizes import sizes
from ..stopping import Watch, report
from ..strategies.in_time import plan_in_call, ready, solve_in_call
from ..strategies.protocol import NO_LIMITS, Limits, Strategy
from ..strategies.whole_call import limits_left, whole_call
from .shared_limits import as_planned

_LEFT_OUT = "left out in this alternative"
_OTHER = Label("alternatives", "found", "other than the plans before it")
_WITHIN = Label("alternatives", "within", "not far from the best")


class Alternatives(list[Plan]):
    """The best few plans, best first: a list that says whether limits cut it short.

    Parameters
    ----------
    plans : iterable of Plan
    finished : bool
        Whether there are as many as were asked for, or no others. If not, and there is only one
        plan, it is as good as its `status` says; all others are proven.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plans = sf.alternatives(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1), 3)
    >>> len(plans), plans.finished
    (3, True)
    """

    def __init__(self, plans: Iterable[Plan] = (), finished: bool = True) -> None:
        super().__init__(plans)
        self.finished = finished


def alternatives(
    week: Week | Block,
    k: int,
    within: float | None = None,
    differ_by: int = 1,
    *,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> Alternatives:
    """Return the best plan, the best that differs enough from it, and so on: the k best, exactly.

    Parameters
    ----------
    week : Week or Block
    k : int
        How many at most; there may be fewer.
    within : float, optional
        Only plans that deliver as much strength as the best, with at most so much more
        interference, in percent of speed.
    differ_by : int
        In how many placements each plan differs from every plan before it. A placement counts where
        the other plan has no session of its kind on its day; another time of the same day is no
        difference. With 0 any difference counts, of times and doses too.
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    strategy : str or Strategy
        An exact one.
    limits : Limits, optional
        For all of it together. What is returned is proven. If not even the best plan is proven by
        then, the best that was found stands alone, with its bound.
    progress : callable, optional
        Called with a `Progress` after each plan.

    Returns
    -------
    Alternatives
        A list of plans, and `finished`: whether limits left it whole. The first is what `plan`
        gives. The others have the status "feasible" and say by their `gap` how far they are from
        it, if they deliver as much strength.

    Raises
    ------
    InputError
        If an argument is not accepted, or the week contradicts itself.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week(
    ...     [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")],
    ...     strength=1,
    ...     repeats=True,
    ... )
    >>> for plan in sf.alternatives(week, 3):
    ...     print(plan.placements[0].when, plan.gap)
    Wed 18:00 0.0
    Thu 18:00 0.0
    Fri 18:00 0.15
    """
    checked("k", k, number(1, sizes().alternatives, "plans", whole=True))
    checked("within", within, number(0, 1e6, "percent", optional=True))
    checked("differ_by", differ_by, number(0, 10_000, "placements", whole=True))
    week, policy = as_week_or_block(week), as_policy(policy)
    ready(strategy)
    with whole_call(limits, progress):
        program = formulate(week, policy)
        limited = limits_left() != NO_LIMITS
        outcome = (plan_in_call if limited else solve_in_call)(program, strategy)
        if outcome.status != "optimal" or outcome.objective is None:
            if not limited or outcome.objective is None:
                return Alternatives(finished=outcome.status == "infeasible")
            return Alternatives([plan_from_outcome(week, policy, program, outcome)], finished=False)
        best = outcome.objective
        narrowed = program if within is None else not_far(program, best, within)
        plans: list[Plan] = []
        while outcome.status == "optimal":
            planned = as_planned(program, outcome, best)
            plans.append(plan_from_outcome(week, policy, program, planned, _LEFT_OUT))
            report(len(plans), k, "plans")
            if len(plans) == k:
                return Alternatives(plans)
            narrowed = other_than(program, narrowed, planned.taken, differ_by)
            outcome = solve_in_call(narrowed, strategy)
        return Alternatives(plans, finished=outcome.status == "infeasible")


def not_far(program: Program, best: tuple[int, ...], within: float) -> Program:
    """Return the program of plans with as much strength, and so little more interference."""
    steps = int(whole_steps(np.asarray(within), program.resolution))
    rows = [
        at_most_row(program.tier_costs[tier], program.skip_costs[tier], program, best[tier] + more)
        for tier, more in ((0, 0), (INTERFERENCE, steps))
    ]
    return with_rows(program, rows, _WITHIN)


def other_than(
    program: Program, narrowed: Program, taken: tuple[int, ...], differ_by: int
) -> Program:
    """Return a narrowed program without the plans that differ too little from one."""
    if differ_by:
        return _with_other_days(program, narrowed, taken, differ_by)
    width = len(program.choices)
    signs = np.full(width, -1, dtype=np.int64)
    signs[list(taken)] = 1
    return with_rows(narrowed, [(np.arange(width), signs, len(taken) - 1)], _OTHER)


def _with_other_days(
    program: Program, narrowed: Program, taken: tuple[int, ...], differ_by: int
) -> Program:
    """Return a narrowed program whose plans have other days than one plan.

    Two plans differ by as many placements of the one as stand on days on which the other has no
    session of their kind, or of the other, whichever are more. Each day of the plan has a variable
    that may be 1 if a new plan leaves it free, and one more says which side is counted.
    """
    held = list(_places(program, taken))
    first = len(narrowed.choices)
    variables = first + np.arange(len(held))
    sizes = np.array([len(own) for _, own in held], dtype=np.int64)
    most = int(program.counts.sum())
    entries: list[Entry] = [
        (
            np.append(members, variable),
            np.append(np.ones(len(members), dtype=np.int64), most),
            most,
        )
        for (members, _), variable in zip(held, variables, strict=True)
    ]
    side = first + len(held)
    entries.append((np.append(variables, side), np.append(-sizes, -differ_by), -differ_by))
    elsewhere = np.ones(len(program.choices), dtype=bool)
    for members, _ in held:
        elsewhere[members] = False
    others = np.flatnonzero(elsewhere)
    signs = np.append(np.full(len(others), -1), differ_by)
    entries.append((np.append(others, side), signs, 0))
    return with_rows(with_variables(narrowed, len(held) + 1), entries, _OTHER)


def _places(program: Program, taken: tuple[int, ...]) -> Iterator[tuple[IntArray, list[int]]]:
    """Yield for each kind and day of a plan all choices there, and those that the plan takes."""
    choices = program.choices
    place = choices.day * (int(choices.kind.max(initial=0)) + 1) + choices.kind
    for one in np.unique(place[list(taken)]).tolist():
        members = np.flatnonzero(place == one)
        yield members, [choice for choice in taken if place[choice] == one]
