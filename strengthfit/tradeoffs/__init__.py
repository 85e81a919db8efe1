"""Trade-offs, exactly: frontiers, the best few plans, sweeps, plans under uncertain evidence."""

from .alternative_plans import find_alternatives
from .frontiers import Frontier, Point, each_point, find_frontier
from .robust import Driver, Robustness, measure_robustness
from .robust_plans import plan_robustly
from .sweeps import Sweep, SweepRow, sweep_policy
from .worlds import Worlds, draw_worlds

__all__ = [
    "Driver",
    "Frontier",
    "Point",
    "Robustness",
    "Sweep",
    "SweepRow",
    "Worlds",
    "draw_worlds",
    "each_point",
    "find_alternatives",
    "find_frontier",
    "measure_robustness",
    "plan_robustly",
    "sweep_policy",
]
