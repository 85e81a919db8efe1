"""Pricing on a real cluster of Dask: a scheduler and two workers on loopback."""

from concurrent.futures import Executor

import attrs
import pytest

import strengthfit as sf
from strengthfit.squads import Gym, Member, plan_squad, price_search, spread

pytest.importorskip("distributed")

from ..many.test_dask import cluster, executor  # noqa: F401  # fixtures of this module too


@pytest.mark.longer
def test_a_cluster_gives_the_same_plan(
    executor: Executor,  # noqa: F811  # the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spread, "_FEWEST", 3)
    monkeypatch.setattr(spread, "_LISTED", 2)
    monkeypatch.setattr(price_search, "ROUNDS", 1)
    week = sf.Week([sf.Run("Tue 07:00", "intervals")], available=["Mon-Fri 18:00-20:30"])
    days = ("Mon", "Wed", "Thu", "Fri")
    asked = [attrs.evolve(week, runs=[sf.Run(f"{day} 07:00", "tempo")]) for day in days]
    members = [Member(f"{number}", asked[number % 4]) for number in range(12)]
    here = plan_squad(members, Gym(places=1), strategy="pricing")
    there = plan_squad(members, Gym(places=1), strategy="pricing", executor=executor)
    assert here == there
    assert here.outcome == there.outcome
    assert there.priced_bound is not None
    assert there.priced_bound.prices
