"""A week and a policy as a labelled 0-1 program. Knows nothing of solvers."""

from .choices import Choices
from .compile import formulate
from .context import RuleContext
from .costs import Term, Tier
from .costs.cost import Cost, WindowCost
from .labels import Label
from .program import Program
from .rows import Rows, at_most, forbid, grouped, weighted
from .rules import Rule

__all__ = [
    "Choices",
    "Cost",
    "Label",
    "Program",
    "Rows",
    "Rule",
    "RuleContext",
    "Term",
    "Tier",
    "WindowCost",
    "at_most",
    "forbid",
    "formulate",
    "grouped",
    "weighted",
]
