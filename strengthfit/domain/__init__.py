"""What a runner's week is made of, as frozen values. Knows nothing of solvers."""

from .availability import Span, Window
from .block import Block
from .check_in import CheckIn
from .extension import Extension, OwnRunKind, OwnStrengthKind
from .parameter import Parameter
from .policy import Policy
from .policy_rows import Guard, LoadSteps, RaceLevel, Rest, Spacing
from .run import Run, RunKind
from .running_load import RunningLoad
from .season import Phase, PhaseLevel
from .strength import Demand, Dose, Effort, Session, StrengthKind, TaperDose
from .week import Athlete, Waiver, Week

__all__ = [
    "Athlete",
    "Block",
    "CheckIn",
    "Demand",
    "Dose",
    "Effort",
    "Extension",
    "Guard",
    "LoadSteps",
    "OwnRunKind",
    "OwnStrengthKind",
    "Parameter",
    "Phase",
    "PhaseLevel",
    "Policy",
    "RaceLevel",
    "Rest",
    "Run",
    "RunKind",
    "RunningLoad",
    "Session",
    "Spacing",
    "Span",
    "StrengthKind",
    "TaperDose",
    "Waiver",
    "Week",
    "Window",
]
