"""Changes of the question whose effect on the answer is known."""

import math

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import DAY, WEEK

from .generate import policies, weeks


def _tiers(week: sf.Week, policy: sf.Policy) -> tuple[int, ...]:
    objective = sf.plan(week, policy).outcome.objective
    assert objective is not None
    return objective


def _is_no_worse(more: sf.Week, week: sf.Week, policy: sf.Policy) -> bool:
    """Whether what has more room is no worse, up to what hours of a day that are alike may hide.

    A new start may be the best of its day. A session of the old plan then may count its own hour
    and no longer the best, which is at most `hour_tolerance`, in whole steps rounded up, dearer.
    """
    plan, roomier = sf.plan(week, policy), _tiers(more, policy)
    tiers = plan.outcome.objective
    assert tiers is not None
    if roomier[:2] != tiers[:2]:
        return roomier[:2] < tiers[:2]
    hidden = math.ceil(round(policy.hour_tolerance / policy.resolution, 6))
    if not hidden:
        return roomier[:5] <= tiers[:5]
    return roomier[2] <= tiers[2] + hidden * len(plan.placements)


@given(weeks(), policies(), st.integers(1, 6))
@settings(max_examples=200)
def test_a_repeating_week_may_start_on_any_day(week: sf.Week, policy: sf.Policy, turn: int) -> None:
    """Turned by whole days, the same circle costs the same."""
    assume(week.repeats)
    week = attrs.evolve(week, start=None, available=None, forbidden=(), habit=())
    runs = []
    for run in week.runs:
        assert run.when.minutes is not None
        runs.append(attrs.evolve(run, when=(run.when.minutes + turn * DAY) % WEEK))
    turned = attrs.evolve(week, runs=runs)
    assert _tiers(week, policy)[:5] == _tiers(turned, policy)[:5]


@given(weeks(), policies(), st.data())
@settings(max_examples=200)
def test_a_removed_run_never_costs_strength(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    """Nor interference, once the prices of what it may create are off: a rest or an easy day, the
    last one of a week, a second trip."""
    assume(week.runs)
    policy = attrs.evolve(
        policy, rest_day=0, easy_day=0, last_rest_day=0, second_trip=0, cut_back=0
    )
    gone = data.draw(st.integers(0, len(week.runs) - 1))
    fewer = attrs.evolve(week, runs=week.runs[:gone] + week.runs[gone + 1 :])
    assert _is_no_worse(fewer, week, attrs.evolve(policy, off_time=0))


@given(weeks(), policies(), st.sampled_from(["Tue", "weekends", "daily", "Fri 05:00-23:00"]))
@settings(max_examples=200)
def test_another_window_never_makes_it_worse(week: sf.Week, policy: sf.Policy, window: str) -> None:
    opened = [w for w in week.available or () if not w.closed]
    assume(opened)
    more = attrs.evolve(week, available=[*(week.available or ()), sf.Window(window)])
    assert _is_no_worse(more, week, policy)


@given(weeks(), policies(), st.sampled_from([2, 3, 10]))
@settings(max_examples=200)
def test_scaling_interference_and_its_resolution_changes_nothing(
    week: sf.Week, policy: sf.Policy, factor: int
) -> None:
    names = (
        "strength_on_runs",
        "runs_on_strength",
        "load_of_day",
        "long_run_day",
        "before_run",
        "second_trip",
        "rest_day",
        "easy_day",
        "last_rest_day",
        "hour_tolerance",
        "resolution",
    )
    scaled = attrs.evolve(policy, **{name: factor * getattr(policy, name) for name in names})
    assert sf.plan(week, scaled).placements == sf.plan(week, policy).placements


@given(weeks(), policies())
@settings(max_examples=200)
def test_names_of_runs_change_nothing(week: sf.Week, policy: sf.Policy) -> None:
    renamed = attrs.evolve(
        week, runs=[attrs.evolve(run, id=f"run {i}") for i, run in enumerate(week.runs)]
    )
    assert sf.plan(week, policy).placements == sf.plan(renamed, policy).placements
    assert _tiers(week, policy) == _tiers(renamed, policy)


@given(weeks(), policies())
@settings(max_examples=200)
def test_asking_for_less_never_skips_more(week: sf.Week, policy: sf.Policy) -> None:
    week = attrs.evolve(week, order=())  # of fewer sessions another may be the first
    fewer = [attrs.evolve(d, count=max(0, d.count - 1)) for d in week.strength]
    plan, lighter = sf.plan(week, policy), sf.plan(attrs.evolve(week, strength=fewer), policy)
    assert lighter.score.tiers[0][1] <= plan.score.tiers[0][1]


@given(weeks(), policies(), st.data())
@settings(max_examples=100)
def test_a_race_run_as_training_is_planned_like_a_time_trial(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    assume(week.runs)
    index = data.draw(st.integers(0, len(week.runs) - 1))
    objectives = []
    for kind, priority in (("race", "training"), ("time_trial", week.runs[index].priority)):
        runs = [*week.runs]
        runs[index] = attrs.evolve(runs[index], kind=kind, priority=priority)
        objectives.append(_tiers(attrs.evolve(week, runs=runs), policy))
    assert objectives[0] == objectives[1]
