"""What rules cost: by the proof at most, by solving in fact."""

import attrs
import pytest
from hypothesis import event, given, settings

import strengthfit as sf
from strengthfit.diagnosis import shadow_prices

from ..generate import policies, weeks

RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu 07:00", "tempo", minutes=50, id="tempo"),
    sf.Run("Sun 08:00", "long", minutes=110),
]
WEEK = sf.Week(RUNS, strength=2)


@given(weeks(most=2), policies(grid=120))
@settings(max_examples=200)
def test_no_rule_saves_more_than_the_proof_allows(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    for price in shadow_prices(plan):
        event(price.label.rule)
        assert price.at_most > 0
        assert price.saved is None or 0 <= price.saved <= price.at_most + 1e-9


def test_prices_come_most_first_and_name_their_run() -> None:
    prices = shadow_prices(sf.plan(WEEK))
    assert [price.at_most for price in prices] == sorted(
        (price.at_most for price in prices), reverse=True
    )
    assert "tempo" in {price.label.run for price in prices}
    assert any(price.saved for price in prices)


def test_a_plan_that_is_not_the_best_has_none() -> None:
    with pytest.raises(sf.InputError, match="is what another plan comes to"):
        shadow_prices(sf.alternatives(WEEK, 2)[1])
    none = sf.plan(attrs.evolve(WEEK, strength=[]))
    assert shadow_prices(none) == ()


def test_limits_are_kept() -> None:
    with pytest.raises(sf.OutOfTimeError):
        shadow_prices(sf.plan(WEEK), limits=sf.Limits(seconds=0))
    with pytest.raises(sf.CancelledError):
        shadow_prices(sf.plan(WEEK), limits=sf.Limits(cancel=lambda: True))
