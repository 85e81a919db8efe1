"""Presets under which more fits: what planning under each of them gives."""

import attrs
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.domain.presets import PRESETS
from strengthfit.planning.preset_plans import fuller_presets, under_preset

from ..generate import policies, weeks


def test_under_a_preset_a_preset_is_that_preset() -> None:
    for before in PRESETS:
        for preset in PRESETS:
            assert under_preset(sf.Policy.preset(before), preset) == sf.Policy.preset(preset)


def test_what_presets_leave_open_stays_as_the_policy_has_it() -> None:
    mine = sf.Policy(name="mine", grid=15, loss_cap=0.5, share_hard_days=False)
    found = under_preset(mine, "guards_by_kind")
    school = sf.Policy.preset("guards_by_kind")
    assert (found.grid, found.loss_cap, found.share_hard_days) == (15, 0.5, True)
    assert (found.name, found.guards) == ("guards_by_kind", school.guards)


@given(weeks(most=3), policies(grid=180))
@settings(max_examples=60)
def test_presets_are_named_if_and_only_if_more_strength_fits(
    week: sf.Week, policy: sf.Policy
) -> None:
    given_plan = sf.plan(week, policy)
    plans = {preset: sf.plan(week, under_preset(policy, preset)) for preset in PRESETS}
    fits = fuller_presets(given_plan)
    assert {fit.preset for fit in fits} == {
        preset for preset, plan in plans.items() if plan.strength > given_plan.strength + 1e-9
    }
    assert [fit.strength for fit in fits] == sorted((fit.strength for fit in fits), reverse=True)
    for fit in fits:
        plan = plans[fit.preset]
        assert (fit.placed, fit.strength) == (len(plan.placements), plan.strength)
        assert fit.asked == sum(demand.count for demand in week.strength)


def test_a_preset_that_refuses_a_pin_is_not_named() -> None:
    runs = [sf.Run(f"{day} 07:00", "tempo") for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    week = sf.Week(runs, strength=2, repeats=True)
    policy = sf.Policy(guards=[], spacings=[sf.Spacing(("circuit",), 96)])
    free = sf.plan(week, policy)
    assert (len(free.placements), fuller_presets(free)) == (1, ())
    pinned = attrs.evolve(week, pins=[sf.Session("Mon 18:00", "circuit")])
    assert fuller_presets(sf.plan(pinned, policy)) == ()
