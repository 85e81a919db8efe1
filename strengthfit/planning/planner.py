"""The main verb: compile a week, solve it, and read the plan."""

from ..domain.arguments import as_policy, as_week_or_block
from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..program import formulate
from ..stopping import Watch, report
from ..strategies import Limits, Strategy
from ..strategies.in_time import plan_in_call, ready
from ..strategies.whole_call import whole_call
from .from_outcome import plan_from_outcome
from .plans import Plan


def plan(
    week: Week | Block,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    *,
    progress: Watch | None = None,
) -> Plan:
    """Place strength sessions around a week's runs, or a block's, with the least interference.

    Parameters
    ----------
    week : Week or Block
        A block is planned as one: the edges between its weeks are real.
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    strategy : str or Strategy
        A name, or any object with a method ``solve(program, limits)``.
    limits : Limits, optional
        When to stop. By default at the proof. Seconds are those of the whole call; the plan is then
        the best that was found, at least what greedy construction finds if there is time for it.
    progress : callable, optional
        Called with a `Progress` after each of three stages, the solving with what it found.

    Returns
    -------
    Plan
        Placements, and skipped sessions with reasons. A week in which nothing fits is a plan with
        everything skipped.

    Raises
    ------
    InputError
        If the week contradicts itself.
    PinError
        If a pinned session has no demand or breaks a rule.
    OutOfTimeError
        If there is no plan yet a fifth of the seconds, and 0.06 seconds of work, after them.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week(
    ...     [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long")],
    ...     strength=1,
    ...     repeats=True,
    ... )
    >>> plan = sf.plan(week)
    >>> plan.status, [placement.when for placement in plan.placements]
    ('optimal', ['Wed 18:00'])
    """
    week, policy = as_week_or_block(week), as_policy(policy)
    ready(strategy)
    with whole_call(limits, progress):
        program = formulate(week, policy)
        report(1, 3, "compiled")
        outcome = plan_in_call(program, strategy)
        report(2, 3, "solved")
        planned = plan_from_outcome(week, policy, program, outcome)
        report(3, 3, "read", best=planned.interference, bound=planned.bound)
        return planned
