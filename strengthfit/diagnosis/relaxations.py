"""A week with something given up: as data to plan with, and as advice."""

from __future__ import annotations

from itertools import pairwise

import attrs

from ..domain.strength import DOSES
from ..domain.week import Waiver, Week
from ..planning import Plan
from ..program import Label
from ..program.horizon import Horizon
from .soft_constraints import SoftConstraint, SoftConstraints


def relaxed_week(week: Week, members: SoftConstraints, given_up: frozenset[SoftConstraint]) -> Week:
    """Return the week that asks for what is left and waives the cases that are given up."""
    horizon = members.fitting.program.horizon
    needs = [need for need in members.needs if need not in given_up]
    demands = [
        attrs.evolve(horizon.demands[demand], count=count, dose=DOSES[dose])
        for (demand, dose), count in members.counts(needs).items()
        if count
    ]
    labels = [members.label(member) for member in sorted(given_up) if member.demand < 0]
    pinned = {pin.text: index for index, pin in enumerate(horizon.pins)}
    gone = {pinned[label.cause] for label in labels if _is_pin(label, pinned)}
    return attrs.evolve(
        week,
        strength=demands,
        pins=[pin for index, pin in enumerate(week.pins) if index not in gone],
        waived=[
            *week.waived,
            *(Waiver(label.rule, label.cause) for label in labels if not _is_pin(label, pinned)),
        ],
    )


def _is_pin(label: Label, pinned: dict[str, int]) -> bool:
    return label.rule == "pins" and label.cause in pinned


def relaxation_text(
    members: SoftConstraints, given_up: frozenset[SoftConstraint], plan: Plan
) -> str:
    """Return as advice what is given up, with how far the plan makes use of it."""
    horizon = plan.program.horizon
    told = _doses_told(members, given_up)
    for member in sorted(given_up):
        if member.demand < 0:
            told.append(_case_told(members.label(member), plan, horizon))
    return "; ".join(told)


def _doses_told(members: SoftConstraints, given_up: frozenset[SoftConstraint]) -> list[str]:
    """Return what happens to the sessions: how many become lighter, how many are left out."""
    horizon = members.fitting.program.horizon
    told: list[str] = []
    for index, demand in enumerate(horizon.demands):
        # Of the sessions of a demand the last gives way first; its lightest given-up need decides.
        steps: dict[int, int] = {}
        for need in given_up:
            if need.demand == index:
                steps[need.number] = max(steps.get(need.number, 0), need.dose)
        for dose in sorted(set(steps.values()), reverse=True):
            number = sum(step == dose for step in steps.values())
            sessions = f"{number} {demand.kind} session{'s' if number > 1 else ''}"
            if dose == len(DOSES) - 1:
                told.append(f"leave out {sessions}")
            else:
                told.append(f"let {sessions} be {DOSES[dose + 1]}")
    return told


def _case_told(label: Label, plan: Plan, horizon: Horizon) -> str:
    amount = _amount(label, plan, horizon)
    wish = {
        "availability": f"make room on {label.cause}",
        "before_hard_day": f"allow strength {label.text}",
        "after_key_run": f"allow strength {label.text}",
        "spacing": f"allow sessions {label.text}",
        "per_day": f"allow {label.text}",
        "race": f"give up the race rule: {label.text}",
        "pins": f"give up: {label.text}",
    }.get(label.rule, f"allow {label.text}")
    return f"{wish}{f' ({amount})' if amount else ''}"


def _amount(label: Label, plan: Plan, horizon: Horizon) -> str:
    """Return how far the plan makes use of a rule that is given up, where that can be measured."""
    run = next((run for run in horizon.runs if run.id == label.cause), None)
    turn = horizon.minutes if horizon.circular else None
    if label.rule == "before_hard_day" and run is not None:
        gaps = [_forward(run.start - p.start - p.minutes, turn) for p in plan.placements]
        return _least_hours(gaps, "before it")
    if label.rule == "after_key_run" and run is not None:
        gaps = [_forward(p.start - run.end, turn) for p in plan.placements]
        return _least_hours(gaps, "after it")
    if label.rule == "spacing":
        starts = sorted(p.start for p in plan.placements)
        gaps = [later - earlier for earlier, later in pairwise(starts)]
        if turn and len(starts) > 1:
            gaps.append(starts[0] + turn - starts[-1])
        return _least_hours(gaps, "apart")
    return ""


def _forward(minutes: int, turn: int | None) -> int:
    return minutes % turn if turn else minutes


def _least_hours(gaps: list[int], text: str) -> str:
    ahead = [gap for gap in gaps if gap >= 0]
    if not ahead:
        return ""
    hours, minutes = divmod(min(ahead), 60)
    return f"{hours} h{f' {minutes} min' if minutes else ''} {text}"
