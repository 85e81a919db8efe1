"""Sessions in the order that the week asks for."""

from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.interchange import plan_from_dict, to_dict
from strengthfit.strategies import STRATEGIES

from ... import oracle
from ...generate import ordered_weeks, policies
from ...longer import mostly_longer
from .probe import labels

RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo"), sf.Run("Sun 08:00", "long")]
A, B = sf.Demand("heavy", label="A"), sf.Demand("heavy", label="B")
CORE = [sf.Demand("heavy", 2), sf.Demand("core", 2)]


def _week(
    strength: Sequence[sf.Demand], order: Sequence[str], runs: list[sf.Run] = RUNS
) -> sf.Week:
    return sf.Week(runs, strength, repeats=True, order=order)


def _names(week: sf.Week, **more: Any) -> list[str]:
    return [placement.name for placement in sf.plan(week, **more).placements]


@pytest.mark.parametrize("order", [["A", "B"], ["B", "A"]], ids="-".join)
@pytest.mark.parametrize(
    "strategy", sorted(name for name, known in STRATEGIES.items() if known.every_rule)
)
def test_every_strategy_keeps_the_order(strategy: str, order: list[str]) -> None:
    week = _week([attrs.evolve(one, minutes=30) for one in (A, B)], order)
    found = sf.plan(week, sf.Policy(grid=360), strategy=strategy)
    assert [placement.label for placement in found.placements] == order
    assert not found.broken


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (["heavy", "core"], "heavy before core"),
        (["core", "heavy"], "core before heavy"),
        (["heavy", "heavy", "core"], "last heavy before core"),
        (["heavy", "core", "core"], "heavy before core"),
        (["heavy", "core", "heavy"], "heavy before core|core before last heavy"),
        (
            ["core", "heavy", "core", "heavy"],
            "core before heavy|heavy before last core|last core before last heavy",
        ),
    ],
    ids=["first", "core-first", "all-of-one", "twice-in-a-row", "around", "in-turn"],
)
def test_what_each_order_asks_of_two_and_two(order: list[str], found: str) -> None:
    week = _week(CORE, order)
    asked = list(dict.fromkeys(label.cause for label in labels(week, "order")))
    assert "|".join(asked) == found
    names = _names(week)
    firsts = {name: names.index(name) for name in ("heavy", "core")}
    lasts = {name: 3 - names[::-1].index(name) for name in ("heavy", "core")}
    places = [(lasts if one in order[:at] else firsts)[one] for at, one in enumerate(order)]
    assert places == sorted(places)


def test_two_of_each_alternate() -> None:
    assert _names(_week(CORE, ["heavy", "core", "heavy", "core"])) == ["heavy", "core"] * 2


def test_a_kind_means_what_has_no_label_in_the_order() -> None:
    strength = [A, B, sf.Demand("core")]
    found = labels(_week(strength, ["core", "heavy"]), "order")
    assert {label.text for label in found} == {"out of order: core before heavy"}
    found = labels(_week(strength, ["A", "heavy", "core"]), "order")
    assert {label.cause for label in found} == {
        "A before heavy",
        "A before core",
        "heavy before core",
    }


def test_what_is_skipped_counts_as_done_in_time() -> None:
    shut = sf.Demand("heavy", minutes=240, label="A")
    week = attrs.evolve(_week([shut, B], ["A", "B"]), available=["weekdays 18:00-19:00"])
    plan = sf.plan(week)
    assert [placement.label for placement in plan.placements] == ["B"]
    assert [skipped.name for skipped in plan.skipped] == ["heavy A"]


def test_in_a_block_the_order_is_within_each_week() -> None:
    block = sf.Block([_line(["A", "B"]), _line(["B", "A"]), _line([])])
    plan = sf.plan(block)
    assert [p.label for p in plan.placements if p.week < 2] == ["A", "B", "B", "A"]
    causes = {label.cause for label in plan.program.row_labels if label.rule == "order"}
    assert causes == {"W1 A before B", "W2 B before A"}
    with pytest.raises(sf.InputError, match=r"weeks\[1\]\.order\[0\]: 'C' is not a label"):
        sf.plan(sf.Block([_line(["A", "B"]), _line(["C", "A"])]))


def _line(order: Sequence[str]) -> sf.Week:
    return sf.Week(RUNS, [A, B], order=order)


def test_one_case_can_be_waived_and_is_named_by_why_not() -> None:
    pinned = attrs.evolve(
        _week([A, B], ["A", "B"]), pins=[sf.Session("Thu 18:00", "heavy", label="A")]
    )
    plan = sf.plan(pinned)
    assert plan.placements[0].label == "A"
    reason = sf.why_not(plan, "Tue 18:00", "B")
    assert reason.text == "Tue 18:00 heavy B: blocked; out of order: A before B (order)."
    waived = attrs.evolve(pinned, waived=[sf.Waiver("order", "A before B")])
    assert [p.name for p in sf.plan(waived).placements] == ["heavy B", "heavy A"]


def test_pins_that_turn_the_order_round_are_refused_or_kept() -> None:
    pins = [
        sf.Session("Tue 18:00", "heavy", label="B"),
        sf.Session("Thu 18:00", "heavy", label="A"),
    ]
    week = attrs.evolve(_week([A, B], ["A", "B"]), pins=pins)
    with pytest.raises(sf.PinError, match="out of order: A before B; write keep=True"):
        sf.plan(week)
    kept = [attrs.evolve(pin, keep=True) for pin in pins]
    plan = sf.plan(attrs.evolve(week, pins=kept))
    assert [p.name for p in plan.placements] == ["heavy B", "heavy A"]
    assert {label.text for one in plan.kept for label in one.rules} == {"out of order: A before B"}


def test_an_audit_judges_the_order_of_labelled_sessions() -> None:
    placed = [
        sf.Session("Tue 18:00", "heavy", label="B"),
        sf.Session("Thu 18:00", "heavy", label="A"),
    ]
    found = sf.audit(_week([A, B], ["A", "B"]), placed)
    assert [label.text for label in found.broken] == [
        "out of order: A before B (Tue 18:00, Thu 18:00)"
    ]
    assert [p.label for p in found.repaired] == ["A", "B"] or len(found.repaired) < 2
    assert sf.audit(_week([A, B], ["A", "B"]), placed[:1]).broken == ()


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (["A", "C"], r"order\[1\]: 'C' is not a label or a kind .*; write from A, B, heavy, core"),
        (["A", "upper"], r"order\[1\]: 'upper' is not a label or a kind of what this week asks"),
        (["A", "B", "A"], r"order\[2\]: 'A' stands there twice, and the week asks for one session"),
    ],
    ids=["label", "kind", "twice"],
)
def test_an_order_of_what_nothing_asks_for_is_refused(order: list[str], message: str) -> None:
    with pytest.raises(sf.InputError, match=message):
        sf.plan(_week([A, B, sf.Demand("core")], order))


@pytest.mark.parametrize("strategy", ["cpsat", "dynamic", "exhaustive"])
@given(ordered_weeks(2), policies(grid=180))
@settings(max_examples=100, deadline=None)
def test_a_plan_with_an_order_is_the_oracle_s(
    strategy: str, week: sf.Week, policy: sf.Policy
) -> None:
    plan = sf.plan(week, policy, strategy=strategy)
    sittings = oracle.sittings_of(plan)
    assert not oracle.broken(week, policy, sittings)
    best = oracle.best(week, policy, limit=20_000)
    if best is not None:
        assert tuple(value for _, value in plan.score.tiers)[:6] == best
    assert plan_from_dict(to_dict(plan)) == plan


@pytest.mark.parametrize(
    "order", mostly_longer([["A", "B"], ["A", "B", "A", "B"], ["A", "A", "B"]]), ids="-".join
)
def test_ways_out_of_a_full_week_keep_what_is_left_of_the_order(order: list[str]) -> None:
    strength = [attrs.evolve(one, count=order.count(str(one.label))) for one in (A, B)]
    open_on = ["Tue 18:00-19:00", "Thu 18:00-19:00"]
    pins = [sf.Session("Tue 18:00", "heavy", label="B")]
    week = attrs.evolve(_week(strength, order), available=open_on, pins=pins)
    diagnosis = sf.diagnose(week, sf.Policy(grid=180))
    assert not diagnosis.met
    assert diagnosis.relaxations
    assert not any(way.plan.broken for way in diagnosis.relaxations)


def test_an_order_of_core_is_of_its_own_week_alone() -> None:
    """Sessions of other weeks were taken for core, and the week's own were left out."""
    asked = [sf.Demand("heavy"), sf.Demand("core")]
    ordered = sf.Week(RUNS, asked, order=["heavy", "core"])
    other = sf.Week(RUNS, [sf.Demand("circuit", 2)])
    plan = sf.plan(sf.Block([other, ordered, other]))
    assert not plan.skipped
    own = [placement.kind for placement in plan.placements if placement.week == 1]
    assert own == ["heavy", "core"]
