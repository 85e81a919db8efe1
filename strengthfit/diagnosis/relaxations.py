"""A week with something given up: as data to plan with, and as advice."""

from __future__ import annotations

import attrs

from ..domain.demands import order_left, with_kept
from ..domain.strength import DOSES
from ..domain.week import Waiver, Week
from ..domain.words import counted, labelled
from ..planning import Plan
from ..program import Label
from ..program.horizon import Horizon
from ..program.own_records import rules_in_force
from ..program.rules.order import order_causes
from .placed import placed_sessions
from .soft_constraints import SoftConstraint, SoftConstraints


def relaxed_week(
    week: Week, constraints: SoftConstraints, given_up: frozenset[SoftConstraint]
) -> Week:
    """Return the week that asks for what is left and waives the cases that are given up."""
    feasibility = constraints.feasibility
    horizon = feasibility.program.horizon
    needs = [need for need in constraints.needs if need not in given_up]
    demands = [
        attrs.evolve(
            horizon.demands[demand], count=count, dose=DOSES[feasibility.lightest(demand, dose)]
        )
        for (demand, dose), count in constraints.counts(needs).items()
        if count
    ]
    labels = [constraints.label(member) for member in sorted(given_up) if member.demand < 0]
    pinned = {pin.text: index for index, pin in enumerate(horizon.pins)}
    gone = {pinned[label.cause] for label in labels if _is_pin(label, pinned)}
    pins = [pin for index, pin in enumerate(week.pins) if index not in gone]
    asked = with_kept(demands, pins)
    order = order_left(asked, week.order)
    left = order_causes(asked, order)
    waived = [
        *week.waived,
        *(Waiver(label.rule, label.cause) for label in labels if not _is_pin(label, pinned)),
    ]
    return attrs.evolve(
        week,
        strength=demands,
        pins=pins,
        # An order may ask nothing any more of sessions that are left out.
        waived=[case for case in waived if case.rule != "order" or case.cause in left],
        order=order,
    )


def _is_pin(label: Label, pinned: dict[str, int]) -> bool:
    return label.rule == "pins" and label.cause in pinned


def relaxation_text(
    constraints: SoftConstraints, given_up: frozenset[SoftConstraint], plan: Plan
) -> str:
    """Return as advice what is given up, with how far the plan makes use of it."""
    horizon = plan.program.horizon
    cases = [constraints.label(member) for member in sorted(given_up) if member.demand < 0]
    advice = [_advice(label, plan, horizon) for label in cases]
    return "; ".join([*_lighter(constraints, given_up), *advice])


def _lighter(constraints: SoftConstraints, given_up: frozenset[SoftConstraint]) -> list[str]:
    """Return what happens to the sessions: how many become lighter, how many are left out."""
    horizon = constraints.feasibility.program.horizon
    advice: list[str] = []
    for index, demand in enumerate(horizon.demands):
        # Of the sessions of a demand the last gives way first; its lightest given-up need decides.
        steps: dict[int, int] = {}
        for need in given_up:
            if need.demand == index:
                steps[need.number] = max(steps.get(need.number, 0), need.dose)
        for dose in sorted(set(steps.values()), reverse=True):
            number = sum(step == dose for step in steps.values())
            sessions = counted(number, f"{labelled(demand.kind, demand.label)} session")
            if dose == len(DOSES) - 1:
                advice.append(f"leave out {sessions}")
            else:
                advice.append(f"let {sessions} be {DOSES[dose + 1]}")
    return advice


def _advice(label: Label, plan: Plan, horizon: Horizon) -> str:
    """Return the advice of a rule that is given up, and how far the plan makes use of it."""
    rule = rules_in_force(plan.policy.extensions)[label.rule]
    sessions = placed_sessions(horizon, plan.placements)
    amount = "" if rule.measure is None else rule.measure(horizon, label, sessions)
    return f"{rule.advise(label)}{f' ({amount})' if amount else ''}"
