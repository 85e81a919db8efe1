"""Answers as JSON: every key is the name of the field it comes from, and no field is missing.

But for labels and extras that are not given.
"""

from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.diagnosis import Reason
from strengthfit.interchange import (
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
)
from strengthfit.planning import Placement, Plan
from strengthfit.tradeoffs import Robustness

HEAD = {"format", "schema_version"}
NOT_WRITTEN = {
    # `given` holds the week; the outcome is a solver's report, and the program can be made again.
    # What others leave of a gym is the squad's to say, and no week of a file has any.
    "Plan": {"week", "outcome", "beside"},
    "Day": {"week"},  # it follows from the day
    "Diagnosis": {"week"},  # `given` holds it
    "Audit": {"week"},  # it is that of `best`, which holds it
    "Robustness": {"values"},  # a number for each parameter in each draw: the seed draws it again
}
MORE = {
    "Plan": {"strength", "interference", "given"},
    "Placement": {"week"},
    "Start": {"kind", "code"},
    "Reason": {"code"},
    "Audit": {"interference"},
    "Diagnosis": {"met", "given"},
    "Robustness": {"draws", "drivers"},
}
"""Properties and what was given, beside the fields."""

IN_A_SUMMARY = {"regret", "interference", "survival", "day_survival"}

WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    strength=[sf.Demand("heavy", 2), sf.Demand("circuit", 2, label="A")],
)
PLAN = sf.plan(WEEK)
CHANGED = sf.replan(PLAN, today="Wed", missed=[PLAN.placements[0].when])
OPEN = sf.why_not(PLAN, "Thu")
BLOCKED = sf.why_not(PLAN, "Mon 18:00", "heavy")


def names(value: Any) -> set[str]:
    """Return the names under which a value is written."""
    kind = type(value).__name__
    if not attrs.has(type(value)):
        return set(value._fields)
    own = {field.name for field in attrs.fields(type(value))}
    for name in ("label", "extra", "id", "term"):  # are left out; sessions of no plan have no id
        if name in own and getattr(value, name) is None:
            own.remove(name)
    return (own - NOT_WRITTEN.get(kind, set())) | MORE.get(kind, set())


def check(data: Any, value: Any, where: str) -> None:
    """Compare what is written of a value with its fields, and theirs."""
    if attrs.has(type(value)) or hasattr(value, "_fields"):
        assert set(data) - HEAD == names(value), where
        for name in set(data) - HEAD:
            if name not in ("given", "policy", "drivers", "draws") and not (
                isinstance(value, Robustness) and name in IN_A_SUMMARY
            ):
                check(data[name], getattr(value, name), f"{where}.{name}")
    elif isinstance(data, list):
        for index, (one, two) in enumerate(zip(data, value, strict=True)):
            check(one, two, f"{where}[{index}]")
    elif isinstance(data, dict):
        assert data == pytest.approx(dict(value), abs=1e-6), where
    elif isinstance(data, float):
        assert data == pytest.approx(value, abs=1e-6), where
    else:
        assert data == value, where


@pytest.mark.parametrize("plan", [PLAN, CHANGED], ids=["planned", "planned again"])
def test_of_a_plan(plan: Plan) -> None:
    assert PLAN.skipped
    assert CHANGED.changes
    check(plan_to_dict(plan), plan, "plan")


@pytest.mark.parametrize("reason", [OPEN, BLOCKED], ids=["open", "blocked"])
def test_of_a_reason(reason: Reason) -> None:
    assert (OPEN.state, BLOCKED.state) == ("open", "blocked")
    check(reason_to_dict(reason), reason, "reason")


def test_of_what_explains_and_judges() -> None:
    explanation, audit = sf.explain(PLAN), sf.audit(WEEK, [sf.Session("Mon 18:00", "heavy")])
    diagnosis = sf.diagnose(WEEK)
    prescription = sf.respond(WEEK)
    assert audit.broken
    assert audit.repairs
    assert diagnosis.relaxations
    assert {start.state for start in explanation.starts} == {"taken", "open", "blocked"}
    check(explanation_to_dict(explanation), explanation, "explanation")
    check(audit_to_dict(audit), audit, "audit")
    check(diagnosis_to_dict(diagnosis), diagnosis, "diagnosis")
    check(prescription_to_dict(prescription), prescription, "prescription")


def test_of_trade_offs() -> None:
    frontier, sweep = sf.frontier(WEEK), sf.sweep(WEEK, "loss_cap", [1, 2])
    robust = sf.robustness(WEEK, draws=20)
    check(frontier_to_dict(frontier), frontier, "frontier")
    check(sweep_to_dict(sweep), sweep, "sweep")
    pinned = attrs.evolve(WEEK, strength=2, pins=[sf.Session("Sat 10:00", "circuit")])
    presets = sf.compare_presets(pinned)
    assert presets.refused
    check(preset_comparison_to_dict(presets), presets, "presets")
    check(robustness_to_dict(robust), robust, "robustness")


def test_a_start_is_minutes_and_when_is_its_text() -> None:
    said = [(each.start, each.when) for each in PLAN.placements]
    said += [(each.start, each.when) for each in sf.explain(PLAN).starts]
    said += [(each.start, each.when) for each in (OPEN, BLOCKED)]
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    for start, when in said:
        assert when == f"{days[start // 1440]} {start % 1440 // 60:02d}:{start % 60:02d}"
    written = reason_to_dict(OPEN)
    assert (written["start"], written["when"]) == (OPEN.start, OPEN.when)


def test_every_answer_names_its_format_alike() -> None:
    answers = [
        plan_to_dict(PLAN),
        reason_to_dict(OPEN),
        audit_to_dict(sf.audit(WEEK, list[Placement]())),
        prescription_to_dict(sf.respond(WEEK)),
    ]
    assert [answer["format"].partition(".")[0] for answer in answers] == ["strengthfit"] * 4
