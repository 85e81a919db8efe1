"""What it costs that runs are key: by the proof at most, by solving in fact."""

import attrs
import pytest
from hypothesis import event, given, settings

import strengthfit as sf
from strengthfit.diagnosis import run_prices
from strengthfit.program.compile import compile_choices
from strengthfit.program.tier_names import INTERFERENCE
from strengthfit.proof.row_worth import RowWorth, row_worths

from ..generate import policies, weeks

RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu 07:00", "tempo", minutes=50, id="tempo"),
    sf.Run("Sun 08:00", "long", minutes=110),
]
WEEK = sf.Week(RUNS, strength=2)


@given(weeks(most=2), policies(grid=120))
@settings(max_examples=200)
def test_no_run_saves_more_than_the_proof_allows(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    for price in run_prices(plan):
        event("more strength" if price.saved is None else "saves" if price.saved else "nothing")
        assert price.at_most > 0
        assert price.saved is None or 0 <= price.saved <= price.at_most + 1e-9


@given(weeks(most=2), policies(grid=120))
@settings(max_examples=200)
def test_a_run_without_a_price_saves_nothing(week: sf.Week, policy: sf.Policy) -> None:
    """A run whose rules the proof does not need may as well not be key."""
    plan = sf.plan(week, policy)
    if plan.status != "optimal" or not any(one.worth for one in _worths(plan)):
        return  # in cases, or nothing is worth anything
    priced = {price.run for price in run_prices(plan)}
    for run in plan.program.horizon.runs:
        if not run.key or run.id in priced:
            continue
        horizon = plan.program.horizon
        runs = tuple(attrs.evolve(run, key=False) if one is run else one for one in horizon.runs)
        changed = attrs.evolve(horizon, runs=runs)
        other = compile_choices(changed, plan.policy, plan.program.choices)
        best = sf.solve(attrs.evolve(plan.program, rows=other.rows)).objective
        assert best is not None
        assert plan.outcome.objective is not None
        if best[:INTERFERENCE] == plan.outcome.objective[:INTERFERENCE]:
            event("compared")
            assert best[INTERFERENCE] == plan.outcome.objective[INTERFERENCE]


def test_it_is_what_the_week_saves_if_only_the_guards_change() -> None:
    """A run that counts for as much, key or not: so the week itself can be planned without."""
    plan = sf.plan(WEEK)
    price = next(price for price in run_prices(plan) if price.run == "tempo")
    assert price.text == "tempo on Thu 07:00"
    other = attrs.evolve(WEEK, runs=[*RUNS[:1], attrs.evolve(RUNS[1], key=False), RUNS[2]])
    horizon = sf.formulate(other).horizon
    program = compile_choices(horizon, plan.policy, plan.program.choices)
    looser = attrs.evolve(plan.program, rows=program.rows)
    best = sf.solve(looser).objective
    assert best is not None
    assert plan.outcome.objective is not None
    steps = plan.outcome.objective[INTERFERENCE] - best[INTERFERENCE]
    assert price.saved == pytest.approx(steps * plan.policy.resolution)
    assert price.saved


def test_prices_of_a_block_name_their_week() -> None:
    prices = run_prices(sf.plan(sf.Block([WEEK, WEEK])))
    assert len({price.text for price in prices}) == len(prices) > 1


def test_a_plan_that_is_not_the_best_has_none() -> None:
    with pytest.raises(sf.InputError, match="is what another plan comes to"):
        run_prices(sf.alternatives(WEEK, 2)[1])
    assert run_prices(sf.plan(attrs.evolve(WEEK, strength=[]))) == ()


def test_limits_are_kept() -> None:
    with pytest.raises(sf.OutOfTimeError):
        run_prices(sf.plan(WEEK), limits=sf.Limits(seconds=0))
    with pytest.raises(sf.CancelledError):
        run_prices(sf.plan(WEEK), limits=sf.Limits(cancel=lambda: True))


def _worths(plan: sf.Plan) -> tuple[RowWorth, ...]:
    return row_worths(plan.certificate, "interference")
