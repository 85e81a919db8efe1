"""Plans that remember: from an outcome, day by day, and planned again when a week changes."""

from .plans import Plan
from .values import Change, Day, DayRun, Placement, RunLoss, Score, Skipped

__all__ = ["Change", "Day", "DayRun", "Placement", "Plan", "RunLoss", "Score", "Skipped"]
