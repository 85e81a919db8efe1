"""The forms in which an answer is kept: as text, as a notebook shows it, and as JSON."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from strengthfit import Alternatives, Plan, SquadPlan, StrengthfitError
from strengthfit.diagnosis import Audit, Diagnosis, Explanation, Reason
from strengthfit.interchange import (
    alternatives_to_dict,
    audit_to_dict,
    diagnosis_to_dict,
    explanation_to_dict,
    frontier_to_dict,
    plan_to_dict,
    prescription_to_dict,
    preset_comparison_to_dict,
    reason_to_dict,
    robustness_to_dict,
    sweep_to_dict,
    to_dict,
)
from strengthfit.physiology.response import Prescription
from strengthfit.tradeoffs import Frontier, PresetComparison, Robustness, Sweep

Answers = dict[str, str]
"""What is in each file, by its name."""

_TO_DICT: dict[type, Callable[[Any], dict[str, Any]]] = {
    Plan: plan_to_dict,
    Prescription: prescription_to_dict,
    Explanation: explanation_to_dict,
    Reason: reason_to_dict,
    Audit: audit_to_dict,
    Diagnosis: diagnosis_to_dict,
    Frontier: frontier_to_dict,
    Robustness: robustness_to_dict,
    Sweep: sweep_to_dict,
    PresetComparison: preset_comparison_to_dict,
    Alternatives: alternatives_to_dict,
    SquadPlan: to_dict,
}

_NUMBERS = re.compile(r"\[[-+.\de,\s]+\]")


def as_text(name: str, value: object) -> Answers:
    return {f"{name}.txt": str(value)}


def as_json(name: str, value: object) -> Answers:
    return laid_out(name, _TO_DICT[type(value)](value))


def laid_out(name: str, data: object) -> Answers:
    """Return plain data as JSON, with each list of numbers on one line."""
    text = json.dumps(data, indent=2)
    return {f"{name}.json": _NUMBERS.sub(lambda found: " ".join(found[0].split()), text)}


def without_noise(data: Any) -> Any:
    """Return data with nine digits of each float: those after them differ between processors."""
    if isinstance(data, float):
        return float(f"{data:.9g}")
    if isinstance(data, list):
        return [without_noise(each) for each in data]
    if isinstance(data, dict):
        return {name: without_noise(each) for name, each in data.items()}
    return data


def as_html(name: str, value: object) -> Answers:
    """Return the HTML of a value if it has any, a tag on each line to make differences readable."""
    html = getattr(value, "_repr_html_", None)
    return {} if html is None else {f"{name}.html": html().replace("><", ">\n<")}


def as_shown(name: str, value: object) -> Answers:
    """Return what a person sees: the text, and the HTML if there is any."""
    return {**as_text(name, value), **as_html(name, value)}


def in_every_form(name: str, value: object) -> Answers:
    return {**as_shown(name, value), **as_json(name, value)}


def in_turn(name: str, values: Iterable[object]) -> Answers:
    """Return the texts of several values in one file."""
    return as_text(name, "\n\n".join(map(str, values)))


def refusal(ask: Callable[[], object]) -> str:
    """Return the error with which a question is refused."""
    try:
        answer = ask()
    except StrengthfitError as error:
        return f"{type(error).__name__}: {error}"
    raise AssertionError(f"not refused: {answer}")
