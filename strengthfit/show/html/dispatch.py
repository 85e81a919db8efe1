"""Which page a value has."""

from functools import singledispatch

from ...diagnosis import Audit, Diagnosis, Explanation
from ...planning import Plan
from ...tradeoffs import Frontier, PresetComparison, Robustness, Sweep
from .diagnosis import audit_html, diagnosis_html
from .explanation import explanation_html
from .frontier import frontier_html
from .plan import plan_html
from .preset_comparison import preset_comparison_html
from .robustness import robustness_html
from .sweep import sweep_html


@singledispatch
def render(value: object) -> str:
    """Return a value as HTML."""
    raise TypeError(f"{type(value).__name__} has no HTML")


render.register(Plan, plan_html)
render.register(Explanation, explanation_html)
render.register(Audit, audit_html)
render.register(Diagnosis, diagnosis_html)
render.register(Frontier, frontier_html)
render.register(PresetComparison, preset_comparison_html)
render.register(Robustness, robustness_html)
render.register(Sweep, sweep_html)
