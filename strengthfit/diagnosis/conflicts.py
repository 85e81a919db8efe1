"""What clashes in a week, and the cheapest ways out.

Each conflict is made minimal by deletion; what solvers report as their reason for "infeasible" is
not used. Each way out is checked by planning the week that is left.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..domain.arguments import as_policy, as_week
from ..domain.checks import number_code, unknown
from ..domain.extension import Extensions
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from ..planning import Plan
from ..planning.from_outcome import plan_from_outcome
from ..planning.preset_plans import PresetFit, look_for_fuller_presets
from ..printable import HtmlPrintable
from ..program import Label, Program, formulate
from ..program.own_records import rules_in_force
from ..program.rows import stack
from ..program.rules.spacing import one_at_a_time
from ..stopping import Watch, is_over
from ..strategies import NO_LIMITS, Limits, Outcome, Strategy
from ..strategies.in_time import plan_in_call, ready
from ..strategies.whole_call import limits_left, part_of_limits, whole_call
from ..visible import visible
from .feasibility import Feasibility
from .hitting_sets import HittingSetTree
from .relaxations import relaxation_text, relaxed_week
from .soft_constraints import SoftConstraint, SoftConstraints
from .varied_ways import varied_ways

DOSE_PRICES: Mapping[str, float] = {"reduced": 1, "simplified": 1, "left_out": 2}
"""CONVENTION: the price of each step of a dose. Strength gives way before running does: one session
reduced costs 1, simplified 2, left out 4 (each step on top of the one before)."""

MOST_LISTED = 100


def usual_prices(extensions: Extensions = ()) -> dict[str, float]:
    """Return the price of giving way, once: of each step of a dose, and of each rule in force."""
    rules = rules_in_force(extensions).values()
    return {**DOSE_PRICES, **{rule.name: rule.price for rule in rules if rule.price is not None}}


@attrs.frozen
class Relaxation:
    """One way out: what to give up so that the rest can be met.

    Parameters
    ----------
    price : float
        The sum of the prices of what is given up.
    labels : tuple of Label
        What is given up: members of conflicts.
    text : str
        The same as advice.
    plan : Plan
        The best plan then, which has nothing skipped. Its `week` asks for what is left and waives
        what is given up, so planning that week gives this plan.
    """

    price: float
    labels: tuple[Label, ...]
    text: str
    plan: Plan

    def __str__(self) -> str:
        return visible(self.text)


@attrs.frozen
class Diagnosis(HtmlPrintable):
    """Why a week's strength cannot all be placed as asked, and what would help.

    Parameters
    ----------
    week : Week
    policy : Policy
    conflicts : tuple of tuple of Label
        Sets that cannot all hold, while any of them without one member can. Each member is a need
        ("2 full circuit sessions") or a case of a rule that the user could change.
    met_conflicts : int
        How many conflicts the search met; more than are listed if a limit cut the list. There
        may be others that it did not need.
    relaxations : tuple of Relaxation
        Ways out; of each, no part would do. The cheapest of each kind come first, by price, then
        the second of each, and so on. Two are of one kind if they give up the same rules, in
        whatever cases, and the same steps of dose.
    complete : bool
        Whether there are no other ways out than those listed.
    presets : tuple of PresetFit
        The presets under which more strength fits, the most first.
    finished : bool
        Whether limits left the time for all of it. If not, there may be other conflicts, ways out
        and presets; those that are listed are as they should be, though a plan may not be proven.

    Examples
    --------
    >>> import strengthfit as sf
    >>> diagnosis = sf.diagnose(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> diagnosis.met, diagnosis.conflicts
    (True, ())
    """

    week: Week
    policy: Policy
    conflicts: tuple[tuple[Label, ...], ...]
    met_conflicts: int
    relaxations: tuple[Relaxation, ...]
    complete: bool
    presets: tuple[PresetFit, ...] = ()
    finished: bool = True

    @property
    def met(self) -> bool:
        """Whether everything can be placed as asked; not if limits left no time to see that."""
        return self.finished and not self.met_conflicts


def diagnose(
    week: Week,
    policy: Policy | str | None = None,
    *,
    conflicts: int = 5,
    ways: int = 5,
    prices: Mapping[str, float] | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> Diagnosis:
    """Tell why a week's strength cannot all be placed as asked, and the cheapest ways out.

    Parameters
    ----------
    week : Week
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    conflicts, ways : int
        The most conflicts, and ways out, to list.
    prices : mapping of str to float, optional
        What it costs to give way, by rule, or "reduced", "simplified" and "left_out" for a session;
        these replace those of `strengthfit.diagnosis.conflicts.usual_prices`.
    strategy : str or Strategy
        What checks each way out.
    limits : Limits, optional
        For all of it together: planning the week may take a quarter, the search for conflicts half
        of the rest, and the plans of ways out and presets what is left.
    progress : callable, optional
        Called with a `Progress` after each way out that the search meets.

    Returns
    -------
    Diagnosis
        Minimal conflicts: sets of needs and rules that cannot all hold, while any of them less one
        member can. Relaxations, each with its plan: the cheapest, then the cheapest of each other
        kind. Presets under which more fits, all else being as the policy has it.

    Raises
    ------
    InputError
        If the week contradicts itself, a limit is not a number from 0 to 100, or a price is not
        known.
    PinError
        If a pinned session has no demand or breaks a rule.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

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
    _check_limit("conflicts", conflicts)
    _check_limit("ways", ways)
    week, policy = as_week(week), as_policy(policy)
    given = _checked_prices(prices, policy.extensions)
    prices_in_force = {**usual_prices(policy.extensions), **given}
    ready(strategy)
    with whole_call(limits, progress):
        program = formulate(week, policy)
        with whole_call(part_of_limits(4)):
            planned = plan_in_call(program, strategy)
        if planned.objective is not None and planned.objective[0] == 0:
            return Diagnosis(week, policy, (), 0, (), complete=True)
        if limits_left() != NO_LIMITS and not _is_settled(planned):
            return Diagnosis(week, policy, (), 0, (), complete=False, finished=False)
        constraints = constraints_of(program, prices_in_force, strategy)
        tree = HittingSetTree(constraints)
        with whole_call(part_of_limits(2), progress):
            listed = varied_ways(tree, ways)
        found = _Found(week, policy, program, planned, strategy, listed)
        return _diagnosis(found, tree, most=conflicts)


@attrs.frozen(eq=False)
class _Found:
    """A week, what its plan came to, and the ways out that the search has listed."""

    week: Week
    policy: Policy
    program: Program
    planned: Outcome
    strategy: str | Strategy
    listed: list[frozenset[SoftConstraint]]


def _diagnosis(found: _Found, tree: HittingSetTree, *, most: int) -> Diagnosis:
    """Check each way out by planning it, and look at the other presets."""
    week, policy, constraints = found.week, found.policy, tree.constraints
    relaxations: list[Relaxation] = []
    finished = not tree.stopped
    for given_up in found.listed:
        if is_over():
            finished = False
            break
        plan = _relaxed_plan(week, policy, constraints, given_up, found.strategy)
        if not plan.skipped and plan.strength >= 1:
            labels = tuple(constraints.label(member) for member in sorted(given_up))
            text = relaxation_text(constraints, given_up, plan)
            price = constraints.price(given_up)
            relaxations.append(Relaxation(price, labels, text, plan))
        elif not _is_settled(plan.outcome):
            finished = False
    fuller = look_for_fuller_presets(plan_from_outcome(week, policy, found.program, found.planned))
    finished &= fuller.finished
    return Diagnosis(
        week=week,
        policy=policy,
        conflicts=tuple(
            tuple(constraints.label(member) for member in sorted(conflict))
            for conflict in tree.conflicts[:most]
        ),
        met_conflicts=len(tree.conflicts),
        relaxations=tuple(relaxations),
        complete=finished and tree.exhausted and len(found.listed) == len(tree.ways_out),
        presets=fuller.fits,
        finished=finished,
    )


def _is_settled(planned: Outcome) -> bool:
    """Whether it is proven how much strength fits."""
    if planned.objective is None:
        return planned.status == "infeasible"
    return planned.objective[0] == planned.bound[0]


def constraints_of(
    program: Program, prices: Mapping[str, float], strategy: str | Strategy = "cpsat"
) -> SoftConstraints:
    """Return all that can be given up in a program."""
    return SoftConstraints(Feasibility(_strict(program), strategy), prices)


def _strict(program: Program) -> Program:
    """Return a program in which sessions do not overlap, however many of them a day may hold."""
    return attrs.evolve(
        program, rows=stack([program.rows, one_at_a_time(program.choices, program.horizon)])
    )


def _relaxed_plan(
    week: Week,
    policy: Policy,
    constraints: SoftConstraints,
    given_up: frozenset[SoftConstraint],
    strategy: str | Strategy,
) -> Plan:
    """Return the plan of the week with something given up: mostly it has all that is left."""
    relaxed = relaxed_week(week, constraints, given_up)
    program = formulate(relaxed, policy)
    return plan_from_outcome(relaxed, policy, program, plan_in_call(program, strategy))


def _check_limit(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_LISTED:
        raise InputError(
            name,
            value,
            f"is not a whole number from 0 to {MOST_LISTED}",
            number_code(value, whole=True),
        )


def _checked_prices(prices: object, extensions: Extensions) -> dict[str, float]:
    if prices is None:
        return {}
    if not isinstance(prices, Mapping):
        raise InputError(
            "prices", prices, "is not prices by rule, such as {'availability': 1}", "wrong_type"
        )
    names = (*DOSE_PRICES, *rules_in_force(extensions))
    for name, value in prices.items():
        if name not in names:
            raise InputError(
                "prices", name, unknown(name, names, "a rule or a step of a dose"), "unknown_name"
            )
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1e6:
            raise InputError(
                f"prices[{name!r}]", value, "is not a number from 0 to 1000000", number_code(value)
            )
    return dict(prices)
