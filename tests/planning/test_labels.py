"""Labels in plans, and what becomes of them when a week is planned again."""

from typing import Any

import pytest

import strengthfit as sf
from strengthfit.diagnosis import Explanation
from strengthfit.interchange import plan_from_dict, to_dict

RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo"), sf.Run("Sun 08:00", "long")]
BOTH = [sf.Demand("heavy", label="A"), sf.Demand("heavy", label="B")]
PLAN = sf.plan(sf.Week(RUNS, BOTH, repeats=True, order=["A", "B"]))


def test_demands_that_differ_in_their_label_are_two_and_equal_ones_one() -> None:
    program = sf.formulate(sf.Week([], [*BOTH, *BOTH, sf.Demand("heavy")]))
    asked = [(one.label, one.count) for one in program.horizon.demands]
    assert asked == [(None, 1), ("A", 2), ("B", 2)]


def test_the_label_stands_wherever_the_session_does() -> None:
    first, second = PLAN.placements
    assert [first.name, second.name] == ["heavy A", "heavy B"]
    for text in (str(PLAN), PLAN._repr_html_(), str(sf.explain(PLAN))):
        assert "heavy A" in text
        assert "heavy B" in text
    assert str(sf.why_not(PLAN, first.when)).startswith(f"{first.when} heavy A: it is in the plan")
    assert to_dict(PLAN)["placements"][0]["label"] == "A"
    assert plan_from_dict(to_dict(PLAN)) == PLAN
    explanation: Explanation = sf.explain(PLAN)
    assert {start.name for start in explanation.starts} == {"heavy A", "heavy B"}


def test_a_skipped_session_says_its_label() -> None:
    plan = sf.plan(sf.Week(RUNS, BOTH, repeats=True, available=["Thu 18:00-19:00"]))
    (skipped,) = plan.skipped
    assert skipped.label in {"A", "B"}
    assert f"1 {skipped.name} session" in str(plan)
    assert to_dict(plan)["skipped"][0]["label"] == skipped.label


def test_a_pin_may_ask_for_a_label() -> None:
    pin = sf.Session("Thu 18:00", "heavy", label="A")
    plan = sf.plan(sf.Week(RUNS, BOTH, repeats=True, pins=[pin]))
    assert {p.when: p.label for p in plan.placements}["Thu 18:00"] == "A"
    with pytest.raises(sf.PinError, match="the heavy C on Thu 18:00 is pinned, but no demand asks"):
        sf.plan(sf.Week(RUNS, BOTH, pins=[sf.Session("Thu 18:00", "heavy", label="C")]))
    kept = sf.Session("Thu 18:00", "heavy", label="C", keep=True)
    plan = sf.plan(sf.Week(RUNS, [], repeats=True, pins=[kept]))
    assert [(p.name, one.added) for one in plan.kept for p in plan.placements] == [
        ("heavy C", True)
    ]


def test_what_was_missed_is_not_made_up_for_by_the_other() -> None:
    first, second = PLAN.placements
    new = sf.replan(PLAN, today=first.day + 1, missed=[first.when])
    assert new.placements == (second,)
    assert [skipped.label for skipped in new.skipped] == ["A"]


def test_a_done_session_may_be_the_other() -> None:
    """B done first leaves no A for the rest of the week, as an A after it is out of order."""
    first, _ = PLAN.placements
    done = {first.when: sf.Session(first.when, "heavy", label="B")}
    new = sf.replan(PLAN, today=first.day + 1, done=done)
    assert [placement.label for placement in new.placements] == ["B"]
    assert [skipped.label for skipped in new.skipped] == ["A"]
    assert plan_from_dict(to_dict(new)).placements == new.placements


@pytest.mark.parametrize("label", ["", " A", "A\n", "A" * 21, "heavy", 5, True], ids=repr)
def test_what_is_not_a_label_is_refused(label: Any) -> None:
    for make in (
        lambda: sf.Demand("heavy", label=label),
        lambda: sf.Session("Tue", "heavy", label=label),
    ):
        with pytest.raises(sf.InputError, match="label"):
            make()
