"""Plans that remember: from an outcome, day by day, and planned again when a week changes."""

from .plans import Plan
from .results import PlanResult
from .session_ids import placement_ids
from .values import Change, Day, DayRun, Kept, Placement, RunLoss, Score, Skipped

__all__ = [
    "Change",
    "Day",
    "DayRun",
    "Kept",
    "Placement",
    "Plan",
    "PlanResult",
    "RunLoss",
    "Score",
    "Skipped",
    "placement_ids",
]
