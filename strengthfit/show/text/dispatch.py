"""Which text a value has."""

from functools import singledispatch

from ...diagnosis import Audit, Diagnosis, Explanation
from ...planning import Plan, PlanResult
from ...tradeoffs import Frontier, PresetComparison, Robustness, Sweep
from .diagnosis import audit_text, diagnosis_text
from .explanation import explanation_text
from .frontier import frontier_text
from .plan import plan_text
from .plan_result import plan_result_text
from .preset_comparison import preset_comparison_text
from .robustness import robustness_text
from .sweep import sweep_text


@singledispatch
def render(value: object) -> str:
    """Return a value as text."""
    raise TypeError(f"{type(value).__name__} has no text")


render.register(Plan, plan_text)
render.register(PlanResult, plan_result_text)
render.register(Explanation, explanation_text)
render.register(Audit, audit_text)
render.register(Diagnosis, diagnosis_text)
render.register(Frontier, frontier_text)
render.register(PresetComparison, preset_comparison_text)
render.register(Robustness, robustness_text)
render.register(Sweep, sweep_text)
