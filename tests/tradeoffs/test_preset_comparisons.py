"""The schools side by side: each row is that school's plan, and all are priced alike."""

import html
import json
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.domain.presets import PRESETS
from strengthfit.errors import OutOfTimeError
from strengthfit.interchange import to_dict
from strengthfit.planning import preset_plans
from strengthfit.planning.preset_plans import under_preset

from .. import oracle
from ..generate import blocks, policies, weeks

RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu 07:00", "tempo", minutes=50),
    sf.Run("Sun 08:00", "long", minutes=110),
]
WEEK = sf.Week(RUNS, strength=2, repeats=True)


@given(weeks(most=2), policies(grid=180))
@settings(max_examples=60)
def test_each_row_is_the_plan_of_its_preset_and_priced_as_the_oracle_does(
    week: sf.Week, policy: sf.Policy
) -> None:
    comparison = sf.compare_presets(week, policy)
    assert [row.preset for row in comparison] == list(PRESETS)
    yardstick = under_preset(policy, "supporting")
    for row in comparison:
        assert row.plan == sf.plan(week, under_preset(policy, row.preset))
        sittings = oracle.sittings_of(row.plan)
        priced = oracle.score(week, yardstick, sittings)
        assert row.interference_as_supporting == pytest.approx(priced.exact_interference, abs=1e-6)
    assert comparison[0].interference_as_supporting == pytest.approx(comparison[0].interference)


@given(weeks(most=3), policies(grid=180))
@settings(max_examples=60)
def test_the_days_of_sessions_are_counted_from_the_week_as_given(
    week: sf.Week, policy: sf.Policy
) -> None:
    runs = oracle.all_runs(week, policy)
    for row in sf.compare_presets(week, policy):
        hard = long = rest = before = 0
        for session in oracle.sittings_of(row.plan):
            today = [run for run in runs if run.day == session.day]
            hard += any(run.key for run in today)
            long += any(run.kind == "long" for run in today)
            rest += not today
            later = [run for run in today if run.start > session.start]
            following = (session.day + 1) % 7 if week.repeats else session.day + 1
            later += [run for run in runs if run.day == following]
            before += any(run.key for run in later)
        counted = row.on_hard_days, row.on_long_run_days, row.on_rest_days, row.before_key_runs
        assert counted == (hard, long, rest, before)


@given(weeks(most=3) | blocks(most_weeks=2), policies(grid=180))
@settings(max_examples=60)
def test_it_prints_in_80_columns_and_its_page_says_as_much(
    week: sf.Week | sf.Block, policy: sf.Policy
) -> None:
    comparison = sf.compare_presets(week, policy)
    text, page = str(comparison), html.unescape(comparison._repr_html_())
    assert text.isascii()
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    for row in comparison:
        for words in (row.preset, f"{row.interference_as_supporting:.2f}"):
            assert words in text
            assert words in page
        assert to_dict(comparison)["rows"][0]["plan"]["format"] == "strengthfit.plan"


def test_light_work_before_a_hard_day_shows_where_it_is_done() -> None:
    runs = [*RUNS, sf.Run("Wed 07:00", "easy", minutes=45), sf.Run("Fri 07:00", "easy", minutes=40)]
    by_name = {row.preset: row for row in sf.compare_presets(attrs.evolve(WEEK, runs=runs))}
    assert by_name["hard_days_hard"].on_hard_days == 2
    assert by_name["separate_days"].on_hard_days == 0
    for name, row in by_name.items():
        assert (row.before_key_runs > 0) == (name == "guards_by_kind")


def test_blocks_are_compared_too() -> None:
    block = sf.Block([attrs.evolve(WEEK, repeats=False)] * 2)
    comparison = sf.compare_presets(block)
    assert [row.plan for row in comparison] == [sf.plan(block, preset) for preset in PRESETS]
    assert "4 full" in str(comparison)


def test_a_pin_that_breaks_a_preset_s_rule_is_refused_by_that_preset_alone() -> None:
    week = attrs.evolve(WEEK, pins=[sf.Session("Wed 18:00", "circuit")])
    comparison = sf.compare_presets(week)
    assert [row.preset for row in comparison] == ["guards_by_kind"]
    assert [one.preset for one in comparison.refused] == [*PRESETS][:3]
    assert "Not under supporting: pins[0]: the circuit on Wed 18:00 is pinned" in str(comparison)
    assert comparison[0].interference_as_supporting > 0
    data = json.loads(json.dumps(to_dict(comparison)))
    assert data["refused"][0]["preset"] == "supporting"


def test_what_no_preset_accepts_is_an_error() -> None:
    twice = sf.Week([RUNS[0], attrs.evolve(RUNS[0], kind="easy")])
    with pytest.raises(sf.InputError, match="overlaps"):
        sf.compare_presets(twice)
    with pytest.raises(sf.PinError):
        sf.compare_presets(attrs.evolve(WEEK, pins=[sf.Session("Wed 18:00", "core")]))
    with pytest.raises(sf.InputError, match="strategy"):
        sf.compare_presets(WEEK, strategy="simplex")
    with pytest.raises(sf.InputError, match="week"):
        sf.compare_presets("week")  # type: ignore[arg-type]  # rubbish on purpose


def test_limits_hold_for_all_together_and_what_is_not_reached_is_said() -> None:
    comparison = sf.compare_presets(WEEK, limits=sf.Limits(seconds=1e-9))
    assert [row.preset for row in comparison] == ["supporting"]
    assert (comparison[0].plan.status, comparison[0].plan.outcome.by) == ("feasible", "greedy")
    assert comparison.not_reached == tuple(PRESETS)[1:]
    assert "Not finished within the limits: not planned under guards_by_kind" in " ".join(
        str(comparison).split()
    )


@pytest.mark.parametrize("reached", [1, 3])
def test_presets_that_were_reached_are_kept_when_time_runs_out(
    reached: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sf.compare_presets(WEEK)
    left = [None] * reached

    def plan_while_there_is_time(*given: Any) -> sf.Plan:
        if not left:
            raise OutOfTimeError("the limits ended")
        left.pop()
        return sf.plan(*given)

    monkeypatch.setattr(preset_plans, "plan", plan_while_there_is_time)
    found = sf.compare_presets(WEEK)
    assert found.rows == whole.rows[:reached]
    assert found.not_reached == tuple(row.preset for row in whole.rows[reached:])
    with pytest.raises(OutOfTimeError):
        sf.compare_presets(WEEK)
