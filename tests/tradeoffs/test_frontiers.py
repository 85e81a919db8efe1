"""Frontiers hold every non-dominated plan and no other: against trying every plan."""

from collections.abc import Iterable
from itertools import pairwise

import attrs
import numpy as np
import pytest
from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.strength import DOSES
from strengthfit.errors import InputError
from strengthfit.program import Program
from strengthfit.strategies import NO_LIMITS
from strengthfit.strategies.cpsat import CpSat
from strengthfit.strategies.exhaustive import Exhaustive
from strengthfit.strategies.registry import find
from strengthfit.tradeoffs import Point, each_point
from strengthfit.tradeoffs import axes as registered
from strengthfit.tradeoffs.objectives import with_objectives

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
AIMS = st.lists(st.sampled_from(AXES), min_size=2, max_size=3, unique=True)
ROOMY = st.builds(
    sf.Week,
    st.lists(
        st.builds(
            sf.Run,
            st.integers(0, 6).map(lambda day: 1440 * day + 420),
            st.sampled_from(["intervals", "long", "easy"]),
            minutes=st.integers(20, 120),
        ),
        max_size=3,
        unique_by=lambda run: run.when.minutes,
    ),
    st.lists(
        st.builds(sf.Demand, st.sampled_from(["core", "circuit", "heavy"]), st.just(1)),
        min_size=2,
        max_size=2,
    ),
    st.lists(
        st.sampled_from(["Mon 12:00-21:00", "Tue", "Wed 06:00-12:00", "Fri 12:00-21:00", "Sun"]),
        min_size=1,
        max_size=3,
        unique=True,
    ),
    repeats=st.booleans(),
)
"""Weeks in which most sessions fit."""


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
    choices = program.choices
    kept = tuple(  # each start, demand and dose is one choice
        choice
        for placement in previous.placements
        for choice in np.flatnonzero(choices.start == placement.start).tolist()
        if DOSES[choices.dose[choice]] == placement.dose
        and (demand := program.horizon.demands[choices.demand[choice]]).kind == placement.kind
        and demand.dose == placement.asked
        and choices.minutes[choice] == placement.minutes
    )
    assume(len(kept) == len(previous.placements))
    values = {taken: tuple(steps(program, taken, axis, kept) for axis in axes) for taken in every}
    y, x, z = (*axes, None)[:3]
    assert y is not None
    assert x is not None
    frontier = sf.frontier(week, x, y, z, policy=policy, previous=previous)
    assert frontier.complete
    found = [values[plan.outcome.taken] for plan in frontier]
    event(f"{len(found)} points")
    rest = [i for i, tier in enumerate(program.tiers) if tier not in axes]
    best = {
        point: min(
            (taken for taken in every if values[taken] == point),
            key=lambda taken: [every[taken][i] for i in rest],
        )
        for point in sorted(non_dominated(values.values()))
    }
    read = {point: as_read(program, point, taken, axes) for point, taken in best.items()}
    assert found == [one for one in best if not any(ahead(o, read[one]) for o in read.values())]
    for plan, point, told in zip(frontier, found, frontier.values, strict=True):
        assert every[plan.outcome.taken] == every[best[point]]
        assert told == pytest.approx([abs(value) for value in read[point]], abs=1e-9)
        assert not oracle.broken(week, policy, oracle.sittings_of(plan))


def as_read(
    program: Program, point: tuple[int, ...], taken: Taken, axes: tuple[str, ...]
) -> list[float]:
    """Return what a plan has on each axis before rounding, the less the better."""
    terms = zip(program.cost_terms, program.cost_parts, strict=True)
    given = [part.by_choice(len(program.choices)) for (_, t, _), part in terms if t == AXES[1]]
    asked = int(program.skip_costs[0] @ program.counts)
    exact = float(sum(part[list(taken)].sum() for part in given))
    share = {value: -(1 - value / asked) if asked else -1.0 for value in point}
    units = {"strength": share, "interference": dict.fromkeys(point, exact)}
    return [units.get(axis, {}).get(value, value) for axis, value in zip(axes, point, strict=True)]


def ahead(first: list[float], second: list[float]) -> bool:
    """Whether one plan is as good as another on every axis, and better on one."""
    distances = [one - other for one, other in zip(first, second, strict=True)]
    return max(distances) <= 1e-9 and min(distances) < -1e-9


@given(weeks(most=2), policies(grid=240))
def test_strength_and_interference_against_every_plan(week: sf.Week, policy: sf.Policy) -> None:
    check(week, policy, ("strength", "interference"), sf.plan(week, policy))


@given(weeks(most=2), policies(grid=240), AIMS, st.sampled_from([0.05, 0.3, 0.001]), st.data())
@settings(max_examples=400)
def test_any_axes_against_every_plan(
    week: sf.Week, policy: sf.Policy, axes: list[str], resolution: float, data: st.DataObject
) -> None:
    """Changes are counted against part of a plan, perhaps of another policy."""
    policy = attrs.evolve(policy, resolution=resolution)
    before = data.draw(st.sampled_from([policy, attrs.evolve(policy, preferred_time=7 * 60)]))
    previous = data.draw(st.sampled_from(sf.alternatives(week, 3, differ_by=0, policy=before)))
    some = data.draw(st.integers(0, 2))
    previous = attrs.evolve(previous, placements=previous.placements[:some])
    check(week, policy, tuple(axes), previous)


ONE_AFTERNOON = sf.Week(
    [], [sf.Demand("core"), sf.Demand("circuit")], available=["Mon 12:00-21:00"]
)
"""Points are best at their strength alone: skipping both sessions interferes less."""


@given(ROOMY, AIMS, st.sampled_from([1, 2]))
@example(ONE_AFTERNOON, ["interference", "strength"], 1)
@settings(max_examples=150)
def test_any_axes_where_there_is_room(week: sf.Week, axes: list[str], sessions: int) -> None:
    """Two sessions on a day, and a gap that costs: what the generated weeks seldom have."""
    policy = sf.Policy(
        grid=240,
        spacings=(),
        guards=(),
        hours_after_key=0,
        longest_gap=3,
        sessions_per_day=sessions,
    )
    check(week, policy, tuple(axes), sf.plan(week, attrs.evolve(policy, rest_day=0)))


def test_a_day_that_may_hold_more_than_the_policy_s_most_counts_once() -> None:
    """A waiver opens the day to a second session; it is still one day."""
    week = sf.Week(
        [],
        [sf.Demand("core", 1), sf.Demand("circuit", 1)],
        ["Mon 06:00-21:00"],
        waived=[sf.Waiver("per_day", "Mon")],
    )
    policy = sf.Policy(grid=240, spacings=())
    frontier = sf.frontier(week, "days", policy=policy)
    assert [days for _, days in frontier.values] == [1, 0]
    assert frontier.points[0].strength == sf.plan(week, policy).strength == 1


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


@given(blocks(most_weeks=3, most=2), policies(grid=240))
@settings(max_examples=40)
def test_of_a_block_all_at_once_and_one_by_one_are_the_same(
    block: sf.Block, policy: sf.Policy
) -> None:
    """The second way is no exhaustive one, but may be asked about larger blocks."""
    at_once = sf.frontier(block, policy=policy)
    one_by_one = sf.frontier(block, policy=policy, strategy="cpsat")
    assert at_once.complete
    assert at_once.values == one_by_one.values
    assert at_once.points == one_by_one.points


@pytest.mark.parametrize(
    ("strategy", "axes"),
    [
        ("cpsat", ("interference", "strength", None)),
        ("dynamic", ("interference", "strength", None)),
        ("highs", ("interference", "strength", None)),
        ("dynamic", ("days", "strength", "time_of_day")),
    ],
)
def test_other_exact_strategies_find_the_same(
    strategy: str, axes: tuple[str, str, str | None]
) -> None:
    frontier = sf.frontier(WEEK, *axes)
    again = sf.frontier(WEEK, *axes, strategy=strategy)
    assert [plan.placements for plan in again] == [plan.placements for plan in frontier]


@given(weeks(most=2), policies(grid=240), st.sampled_from([None, "days", "time_of_day"]))
@settings(max_examples=100)
def test_exhaustive_search_finds_the_same(week: sf.Week, policy: sf.Policy, z: str | None) -> None:
    try:
        again = sf.frontier(week, z=z, policy=policy, strategy=Exhaustive(most=20_000))
    except sf.TooLargeError:
        assume(False)
        raise
    frontier = sf.frontier(week, z=z, policy=policy)
    assert (again.values, again.complete) == (frontier.values, True)


class Stopping:
    """A strategy that proves nothing after so many solves."""

    def __init__(self, solves: int) -> None:
        self.left = solves

    def solve(self, program: Program, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
        self.left -= 1
        if self.left < 0:
            return sf.Outcome("unknown", (), None, (0,) * len(program.tiers))
        return CpSat().solve(program, limits)


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


@pytest.mark.parametrize("strategy", ["auto", "cpsat"])
def test_what_is_impossible_has_an_empty_frontier_that_is_complete(strategy: str) -> None:
    pins = [sf.Session("Tue", "heavy"), sf.Session("Wed", "heavy")]  # each could stand alone
    week = sf.Week([sf.Run("Sun 08:00", "long")], [sf.Demand("heavy", 2)], pins=pins)
    frontier = sf.frontier(week, strategy=strategy)
    assert (frontier.points, frontier.complete) == ([], True)


def test_a_pin_that_cannot_stand_is_refused() -> None:
    pins = [sf.Session("Wed 18:00", "circuit")]
    week = sf.Week(RUNS, strength=1, pins=pins, available=["Fri"], repeats=True)
    with pytest.raises(sf.PinError):
        sf.frontier(week)


@pytest.mark.parametrize("z", [None, "time_of_day"])
@pytest.mark.parametrize("work", [0.0, 1e-4, 1e-3, 1e-2])
def test_little_work_leaves_the_first_points(work: float, z: str | None) -> None:
    whole = sf.frontier(WEEK, z=z)
    part = sf.frontier(WEEK, z=z, limits=sf.Limits(deterministic=work))
    assert part.values == whole.values[: len(part)]
    assert part.complete == (len(part) == len(whole)) or not part.complete


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
        ({"watch": 3}, "watch: 3 is not a function"),
    ],
)
def test_what_is_refused(arguments: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told.replace("(", r"\(")):
        sf.frontier(WEEK, **arguments)  # type: ignore[arg-type]  # rubbish is the subject


def test_every_axis_is_tried() -> None:
    assert set(AXES) == set(registered.AXES)


def test_limited_work_is_counted_so_points_come_one_by_one() -> None:
    few = sf.Limits(deterministic=1e-4)
    assert sf.frontier(WEEK, limits=few) == sf.frontier(WEEK, strategy="cpsat", limits=few)


def test_a_vain_attempt_at_all_points_ends_soon() -> None:
    """Two kinds that may lie anywhere: too many partial plans for one pass to be worth it."""
    week = attrs.evolve(WEEK, strength=[sf.Demand("heavy", 2), sf.Demand("core", 2)])
    program = with_objectives(sf.formulate(week), ["strength", "interference"]).program
    with pytest.raises(sf.TooLargeError, match="has tried"):
        find("auto").trade_off(program)  # type: ignore[attr-defined]  # it is one that trades off
