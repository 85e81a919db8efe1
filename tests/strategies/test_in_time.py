"""At expiry there is a plan if greedy construction has one, and what is claimed of it is true."""

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.strategies.in_time import solve_in_time
from strengthfit.strategies.protocol import NO_LIMITS
from strengthfit.strategies.registry import STRATEGIES

from ..generate import kept_weeks, policies, weeks

EXACT = [name for name, info in STRATEGIES.items() if info.exact]


@given(weeks(most=2), policies(grid=120), st.sampled_from(["cpsat", "auto", "dynamic"]))
@settings(max_examples=300)
def test_in_no_time_there_is_a_plan_wherever_greedy_has_one(
    week: sf.Week, policy: sf.Policy, name: str
) -> None:
    program = sf.formulate(week, policy)
    greedy = sf.solve(program, "greedy")
    outcome = solve_in_time(program, name, sf.Limits(seconds=0))
    assert not program.broken(program.mask(outcome.taken))
    if greedy.status == "broken":
        return
    assert outcome.objective is not None
    assert greedy.objective is not None
    assert outcome.objective <= greedy.objective
    best = sf.solve(program).objective
    assert best is not None
    assert outcome.bound <= best <= outcome.objective
    assert (outcome.status == "optimal") <= (outcome.objective == best)


@given(weeks(), policies(), st.floats(0, 0.05))
@settings(max_examples=200)
def test_a_plan_in_any_time_keeps_every_rule_and_says_how_sure_it_is(
    week: sf.Week, policy: sf.Policy, seconds: float
) -> None:
    plan = sf.plan(week, policy, limits=sf.Limits(seconds=seconds))
    best = sf.plan(week, policy)
    assert plan.status in ("optimal", "feasible")
    assert plan.score.tiers >= best.score.tiers
    assert (plan.status == "optimal") <= (plan.score.tiers == best.score.tiers)
    assert plan.bound <= plan.interference + 1e-9


@pytest.mark.parametrize("name", EXACT)
def test_without_limits_every_strategy_answers_for_itself(name: str) -> None:
    program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]), sf.Policy(grid=240))
    assert solve_in_time(program, name) == sf.solve(program, name)
    assert solve_in_time(program, name).by != "greedy"


def test_a_heuristic_that_is_asked_for_is_what_answers() -> None:
    program = sf.formulate(sf.Week([sf.Run("Tue", "intervals")], strength=2))
    limits = sf.Limits(seconds=10)
    assert solve_in_time(program, "first_fit", limits) == sf.solve(program, "first_fit")


@attrs.frozen
class Stopped:
    """A search that was stopped with nothing placed, which is a plan, but knows the bound."""

    def solve(self, program: sf.Program, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
        objective = program.objective(program.mask(()))
        return sf.Outcome("feasible", (), objective, sf.solve(program, "dynamic").bound)


def test_a_worse_plan_of_a_stopped_search_gives_way_and_its_bound_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    greedy, bound = sf.solve(program, "greedy"), sf.solve(program).bound
    monkeypatch.setattr("strengthfit.strategies.cpsat.CpSat", Stopped)
    outcome = solve_in_time(program, "cpsat", sf.Limits(deterministic=1.0))
    assert (outcome.taken, outcome.bound, outcome.by) == (greedy.taken, bound, "greedy")
    assert outcome.status == "feasible"


def test_the_plan_of_another_package_is_taken_as_it_is() -> None:
    program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    outcome = solve_in_time(program, Stopped(), sf.Limits(seconds=5))
    assert (outcome.status, outcome.taken, outcome.by) == ("feasible", (), "")


@pytest.mark.parametrize("name", ["local_search", "neighbourhood"])
def test_a_heuristic_without_time_leaves_it_to_greedy(name: str) -> None:
    plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals")]), None, name, sf.Limits(seconds=0))
    assert plan.status != "unknown"
    assert len(plan.placements) == 2


def test_what_reaches_the_bound_is_proven() -> None:
    assert sf.plan(sf.Week([], strength=0), limits=sf.Limits(seconds=0)).status == "optimal"


def test_what_is_proven_impossible_stays_so() -> None:
    pins = [sf.Session("Tue", "heavy"), sf.Session("Wed", "heavy")]
    week = sf.Week([sf.Run("Sun 08:00", "long")], strength=[sf.Demand("heavy", 2)], pins=pins)
    assert sf.plan(week, limits=sf.Limits(seconds=60)).status == "infeasible"
    assert sf.plan(week, limits=sf.Limits(seconds=0)).status == "unknown"


def test_a_kept_pin_that_two_demands_could_fill_is_kept_in_no_time() -> None:
    week = sf.Week(
        [
            sf.Run("Mon 07:15", "race", minutes=120, priority="B"),
            sf.Run("Sun 07:30", "race_pace", minutes=50),
        ],
        [
            sf.Demand("upper", 2, minutes=25),
            sf.Demand("upper", 1, dose="reduced", effort="far_from_failure"),
        ],
        pins=[sf.Session("Tue 10:00", "upper", keep=True)],
    )
    plan = sf.plan(week, limits=sf.Limits(seconds=0))
    assert plan.status == "feasible"
    assert "Tue 10:00" in [placement.when for placement in plan.placements]


@given(kept_weeks(), policies(grid=120))
@settings(max_examples=200)
def test_greedy_keeps_kept_pins(week: sf.Week, policy: sf.Policy) -> None:
    try:
        plan = sf.plan(week, policy, limits=sf.Limits(seconds=0))
    except sf.PinError:
        return
    if sf.plan(week, policy).status == "infeasible":
        return
    assert plan.status in ("feasible", "optimal", "unknown")
    event(plan.status)
