"""How a plan holds up when the evidence's parameters are drawn within their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError, MissingExtraError, OutOfTimeError
from ..physiology.arrays import BY_NUMBERS
from ..physiology.fatigue import FloatArray
from ..physiology.uncertainty import ParameterBounds
from ..planning.planner import plan
from ..planning.plans import Plan
from ..planning.values import Placement
from ..printable import HtmlPrintable
from ..program.rows import BoolArray, IntArray
from ..stopping import Watch, report
from ..strategies.protocol import Limits, Strategy
from ..strategies.whole_call import part_of_limits, whole_call
from .scenarios import Scenarios, answer_draws, draw_scenarios


@attrs.frozen
class Driver:
    """How much one parameter moves the regret of a plan.

    Parameters
    ----------
    parameter : str
        As in `Policy.evidence`, such as "peak.circuit".
    correlation : float
        Spearman's rank correlation of the parameter with the regret, -1 to 1: above 0 if a
        higher value makes the plan worse against the best plan of the draw. 0 if the regret is
        the same in all draws.
    """

    parameter: str
    correlation: float


@attrs.frozen(slots=False)
class Robustness(HtmlPrintable):
    """How a plan holds up over draws of the evidence.

    In each draw the rules stay, what each session costs changes, and the best plan is the one of
    least interference among those that keep every rule and deliver as much strength as the plan.
    Interference is counted in whole steps of the policy's resolution from where the plan counted
    it, so that what the evidence cannot tell makes no difference.

    Parameters
    ----------
    plan : Plan
    survival : dict of Placement to float
        The share of draws in which some best plan has the placement as it is.
    day_survival : dict of Placement to float
        The share of draws in which some best plan has a session of its kind on its day.
    plan_survival : float
        The share of draws in which the plan is a best plan.
    regret : numpy.ndarray
        Shape (draws,): percent of speed that the plan costs more than a best plan; 0 or more.
    interference : numpy.ndarray
        Shape (draws,): percent of speed that the plan costs, in whole steps for each session, so
        that without doubt it is a little less than the plan's own, which is stated before rounding.
    parameters : tuple of str
        What was drawn, and can matter to this week.
    values : numpy.ndarray
        Shape (draws, parameters), each in its own unit.
    not_reached : int
        How many more draws were asked for; limits left no time for them.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> robust = sf.robustness(week, draws=200)
    >>> robust.regret.shape, bool((robust.regret >= 0).all())
    ((200,), True)
    """

    plan: Plan
    survival: dict[Placement, float] = attrs.field(hash=False)
    day_survival: dict[Placement, float] = attrs.field(hash=False)
    plan_survival: float
    regret: FloatArray = attrs.field(eq=BY_NUMBERS, hash=False)
    interference: FloatArray = attrs.field(eq=BY_NUMBERS, hash=False)
    parameters: tuple[str, ...]
    values: FloatArray = attrs.field(eq=BY_NUMBERS, hash=False)
    not_reached: int = 0

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """The parameters by how much they move the regret, the strongest first.

        Spearman 1904 (10.2307/1412159). A rank correlation tells of rising or falling, not of a
        bend; parameters that are drawn together share their influence.

        Raises
        ------
        MissingExtraError
            If SciPy is not installed.
        """
        found = [
            Driver(name, correlation)
            for name, correlation in zip(
                self.parameters, _rank_correlations(self.values, self.regret), strict=True
            )
        ]
        return tuple(sorted(found, key=lambda one: (-abs(one.correlation), one.parameter)))


def robustness(
    week: Week | Block | Plan,
    draws: int = 1000,
    seed: int = 0,
    *,
    policy: Policy | str | None = None,
    width: float = 1.0,
    bounds: ParameterBounds | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> Robustness:
    """Tell how a plan holds up when the evidence's parameters are drawn within their bounds.

    Parameters
    ----------
    week : Week, Block or Plan
        A week is planned first.
    draws : int
    seed : int
        The same seed draws the same scenarios, for every week.
    policy : Policy or str, optional
        For a week; a plan has its own.
    width : float
        How much of the distance to the table's bounds is used, from 0 (no doubt at all) to 1.
    bounds : mapping of str to (float, float), optional
        Other bounds for single parameters, such as ``{"peak.circuit": (1.0, 2.0)}``.
    strategy : str or Strategy
        What plans the week, and single draws if plans are too many to look at all at once.
    limits : Limits, optional
        For all of it together; planning the week may take half. If single draws are planned, those
        that are reached in that time are answered, and `not_reached` counts the others.
    progress : callable, optional
        Called with a `Progress` after each draw that is planned by itself, or after all at once.

    Returns
    -------
    Robustness
        With `survival` of each placement, `regret` in each draw, and `drivers`.

    Raises
    ------
    InputError
        If an argument is not accepted, or the plan breaks a rule.
    OutOfTimeError
        If the limits leave no time for a single draw.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If they cancel it.

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
    {'Wed 18:00': 0.34}
    >>> round(float(robust.regret.mean()), 2)
    0.05
    """
    if isinstance(week, Plan) and policy is not None:
        raise InputError(
            "policy", policy, "is given beside a plan, which has its own", "contradiction"
        )
    with whole_call(limits, progress):
        asked = week if isinstance(week, Plan) else plan(week, policy, strategy, part_of_limits(2))
        if asked.status == "unknown" and not isinstance(week, Plan):
            raise OutOfTimeError("the limits ended before the week was planned; give more seconds")
        drawn = draw_scenarios(asked, draws, seed, width=width, bounds=bounds, strategy=strategy)
        return measure_robustness(asked, drawn)


def measure_robustness(plan: Plan, scenarios: Scenarios) -> Robustness:
    """Return how a plan holds up in the scenarios that were drawn for it."""
    groups = [
        *(scenarios.same_placement(choice) for choice in scenarios.taken),
        *(scenarios.same_day(choice) for choice in scenarios.taken),
    ]
    least, least_with = answer_draws(scenarios, groups)
    asked, answered = scenarios.costs.shape[1], len(least)
    scenarios = scenarios.first(answered)
    own, with_each = scenarios.cost_of(scenarios.taken), least_with == least
    if scenarios.diagram is not None:
        report(answered, asked, "draws")
    exact, days = with_each[: len(scenarios.taken)], with_each[len(scenarios.taken) :]
    return Robustness(
        plan=plan,
        survival=_shares(plan, scenarios.taken, exact),
        day_survival=_shares(plan, scenarios.taken, days),
        plan_survival=float((own == least).mean()),
        regret=_percent(own - least, scenarios.resolution),
        interference=_percent(own, scenarios.resolution),
        parameters=scenarios.relevant.parameters,
        values=scenarios.relevant.values,
        not_reached=asked - answered,
    )


def _percent(steps: IntArray, resolution: float) -> FloatArray:
    """Return steps in percent, without the noise of floats: 6 steps of 0.05 are 0.3."""
    percent: FloatArray = np.round(steps * resolution, 9)
    return percent


def _shares(plan: Plan, taken: Sequence[int], held: BoolArray) -> dict[Placement, float]:
    return {
        placement: float(share)
        for placement, share in zip(plan.placements, held.mean(axis=1), strict=True)
    }


def _rank_correlations(values: FloatArray, regret: FloatArray) -> list[float]:
    """Return Spearman's correlation of each column with the regret; 0 if either is constant."""
    moving = np.ptp(values, axis=0) > 0 if len(values) else np.zeros(values.shape[1], dtype=bool)
    if not len(regret) or np.ptp(regret) == 0 or not moving.any():
        return [0.0] * values.shape[1]
    try:
        from scipy.stats import rankdata
    except ImportError:
        raise MissingExtraError("finding which parameter matters", "sensitivity") from None
    found = np.zeros(values.shape[1])
    ranks = rankdata(values[:, moving], axis=0)
    found[moving] = np.corrcoef(ranks.T, rankdata(regret))[-1, :-1]
    return [float(one) for one in found]
