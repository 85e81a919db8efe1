"""The best few plans of a week or a block, in exact order."""

from collections.abc import Iterator

import numpy as np

from ..domain.block import Block
from ..domain.checks import checked, number
from ..domain.policy import Policy
from ..domain.week import Week
from ..program import Label, Program, formulate
from ..program.edit import Entry, at_most_row, with_rows, with_variables
from ..program.program import INTERFERENCE
from ..program.rows import IntArray
from ..results.plan import Plan
from ..results.read import read_plan
from ..strategies.protocol import Limits, Strategy
from .solving import as_planned
from .solving import within as within_limits

_LEFT_OUT = "left out in this alternative"
_OTHER = Label("alternatives", "found", "other than the plans before it")
_WITHIN = Label("alternatives", "within", "not far from the best")


def find_alternatives(
    week: Week | Block,
    k: int,
    policy: Policy,
    within: float | None = None,
    differ_by: int = 1,
    *,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> list[Plan]:
    """Return the k best plans: the best, the best that differs from it, and so on.

    Parameters
    ----------
    week : Week or Block
    k : int
    policy : Policy
    within : float, optional
        Only plans that deliver as much strength as the best, at no more than so much more
        interference, in percent of speed.
    differ_by : int
        In how many placements each differs from each before it; 0 for any difference at all.
    strategy : str or Strategy
    limits : Limits, optional
        For all of it together.
    """
    checked("k", k, number(1, 10_000, "plans", whole=True))
    checked("within", within, number(0, 1e6, "percent", optional=True))
    checked("differ_by", differ_by, number(0, 10_000, "placements", whole=True))
    program = formulate(week, policy)
    solve = within_limits(strategy, limits)
    plans: list[Plan] = []
    best: tuple[int, ...] | None = None
    narrowed = program
    while len(plans) < k:
        outcome = solve(narrowed)
        if outcome.status != "optimal" or outcome.objective is None:
            break
        best = outcome.objective if best is None else best
        planned = as_planned(program, outcome, best)
        plans.append(read_plan(week, policy, program, planned, _LEFT_OUT))
        if narrowed is program and within is not None:
            narrowed = _not_far(program, best, within)
        narrowed = _other_than(program, narrowed, planned.taken, differ_by)
    return plans


def _not_far(program: Program, best: tuple[int, ...], within: float) -> Program:
    """Return the program of plans with as much strength, and so little more interference."""
    steps = int(np.floor(np.round(within / program.resolution, 6)))
    rows = [
        at_most_row(program.tier_costs[tier], program.skip_costs[tier], program, best[tier] + more)
        for tier, more in ((0, 0), (INTERFERENCE, steps))
    ]
    return with_rows(program, rows, _WITHIN)


def _other_than(
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
    that may be 1 where a new plan leaves it free, and one more says which side is counted.
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
