"""Strength sessions as somebody placed them."""

from __future__ import annotations

from collections.abc import Iterable

from ..planning import Placement
from ..program.horizon import FixedSession, Horizon


def placed_sessions(horizon: Horizon, placements: Iterable[Placement]) -> list[FixedSession]:
    """Return the placements of a plan as sessions of its horizon."""
    return [
        FixedSession(
            placement.kind,
            placement.dose,
            placement.start,
            placement.minutes,
            f"{placement.name} on {horizon.moment(placement.start)}",
            placement.effort,
            placement.label,
        )
        for placement in placements
    ]
