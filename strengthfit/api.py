"""The verbs: each joins a few rooms. What they need is imported when they are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .domain import Policy, Week
from .errors import InputError
from .results import Placement, Plan
from .strategies import NO_LIMITS, Limits, Outcome, Strategy, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .diagnosis import Audit, Diagnosis, Explanation, Reason
    from .domain import Session
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


def explain(plan: Plan) -> Explanation:
    """Tell of every time of a planned week: taken, blocked by which rules, or open at what price.

    Prices are proven: each is the score of the best plan with a session there, less the plan's.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Explanation
        With `starts`, a sentence for each session, the parts of the score and the fatigue that
        strength leaves over the week. Printed, it is a grid of the week.

    Raises
    ------
    InputError
        Where `plan` is no plan.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> explanation = sf.explain(sf.plan(sf.Week(runs, strength=1, repeats=True)))
    >>> print(explanation.sentences[0])  # doctest: +NORMALIZE_WHITESPACE
    Wed 18:00 circuit, full: on a day without runs; next key run is the long run on Sun in 85 h,
    expected loss 0.0 %; second best is Thu 11:30, +0.05 %
    >>> [start.text for start in explanation.starts if start.state == "taken"]
    ['Wed 18:00']
    """
    from .diagnosis.explanation import explain_plan

    return explain_plan(_plan_given(plan))


def why_not(
    plan: Plan, when: str | int, kind: str | None = None, strategy: str | Strategy = "cpsat"
) -> Reason:
    """Tell why no session is at a time: every rule that blocks it, or what it would cost.

    What it would cost is checked by solving the week with a session pinned there.

    Parameters
    ----------
    plan : Plan
    when : str or int
        Such as "Fri 07:00", or minutes from the week's first 00:00. For a day alone, or its "am" or
        "pm", the answer is about its best start.
    kind : str, optional
        A kind of strength that the week asks for. By default any of them.
    strategy : str or Strategy
        What solves the pinned week.

    Returns
    -------
    Reason

    Raises
    ------
    InputError
        Where `when` is not a time of the week, or the week does not ask for the kind.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> plan = sf.plan(sf.Week(runs, strength=1, repeats=True))
    >>> print(sf.why_not(plan, "Mon 18:00"))
    Mon 18:00 circuit: blocked; before the intervals on Tue 07:00 (before_hard_day).
    """
    from .diagnosis.reasons import explain_start

    return explain_start(_plan_given(plan), when, kind, strategy)


def audit(
    week: Week,
    placements: Iterable[Session | Placement],
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
) -> Audit:
    """Judge strength sessions as somebody placed them.

    Parameters
    ----------
    week : Week
        Its runs, windows and edges. What it asks for (`strength`) does not matter here.
    placements : list of Session or Placement
        The sessions as they were placed, on the grid of starts or off it.
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    strategy : str or Strategy
        What finds the best plan and the repairs.

    Returns
    -------
    Audit
        Every broken rule, interference by run, the best plan of the same sessions, and the fewest
        moves that make the week keep every rule.

    Raises
    ------
    InputError
        Where the week contradicts itself, or a session lies outside it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Wed 07:00", "intervals")], repeats=True)
    >>> audit = sf.audit(week, [sf.Session("Tue 18:00", "heavy")])
    >>> [label.text for label in audit.broken]
    ['before the intervals on Wed 07:00 (Tue 18:00)']
    >>> [str(move) for move in audit.repairs]
    ['heavy: Tue 18:00, full -> Thu 18:00, full']
    """
    from .diagnosis.audits import audit_week

    return audit_week(_week_given(week), placements, _policy(policy), strategy)


def diagnose(
    week: Week,
    policy: Policy | str | None = None,
    *,
    conflicts: int = 5,
    relaxations: int = 5,
    prices: Mapping[str, float] | None = None,
    strategy: str | Strategy = "cpsat",
) -> Diagnosis:
    """Tell why a week's strength cannot all be placed as asked, and the cheapest ways out.

    Parameters
    ----------
    week : Week
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    conflicts, relaxations : int
        The most of each to list.
    prices : mapping of str to float, optional
        What it costs to give way, by rule, or "reduced", "simplified" and "left_out" for a session;
        these replace those of `strengthfit.diagnosis.conflicts.PRICES`.
    strategy : str or Strategy
        What checks each way out.

    Returns
    -------
    Diagnosis
        Minimal conflicts: sets of needs and rules that cannot all hold, while any of them less one
        member can. Relaxations, cheapest first, each with its plan.

    Raises
    ------
    InputError
        Where the week contradicts itself, a limit is not a number from 0 to 100, or a price is not
        known.
    PinError
        Where a pinned session has no demand or breaks a rule.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> week = sf.Week(runs, strength=1, available=["Mon 17:00-20:00", "Sat"], repeats=True)
    >>> diagnosis = sf.diagnose(week)
    >>> [label.text for label in diagnosis.conflicts[0] if label.rule == "before_hard_day"]
    ['before the intervals on Tue 07:00', 'before the long on Sun 08:00']
    >>> diagnosis.relaxations[0].text, diagnosis.relaxations[0].price
    ('make room on Tue', 3)
    """
    from .diagnosis.conflicts import diagnose_week

    return diagnose_week(
        _week_given(week),
        _policy(policy),
        conflicts=conflicts,
        relaxations=relaxations,
        prices=prices,
        strategy=strategy,
    )


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

    return compile_week(_week_given(week), _policy(policy))


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


def _week_given(week: Week) -> Week:
    if not isinstance(week, Week):
        raise InputError("week", week, "is not a Week; write e.g. Week([Run('Tue 07:00', 'easy')])")
    return week


def _plan_given(plan: Plan) -> Plan:
    if not isinstance(plan, Plan):
        raise InputError("plan", plan, "is not a Plan; write e.g. plan(Week([...]))")
    return plan
