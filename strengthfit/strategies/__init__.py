"""Ways to solve a program. A strategy sees the program and nothing else of the library."""

from .listing import STRATEGIES, find
from .protocol import NO_LIMITS, Incumbent, Limits, Outcome, Strategy

__all__ = ["NO_LIMITS", "STRATEGIES", "Incumbent", "Limits", "Outcome", "Strategy", "find"]
