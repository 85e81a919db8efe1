"""Trade-offs, exactly: frontiers, the best few plans, sweeps, plans under uncertain evidence."""

from .alternative_plans import alternatives
from .frontiers import Frontier, Point, each_point, frontier
from .robust import Driver, Robustness, robustness
from .robust_plans import robust_plan
from .sweeps import Sweep, SweepRow, sweep
from .worlds import Worlds, draw_worlds

__all__ = [
    "Driver",
    "Frontier",
    "Point",
    "Robustness",
    "Sweep",
    "SweepRow",
    "Worlds",
    "alternatives",
    "draw_worlds",
    "each_point",
    "frontier",
    "robust_plan",
    "robustness",
    "sweep",
]
