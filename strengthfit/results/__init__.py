"""Plans: what was placed, what was skipped and why, and the score in its parts."""

from .plan import Placement, Plan, RunLoss, Score, Skipped

__all__ = ["Placement", "Plan", "RunLoss", "Score", "Skipped"]
