"""Frontiers hold every non-dominated plan and no other: against trying every plan."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.errors import InputError
from strengthfit.program import Program
from strengthfit.strategies import NO_LIMITS
from strengthfit.strategies.cpsat import CpSat
from strengthfit.tradeoffs import Point, each_point

from .. import oracle
from ..generate import blocks, policies, weeks
from .every import Taken, every_plan

RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Wed 07:00", "easy", minutes=45),
    sf.Run("Thu 07:00", "tempo", minutes=50),
    sf.Run("Sun 08:00", "long", minutes=110),
]
WEEK = sf.Week(RUNS, repeats=True)
AXES = ("strength", "interference", "time_of_day", "days", "changes")


def steps(program: Program, taken: Taken, axis: str, kept: Taken) -> int:
    """Return what a plan has on an axis, told naively."""
    objective = dict(zip(program.tiers, program.objective(program.mask(taken)), strict=True))
    choices, policy_terms = program.choices, [name for name, _, _ in program.cost_terms]
    if axis in objective:
        return objective[axis]
    if axis == "days":
        return len({int(choices.day[choice]) for choice in taken})
    if axis == "time_of_day":
        part = program.cost_parts[policy_terms.index("time_of_day")]
        return int(sum(part.by_choice(len(choices))[list(taken)]))
    changed = 0
    for demand in range(len(program.counts)):
        old = {choice for choice in kept if choices.demand[choice] == demand}
        new = {choice for choice in taken if choices.demand[choice] == demand}
        changed += max(len(old), len(new)) - len(old & new)
    return changed


def non_dominated(values: Iterable[tuple[int, ...]]) -> set[tuple[int, ...]]:
    every = set(values)
    return {
        one
        for one in every
        if not any(o != one and all(a <= b for a, b in zip(o, one, strict=True)) for o in every)
    }


def check(week: sf.Week, policy: sf.Policy, axes: tuple[str, ...], previous: sf.Plan) -> None:
    program = sf.formulate(week, policy)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    kept = previous.outcome.taken
    values = {taken: tuple(steps(program, taken, axis, kept) for axis in axes) for taken in every}
    y, x, z = (*axes, None)[:3]
    assert y is not None
    assert x is not None
    frontier = sf.frontier(week, x, y, z, policy=policy, previous=previous)
    assert frontier.complete
    found = [values[plan.outcome.taken] for plan in frontier]
    assert found == sorted(found)
    expected = non_dominated(values.values())
    assert set(found) <= expected
    event(f"{len(found)} points")
    # Only what is better by rounding alone may be left out.
    read = dict(zip(found, frontier.values, strict=True))
    for missing in expected - set(found):
        best = min((every[t], t) for t in every if values[t] == missing)
        rounded = sum(
            part.by_cause(program.mask(best[1])).sum()
            for (_, tier, _), part in zip(program.cost_terms, program.cost_parts, strict=True)
            if tier == "interference"
        )
        at = axes.index("interference")
        assert any(
            all(o <= m for i, (o, m) in enumerate(zip(other, missing, strict=True)) if i != at)
            and read[other][at] <= rounded + 1e-9
            for other in found
        )
    tiers = [i for i, tier in enumerate(program.tiers) if tier not in axes]
    for plan, value in zip(frontier, found, strict=True):
        rest = [[every[t][i] for i in tiers] for t in every if values[t] == value]
        assert [every[plan.outcome.taken][i] for i in tiers] == min(rest)
        assert not oracle.broken(week, policy, oracle.sittings_of(plan))


@given(weeks(most=2), policies(grid=240))
def test_strength_and_interference_against_every_plan(week: sf.Week, policy: sf.Policy) -> None:
    check(week, policy, ("strength", "interference"), sf.plan(week, policy))


@given(weeks(most=2), policies(grid=240), st.permutations(AXES), st.integers(2, 3), st.data())
@settings(max_examples=300)
def test_any_axes_against_every_plan(
    week: sf.Week, policy: sf.Policy, axes: list[str], number: int, data: st.DataObject
) -> None:
    plans = sf.alternatives(week, 3, differ_by=0, policy=policy)
    previous = data.draw(st.sampled_from(plans))
    check(week, policy, tuple(axes[:number]), previous)


@given(weeks(most=2), policies(grid=240))
@settings(max_examples=200)
def test_the_first_point_is_the_plan(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    frontier = sf.frontier(week, policy=policy)
    first = frontier.points[0]
    assert first.strength == plan.strength
    assert first.status == "optimal"
    if dict(first.score.tiers)["continuity"] == dict(plan.score.tiers)["continuity"]:
        assert first.placements == plan.placements
    strengths = [point.strength for point in frontier]
    costs = [point.interference for point in frontier]
    assert all(a > b for a, b in pairwise(strengths))
    assert all(a > b for a, b in pairwise(costs))


@given(blocks(most_weeks=2, most=1), policies(grid=240))
@settings(max_examples=40)
def test_blocks_have_frontiers_too(block: sf.Block, policy: sf.Policy) -> None:
    program = sf.formulate(block, policy)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    found = [every[plan.outcome.taken] for plan in sf.frontier(block, policy=policy)]
    assert {(one[0], one[2]) for one in found} <= non_dominated(
        (one[0], one[2]) for one in every.values()
    )


@pytest.mark.parametrize("strategy", ["dynamic", "highs"])
def test_other_exact_strategies_find_the_same(strategy: str) -> None:
    frontier = sf.frontier(WEEK)
    again = sf.frontier(WEEK, strategy=strategy)
    assert [plan.placements for plan in again] == [plan.placements for plan in frontier]


class Stopping:
    """A strategy that proves nothing after so many solves."""

    def __init__(self, solves: int) -> None:
        self.left = solves

    def solve(
        self,
        program: Program,
        limits: sf.Limits = NO_LIMITS,
        hint: tuple[int, ...] | None = None,
    ) -> sf.Outcome:
        self.left -= 1
        if self.left < 0:
            return sf.Outcome("unknown", (), None, (0,) * len(program.tiers))
        return CpSat().solve(program, limits, hint)


@pytest.mark.parametrize("z", [None, "time_of_day"])
@pytest.mark.parametrize("solves", [0, 1, 3])
def test_a_limit_leaves_the_first_points_and_says_so(solves: int, z: str | None) -> None:
    whole = sf.frontier(WEEK, z=z)
    part = sf.frontier(WEEK, z=z, strategy=Stopping(solves))
    assert not part.complete
    assert part.values == whole.values[: len(part)]
    assert len(part) < len(whole)
    assert "not looked at" in part.covered or "missing" in part.covered or not part.points
    assert whole.covered == "Every non-dominated plan is here."


def test_no_time_is_no_point_and_no_error() -> None:
    frontier = sf.frontier(WEEK, limits=sf.Limits(seconds=0))
    assert (frontier.points, frontier.complete) == ([], False)
    assert (
        frontier.covered
        == "Nothing was proven: the limits were too narrow, or the strategy proves nothing."
    )
    assert "Nothing was proven" in str(frontier)
    assert "<svg" not in frontier._repr_html_()


def test_points_are_told_as_they_are_found() -> None:
    seen: list[Point] = []
    frontier = sf.frontier(WEEK, watch=seen.append)
    assert [point.plan for point in seen] == frontier.points
    names = ("strength", "interference")
    first = next(each_point(WEEK, names, sf.Policy()))
    assert first == seen[0]


def test_an_impossible_week_has_an_empty_frontier_that_is_complete() -> None:
    pins = [sf.Session("Wed 18:00", "circuit")]
    week = sf.Week(RUNS, strength=1, pins=pins, available=["Fri"], repeats=True)
    try:
        frontier = sf.frontier(week)
    except sf.PinError:
        return
    assert (frontier.points, frontier.complete) == ([], True)


def test_a_week_that_asks_for_nothing_has_one_point() -> None:
    frontier = sf.frontier(sf.Week(RUNS, strength=0))
    assert [plan.placements for plan in frontier] == [()]
    assert frontier.complete


def test_a_skipped_session_says_why() -> None:
    half = next(plan for plan in sf.frontier(WEEK) if plan.strength == 0.5)
    assert half.skipped[0].reason.startswith("left out here")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"x": "speed"}, "x: 'speed' is not an axis"),
        ({"x": "strength"}, "x: 'strength' is an axis already"),
        ({"z": "strength"}, "z: 'strength' is an axis already"),
        ({"x": None}, "x: None is not an axis"),
        ({"z": "changes"}, "previous: None is not a Plan"),
        ({"z": "changes", "previous": "plan"}, "previous: 'plan' is not a Plan"),
        ({"limits": 3}, "limits: 3 is not Limits"),
        ({"watch": 3}, "watch: 3 is no function"),
    ],
)
def test_what_is_refused(arguments: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told.replace("(", r"\(")):
        sf.frontier(WEEK, **arguments)  # type: ignore[arg-type]  # rubbish is the subject
