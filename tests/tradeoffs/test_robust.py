"""Survival, regret and robust plans equal a naive recomputation over every plan and every draw."""

import html
import sys
from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from scipy import stats

import strengthfit as sf
from strengthfit.errors import InputError, MissingExtraError, TooLargeError
from strengthfit.interchange import plan_from_dict, to_dict
from strengthfit.physiology.parameters import parameters_of
from strengthfit.physiology.uncertainty import draw_parameters
from strengthfit.program import Program
from strengthfit.program.rows import IntArray
from strengthfit.program.sampled_costs import sampled_steps
from strengthfit.tradeoffs import Robustness, draw_scenarios, robust_plans, scenarios
from strengthfit.tradeoffs.robust import measure_robustness
from strengthfit.tradeoffs.robust_plans import AIMS, worst_draws

from ..generate import policies, weeks
from .every import Taken, every_plan, places

DRAWS = 25
RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Wed 07:00", "easy", minutes=45),
    sf.Run("Thu 07:00", "tempo", minutes=50),
    sf.Run("Sun 08:00", "long", minutes=110),
]
WEEK = sf.Week(RUNS, repeats=True)


def costs_of(
    week: sf.Week, policy: sf.Policy, every: dict[Taken, tuple[int, ...]], seed: int
) -> dict[Taken, IntArray]:
    """Return what every plan costs in each draw, in steps."""
    program = sf.formulate(week, policy)
    draws = draw_parameters(DRAWS, seed, parameters_of(policy))
    steps = sampled_steps(program, policy, draws, np.arange(len(program.choices)))
    return {taken: steps[list(taken)].sum(axis=0) for taken in every}


def naive(plan: sf.Plan, seed: int, level: int) -> tuple[Taken, dict[Taken, IntArray]] | None:
    """Return a plan's choices and the costs of the plans that it is compared with."""
    program = sf.formulate(plan.week, plan.policy)
    every = every_plan(program)
    if every is None:
        return None
    own = plan.outcome.taken
    best = min(every.values())[:2]
    if every[own][:2] == best:
        among = {taken: value for taken, value in every.items() if value[:2] == best}
    else:
        among = {taken: value for taken, value in every.items() if value[0] <= level}
    assert isinstance(plan.week, sf.Week)
    return own, costs_of(plan.week, plan.policy, among, seed)


def agrees(robust: Robustness, own: Taken, costs: dict[Taken, IntArray]) -> None:
    plan = robust.plan
    program = sf.formulate(plan.week, plan.policy)
    least = np.min(list(costs.values()), axis=0)
    step = plan.policy.resolution
    np.testing.assert_allclose(robust.regret, (costs[own] - least) * step, atol=1e-8)
    np.testing.assert_allclose(robust.interference, costs[own] * step, atol=1e-8)
    assert (robust.regret >= 0).all()
    assert robust.plan_survival == np.mean(costs[own] == least)
    for choice, placement in zip(own, plan.placements, strict=True):
        exact = [costs[taken] == least for taken in costs if choice in taken]
        assert robust.survival[placement] == np.any(exact, axis=0).mean()
        here = places(program, (choice,))[0]
        days = [costs[taken] == least for taken in costs if here in places(program, taken)]
        assert robust.day_survival[placement] == np.any(days, axis=0).mean()


@given(weeks(most=2), policies(grid=240), st.integers(0, 10**6))
@settings(max_examples=300)
def test_robustness_against_every_plan(week: sf.Week, policy: sf.Policy, seed: int) -> None:
    plan = sf.plan(week, policy)
    told = naive(plan, seed, 0)
    assume(told is not None)
    assert told is not None
    event(f"{len(plan.placements)} sessions")
    agrees(sf.robustness(plan, DRAWS, seed), *told)


@given(weeks(most=2), policies(grid=240), st.integers(0, 10**6), st.data())
@settings(max_examples=100)
def test_a_plan_of_less_strength_is_compared_with_plans_as_strong(
    week: sf.Week, policy: sf.Policy, seed: int, data: st.DataObject
) -> None:
    plan = data.draw(st.sampled_from(sf.alternatives(week, 5, differ_by=0, policy=policy)))
    told = naive(plan, seed, dict(plan.score.tiers)["strength"])
    assume(told is not None)
    assert told is not None
    agrees(sf.robustness(plan, DRAWS, seed), *told)


def test_without_a_diagram_each_draw_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    swept = sf.robustness(WEEK, 15)

    def refuse(*_: object) -> None:
        raise TooLargeError("too many plans")

    monkeypatch.setattr(scenarios, "best_sets", refuse)
    solved = sf.robustness(WEEK, 15)
    assert (solved.survival, solved.day_survival) == (swept.survival, swept.day_survival)
    assert np.array_equal(solved.regret, swept.regret)
    assert solved.plan_survival == swept.plan_survival


@given(weeks(most=2), policies(grid=240), st.sampled_from(sorted(AIMS)), st.integers(0, 10**6))
@settings(max_examples=300)
def test_robust_plans_against_every_plan(
    week: sf.Week, policy: sf.Policy, aim: str, seed: int
) -> None:
    program = sf.formulate(week, policy)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    best = min(every.values())[:2]
    among = {taken: value for taken, value in every.items() if value[:2] == best}
    costs = costs_of(week, policy, among, seed)
    least = np.min(list(costs.values()), axis=0)
    worst = worst_draws(DRAWS, 0.2)
    assert worst == 5
    values: dict[str, Callable[[IntArray], float]] = {
        "mean": lambda cost: float(np.mean(cost)),
        "tail": lambda cost: float(np.mean(np.sort(cost)[-worst:])),
        "regret": lambda cost: float(np.max(cost - least)),
    }
    value = values[aim]
    plan = sf.robust_plan(week, aim, DRAWS, seed, tail=0.2, policy=policy)
    found = plan.outcome.taken
    assert plan.outcome.status == "optimal"
    assert value(costs[found]) == pytest.approx(min(value(cost) for cost in costs.values()))
    ties = [t for t, cost in costs.items() if value(cost) == pytest.approx(value(costs[found]))]
    assert every[found][3:] == min(every[taken][3:] for taken in ties)


@given(weeks(most=2), policies(grid=240), st.sampled_from(sorted(AIMS)))
@settings(max_examples=40)
def test_without_doubt_it_is_the_plain_plan(week: sf.Week, policy: sf.Policy, aim: str) -> None:
    plan = sf.plan(week, policy)
    robust = sf.robustness(plan, 5, width=0)
    assert set(robust.survival.values()) <= {1.0}
    assert robust.plan_survival == 1
    assert not robust.regret.any()
    assert sf.robust_plan(week, aim, 5, policy=policy, width=0).placements == plan.placements


def test_the_whole_tail_is_the_mean_and_a_small_one_the_worst_case() -> None:
    mean = sf.robustness(sf.robust_plan(WEEK, "mean", 60), 60).interference.mean()
    whole = sf.robustness(sf.robust_plan(WEEK, "tail", 60, tail=1), 60).interference.mean()
    assert whole == pytest.approx(mean)
    worst = sf.robustness(sf.robust_plan(WEEK, "tail", 60, tail=1e-6), 60).interference.max()
    others = [sf.robustness(plan, 60) for plan in sf.alternatives(WEEK, 40, 0.5, 0)]
    assert worst <= min(other.interference.max() for other in others)


def test_a_plan_or_its_week_is_the_same_question() -> None:
    by_week, by_plan = sf.robustness(WEEK, 50), sf.robustness(sf.plan(WEEK), 50)
    assert by_week.survival == by_plan.survival
    assert np.array_equal(by_week.regret, by_plan.regret)
    assert str(by_week) == str(by_plan)
    assert not np.array_equal(by_week.regret, sf.robustness(WEEK, 50, seed=1).regret)


def test_nothing_placed_survives_everything() -> None:
    robust = sf.robustness(sf.Week(RUNS, strength=0), 10)
    assert (robust.survival, robust.plan_survival, robust.regret.max()) == ({}, 1.0, 0.0)


def test_the_parameters_told_are_those_of_the_week() -> None:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "easy")]
    told = sf.robustness(sf.Week(runs), 5).parameters
    assert {"peak.circuit", "sensitivity.easy", "strength_recovery_hours.easy"} <= set(told)
    assert not {"peak.heavy", "sensitivity.long", "sensitivity.tempo"} & set(told)
    assert "unaccustomed_factor.circuit" not in told
    key = [sf.Run("Tue 07:00", "easy", key=True)]
    new = sf.Week(key, athlete=sf.Athlete(accustomed=False))
    assert {"sensitivity.tempo", "unaccustomed_factor.circuit"} <= set(
        sf.robustness(new, 5).parameters
    )


def test_what_drives_regret_comes_first() -> None:
    bounds = {"strength_quality_lost.intervals": (0.0, 0.6)}
    robust = sf.robustness(WEEK, 300, width=0.1, bounds=bounds)
    sizes = [abs(driver.correlation) for driver in robust.drivers]
    assert sizes == sorted(sizes, reverse=True)
    for driver in robust.drivers[:5]:
        column = robust.values[:, robust.parameters.index(driver.parameter)]
        expected = stats.spearmanr(column, robust.regret).statistic
        assert driver.correlation == pytest.approx(expected)


def test_no_regret_has_no_drivers() -> None:
    assert {one.correlation for one in sf.robustness(WEEK, 5, width=0).drivers} <= {0.0}


def test_drivers_name_the_extra_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    robust = sf.robustness(WEEK, 50)
    with pytest.raises(MissingExtraError, match=r"strengthfit\[sensitivity\]"):
        _ = robust.drivers


def test_a_plan_that_breaks_a_rule_is_refused() -> None:
    plan = sf.plan(WEEK)
    before_hard = attrs.evolve(plan.placements[0], start=18 * 60, day=0)
    broken = attrs.evolve(plan, placements=(before_hard,))
    with pytest.raises(InputError, match="keeps every rule"):
        sf.robustness(broken, 5)


def test_what_cannot_be_compared_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = sf.plan(WEEK)
    with pytest.raises(InputError, match="policy: 'supporting' is given beside a plan"):
        sf.robustness(plan, 5, policy="supporting")
    with pytest.raises(InputError, match="plan: 'unknown' is not the status"):
        sf.robustness(attrs.evolve(plan, status="unknown"), 5)
    off_grid = attrs.evolve(plan.placements[0], kind="heavy")  # nothing asks for that
    with pytest.raises(InputError, match="is not a start that the week offers"):
        sf.robustness(attrs.evolve(plan, placements=(off_grid,)), 5)

    def refuse(*_: object) -> None:
        raise TooLargeError("too many plans")

    monkeypatch.setattr(scenarios, "best_sets", refuse)
    with pytest.raises(InputError, match="strategy: 'greedy' proved nothing"):
        sf.robustness(plan, 5, strategy="greedy")


def test_a_plain_plan_without_a_proof_is_returned_as_it_is() -> None:
    assert sf.robust_plan(WEEK, "tail", 5, limits=sf.Limits(seconds=0)).status == "feasible"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"draws": 0}, "draws: 0 is not a whole number of draws"),
        ({"draws": 2.5}, "draws: 2.5"),
        ({"seed": -1}, "seed: -1"),
        ({"width": 1.5}, "width: 1.5 is not a number of shares of the bounds from 0 to 1"),
        ({"bounds": {"peak": (1, 2)}}, "is not a drawn parameter"),
    ],
)
def test_what_is_refused(arguments: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        sf.robustness(WEEK, **arguments)  # type: ignore[arg-type]  # rubbish is the subject
    with pytest.raises(InputError, match=told):
        sf.robust_plan(WEEK, **arguments)  # type: ignore[arg-type]  # rubbish is the subject


def test_aims_and_tails_are_checked() -> None:
    with pytest.raises(InputError, match="aim: 'best' is not an aim; write one of mean, tail"):
        sf.robust_plan(WEEK, "best")
    with pytest.raises(InputError, match="tail: 0 is not"):
        sf.robust_plan(WEEK, "tail", tail=0)


def test_worlds_can_be_drawn_once_and_asked_twice() -> None:
    plan = sf.plan(WEEK)
    drawn = draw_scenarios(plan, 40, 2)
    assert np.array_equal(measure_robustness(plan, drawn).regret, sf.robustness(plan, 40, 2).regret)


def test_sessions_that_look_alike_are_one_whatever_demand_they_answer() -> None:
    """Reduced, 54 and 60 minutes are both 40: either demand's session is the placement."""
    week = sf.Week(
        [sf.Run("Thu 12:00", "tempo")],
        strength=[sf.Demand("hypertrophy", minutes=54), sf.Demand("hypertrophy", minutes=60)],
        available=["Mon 18:00-20:00", "Thu 18:00-20:00"],
        after=[sf.Run("Tue 09:00", "race", km=10, priority="B")],
    )
    robust = sf.robustness(week, 100, policy=sf.Policy(resolution=0.01))
    assert min(robust.survival.values()) >= robust.plan_survival


def test_more_sessions_than_the_week_asks_for_are_refused() -> None:
    plan = sf.plan(WEEK)
    with pytest.raises(InputError, match="more than the week asks for"):
        sf.robustness(attrs.evolve(plan, week=attrs.evolve(WEEK, strength=1)), 5)


@pytest.mark.parametrize("aim", sorted(AIMS))
@pytest.mark.parametrize("ends", ["while it is planned", "while the aim is", "before a proof", ""])
def test_an_aim_that_was_not_reached_is_said_everywhere(
    ends: str, aim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(program: Program, strategy: str) -> sf.Outcome:
        """Stop as if limits ended the search."""
        if ends == "while the aim is":
            return sf.Outcome("unknown", (), None, (0,) * len(program.tiers))
        found = sf.solve(program, strategy)
        return attrs.evolve(found, status="feasible") if ends == "before a proof" else found

    week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    sf.plan(week)  # what loads late takes none of the time
    monkeypatch.setattr(robust_plans, "solve_in_call", stopped)
    limits = sf.Limits(seconds=0) if ends == "while it is planned" else None
    plan = sf.robust_plan(week, aim, draws=20, limits=limits)
    reached = {"": "optimal", "before a proof": "feasible"}.get(ends, "unknown")
    assert plan.outcome.status == reached
    assert bool(plan.not_reached) is bool(ends)
    assert (f"the aim '{aim}'" in plan.not_reached) is bool(ends)
    said = f"Not reached: {plan.not_reached}."
    assert (said in " ".join(str(plan).split())) is bool(ends)
    assert (said in html.unescape(plan._repr_html_())) is bool(ends)
    written = to_dict(plan)
    assert written["not_reached"] == plan.not_reached
    back = plan_from_dict(written)
    assert (back.not_reached, back.placements) == (plan.not_reached, plan.placements)


@pytest.mark.parametrize("words", [None, 3, "x" * 10_000])
def test_what_was_not_reached_is_read_back_as_a_short_text(words: object) -> None:
    written = to_dict(sf.plan(sf.Week([], strength=1))) | {"not_reached": words}
    with pytest.raises(sf.FileError, match=r"not_reached: .* is not a short text"):
        plan_from_dict(written)
