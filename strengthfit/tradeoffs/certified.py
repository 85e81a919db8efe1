"""Proofs of frontiers and of the best few plans, for anyone to check."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InputError
from ..planning.from_outcome import plan_from_outcome
from ..planning.plans import Plan
from ..program import formulate
from ..proof.certificate import Certificate
from ..proof.prover import certify
from ..strategies import Limits
from ..strategies.in_time import settle_in_call
from ..strategies.whole_call import whole_call
from .alternative_plans import not_far, other_than
from .axes import AXES
from .epsilon_constraint import bounded
from .frontiers import Frontier, Point, beats
from .objectives import with_objectives
from .shared_limits import as_planned


def certify_frontier(
    frontier: Frontier, previous: Plan | None = None, limits: Limits | None = None
) -> tuple[Certificate, ...]:
    """Prove that each point of a frontier of two aims is best, and that none is missing.

    Parameters
    ----------
    frontier : Frontier
    previous : Plan, optional
        What its "changes" were counted against.
    limits : Limits, optional
        For all of it together.

    Returns
    -------
    tuple of Certificate
        One for each point, in their order: no plan that has less on the second axis than the point
        before is better on the first. The last one: no plan has less than the last point. So a plan
        that no point equals or beats would contradict one of them.

    Raises
    ------
    InputError
        If the frontier has three axes or no point, or is not the one that is proven: a point is
        missing, or beaten.
    OutOfTimeError
        If the limits end first.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> frontier = sf.frontier(sf.Week(runs, strength=1, repeats=True))
    >>> [one.status for one in certify_frontier(frontier)], len(frontier)
    (['optimal', 'optimal', 'infeasible'], 2)
    """
    if len(frontier.axes) != 2 or not len(frontier):
        accepted = "is not a frontier of two aims with a point at least"
        raise InputError("frontier", frontier.axes, accepted, "unsupported")
    week, policy = frontier.points[0].week, frontier.points[0].policy
    with whole_call(limits):
        program = formulate(week, policy)
        traded = with_objectives(program, frontier.axes, previous)
        certificates: list[Certificate] = []
        found: list[Point] = []
        most: int | None = None
        while True:
            narrowed = bounded(traded, (most,))
            outcome = settle_in_call(narrowed)
            certificate = certify(narrowed, outcome)
            certificates.append(certificate)
            if not certificate.objective:
                break
            planned = as_planned(program, outcome, None)
            plan = plan_from_outcome(week, policy, program, planned)
            whole = dict(zip(frontier.axes, certificate.objective, strict=False))
            values = tuple(AXES[name].read(plan, whole[name]) for name in frontier.axes)
            found.append(Point(plan, values))
            most = certificate.objective[1] - 1
    proven = [
        one.values for one in found if not any(beats(frontier.axes, other, one) for other in found)
    ]
    if list(frontier.values) != proven:
        accepted = f"is not the proven frontier, which has {len(proven)} points: {proven}"
        raise InputError("frontier", list(frontier.values), accepted, "contradiction")
    return tuple(certificates)


def certify_alternatives(
    plans: Sequence[Plan],
    within: float | None = None,
    differ_by: int = 1,
    limits: Limits | None = None,
) -> tuple[Certificate, ...]:
    """Prove that plans are the best one, the best that differs enough from it, and so on.

    Parameters
    ----------
    plans : sequence of Plan
        As `alternatives` returns them.
    within, differ_by
        As `alternatives` was asked for them.
    limits : Limits, optional
        For all of it together.

    Returns
    -------
    tuple of Certificate
        One for each plan: none that differs enough from all before it is better. Its program has
        rows that say so, labelled "other than the plans before it".

    Raises
    ------
    InputError
        If there is no plan, or one is not the next best.
    OutOfTimeError
        If the limits end first.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1, repeats=True)
    >>> len(certify_alternatives(sf.alternatives(week, 3)))
    3
    """
    if not len(plans):
        raise InputError("plans", list(plans), "is no plan; give one at least", "missing")
    with whole_call(limits):
        program = formulate(plans[0].week, plans[0].policy)
        narrowed, certificates = program, []
        for number, plan in enumerate(plans):
            certificate = certify(narrowed, settle_in_call(narrowed))
            certificates.append(certificate)
            width = len(program.choices)
            taken = tuple(choice for choice in certificate.taken if choice < width)
            if plan.outcome.taken != taken:
                accepted = "is not the next best plan, which is another one"
                raise InputError(f"plans[{number}]", _said(plan), accepted, "contradiction")
            if not number and within is not None:
                narrowed = not_far(program, certificate.objective, within)
            narrowed = other_than(program, narrowed, taken, differ_by)
        return tuple(certificates)


def _said(plan: Plan) -> str:
    return ", ".join(f"{one.when} {one.kind}" for one in plan.placements)
