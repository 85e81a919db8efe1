"""The program against the oracle, choice by choice and rule by rule."""

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import WEEK
from strengthfit.program.rules import RULES

from .. import oracle
from ..choices import blocked_by, judge_any_set, key, sittings_in
from ..generate import late_blocks, late_weeks, ordered_weeks, policies, weeks


@given(weeks() | late_weeks(), policies())
@settings(max_examples=500)
def test_choices_are_the_oracle_s(week: sf.Week, policy: sf.Policy) -> None:
    ours = sorted(map(key, sittings_in(sf.formulate(week, policy))))
    assert ours == sorted(map(key, oracle.candidates(week, policy)))


@given(weeks(), policies(grid=120))
@settings(max_examples=500)
def test_each_choice_is_forbidden_by_the_rules_the_oracle_names(
    week: sf.Week, policy: sf.Policy
) -> None:
    program = sf.formulate(week, policy)
    blocked = blocked_by(program)
    for sitting, rules in zip(sittings_in(program), blocked, strict=True):
        assert rules == oracle.blocking(week, policy, sitting)


@given(weeks(), policies(grid=120), st.data())
@settings(max_examples=600)
def test_any_set_of_choices_breaks_the_rules_the_oracle_names(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    judge_any_set(week, policy, data)


@given(ordered_weeks(), policies(grid=120), st.data())
@settings(max_examples=600)
def test_any_set_of_choices_with_an_order_breaks_the_rules_the_oracle_names(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    judge_any_set(week, policy, data)


ROUND_THE_CLOCK: dict[str, Any] = {
    "day_start": 0,
    "day_end": 1440,
    "spacings": (),
    "guards": (),
    "grid": 30,
}


@given(late_weeks(), policies(grid=60), st.booleans(), st.data())
@settings(max_examples=1000)
def test_sessions_near_midnight_are_forbidden_by_the_rules_the_oracle_names(
    week: sf.Week, policy: sf.Policy, round_the_clock: bool, data: st.DataObject
) -> None:
    policy = sf.Policy(**ROUND_THE_CLOCK) if round_the_clock else policy
    program, taken, chosen = judge_any_set(week, policy, data, _is_near_midnight)
    over = [sitting for sitting in chosen if sitting.end > (sitting.day + 1) * 1440]
    event(f"{len(over)} past midnight, broken: {len(program.broken(taken)) > 0}")
    blocked = blocked_by(program)
    sittings = sittings_in(program)
    for index in np.flatnonzero(taken).tolist():
        assert blocked[index] == oracle.blocking(week, policy, sittings[index])


@given(late_blocks(), policies(grid=60), st.booleans())
@settings(max_examples=600)
def test_nights_between_weeks_of_a_block_are_open_and_closed_as_the_oracle_says(
    block: sf.Block, policy: sf.Policy, round_the_clock: bool
) -> None:
    policy = sf.Policy(**ROUND_THE_CLOCK) if round_the_clock else policy
    program = sf.formulate(block, policy)
    blocked = blocked_by(program)
    around = [oracle.week_of_block(block, policy, number, []) for number in range(len(block.weeks))]
    ours: list[list[oracle.Sitting]] = [[] for _ in around]
    for sitting, rules in zip(sittings_in(program), blocked, strict=True):
        number, start = divmod(sitting.start, WEEK)
        mine = attrs.evolve(sitting, start=start)
        ours[number].append(mine)
        if _is_near_midnight(mine):
            theirs = oracle.blocking(around[number], policy, mine)
            assert rules & HOURS == theirs & HOURS
            edge = mine.end > WEEK or start < 60
            event(f"at the edge: {edge}, closed: {'availability' in rules}")
    for week, offered in zip(around, ours, strict=True):
        assert sorted(map(key, offered)) == sorted(map(key, oracle.candidates(week, policy)))


HOURS = {"availability", "pins", "overlap"}
"""The rules that read a week's windows, and the one that keeps runs of the next day clear."""


def _is_near_midnight(sitting: oracle.Sitting) -> bool:
    return not 60 < sitting.start % 1440 < 23 * 60


@given(weeks(), policies(grid=120))
@settings(max_examples=200)
def test_each_choice_costs_what_the_oracle_adds_up(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    for index, sitting in list(enumerate(sittings_in(program)))[::7]:
        alone = np.arange(len(program.choices)) == index
        theirs = oracle.tier_tuple(oracle.score(week, policy, [sitting]))
        assert program.objective(alone)[:6] == theirs


@given(weeks(), policies())
@settings(max_examples=200)
def test_every_row_and_cost_has_its_label(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    assert len(program.row_labels) == len(program.rows) == len(program.bounds)
    assert len(program.cost_labels) == len(program.costs)
    assert len(program.windows.labels) == len(program.windows)
    terms = {name for name, _, _ in program.cost_terms}
    assert {label.rule for label in program.row_labels} <= set(RULES)
    assert {label.rule for label in program.cost_labels} <= terms
    for label in (*program.row_labels, *program.cost_labels):
        assert label.cause
        assert label.text
        assert label.text == label.text.strip()


def test_equal_demands_are_one_demand_with_a_count() -> None:
    copies = [sf.Demand("core"), sf.Demand("heavy"), sf.Demand("core")]
    program = sf.formulate(sf.Week([], strength=copies))
    assert program.counts.tolist() == [1, 2]
    assert len(program.choices) == len(
        sf.formulate(sf.Week([], strength=[sf.Demand("heavy"), sf.Demand("core", 2)])).choices
    )


@pytest.mark.parametrize(
    ("least", "lengths"), [(0, {35, 25, 20}), (25, {35, 25}), (25.5, {35}), (60, {35})]
)
def test_lighter_doses_that_are_too_short_are_not_on_offer(least: float, lengths: set[int]) -> None:
    program = sf.formulate(sf.Week([], strength=1), sf.Policy(least_minutes=least))
    assert set(program.choices.minutes.tolist()) == lengths


_EARLY, _LATE = sf.Run("Tue 07:00", "easy", minutes=60), sf.Run("Tue 07:30", "easy", id="late")


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        (sf.Week([_LATE, _EARLY]), ["/runs/0"]),
        (sf.Week([_EARLY, _LATE, sf.Run("Tue 08:00", "long")]), ["/runs/1", "/runs/2"]),
        (sf.Block([sf.Week([]), sf.Week([_EARLY, _LATE])]), ["/weeks/1/runs/1"]),
        (sf.Week([], before=[_EARLY, _LATE]), ["/before/1"]),
        (sf.Week([], after=[_LATE, _EARLY]), ["/after/0"]),
        (
            sf.Week([sf.Run("Mon 00:00", "easy"), sf.Run("Sun 23:30", "long")], repeats=True),
            ["/runs/0"],
        ),
    ],
)
def test_a_run_that_overlaps_another_is_named_at_its_place(
    asked: sf.Week | sf.Block, paths: list[str]
) -> None:
    with pytest.raises(sf.InputError) as got:
        sf.formulate(asked)
    assert [(one.path, one.code) for one in got.value.problems] == [
        (path, "overlap") for path in paths
    ]


@pytest.mark.parametrize(
    ("week", "message"),
    [
        (
            sf.Week([sf.Run("Tue 07:00", "easy", minutes=60), sf.Run("Tue 07:30", "long")]),
            "overlaps the easy run on Tue 07:00",
        ),
        (
            sf.Week([sf.Run("Thu", "easy"), sf.Run("Wed", "easy"), sf.Run("Thu", "recovery")]),
            r"runs\[2\].when: 'Thu' has no time, nor has .*: 'Thu am' and 'Thu pm'",
        ),
        (
            sf.Week([sf.Run("D2", "easy"), sf.Run("D2", "recovery")], days=9),
            r"runs\[1\].when: 'D2' has no time, nor has",
        ),
        (
            sf.Week([sf.Run("Tue 07:00", "easy", id="a"), sf.Run("Wed 07:00", "easy", id="a")]),
            r"runs\[1\].id: 'a' is also the id of runs\[0\]",
        ),
        (sf.Week([], available=["2026-11-24"]), r"available\[0\].when: '2026-11-24' is a date"),
        (sf.Week([], forbidden=["2026-11-24"]), r"forbidden\[0\].when: '2026-11-24' is a date"),
        (
            sf.Week([sf.Run("Mon 00:10", "easy"), sf.Run("Sun 23:50", "easy")], repeats=True),
            "of the week before",
        ),
    ],
)
def test_a_week_that_contradicts_itself_is_refused(week: sf.Week, message: str) -> None:
    with pytest.raises(sf.InputError, match=message):
        sf.formulate(week)


def test_unknown_evidence_is_refused() -> None:
    with pytest.raises(sf.InputError, match=r"Policy\.evidence.*did you mean 'peak\.heavy'"):
        sf.formulate(sf.Week([]), sf.Policy(evidence={"peek.heavy": 2}))
