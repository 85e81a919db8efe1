"""What a runner's week is made of, as frozen values. Knows nothing of solvers."""

from .availability import Span, Window
from .policy import Guard, Policy, RaceLevel, Spacing
from .run import Run
from .strength import Demand, Session
from .week import Athlete, Waiver, Week

__all__ = [
    "Athlete",
    "Demand",
    "Guard",
    "Policy",
    "RaceLevel",
    "Run",
    "Session",
    "Spacing",
    "Span",
    "Waiver",
    "Week",
    "Window",
]
