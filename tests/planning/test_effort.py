"""How near to failure: part of what is asked, of what is placed, and of what it costs."""

import json

import attrs
import pytest

import strengthfit as sf
from strengthfit.domain.strength import EFFORTS
from strengthfit.interchange import plan_from_dict, plan_to_dict
from strengthfit.physiology.fatigue import impairment
from strengthfit.planning.standalone_week import standalone_week

RUNS = [sf.Run("Tue 07:00", "easy", minutes=40), sf.Run("Sat 07:00", "intervals", minutes=60)]
USUAL, FAILING = sf.Demand("circuit"), sf.Demand("circuit", effort="to_failure")
BOTH = sf.Week(RUNS, [USUAL, FAILING])


def test_demands_that_differ_only_in_effort_stay_two() -> None:
    assert len(sf.formulate(BOTH).counts) == 2
    same = attrs.evolve(BOTH, strength=[USUAL, sf.Demand("circuit", effort=1)])
    assert sf.formulate(same).counts.tolist() == [2]


def test_choices_that_differ_only_in_effort_have_weights_of_their_own() -> None:
    program = sf.formulate(BOTH)
    first, second = (program.tier_costs[-1, program.choices.demand == demand] for demand in (0, 1))
    assert len(first) == len(second) > 0
    assert (first != second).mean() > 0.99


@pytest.mark.parametrize("effort", EFFORTS)
def test_what_a_run_loses_follows_the_effort(effort: str) -> None:
    plan = sf.plan(attrs.evolve(BOTH, strength=[sf.Demand("heavy", effort=effort)]))
    (placement,) = plan.placements
    hours = (5 * 1440 + 420 - placement.start - placement.minutes) / 60
    lost = next(run.percent for run in plan.score.runs if run.key)
    assert lost == pytest.approx(impairment("heavy", "intervals", hours, effort=effort))


def test_a_plan_keeps_efforts_apart_wherever_it_goes() -> None:
    plan = sf.plan(BOTH)
    efforts = [placement.effort for placement in plan.placements]
    assert sorted(efforts) == ["near_failure", "to_failure"]
    assert str(plan).count("circuit, to failure 35 min") == 1
    assert plan_from_dict(json.loads(json.dumps(plan_to_dict(plan)))) == plan
    swapped = json.loads(json.dumps(plan_to_dict(plan)))
    for written in swapped["placements"]:
        written["effort"] = "far_from_failure"
    with pytest.raises(sf.FileError, match=r"placements\[1\]: is not a session that"):
        plan_from_dict(swapped)
    assert [p.effort for p in sf.audit(BOTH, plan.placements).placements] == efforts
    assert sf.replan(plan, today="Thu").placements == plan.placements


def test_a_session_done_on_another_day_keeps_its_effort() -> None:
    plan = sf.plan(attrs.evolve(BOTH, strength=[FAILING]))
    (placement,) = plan.placements
    new = sf.replan(plan, today="Sun", done={placement.when: "Mon 18:00"})
    assert [(p.when, p.effort) for p in new.placements] == [("Mon 18:00", "to_failure")]


def test_what_a_week_no_longer_asks_for_is_not_another_effort() -> None:
    plan = sf.plan(attrs.evolve(BOTH, strength=[USUAL]))
    new = sf.replan(plan, attrs.evolve(BOTH, strength=[FAILING]))
    assert plan.placements[0] not in new.placements
    assert new.changes[0].before == plan.placements[0]


def test_a_pin_may_say_its_effort() -> None:
    pin = sf.Session("Tue 18:00", "circuit", effort="to_failure")
    plan = sf.plan(attrs.evolve(BOTH, pins=[pin]))
    assert [p.effort for p in plan.placements if p.when == "Tue 18:00"] == ["to_failure"]
    with pytest.raises(sf.PinError, match="no demand asks for it"):
        sf.plan(attrs.evolve(BOTH, strength=[USUAL], pins=[pin]))


def test_a_week_of_a_block_knows_the_efforts_beside_it() -> None:
    block = sf.Block([attrs.evolve(BOTH, strength=[FAILING]), BOTH])
    plan = sf.plan(block)
    alone = standalone_week(block, plan.placements, plan.policy, 1)
    assert [s.effort for s in alone.before if isinstance(s, sf.Session)] == ["to_failure"]


def test_robustness_draws_the_effort_that_is_not_the_reference() -> None:
    drawn = sf.robustness(BOTH, draws=50).parameters
    assert [key for key in drawn if key.startswith("effort.")] == ["effort.to_failure"]
