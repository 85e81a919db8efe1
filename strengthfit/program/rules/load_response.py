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
        yield choices.dose < prescription.cap, 0, Label("load_response", cause, text)
    for kind, most in prescription.kept:
        if most < asked[kind]:
            many = f"more than {counted(most, f'{kind} session')}" if most else f"no {kind}"
            text = f"{many} in the week: {why}"
            of_kind = choices.kind == choices.kind_index(kind)
            yield of_kind, most, Label("load_response", cause, text)
    legs = prescription.leg_sessions
    if legs is not None:
        many = f"more than {counted(legs, 'session')} of" if legs else "no"
        text = f"{many} leg work in a {prescription.phase} week"
        yield context.leg_work, legs, Label("load_response", f"{name}{prescription.phase}", text)
    if prescription.barred:
        barred = np.array([kind in prescription.barred for kind in context.kinds])
        text = "nothing heavy: you are tired; a short circuit session is an alternative"
        yield barred[choices.kind], 0, Label("load_response", f"{name}tired", text)


RULE = Rule(
    "load_response",
    rows,
    word="load",
    meaning="what running load and season leave",
    price=8,
)
