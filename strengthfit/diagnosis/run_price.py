"""What key runs cost: how much better a plan would be if one of them were not key.

As for single rules, the proof says how much at most, and solving says how much in fact.
"""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from ..planning import Plan
from ..printable import Printable
from ..program import Program
from ..program.compile import compile_choices
from ..program.horizon import FixedRun
from ..program.rows import IntArray, Rows, largest_coefficients, select, stack
from ..program.tier_names import Tier
from ..proof.row_worth import row_worths
from ..strategies import Limits, Strategy
from ..strategies.in_time import ready
from ..strategies.whole_call import whole_call
from .shadow_price import interference_saved


@attrs.frozen
class RunPrice(Printable):
    """What it costs a plan that one of its runs is key.

    Parameters
    ----------
    run : str
        Its id.
    text : str
        The run in words, such as "tempo on Thu 07:00".
    at_most : float
        By how much interference could fall at most, in percent of speed, if strength did not have
        to keep clear of the run as of a key run: what the plan's certificate proves.
    saved : float or None
        By how much it falls then, found by solving. None if more strength fits then, as that comes
        first.
    """

    run: str
    text: str
    at_most: float
    saved: float | None


def run_prices(
    plan: Plan, strategy: str | Strategy = "cpsat", limits: Limits | None = None
) -> tuple[RunPrice, ...]:
    """Return what it costs that runs are key: less interference if one of them were not.

    What strength costs a run stays as it is, so a run that is not key still counts for as much;
    only the rules that keep clear of key runs no longer hold around it. Runs for which the proof of
    the plan needs no such rule cost nothing, and are left out. So are all if the proof is in cases.

    Parameters
    ----------
    plan : Plan
        One that is the best of its week.
    strategy : str or Strategy
        What solves the week once more for each key run.
    limits : Limits, optional
        For all of it together.

    Returns
    -------
    tuple of RunPrice
        Those that cost most at most come first. `saved` is never more than `at_most`.

    Raises
    ------
    InputError
        If another plan is better.
    OutOfTimeError
        If the limits end first.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo")]
    >>> prices = run_prices(sf.plan(sf.Week(runs, strength=3)))
    >>> print(prices[0])
    if the tempo on Thu 07:00 were not key: 0.25 % less interference, of 0.75 % at most
    """
    ready(strategy)
    with whole_call(limits):
        program = plan.program
        if plan.outcome.objective is None:
            return ()
        worth = np.zeros(len(program.rows))
        for one in row_worths(plan.certificate, Tier.INTERFERENCE):
            if one.multiple.kind == "rule":
                worth[one.multiple.index] = one.worth
        found, whose = [], _runs_of(program.rows)
        for run in program.horizon.runs:
            mine = whose == run.id
            if not run.key or not worth[mine].any():
                continue
            now, then = select(program.rows, mine), _if_not_key(plan, run)
            at_most = float(worth[mine] @ _sessions_more(program, now, then))
            if at_most:
                rows = stack([select(program.rows, ~mine), then])
                saved = interference_saved(plan, attrs.evolve(program, rows=rows), strategy)
                found.append(RunPrice(run.id, run.text, at_most, saved))
    return tuple(sorted(found, key=lambda price: -price.at_most))


def _if_not_key(plan: Plan, run: FixedRun) -> Rows:
    """Return the rows that speak of a run as they are if it is not key."""
    horizon = plan.program.horizon
    runs = tuple(attrs.evolve(run, key=False) if one is run else one for one in horizon.runs)
    changed = attrs.evolve(horizon, runs=runs)
    rows = compile_choices(changed, plan.policy, plan.program.choices).rows
    return select(rows, _runs_of(rows) == run.id)


def _runs_of(rows: Rows) -> npt.NDArray[np.object_]:
    """Return the id of the run that each row speaks of, or None."""
    return np.array([label.run for label in rows.labels], dtype=object)


def _sessions_more(program: Program, now: Rows, then: Rows) -> IntArray:
    """Return how many sessions more can stand against each row then, at most."""
    choices, counts = program.choices, program.counts
    place = {label: index for index, label in enumerate(then.labels)}
    before, after = now.to_dense(len(choices)), then.to_dense(len(choices))
    found = np.zeros(len(now), dtype=np.int64)
    for row, label in enumerate(now.labels):
        looser = before[row]
        if label in place:
            looser = looser - after[place[label]]
            found[row] = max(0, then.bounds[place[label]] - now.bounds[row])
        dropped = np.flatnonzero(looser > 0)
        most = np.zeros(len(counts), dtype=np.int64)
        np.maximum.at(most, choices.demand[dropped], looser[dropped])
        found[row] += counts @ most
    return -(-found // largest_coefficients(now))
