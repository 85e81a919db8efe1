"""Proofs of frontiers and of the best few plans; wrong ones are refused."""

from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.proof import verify
from strengthfit.tradeoffs.alternative_plans import Alternatives
from strengthfit.tradeoffs.certified import certify_alternatives, certify_frontier

from ..generate import weeks

WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    strength=2,
    repeats=True,
)
ROUGH = sf.Policy(grid=180)


@given(weeks(most=2), st.sampled_from([("interference", "strength"), ("days", "strength")]))
@settings(max_examples=60)
def test_every_frontier_is_proven_point_by_point(week: sf.Week, axes: tuple[str, str]) -> None:
    frontier = sf.frontier(week, *axes, policy=ROUGH)
    assume(len(frontier))
    proofs = certify_frontier(frontier)
    assert len(proofs) > len(frontier)  # one more, that there is nothing after the last
    assert [one.status for one in proofs] == ["optimal"] * (len(proofs) - 1) + ["infeasible"]
    assert all(verify(one) is None for one in proofs)


def _missing(frontier: sf.Frontier, point: int) -> sf.Frontier:
    values = [*frontier.values[:point], *frontier.values[point + 1 :]]
    points = [*frontier.points[:point], *frontier.points[point + 1 :]]
    return attrs.evolve(frontier, points=points, values=tuple(values))


@pytest.mark.longer
def test_a_frontier_that_lacks_a_point_is_refused() -> None:
    frontier = sf.frontier(WEEK)
    assert len(frontier) > 3
    for point in (0, 2, len(frontier) - 1):
        with pytest.raises(sf.InputError, match="is not the proven frontier"):
            certify_frontier(_missing(frontier, point))


def test_frontiers_of_three_aims_or_without_points_are_refused() -> None:
    for frontier in (sf.frontier(WEEK, z="days"), attrs.evolve(sf.frontier(WEEK), points=[])):
        with pytest.raises(sf.InputError, match="is not a frontier of two aims"):
            certify_frontier(frontier)


WAYS: list[dict[str, Any]] = [{}, {"differ_by": 0}, {"within": 1.0}, {"differ_by": 2}]


@pytest.mark.parametrize("how", WAYS)
def test_the_best_few_plans_are_proven_in_their_order(how: dict[str, Any]) -> None:
    plans = sf.alternatives(WEEK, 4, **how)
    proofs = certify_alternatives(plans, **how)
    assert len(proofs) == len(plans)
    assert all(verify(one) is None for one in proofs)
    swapped = Alternatives([*plans[:1], *plans[2:], plans[1]])
    with pytest.raises(sf.InputError, match=r"^plans\[1\]: .* is not the next best plan"):
        certify_alternatives(swapped, **how)
    with pytest.raises(sf.InputError, match=r"^plans\[0\]: "):
        certify_alternatives(plans[1:], **how)


def test_there_has_to_be_a_plan() -> None:
    with pytest.raises(sf.InputError, match="is no plan"):
        certify_alternatives([])


def test_limits_are_kept() -> None:
    with pytest.raises(sf.OutOfTimeError):
        certify_frontier(sf.frontier(WEEK), limits=sf.Limits(seconds=0))
    with pytest.raises(sf.CancelledError):
        certify_alternatives(sf.alternatives(WEEK, 2), limits=sf.Limits(cancel=lambda: True))
