"""Answers as JSON: plain data that says what the values say."""

import json
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.interchange import (
    audit_to_dict,
    diagnosis_to_dict,
    explanation_to_dict,
    reason_to_dict,
)

from ..generate import policies, weeks
from .test_answers_of_tradeoffs import within
from .test_plans import is_plain

MARATHON = sf.read_week("examples/marathon_week.toml").week


def _survives(data: dict[str, Any]) -> bool:
    return is_plain(data) and json.loads(json.dumps(data, allow_nan=False)) == data


@given(weeks(most=2), policies(grid=180))
@settings(max_examples=60)
def test_every_answer_is_plain_data(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    assert _survives(explanation_to_dict(sf.explain(plan)))
    assert _survives(audit_to_dict(sf.audit(week, plan.placements, policy)))
    assert _survives(diagnosis_to_dict(sf.diagnose(week, policy)))
    if plan.placements or plan.skipped:
        assert _survives(reason_to_dict(sf.why_not(plan, "Wed 18:00")))


def test_an_explanation_says_every_start() -> None:
    explanation = sf.explain(sf.plan(MARATHON))
    data = explanation_to_dict(explanation)
    assert data["plan"] == within(explanation.plan)
    for told, start in zip(data["starts"], explanation.starts, strict=True):
        assert (told["start"], told["kind"], told["state"]) == (
            start.start,
            start.kind,
            start.state,
        )
        assert told["when"] == start.when
        assert [label["rule"] for label in told["rules"]] == [label.rule for label in start.rules]
        assert (told["price"] is None) == (start.price is None)
        if start.price is not None:
            assert tuple(told["price"].values()) == start.price
    impairment = explanation.fatigue.impairment.tolist()
    assert data["fatigue"]["impairment"] == pytest.approx(impairment, abs=1e-6)


def test_an_audit_says_what_is_broken_and_how_to_mend_it() -> None:
    audit = sf.audit(MARATHON, [sf.Session("Wed 18:00", "heavy")])
    data = audit_to_dict(audit)
    assert [label["rule"] for label in data["broken"]] == ["before_hard_day"]
    assert len(data["repairs"]) == len(audit.repairs)
    for told, change in zip(data["repairs"], audit.repairs, strict=True):
        sides = {"before": change.before, "after": change.after}
        assert told == {"reason": change.reason, "code": "", "labels": []} | {
            name: at and _without({**attrs.asdict(at), "week": at.week})
            for name, at in sides.items()
        }
    assert data["best"] == within(audit.best)


def _without(placement: dict[str, Any]) -> dict[str, Any]:
    """Return a placement without what it does not have."""
    assert [placement.pop(name) for name in ("label", "id", "extra")] == [None] * 3
    return placement


def test_a_diagnosis_says_its_ways_out() -> None:
    diagnosis = sf.diagnose(attrs.evolve(MARATHON, strength=3))
    data = diagnosis_to_dict(diagnosis)
    assert [way["text"] for way in data["relaxations"]] == list(map(str, diagnosis.relaxations))
    assert [len(conflict) for conflict in data["conflicts"]] == list(map(len, diagnosis.conflicts))
    assert not data["met"]
