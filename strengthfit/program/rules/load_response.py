"""When running load rises strength gives way: less volume, simpler exercises, fewer sessions."""

from collections.abc import Iterator

import numpy as np

from ...domain.strength import DOSES, STRENGTH_KINDS
from ...physiology.response import Prescription
from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray, IntArray, Rows, grouped
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return for each week a row against fuller doses, one against more sessions, one by kind."""
    horizon, choices = context.horizon, context.choices
    asked = np.zeros(horizon.weeks, dtype=np.int64)
    for demand, week in zip(horizon.demands, horizon.demand_weeks, strict=True):
        asked[week] += demand.count
    members: list[IntArray] = []
    bounds: list[int] = []
    labels: list[Label] = []
    for week, prescription in enumerate(horizon.prescriptions):
        name = "" if horizon.weeks == 1 else f"W{week + 1} "
        inside = choices.day // 7 == week
        for mask, bound, label in _limits(context, prescription, int(asked[week]), name):
            members.append(np.flatnonzero(inside & mask))
            bounds.append(bound)
            labels.append(label)
    owners = np.repeat(np.arange(len(members)), [len(member) for member in members])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *members])
    return grouped(owners, columns, None, np.array(bounds, dtype=np.int64), lambda: labels)


def _limits(
    context: RuleContext, prescription: Prescription, asked: int, name: str
) -> Iterator[tuple[BoolArray, int, Label]]:
    """Yield what a prescription limits: which choices, to how many, and why."""
    choices = context.choices
    if prescription.cap:
        text = f"more than {DOSES[prescription.cap]}: {prescription.why}"
        label = Label("load_response", f"{name}{prescription.cause}", text)
        yield choices.dose < prescription.cap, 0, label
    if prescription.most < asked:
        text = f"more than {prescription.most} in the week: {prescription.why}"
        label = Label("load_response", f"{name}{prescription.cause}", text)
        yield np.ones(len(choices), dtype=bool), prescription.most, label
    if prescription.barred:
        barred = np.array([kind in prescription.barred for kind in STRENGTH_KINDS])
        text = "nothing heavy: you are tired; a short circuit session is an alternative"
        yield barred[choices.kind], 0, Label("load_response", f"{name}tired", text)


RULE = Rule(
    "load_response",
    rows,
    word="load",
    meaning="what running load leaves of strength",
    price=8,
)
