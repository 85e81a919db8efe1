"""What rules cost: how much better a plan would be if one gave way by a session.

A proof that a plan is the best says what each rule is worth at most; solving says what it is worth.
"""

from __future__ import annotations

import attrs
import numpy as np

from ..planning import Plan
from ..printable import Printable
from ..program import Label, Program
from ..program.rows import largest_coefficients
from ..program.tier_names import INTERFERENCE, Tier
from ..proof.row_worth import row_worths
from ..strategies import Limits, Strategy
from ..strategies.in_time import ready, settle_in_call
from ..strategies.whole_call import whole_call


@attrs.frozen
class ShadowPrice(Printable):
    """What one rule costs a plan.

    Parameters
    ----------
    label : Label
        The rule, and what it is about, such as a run.
    at_most : float
        By how much interference could fall at most, in percent of speed, if one session more could
        stand against this rule wherever it holds: what the plan's certificate proves.
    saved : float or None
        By how much it falls then, found by solving. None if more strength fits then, as that comes
        first.
    """

    label: Label
    at_most: float
    saved: float | None


def shadow_prices(
    plan: Plan, strategy: str | Strategy = "cpsat", limits: Limits | None = None
) -> tuple[ShadowPrice, ...]:
    """Return what the rules cost that make a plan the best: less interference without each.

    Rules that the proof of the plan does not need cost nothing, and are left out. So are all if the
    proof is in cases, which price no rule.

    Parameters
    ----------
    plan : Plan
        One that is the best of its week.
    strategy : str or Strategy
        What solves the week once more for each rule.
    limits : Limits, optional
        For all of it together.

    Returns
    -------
    tuple of ShadowPrice
        Those that are worth most first. `saved` is never more than `at_most`.

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
    >>> prices = shadow_prices(sf.plan(sf.Week(runs, strength=2, repeats=True)))
    >>> print(prices[0])
    less than 2 days from another session: 0.20 % less interference, of 0.25 % at most
    """
    ready(strategy)
    with whole_call(limits):
        program = plan.program
        if plan.outcome.objective is None:
            return ()
        rules: dict[Label, float] = {}
        for one in row_worths(plan.certificate, Tier.INTERFERENCE):
            if one.multiple.kind == "rule" and one.worth:
                label = program.row_labels[one.multiple.index]
                rules[label] = rules.get(label, 0.0) + one.worth
        found = []
        for label, at_most in rules.items():
            saved = interference_saved(plan, _giving_way(program, label), strategy)
            found.append(ShadowPrice(label, at_most, saved))
    return tuple(sorted(found, key=lambda price: -price.at_most))


def interference_saved(
    plan: Plan, looser: Program, strategy: str | Strategy = "cpsat"
) -> float | None:
    """Return by how much interference falls in a program with looser rules, in percent of speed.

    None if a tier before it gets better, as when more strength fits.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> interference_saved(plan, plan.program)
    0.0
    """
    best, value = plan.outcome.objective, settle_in_call(looser, strategy).objective
    if best is None or value is None or value[:INTERFERENCE] != best[:INTERFERENCE]:
        return None
    return (best[INTERFERENCE] - value[INTERFERENCE]) * plan.program.resolution


def _giving_way(program: Program, label: Label) -> Program:
    """Return a program in which a rule gives way by one session, in all of its rows."""
    same = np.array([one == label for one in program.row_labels])
    bounds = program.rows.bounds + np.where(same, largest_coefficients(program.rows), 0)
    return attrs.evolve(program, rows=attrs.evolve(program.rows, bounds=bounds))
