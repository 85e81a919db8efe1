"""Ways to solve a program. A strategy sees the program and nothing else of the library."""

from .asking import solve
from .protocol import NO_LIMITS, Incumbent, Limits, Outcome, Strategy
from .registry import STRATEGIES, find

__all__ = ["NO_LIMITS", "STRATEGIES", "Incumbent", "Limits", "Outcome", "Strategy", "find", "solve"]
