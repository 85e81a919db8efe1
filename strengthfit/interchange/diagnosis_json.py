"""Explanations, reasons, audits and diagnoses as plain data for JSON, in a stable order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from ..diagnosis import (
    Audit,
    Cause,
    Diagnosis,
    Explanation,
    FatigueTrace,
    ObjectiveDifference,
    Reason,
    Relaxation,
    Start,
)
from ..program import Label
from .given_dict import given_to_dict, policy_to_dict
from .plan_json import (
    change_to_dict,
    label_to_dict,
    placement_to_dict,
    plan_to_dict,
    rounded,
    score_to_dict,
)

VERSION = 1


def explanation_to_dict(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as dicts, lists, strings and numbers.

    Examples
    --------
    >>> import strengthfit as sf
    >>> data = explanation_to_dict(sf.explain(sf.plan(sf.Week([], strength=1))))
    >>> data["format"], data["starts"][0]["state"]
    ('strengthfit.explanation', 'open')
    """
    return {
        "format": "strengthfit.explanation",
        "version": VERSION,
        "sentences": list(explanation.sentences),
        "starts": [_start(start) for start in explanation.starts],
        "parts": _causes(explanation.parts),
        "shared": _causes(explanation.shared),
        "days": explanation.days,
        "fatigue": _fatigue(explanation.fatigue),
        "plan": plan_to_dict(explanation.plan),
    }


def reason_to_dict(reason: Reason) -> dict[str, Any]:
    """Return a reason as dicts, lists, strings and numbers."""
    return {
        "format": "strengthfit.reason",
        "version": VERSION,
        "start": reason.start,
        "when": reason.when,
        "kind": reason.kind,
        "state": reason.state,
        "text": reason.text,
        "rules": _labels(reason.rules),
        "price": _price(reason.price),
        "moves": [change_to_dict(change) for change in reason.moves],
        "plan": None if reason.plan is None else plan_to_dict(reason.plan),
    }


def audit_to_dict(audit: Audit) -> dict[str, Any]:
    """Return an audit as dicts, lists, strings and numbers."""
    return {
        "format": "strengthfit.audit",
        "version": VERSION,
        "policy": audit.policy.name,
        "placements": [placement_to_dict(placement) for placement in audit.placements],
        "broken": _labels(audit.broken),
        "interference": rounded(audit.interference),
        "score": score_to_dict(audit.score),
        "parts": _causes(audit.parts),
        "price": _price(audit.price),
        "best": plan_to_dict(audit.best),
        "repairs": [change_to_dict(change) for change in audit.repairs],
        "repaired": [placement_to_dict(placement) for placement in audit.repaired],
        "repaired_interference": rounded(audit.repaired_interference),
        "fatigue": _fatigue(audit.fatigue),
    }


def diagnosis_to_dict(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return a diagnosis as dicts, lists, strings and numbers."""
    return {
        "format": "strengthfit.diagnosis",
        "version": VERSION,
        "policy": diagnosis.policy.name,
        "met": diagnosis.met,
        "conflicts": [_labels(conflict) for conflict in diagnosis.conflicts],
        "met_conflicts": diagnosis.met_conflicts,
        "relaxations": [_relaxation(relaxation) for relaxation in diagnosis.relaxations],
        "complete": diagnosis.complete,
        "given": {**given_to_dict(diagnosis.week), "policy": policy_to_dict(diagnosis.policy)},
    }


def _start(start: Start) -> dict[str, Any]:
    return {
        "start": start.start,
        "when": start.when,
        "kind": start.kind,
        "demand": attrs.asdict(start.demand),
        "state": start.state,
        "dose": start.dose,
        "rules": _labels(start.rules),
        "price": _price(start.price),
        "causes": _causes(start.causes),
        "others": list(start.others),
    }


def _relaxation(relaxation: Relaxation) -> dict[str, Any]:
    return {
        "price": rounded(relaxation.price),
        "text": relaxation.text,
        "labels": _labels(relaxation.labels),
        "plan": plan_to_dict(relaxation.plan),
    }


def _fatigue(trace: FatigueTrace) -> dict[str, Any]:
    return {
        "minutes": trace.minutes.tolist(),
        "sessions": list(trace.sessions),
        "residual": [[rounded(value) for value in row] for row in trace.residual.tolist()],
        "impairment": [rounded(value) for value in trace.impairment.tolist()],
        "runs": [
            {
                "id": run.id,
                "text": run.text,
                "start": run.start,
                "impairment": rounded(run.impairment),
                "loss": rounded(run.loss),
            }
            for run in trace.runs
        ],
    }


def _causes(causes: Iterable[Cause]) -> list[dict[str, Any]]:
    return [
        {"label": label_to_dict(cause.label), "value": rounded(cause.value)} for cause in causes
    ]


def _labels(labels: Iterable[Label]) -> list[dict[str, str]]:
    return [label_to_dict(label) for label in labels]


def _price(price: ObjectiveDifference | None) -> dict[str, int] | None:
    return None if price is None else price._asdict()
