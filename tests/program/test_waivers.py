"""Waivers take out the rows that they name, and no others."""

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program.rules.spacing import ONE_AT_A_TIME
from strengthfit.program.waivers import can_be_waived

from .. import oracle
from ..generate import policies, weeks

WEEK = sf.read_week("examples/marathon_week.toml").week


@given(weeks(), policies(grid=120), st.data())
@settings(max_examples=200)
def test_the_other_rows_stay(week: sf.Week, policy: sf.Policy, data: st.DataObject) -> None:
    strict = sf.formulate(week, policy)
    names = sorted({(lb.rule, lb.cause) for lb in strict.row_labels if can_be_waived(lb)})
    if not names:
        return
    gone = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=4))
    waived = [sf.Waiver(rule, cause) for rule, cause in sorted(gone)]
    program = sf.formulate(attrs.evolve(week, waived=waived), policy)
    left = [label for label in strict.row_labels if (label.rule, label.cause) not in gone]
    # Where a day may hold two sessions after all, rows that keep them from overlapping come in.
    assert [lb for lb in program.row_labels if lb in left or lb != ONE_AT_A_TIME] == left
    taken = np.ones(len(strict.choices), dtype=bool)
    broken = {strict.row_labels[row] for row in strict.broken(taken)}
    still = {program.row_labels[row] for row in program.broken(taken)}
    expected = {label for label in broken if (label.rule, label.cause) not in gone}
    assert still - {ONE_AT_A_TIME} == expected - {ONE_AT_A_TIME}


@given(weeks(), policies(grid=120), st.sampled_from(["before_hard_day", "availability", "race"]))
@settings(max_examples=150)
def test_a_rule_waived_throughout_is_broken_alone(
    week: sf.Week, policy: sf.Policy, rule: str
) -> None:
    """What the oracle still finds broken is of that rule, and strength is no less than before."""
    strict = sf.formulate(week, policy)
    causes = sorted({label.cause for label in strict.row_labels if label.rule == rule})
    if not causes:
        return
    freer = attrs.evolve(week, waived=[sf.Waiver(rule, cause) for cause in causes])
    plan = sf.plan(freer, policy)
    assert {one.rule for one in oracle.broken(week, policy, oracle.sittings_of(plan))} <= {rule}
    assert plan.score.tiers <= sf.plan(week, policy).score.tiers


def test_a_waiver_lets_strength_before_the_hard_day() -> None:
    fixed = attrs.evolve(WEEK, available=["Mon 17:00-20:00"], strength=1)
    assert sf.plan(fixed).placements == ()
    waiver = sf.Waiver("before_hard_day", "Tue 07:00 intervals")
    plan = sf.plan(attrs.evolve(fixed, waived=[waiver]))
    assert [placement.day for placement in plan.placements] == [0]


@pytest.mark.parametrize(
    ("waiver", "message"),
    [
        (sf.Waiver("before_hard_day", "Tue"), "is not a cause of the rule 'before_hard_day' here"),
        (sf.Waiver("overlap", "Tue 07:00 intervals"), "rules that can be waived here"),
        (sf.Waiver("nonsense", "Tue"), "which closes nothing here"),
    ],
)
def test_a_waiver_that_changes_nothing_is_refused(waiver: sf.Waiver, message: str) -> None:
    with pytest.raises(sf.InputError, match=message):
        sf.plan(attrs.evolve(WEEK, waived=[waiver]))


def test_two_sessions_at_once_cannot_be_waived() -> None:
    policy = sf.Policy(sessions_per_day=2)
    program = sf.formulate(WEEK, policy)
    fixed = {(lb.rule, lb.cause) for lb in program.row_labels if not can_be_waived(lb)}
    assert {rule for rule, _ in fixed} == {"overlap", "spacing"}
