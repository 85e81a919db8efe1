"""Why a plan is as it is, what clashes, what would help, and how good somebody else's week is."""

from .audits import Audit
from .certified import certify_conflict
from .conflicts import Diagnosis, Relaxation
from .explanation import Explanation, Start
from .fatigue_trace import FatigueTrace, RunFatigue
from .objective_difference import ObjectiveDifference
from .run_price import RunPrice, run_prices
from .score_parts import Cause
from .shadow_price import ShadowPrice, shadow_prices
from .start_reasons import Reason

__all__ = [
    "Audit",
    "Cause",
    "Diagnosis",
    "Explanation",
    "FatigueTrace",
    "ObjectiveDifference",
    "Reason",
    "Relaxation",
    "RunFatigue",
    "RunPrice",
    "ShadowPrice",
    "Start",
    "certify_conflict",
    "run_prices",
    "shadow_prices",
]
