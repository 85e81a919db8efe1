"""strengthfit places a runner's strength sessions in the training week.

Runs are given and fixed; strength fits around them, never before a hard day, with the least
interference, proven. A plan is not medical advice.
"""

from .api import (
    audit,
    diagnose,
    explain,
    formulate,
    learn_recovery,
    plan,
    read_week,
    replan,
    respond,
    solve,
    why_not,
)
from .domain import (
    Athlete,
    Block,
    CheckIn,
    Demand,
    Guard,
    LoadSteps,
    Policy,
    RaceLevel,
    Run,
    RunningLoad,
    Session,
    Spacing,
    Waiver,
    Week,
    Window,
)
from .errors import (
    FileError,
    InputError,
    MissingExtraError,
    PinError,
    StrengthfitError,
    TooLargeError,
)
from .results import Placement, Plan
from .strategies import Limits, Outcome

__all__ = [
    "Athlete",
    "Block",
    "CheckIn",
    "Demand",
    "FileError",
    "Guard",
    "InputError",
    "Limits",
    "LoadSteps",
    "MissingExtraError",
    "Outcome",
    "PinError",
    "Placement",
    "Plan",
    "Policy",
    "RaceLevel",
    "Run",
    "RunningLoad",
    "Session",
    "Spacing",
    "StrengthfitError",
    "TooLargeError",
    "Waiver",
    "Week",
    "Window",
    "audit",
    "diagnose",
    "explain",
    "formulate",
    "learn_recovery",
    "plan",
    "read_week",
    "replan",
    "respond",
    "solve",
    "why_not",
]
