"""A plan as plain data for JSON: the same names as on the values, in a stable order."""

from typing import Any

from ..results import Plan

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
        "strength": _rounded(plan.strength),
        "interference": _rounded(plan.interference),
        "bound": _rounded(plan.bound),
        "gap": None if plan.gap is None else _rounded(plan.gap),
        "placements": [
            {
                "day": placement.day,
                "start": placement.start,
                "when": placement.when,
                "kind": placement.kind,
                "dose": placement.dose,
                "minutes": placement.minutes,
            }
            for placement in plan.placements
        ],
        "skipped": [
            {"kind": skipped.kind, "dose": skipped.dose, "reason": skipped.reason}
            for skipped in plan.skipped
        ],
        "score": {
            "tiers": dict(plan.score.tiers),
            "terms": {name: _rounded(value) for name, value in plan.score.terms},
            "runs": [
                {"id": run.id, "key": run.key, "loss_percent": _rounded(run.percent)}
                for run in plan.score.runs
            ],
        },
        "broken": [
            {"rule": label.rule, "cause": label.cause, "text": label.text} for label in plan.broken
        ],
    }


def _rounded(value: float) -> float:
    """Round to a millionth: more is noise of floating point, and differs between machines."""
    return round(value, 6)
