"""Which text a value has."""

from collections.abc import Callable
from functools import singledispatch
from typing import TypeVar

from ...diagnosis import Audit, Diagnosis, Explanation
from ...diagnosis.run_price import RunPrice
from ...diagnosis.shadow_price import ShadowPrice
from ...planning import Plan, PlanResult
from ...proof import Certificate
from ...squads import SquadPlan
from ...squads.diagnosis import SquadDiagnosis
from ...squads.prices import FullStart
from ...squads.shadow_prices import SquadPrice
from ...tradeoffs import Frontier, PresetComparison, Robustness, Sweep
from .certificate import certificate_text
from .diagnosis import audit_text, diagnosis_text
from .explanation import explanation_text
from .frontier import frontier_text
from .full_start import full_start_text
from .layout import wrap_all
from .outside import Answer, outside_words
from .plan import plan_text
from .plan_result import plan_result_text
from .preset_comparison import preset_comparison_text
from .robustness import robustness_text
from .shadow_price import run_price_text, shadow_price_text
from .squad import squad_text
from .squad_diagnosis import squad_diagnosis_text
from .squad_price import squad_price_text
from .sweep import sweep_text


@singledispatch
def render(value: object) -> str:
    """Return a value as text."""
    raise TypeError(f"{type(value).__name__} has no text")


_Asked = TypeVar("_Asked", bound=Answer)


def _register(kind: type[_Asked], text: Callable[[_Asked], str]) -> None:
    """Have an answer printed with what it goes by that lies outside the evidence, in the end."""

    def with_outside(answer: _Asked) -> str:
        return "\n".join([text(answer), *wrap_all(outside_words(answer))])

    render.register(kind, with_outside)


render.register(Plan, plan_text)
render.register(PlanResult, plan_result_text)
render.register(SquadPlan, squad_text)
render.register(Certificate, certificate_text)
render.register(ShadowPrice, shadow_price_text)
render.register(RunPrice, run_price_text)
render.register(FullStart, full_start_text)
render.register(SquadDiagnosis, squad_diagnosis_text)
render.register(SquadPrice, squad_price_text)
_register(Explanation, explanation_text)
_register(Audit, audit_text)
_register(Diagnosis, diagnosis_text)
_register(Frontier, frontier_text)
_register(PresetComparison, preset_comparison_text)
_register(Robustness, robustness_text)
_register(Sweep, sweep_text)
