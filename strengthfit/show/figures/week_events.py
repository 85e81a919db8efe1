"""What happens in a planned week, as a figure tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ...domain.clock import DAY, clock_text
from ...planning import Placement, Plan

if TYPE_CHECKING:  # importing the figures must not load numpy
    from ...diagnosis.fatigue_trace import FatigueTrace
    from ...program.horizon import Horizon


@attrs.frozen
class Event:
    """A run or a strength session.

    Parameters
    ----------
    at : float
        Its start, in days from the horizon's first 00:00.
    words : str
        What is told of it.
    strength, key : bool
        Whether it is a strength session, or a key run.
    loss : float
        What a run is expected to lose, in percent of speed.
    """

    at: float
    words: str
    strength: bool
    key: bool
    loss: float


def events_of(plan: Plan, horizon: Horizon, trace: FatigueTrace) -> list[Event]:
    """Return the runs and strength sessions of a plan's week, by start."""
    losses = {run.start: run.loss for run in trace.runs}  # ids may come again after the week
    events = [
        Event(run.start / DAY, run.kind.replace("_", " "), False, run.key, losses[run.start])
        for run in horizon.runs
        if horizon.within(run.day)
    ]
    events += [Event(p.start / DAY, _session(p), True, False, 0.0) for p in plan.placements]
    return sorted(events, key=lambda event: event.at)


def most_telling(events: list[Event], most: int) -> list[Event]:
    """Return so many events, in their order: strength before key runs before other runs."""
    ranked = sorted(events, key=lambda event: (not event.strength, not event.key, event.at))
    kept = ranked[:most]
    return [event for event in events if event in kept]


def told_of(plan: Plan) -> str:
    """Return what a figure of a week says of its plan in a line."""
    asked = len(plan.placements) + len(plan.skipped)
    told = f"{len(plan.placements)} of {asked} sessions"
    told += {
        "infeasible": ": no plan keeps every rule and pin",
        "unknown": ": nothing found within the limits",
        "broken": "; the plan breaks a rule",
    }.get(plan.status, "")
    return told + (f"; interference {plan.interference:.2f} % of speed" if plan.placements else "")


def _session(placement: Placement) -> str:
    dose = "" if placement.dose == "full" else f", {placement.dose}"
    return f"{clock_text(placement.start % DAY)} {placement.kind}{dose}"
