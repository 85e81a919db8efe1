"""The verbs: each joins a few rooms. What they need is imported when they are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .domain import Policy, Week
from .errors import InputError
from .results import Plan
from .strategies import NO_LIMITS, Limits, Outcome, Strategy, find

if TYPE_CHECKING:
    from .interchange import WeekFile
    from .program import Program


def plan(
    week: Week,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> Plan:
    """Place a week's strength sessions around its runs, with the least interference, proven.

    Parameters
    ----------
    week : Week
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    strategy : str or Strategy
        A name, or any object with a method ``solve(program, limits, hint)``.
    limits : Limits, optional
        When to stop. By default at the proof.

    Returns
    -------
    Plan
        Placements, and skipped sessions with reasons. A week in which nothing fits is a plan with
        everything skipped.

    Raises
    ------
    InputError
        Where the week contradicts itself.
    PinError
        Where a pinned session has no demand or breaks a rule.

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
    from .results.read import read_plan

    policy = _policy(policy)
    program = formulate(week, policy)
    return read_plan(week, policy, program, solve(program, strategy, limits))


def formulate(week: Week, policy: Policy | str | None = None) -> Program:
    """Compile a week and a policy to a 0-1 program with labels, for those who study solvers.

    Parameters
    ----------
    week : Week
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.

    Returns
    -------
    Program

    Raises
    ------
    InputError, PinError
        As `plan`.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> program.costs.shape[1] == len(program.choices)
    True
    """
    from .program import formulate as compile_week

    if not isinstance(week, Week):
        raise InputError("week", week, "is not a Week; write e.g. Week([Run('Tue 07:00', 'easy')])")
    return compile_week(week, _policy(policy))


def solve(
    program: Program, strategy: str | Strategy = "cpsat", limits: Limits | None = None
) -> Outcome:
    """Solve a program with a strategy.

    Parameters
    ----------
    program : Program
    strategy : str or Strategy
    limits : Limits, optional

    Returns
    -------
    Outcome

    Raises
    ------
    InputError
        Where there is no such strategy.

    Examples
    --------
    >>> import strengthfit as sf
    >>> outcome = sf.solve(sf.formulate(sf.Week([], strength=1)), "exhaustive")
    >>> outcome.status, outcome.objective == outcome.bound
    ('optimal', True)
    """
    if limits is not None and not isinstance(limits, Limits):
        raise InputError("limits", limits, "is not Limits; write e.g. Limits(seconds=10)")
    return find(strategy).solve(program, NO_LIMITS if limits is None else limits)


def read_week(path: str | os.PathLike[str]) -> WeekFile:
    """Read a week, and the policy that goes with it, from a TOML or JSON file.

    Parameters
    ----------
    path : str or os.PathLike

    Returns
    -------
    WeekFile
        With `week` and `policy`.

    Raises
    ------
    FileError
        With every problem of the file, each with its path and what is accepted.

    Examples
    --------
    >>> import strengthfit as sf
    >>> file = sf.read_week("examples/marathon_week.toml")
    >>> len(file.week.runs), file.policy.name
    (6, 'supporting')
    """
    from .interchange import read_week as read

    return read(path)


def _policy(policy: Policy | str | None) -> Policy:
    if isinstance(policy, Policy):
        return policy
    return Policy.preset("supporting" if policy is None else policy)
