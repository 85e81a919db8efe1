"""Sessions that are alike in that they are asked for together."""

from __future__ import annotations

import attrs

from ..domain.strength import AnyStrengthKind, Dose, Effort
from ..program.horizon import Horizon
from .values import Placement


@attrs.frozen
class Group:
    """What demands of a week have in common whose sessions stand for one another."""

    kind: AnyStrengthKind
    asked: Dose
    effort: Effort
    week: int
    label: str | None


def group_of(placement: Placement) -> Group:
    """Return the group of a session."""
    own = placement.kind, placement.asked, placement.effort, placement.week
    return Group(*own, placement.label)


def groups_of(horizon: Horizon) -> list[Group]:
    """Return the group of each demand."""
    return [
        Group(demand.kind, demand.dose, demand.effort, week, demand.label)
        for demand, week in zip(horizon.demands, horizon.demand_weeks, strict=True)
    ]
