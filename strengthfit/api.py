"""The verbs: each joins a few rooms. What they need is imported when they are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .domain import Block, Policy, Week
from .errors import InputError
from .results import Placement, Plan
from .strategies import NO_LIMITS, Limits, Outcome, Strategy, find

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from .diagnosis import Audit, Diagnosis, Explanation, Reason
    from .domain import CheckIn, Run, Session
    from .interchange import WeekFile
    from .physiology.recovery import Recovery
    from .physiology.response import Prescription
    from .program import Program
    from .tradeoffs import Frontier, Point, Robustness, Sweep


def plan(
    week: Week | Block,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> Plan:
    """Place strength sessions around a week's runs, or a block's, with the least interference.

    Parameters
    ----------
    week : Week or Block
        A block is planned as one: the edges between its weeks are real.
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


def respond(week: Week, policy: Policy | str | None = None) -> Prescription:
    """Tell what a week's running load allows of strength, with the figures that decided it.

    Parameters
    ----------
    week : Week
        With `history`, the last weeks; without it nothing is compared. `tired` counts too.
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.

    Returns
    -------
    Prescription
        With `step` ("keep", "reduce", "simplify", "fewer"), `sessions`, `dose` and `reasons`.

    Raises
    ------
    InputError
        Where the week or the policy is not accepted.

    Examples
    --------
    >>> import strengthfit as sf
    >>> usual = sf.Week([sf.Run("Tue", "intervals", km=10), sf.Run("Sun", "long", km=20)])
    >>> more = sf.Week(
    ...     [sf.Run("Tue", "intervals", km=10), sf.Run("Sun", "long", km=24)], history=[usual] * 4
    ... )
    >>> prescription = sf.respond(more)
    >>> prescription.step, prescription.sessions, prescription.dose
    ('reduce', 2, 'reduced')
    >>> prescription.reasons[0]
    'Weekly volume 34 km, 13 % above the mean of the last 4 weeks, 30 km: reduce.'
    """
    from .physiology.response import respond_to

    return respond_to(_week_given(week), _policy(policy))


def replan(
    plan: Plan,
    week: Week | Block | None = None,
    today: str | int | dt.date = 0,
    missed: Iterable[str | int] = (),
    changed: Mapping[str, Run | None] | None = None,
    *,
    strategy: str | Strategy = "cpsat",
) -> Plan:
    """Plan again in the middle of a week or block: the past stays, and little changes.

    The fewest sessions are changed that keep every rule; among such plans the fewest are moved, and
    then the best is taken as in `plan`. What was missed is not made up for.

    Parameters
    ----------
    plan : Plan
    week : Week or Block, optional
        As it is now known; by default as it was planned.
    today : str, int or datetime.date
        Everything before its first minute is past: "Thu", in a block "W3 Thu", a day counted from
        0, or a date.
    missed : list of str or int
        Starts of sessions that were not done, as text ("Tue 18:00", "W3 Tue 18:00") or minutes.
    changed : mapping of str to Run or None, optional
        Runs that are not what they were, by id; None for a run that is off.
    strategy : str or Strategy

    Returns
    -------
    Plan
        With `changes`, each with `before`, `after` and `reason`.

    Raises
    ------
    InputError
        Where a time or an id is not known, or `week` does not ask for what is already done.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "easy"), sf.Run("Sun 08:00", "long", id="long")]
    >>> plan = sf.plan(sf.Week(runs, strength=1))
    >>> plan.placements[0].when
    'Tue 18:00'
    >>> new = sf.replan(plan, today="Tue", changed={"long": sf.Run("Wed 08:00", "long")})
    >>> print(new.changes[0])
    Tue 18:00 circuit, full -> Thu 18:00 circuit, full: before the long run on Wed 08:00
    """
    from .replanning import replan_from

    return replan_from(
        _plan_given(plan), week, today, missed=missed, changed=changed, strategy=strategy
    )


def learn_recovery(check_ins: Iterable[CheckIn], prior: Recovery | None = None) -> Recovery:
    """Learn an athlete's own recovery factor from how runs felt after strength.

    Parameters
    ----------
    check_ins : iterable of CheckIn
    prior : Recovery, optional
        What was learnt before.

    Returns
    -------
    Recovery
        The posterior, with `mean`, `interval` and `athlete`.

    Examples
    --------
    >>> import strengthfit as sf
    >>> learnt = sf.learn_recovery([sf.CheckIn(expected=1.0, soreness=6, feel=2)] * 8)
    >>> learnt.mean > 1.3
    True
    """
    from .physiology.recovery import learn

    return learn(check_ins, prior)


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
    >>> [start.when for start in explanation.starts if start.state == "taken"]
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
        these replace those of `strengthfit.diagnosis.conflicts.usual_prices`.
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
    ['before the intervals on Tue 07:00', 'before the long run on Sun 08:00']
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


def alternatives(
    week: Week | Block,
    k: int,
    within: float | None = None,
    differ_by: int = 1,
    *,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> list[Plan]:
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
        For all of it together. What is returned is proven; a plan that is not is left out.

    Returns
    -------
    list of Plan
        The first is what `plan` gives. The others have the status "feasible" and tell by their
        `gap` how far they are from it, where they deliver as much strength.

    Raises
    ------
    InputError
        Where an argument is not accepted, or the week contradicts itself.

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
    Thu 11:30 0.05
    Tue 18:30 0.1
    """
    from .tradeoffs import find_alternatives

    return find_alternatives(
        _week_or_block(week),
        k,
        _policy(policy),
        within,
        differ_by,
        strategy=strategy,
        limits=_limits(limits),
    )


def frontier(
    week: Week | Block,
    x: str = "interference",
    y: str = "strength",
    z: str | None = None,
    *,
    policy: Policy | str | None = None,
    previous: Plan | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    watch: Callable[[Point], object] | None = None,
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
        An exact one.
    limits : Limits, optional
        For all of it together.
    watch : callable, optional
        Called with each `Point` as it is found. With three axes a reported point may later prove
        dominated once exact values are compared; `points` leaves it out.

    Returns
    -------
    Frontier
        With `points`, a list of plans, `values` of each on the axes, `complete`, and `covered`,
        which says what part is complete if limits stopped the search.

    Raises
    ------
    InputError
        Where an argument is not accepted, or the week contradicts itself.

    Notes
    -----
    Interference is compared in whole steps of the policy's `resolution`, as in `plan`; a smaller
    resolution gives a finer frontier. Where axes tie, plans are told apart as `plan` does it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week(
    ...     [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], repeats=True
    ... )
    >>> for plan in sf.frontier(week):
    ...     print(round(plan.strength, 2), round(plan.interference, 2))
    1.0 0.87
    0.9 0.79
    0.5 0.35
    0.0 0.0
    """
    from .tradeoffs import find_frontier

    if watch is not None and not callable(watch):
        raise InputError("watch", watch, "is no function; write e.g. watch=print")
    return find_frontier(
        _week_or_block(week),
        (y, x, z),
        _policy(policy),
        previous,
        strategy=strategy,
        limits=_limits(limits),
        watch=watch,
    )


def robustness(
    week: Week | Block | Plan,
    draws: int = 1000,
    seed: int = 0,
    *,
    policy: Policy | str | None = None,
    width: float = 1.0,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    strategy: str | Strategy = "cpsat",
) -> Robustness:
    """Tell how a plan holds up when the evidence's parameters are drawn within their bounds.

    Parameters
    ----------
    week : Week, Block or Plan
        A week is planned first.
    draws : int
    seed : int
        The same seed draws the same worlds, for every week.
    policy : Policy or str, optional
        For a week; a plan has its own.
    width : float
        How much of the distance to the table's bounds is used, from 0 (no doubt at all) to 1.
    bounds : mapping of str to (float, float), optional
        Other bounds for single parameters, such as ``{"peak.circuit": (1.0, 2.0)}``.
    strategy : str or Strategy
        What plans the week, and single draws where plans are too many to look at all at once.

    Returns
    -------
    Robustness
        With `survival` of each placement, `regret` in each draw, and `drivers`.

    Raises
    ------
    InputError
        Where an argument is not accepted, or the plan breaks a rule.

    Notes
    -----
    The distributions are CONVENTION: triangular within the bounds, the recovery times correlated;
    see `strengthfit.physiology.uncertainty`.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week(
    ...     [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")],
    ...     strength=1,
    ...     repeats=True,
    ... )
    >>> robust = sf.robustness(week, draws=200)
    >>> {p.when: round(share, 2) for p, share in robust.survival.items()}
    {'Wed 18:00': 0.47}
    >>> round(float(robust.regret.mean()), 2)
    0.05
    """
    from .tradeoffs import draw_worlds, measure_robustness

    if isinstance(week, Plan) and policy is not None:
        raise InputError("policy", policy, "is given beside a plan, which has its own")
    given = week if isinstance(week, Plan) else plan(week, _policy(policy), strategy)
    worlds = draw_worlds(given, draws, seed, width=width, bounds=bounds, strategy=strategy)
    return measure_robustness(given, worlds)


def robust_plan(
    week: Week | Block,
    aim: str = "mean",
    draws: int = 1000,
    seed: int = 0,
    *,
    tail: float = 0.05,
    policy: Policy | str | None = None,
    width: float = 1.0,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> Plan:
    """Place strength so that interference is least over draws of the evidence, not at its values.

    Parameters
    ----------
    week : Week or Block
    aim : {"mean", "tail", "regret"}
        The least mean interference, the least mean of its worst draws (CVaR), or the least
        maximum regret against the best plan of each draw.
    draws, seed, width, bounds
        As in `robustness`.
    tail : float
        The share of draws that are the worst, for "tail".
    policy : Policy or str, optional
    strategy : str or Strategy
        "cpsat", "highs" or "scip" for "tail"; any exact one for the others.
    limits : Limits, optional

    Returns
    -------
    Plan
        Score, status and bound are those of a plan at the evidence's own values, so it is mostly
        "feasible"; `robustness` of it tells the rest. `plan.outcome.status` is "optimal" where the
        aim is proven; where limits stop the search it is "feasible", and `plan.outcome.gap` tells
        how far off the aim may be. If limits end the search first, it is the plain plan, "unknown".

    Raises
    ------
    InputError
        Where an argument is not accepted, or the week contradicts itself.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> careful = sf.robust_plan(week, "tail", draws=100)
    >>> len(careful.placements)
    2
    """
    from .tradeoffs import plan_robustly

    policy = _policy(policy)
    plain = plan(week, policy, strategy, limits)
    return plan_robustly(
        plain,
        aim,
        draws,
        seed,
        tail=tail,
        width=width,
        bounds=bounds,
        strategy=strategy,
        limits=_limits(limits),
    )


def sweep(
    week: Week | Block,
    field: str,
    values: Iterable[object],
    *,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> Sweep:
    """Plan a week once for each value of one number of the policy.

    Parameters
    ----------
    week : Week or Block
    field : str
        A field of `Policy` ("hours_after_key"), a number inside one ("guards[0].days"), or a
        parameter of the evidence ("peak.circuit").
    values : iterable
    policy : Policy or str, optional
        All other numbers.
    strategy : str or Strategy
    limits : Limits, optional
        For each plan.

    Returns
    -------
    Sweep
        A row for each value; printed it is a table, `frame()` makes a pandas frame.

    Raises
    ------
    InputError
        Where the policy has no such number, or does not accept a value.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week(
    ...     [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")],
    ...     strength=1,
    ...     repeats=True,
    ... )
    >>> sweep = sf.sweep(week, "rest_day", [0, 0.3, 0.6])
    >>> [row.plan.placements[0].when for row in sweep]
    ['Wed 18:00', 'Wed 18:00', 'Tue 18:30']
    """
    from .tradeoffs import sweep_policy

    return sweep_policy(
        _week_or_block(week), field, values, _policy(policy), strategy, _limits(limits)
    )


def formulate(week: Week | Block, policy: Policy | str | None = None) -> Program:
    """Compile a week, or a block, to a 0-1 program with labels, for those who study solvers.

    Parameters
    ----------
    week : Week or Block
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

    return compile_week(_week_or_block(week), _policy(policy))


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
    return find(strategy).solve(program, _limits(limits) or NO_LIMITS)


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


def _limits(limits: Limits | None) -> Limits | None:
    if limits is not None and not isinstance(limits, Limits):
        raise InputError("limits", limits, "is not Limits; write e.g. Limits(seconds=10)")
    return limits


def _week_given(week: Week) -> Week:
    if not isinstance(week, Week):
        raise InputError("week", week, "is not a Week; write e.g. Week([Run('Tue 07:00', 'easy')])")
    return week


def _week_or_block(week: Week | Block) -> Week | Block:
    return week if isinstance(week, Block) else _week_given(week)


def _plan_given(plan: Plan) -> Plan:
    if not isinstance(plan, Plan):
        raise InputError("plan", plan, "is not a Plan; write e.g. plan(Week([...]))")
    return plan
