"""Why a plan is as it is, what clashes, what would help, and how good somebody else's week is."""

from .audits import Audit
from .conflicts import Diagnosis, Relaxation
from .explanation import Explanation, Start
from .fatigue_trace import FatigueTrace, RunFatigue
from .moves import Move
from .parts import Cause
from .price import Price
from .reasons import Reason

__all__ = [
    "Audit",
    "Cause",
    "Diagnosis",
    "Explanation",
    "FatigueTrace",
    "Move",
    "Price",
    "Reason",
    "Relaxation",
    "RunFatigue",
    "Start",
]
