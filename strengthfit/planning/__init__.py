"""Plans that remember: from an outcome, day by day, and planned again when a week changes."""

from .values import Change, Placement, Plan, RunLoss, Score, Skipped

__all__ = ["Change", "Placement", "Plan", "RunLoss", "Score", "Skipped"]
