"""Trade-offs, exactly: frontiers, the best few plans, sweeps, plans under uncertain evidence."""

from .alternative_plans import alternatives
from .certified import certify_alternatives, certify_frontier
from .frontiers import Frontier, Point, each_point, frontier
from .preset_comparisons import PresetComparison, PresetRow, Refusal, compare_presets
from .robust import Driver, Robustness, robustness
from .robust_plans import robust_plan
from .scenarios import Scenarios, draw_scenarios
from .sweeps import Sweep, SweepRow, sweep

__all__ = [
    "Driver",
    "Frontier",
    "Point",
    "PresetComparison",
    "PresetRow",
    "Refusal",
    "Robustness",
    "Scenarios",
    "Sweep",
    "SweepRow",
    "alternatives",
    "certify_alternatives",
    "certify_frontier",
    "compare_presets",
    "draw_scenarios",
    "each_point",
    "frontier",
    "robust_plan",
    "robustness",
    "sweep",
]
