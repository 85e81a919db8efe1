"""Plans: what was placed, what was skipped and why, and the score in its parts."""

from .plan import Change, Placement, Plan, RunLoss, Score, Skipped

__all__ = ["Change", "Placement", "Plan", "RunLoss", "Score", "Skipped"]
