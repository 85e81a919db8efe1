"""A plan as plain data for JSON: the same names as on the values, in a stable order."""

from typing import Any

from ..program import Label
from ..results import Placement, Plan

FORMAT, VERSION = "strengthfit.plan", 1


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """Return a plan as dicts, lists, strings and numbers.

    It holds nothing that differs from run to run: equal plans give equal text.

    Parameters
    ----------
    plan : Plan

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan_to_dict(sf.plan(sf.Week([], strength=0)))["status"]
    'optimal'
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "policy": plan.policy.name,
        "status": plan.status,
        "strength": rounded(plan.strength),
        "interference": rounded(plan.interference),
        "bound": rounded(plan.bound),
        "gap": None if plan.gap is None else rounded(plan.gap),
        "placements": [placement_to_dict(placement) for placement in plan.placements],
        "skipped": [
            {"kind": skipped.kind, "dose": skipped.dose, "reason": skipped.reason}
            for skipped in plan.skipped
        ],
        "score": {
            "tiers": dict(plan.score.tiers),
            "terms": {name: rounded(value) for name, value in plan.score.terms},
            "runs": [
                {"id": run.id, "key": run.key, "loss_percent": rounded(run.percent)}
                for run in plan.score.runs
            ],
        },
        "broken": [label_to_dict(label) for label in plan.broken],
    }


def placement_to_dict(placement: Placement) -> dict[str, Any]:
    """Return a placement under the names of its fields."""
    return {
        "day": placement.day,
        "start": placement.start,
        "when": placement.when,
        "kind": placement.kind,
        "dose": placement.dose,
        "minutes": placement.minutes,
    }


def label_to_dict(label: Label) -> dict[str, str]:
    """Return a label under the names of its fields."""
    return {"rule": label.rule, "cause": label.cause, "text": label.text}


def rounded(value: float) -> float:
    """Round to a millionth: more is noise of floating point, and differs between machines."""
    return round(value, 6)
