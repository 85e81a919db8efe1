"""When running load rises strength gives way: less volume, simpler exercises, fewer sessions.

So do a tired week, and a week of the season that is not for building strength.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from ...domain.strength import DOSES, AnyStrengthKind
from ...domain.words import counted
from ...physiology.response import Prescription
from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray, IntArray, Rows, grouped
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return for each week a row against fuller doses, and rows against more sessions."""
    horizon, choices = context.horizon, context.choices
    members: list[IntArray] = []
    bounds: list[int] = []
    labels: list[Label] = []
    for week, prescription in enumerate(horizon.prescriptions):
        asked = Counter[AnyStrengthKind]()
        for demand, number in zip(horizon.demands, horizon.demand_weeks, strict=True):
            if number == week:
                asked[demand.kind] += demand.count
        inside = choices.day // horizon.week_days == week
        name = "" if horizon.weeks == 1 else f"W{week + 1} "
        for mask, bound, label in _limits(context, prescription, asked, name):
            members.append(np.flatnonzero(inside & mask))
            bounds.append(bound)
            labels.append(label)
    owners = np.repeat(np.arange(len(members)), [len(member) for member in members])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *members])
    return grouped(owners, columns, None, np.array(bounds, dtype=np.int64), lambda: labels)


def _limits(
    context: RuleContext,
    prescription: Prescription,
    asked: Mapping[AnyStrengthKind, int],
    name: str,
) -> Iterator[tuple[BoolArray, int, Label]]:
    """Yield what a prescription limits: which choices, to how many, and why."""
    choices, why = context.choices, prescription.why
    cause = f"{name}{prescription.cause}"
    if prescription.cap:
        text = f"more than {DOSES[prescription.cap]}: {why}"
        label = _label("dose", cause, text, _rise(prescription))
        yield choices.dose < prescription.cap, 0, label
    for kind, most in prescription.kept:
        if most < asked[kind]:
            many = f"more than {counted(most, f'{kind} session')}" if most else f"no {kind}"
            text = f"{many} in the week: {why}"
            of_kind = choices.kind == choices.kind_index(kind)
            numbers = {"sessions": float(most), **_rise(prescription)}
            yield of_kind, most, _label("sessions", cause, text, numbers)
    legs = prescription.leg_sessions
    if legs is not None:
        many = f"more than {counted(legs, 'session')} of" if legs else "no"
        text = f"{many} leg work in a {prescription.phase} week"
        numbers = {"sessions": float(legs)}
        yield context.leg_work, legs, _label("phase", f"{name}{prescription.phase}", text, numbers)
    if prescription.barred:
        barred = np.array([kind in prescription.barred for kind in context.kinds])
        text = "nothing heavy: you are tired; a short circuit session is an alternative"
        yield barred[choices.kind], 0, _label("tired", f"{name}tired", text, {})


def _label(case: str, cause: str, text: str, numbers: Mapping[str, float]) -> Label:
    return Label("load_response", cause, text, code=f"load_response.{case}", numbers=numbers)


def _rise(prescription: Prescription) -> dict[str, float]:
    """Return by how many percent the measure that decided has risen; nothing if none did."""
    ratios = [trend.ratio for trend in prescription.trends if trend.measure == prescription.cause]
    known = [ratio for ratio in ratios if ratio is not None]
    return {"percent": 100 * (known[0] - 1)} if known else {}


RULE = Rule(
    "load_response",
    rows,
    word="load",
    meaning="what running load and season leave",
    price=8,
)
