"""Which page a value has."""

from collections.abc import Callable
from functools import singledispatch
from typing import TypeVar

from ...diagnosis import Audit, Diagnosis, Explanation
from ...planning import Plan
from ...squads import SquadPlan
from ...tradeoffs import Frontier, PresetComparison, Robustness, Sweep
from ..text.outside import Answer, outside_words
from .diagnosis import audit_html, diagnosis_html
from .element import escape, paragraphs
from .explanation import explanation_html
from .frontier import frontier_html
from .plan import plan_html
from .preset_comparison import preset_comparison_html
from .robustness import robustness_html
from .squad import squad_html
from .sweep import sweep_html


@singledispatch
def render(value: object) -> str:
    """Return a value as HTML."""
    raise TypeError(f"{type(value).__name__} has no HTML")


def page(value: object, title: str) -> str:
    """Return a value as a whole page, to be opened in a browser."""
    head = f'<meta charset="utf-8">{_PHONE}<title>{escape(title)}</title>{_PAGE_STYLE}'
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{render(value)}</body></html>\n'
    )


_PHONE = '<meta name="viewport" content="width=device-width, initial-scale=1">'
"""Without it a phone lays a page out for a desk and shows it too small to read."""

_PAGE_STYLE = """<style>
:root { color-scheme: light dark; }
body { font-family: system-ui, sans-serif; margin: 1.5em; }
</style>"""
"""Of a whole page, beside that of the value."""


_Asked = TypeVar("_Asked", bound=Answer)


def _register(kind: type[_Asked], page: Callable[[_Asked], str]) -> None:
    """Have an answer shown with what it goes by that lies outside the evidence, in the end."""

    def with_outside(answer: _Asked) -> str:
        return page(answer).removesuffix("</div>") + paragraphs(outside_words(answer)) + "</div>"

    render.register(kind, with_outside)


render.register(Plan, plan_html)
render.register(SquadPlan, squad_html)
_register(Explanation, explanation_html)
_register(Audit, audit_html)
_register(Diagnosis, diagnosis_html)
_register(Frontier, frontier_html)
_register(PresetComparison, preset_comparison_html)
_register(Robustness, robustness_html)
_register(Sweep, sweep_html)
