"""A plan as plain data for JSON: every key is the name of a field, in a stable order."""

from typing import Any

import numpy as np

from ..domain.block import Block
from ..domain.strength import DOSES, STRENGTH_KINDS
from ..domain.week import Week
from ..errors import FileError
from ..physiology.response import Prescription
from ..planning import Change, Placement, Plan, Score, Skipped
from ..planning.from_outcome import plan_from_outcome
from ..program import Label, Program, formulate
from ..strategies.protocol import Outcome
from .given_dict import given_to_dict, policy_to_dict
from .week_file import parse_block, parse_week

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
        "skipped": [_skipped_to_dict(skipped) for skipped in plan.skipped],
        "score": score_to_dict(plan.score),
        "broken": [label_to_dict(label) for label in plan.broken],
        "prescriptions": [_prescription(each) for each in plan.prescriptions],
        "changes": [change_to_dict(change) for change in plan.changes],
        "given": {**given_to_dict(plan.week), "policy": policy_to_dict(plan.policy)},
    }


def prescription_to_dict(prescription: Prescription) -> dict[str, Any]:
    """Return what running load allows, with the figures that decided it."""
    return {
        "format": "strengthfit.prescription",
        "version": VERSION,
        **_prescription(prescription),
    }


def score_to_dict(score: Score) -> dict[str, Any]:
    """Return a score, its tiers and its terms by name."""
    return {
        "strength_asked": rounded(score.strength_asked),
        "strength_delivered": rounded(score.strength_delivered),
        "tiers": dict(score.tiers),
        "terms": {name: rounded(value) for name, value in score.terms},
        "interference": rounded(score.interference),
        "runs": [
            {"id": run.id, "text": run.text, "key": run.key, "percent": rounded(run.percent)}
            for run in score.runs
        ],
    }


def _skipped_to_dict(skipped: Skipped) -> dict[str, Any]:
    return {
        "kind": skipped.kind,
        "dose": skipped.dose,
        "reason": skipped.reason,
        "labels": [label_to_dict(label) for label in skipped.labels],
    }


def _prescription(prescription: Prescription) -> dict[str, Any]:
    return {
        "step": prescription.step,
        "sessions": prescription.sessions,
        "dose": prescription.dose,
        "barred": list(prescription.barred),
        "trends": [
            {
                "measure": trend.measure,
                "now": rounded(trend.now),
                "usual": None if trend.usual is None else rounded(trend.usual),
                "weeks": trend.weeks,
                "step": trend.step,
                "inferred": trend.inferred,
            }
            for trend in prescription.trends
        ],
        "reasons": list(prescription.reasons),
        "cause": prescription.cause,
        "why": prescription.why,
        "cap": prescription.cap,
        "most": prescription.most,
    }


def change_to_dict(change: Change) -> dict[str, Any]:
    """Return a change under the names of its fields."""
    return {
        "before": None if change.before is None else placement_to_dict(change.before),
        "after": None if change.after is None else placement_to_dict(change.after),
        "reason": change.reason,
    }


def plan_from_dict(data: Any, source: str = "plan") -> Plan:
    """Return the plan that `plan_to_dict` wrote: what was given, and the placements.

    Parameters
    ----------
    data : dict
    source : str
        A name for messages.

    Raises
    ------
    FileError
        Where it is no such plan, or a placement is none of its week's choices.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> plan_from_dict(plan_to_dict(plan)) == plan
    True
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT or "given" not in data:
        told = "is not a plan; write one with strengthfit plan --json or strengthfit block --json"
        raise FileError(source, [told])
    given = data["given"]
    asked: Week | Block
    if isinstance(given, dict) and "weeks" in given:
        block = parse_block(given, source)
        asked, policy = block.block, block.policy
    else:
        week = parse_week(given, source)
        asked, policy = week.week, week.policy
    program = formulate(asked, policy)
    taken = [
        _choice(program, each, f"{source}: placements[{index}]")
        for index, each in enumerate(data.get("placements", []))
    ]
    return plan_from_outcome(
        asked, policy, program, _outcome(program, taken, str(data.get("status")))
    )


def _outcome(program: Program, taken: list[int], status: str) -> Outcome:
    """Return the outcome of a plan that was written: its proof is taken on trust."""
    mask = program.mask(taken)
    objective = program.objective(mask)
    return Outcome(
        status="broken"
        if program.broken(mask)
        else "optimal"
        if status == "optimal"
        else "feasible",
        taken=tuple(sorted(taken)),
        objective=objective,
        bound=objective if status == "optimal" else (0,) * len(objective),
    )


def _choice(program: Program, placed: Any, where: str) -> int:
    """Return the choice that a written placement is."""
    choices = program.choices
    try:
        fits = (
            (choices.start == placed["start"])
            & (choices.kind == STRENGTH_KINDS.index(placed["kind"]))
            & (choices.dose == DOSES.index(placed["dose"]))
            & (choices.minutes == placed["minutes"])
        )
        asked = [DOSES.index(demand.dose) for demand in program.horizon.demands]
        fits &= np.array(asked)[choices.demand] == DOSES.index(placed["asked"])
        return int(np.flatnonzero(fits)[0])
    except (KeyError, IndexError, ValueError, TypeError):
        raise FileError(where, ["is not a session that the given week could hold"]) from None


def placement_to_dict(placement: Placement) -> dict[str, Any]:
    """Return a placement under the names of its fields."""
    return {
        "day": placement.day,
        "start": placement.start,
        "when": placement.when,
        "kind": placement.kind,
        "dose": placement.dose,
        "minutes": placement.minutes,
        "asked": placement.asked,
        "week": placement.week,
    }


def label_to_dict(label: Label) -> dict[str, str]:
    """Return a label under the names of its fields."""
    return {"rule": label.rule, "cause": label.cause, "text": label.text}


def rounded(value: float) -> float:
    """Round to a millionth: more is noise of floating point, and differs between machines."""
    return round(value, 6)
