"""The costs in force, each with the tier it belongs to. A new cost is one more line here."""

from collections.abc import Callable

from ..context import RuleContext
from . import (
    dose_lost,
    even_spacing,
    gap,
    load_of_day,
    rest_day,
    runs_on_strength,
    strength_on_runs,
    time_of_day,
)
from .cost import Cost, WindowCost

STRENGTH, CONTINUITY = "strength", "continuity"
INTERFERENCE, PREFERENCE = "interference", "preference"

COSTS: dict[str, tuple[str, Callable[[RuleContext], Cost]]] = {
    "dose_lost": (STRENGTH, dose_lost.cost),
    "strength_on_runs": (INTERFERENCE, strength_on_runs.cost),
    "runs_on_strength": (INTERFERENCE, runs_on_strength.cost),
    "load_of_day": (INTERFERENCE, load_of_day.cost),
    "rest_day": (INTERFERENCE, rest_day.cost),
    "time_of_day": (PREFERENCE, time_of_day.cost),
}

WINDOW_COSTS: dict[str, tuple[str, Callable[[RuleContext], WindowCost]]] = {
    "gap": (CONTINUITY, gap.cost),
    "even_spacing": (PREFERENCE, even_spacing.cost),
}
