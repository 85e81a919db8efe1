"""The k best plans are the k best: against every plan, sorted."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.policy_rows import Spacing
from strengthfit.errors import InputError
from strengthfit.program import Program

from ..generate import blocks, policies, weeks
from .every import Taken, difference, every_plan

RUNS = [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long", minutes=110)]
WEEK = sf.Week(RUNS, repeats=True)


def greedily(program: Program, every: dict[Taken, tuple[int, ...]], k: int, by: int) -> list[Taken]:
    """Return the best, the best that differs enough from it, and so on."""
    chosen: list[Taken] = []
    for taken in sorted(every, key=lambda one: (every[one], one)):
        if len(chosen) == k:
            break
        if all(difference(program, taken, before) >= by for before in chosen):
            chosen.append(taken)
    return chosen


@given(weeks(most=2), policies(grid=240), st.integers(0, 2), st.integers(1, 5))
@settings(max_examples=1000)
def test_against_every_plan(week: sf.Week, policy: sf.Policy, by: int, k: int) -> None:
    program = sf.formulate(week, policy)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    plans = sf.alternatives(week, k, differ_by=by, policy=policy)
    found = [plan.outcome.taken for plan in plans]
    assert len(set(found)) == len(found)
    expected = greedily(program, every, k, by)
    assert [every[taken] for taken in found] == [every[taken] for taken in expected]
    assert plans[0] == sf.plan(week, policy)


@given(weeks(most=2), policies(grid=240), st.sampled_from([0.0, 0.1, 0.5]))
@settings(max_examples=200)
def test_within_so_much_of_the_best(week: sf.Week, policy: sf.Policy, within: float) -> None:
    program = sf.formulate(week, policy)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    best = min(every.values())
    steps = round(within / policy.resolution)
    near = {
        taken: value
        for taken, value in every.items()
        if value[0] <= best[0] and value[2] <= best[2] + steps
    }
    plans = sf.alternatives(week, 4, within, 0, policy=policy)
    assert [every[p.outcome.taken] for p in plans] == sorted(near.values())[:4]


def test_two_sessions_of_one_kind_on_a_day_are_told_apart() -> None:
    """Two cores may share a day: a plan with both on one day differs from one with two days."""
    policy = sf.Policy(grid=360, sessions_per_day=2, spacings=(Spacing(("heavy",), 48),))
    windows = ["Tue 12:00-21:00", "Fri 06:00-21:00"]
    week = sf.Week(RUNS, strength=[sf.Demand("core", 2)], available=windows, repeats=True)
    program = sf.formulate(week, policy)
    every = every_plan(program)
    assert every is not None
    for by in (1, 2):
        plans = sf.alternatives(week, 8, differ_by=by, policy=policy)
        expected = greedily(program, every, 8, by)
        assert [every[p.outcome.taken] for p in plans] == [every[taken] for taken in expected]
        assert len(plans) > 1


KINDS = st.sampled_from(["core", "core", "circuit", "heavy"])
DAYS = ["Mon 16:00-21:00", "Tue 08:00-16:00", "Wed 16:00-21:00", "Fri 12:00-21:00", "Sun"]


@given(
    st.lists(st.builds(sf.Demand, KINDS, st.integers(1, 2)), min_size=1, max_size=2),
    st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True),
    st.integers(0, 3),
    st.integers(1, 6),
)
@settings(max_examples=200)
def test_days_that_are_shared(asked: list[sf.Demand], days: list[str], by: int, k: int) -> None:
    """Two sessions of one kind may stand on one day: days are compared, not sessions."""
    policy = sf.Policy(grid=240, sessions_per_day=2, spacings=(), guards=(), loss_cap=5)
    week = sf.Week(RUNS, asked, days, repeats=True)
    program = sf.formulate(week, policy)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    plans = sf.alternatives(week, k, differ_by=by, policy=policy)
    expected = greedily(program, every, k, by)
    assert [every[p.outcome.taken] for p in plans] == [every[taken] for taken in expected]
    assert len({plan.outcome.taken for plan in plans}) == len(plans)
    assert [plan.status == "optimal" for plan in plans] == [
        every[plan.outcome.taken] == every[plans[0].outcome.taken] for plan in plans
    ]


@given(blocks(most_weeks=2, most=1), policies(grid=240), st.integers(1, 4))
@settings(max_examples=40)
def test_blocks_have_alternatives_too(block: sf.Block, policy: sf.Policy, k: int) -> None:
    every = every_plan(sf.formulate(block, policy))
    assume(every is not None)
    assert every is not None
    plans = sf.alternatives(block, k, differ_by=0, policy=policy)
    assert [every[p.outcome.taken] for p in plans] == sorted(every.values())[:k]


def test_there_may_be_fewer_than_asked() -> None:
    week = sf.Week([], 1, ["Mon 18:00-18:40"])
    plans = sf.alternatives(week, 100, differ_by=0)
    every = every_plan(sf.formulate(week))
    assert every is not None
    assert [every[p.outcome.taken] for p in plans] == sorted(every.values())
    assert 1 < len(plans) < 100


def test_the_first_is_proven_and_the_others_tell_their_distance() -> None:
    best, *others = sf.alternatives(WEEK, 4)
    assert (best.status, best.gap) == ("optimal", 0)
    for plan in others:
        assert plan.status == "feasible"
        if plan.strength == best.strength:
            steps = dict(plan.score.tiers)["interference"] - dict(best.score.tiers)["interference"]
            assert plan.gap == pytest.approx(steps * best.policy.resolution)


def test_other_strategies_give_the_same() -> None:
    plans = sf.alternatives(WEEK, 4)
    again = sf.alternatives(WEEK, 4, strategy="highs")
    assert [plan.placements for plan in again] == [plan.placements for plan in plans]


def test_in_no_time_the_best_that_was_found_stands_alone() -> None:
    found = sf.alternatives(WEEK, 3, limits=sf.Limits(seconds=0))
    assert [plan.status for plan in found] == ["feasible"]
    assert not found.finished


def test_a_week_that_asks_for_nothing_has_one_plan() -> None:
    assert len(sf.alternatives(sf.Week(RUNS, strength=0), 5)) == 1
    assert len(sf.alternatives(sf.Week(RUNS, strength=0), 5, differ_by=0)) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((0,), "k: 0 is not a whole number of plans"),
        ((True,), "k: True is not"),
        (("3",), "k: '3' is not"),
        ((3, -1.0), "within: -1.0 is not a number of percent"),
        ((3, float("nan")), "within: nan is not"),
        ((3, None, -1), "differ_by: -1 is not"),
        ((3, None, 1.5), "differ_by: 1.5 is not"),
    ],
)
def test_what_is_refused(arguments: tuple[object, ...], told: str) -> None:
    with pytest.raises(InputError, match=told):
        sf.alternatives(WEEK, *arguments)  # type: ignore[arg-type]  # rubbish is the subject
