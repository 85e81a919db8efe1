"""Days are compared by their best hour; within the tolerance the liked hour of a day is taken."""

import attrs
import pytest
from hypothesis import event, given, settings

import strengthfit as sf
from strengthfit import Policy, Run, Week
from tests import oracle
from tests.generate import policies, weeks


@given(weeks(), policies(grid=60))
@settings(max_examples=300)
def test_no_start_of_the_day_within_the_tolerance_is_nearer_to_the_liked_hour(
    week: Week, policy: Policy
) -> None:
    sittings = oracle.sittings_of(sf.plan(week, policy))
    for index, one in enumerate(sittings):
        like = attrs.evolve(one, start=one.day * oracle.DAY)
        best, is_open = oracle.best_of_day(week, policy, like)
        for start in sorted(is_open - {one.start}):
            other = attrs.evolve(one, start=start)
            moved = [*sittings[:index], other, *sittings[index + 1 :]]
            dearer = oracle.interference_of(week, policy, other) - best
            if dearer <= policy.hour_tolerance and not oracle.broken(week, policy, moved):
                event("another hour of the day is as good")
                liked = oracle.time_of_day(week, policy, one)
                assert liked <= oracle.time_of_day(week, policy, other)


def _week() -> Week:
    return Week([Run("Tue 07:00", "intervals"), Run("Sun 08:00", "long")], strength=1)


def _steps(week: Week, policy: Policy, day: int) -> dict[int, int]:
    """Return by start what full sessions that no rule closes alone count on a day."""
    program = sf.formulate(week, policy)
    choices, steps = program.choices, program.tier_costs[program.tiers.index("interference")]
    here = (choices.day == day) & (choices.dose == 0)
    return {
        int(choices.start[choice]): int(steps[choice])
        for choice in here.nonzero()[0]
        if not program.broken(program.mask([choice]))
    }


def test_hours_that_are_alike_count_the_best_of_the_day() -> None:
    own = _steps(_week(), Policy(hour_tolerance=0), 3)
    alike = _steps(_week(), Policy(hour_tolerance=15), 3)
    assert len(set(own.values())) > 1
    assert set(alike.values()) == {min(own.values())}
    some = _steps(_week(), Policy(), 3)
    assert all(some[start] in (min(own.values()), own[start]) for start in own)


def test_hours_that_are_closed_are_not_the_day_s_best() -> None:
    """With its cheaper hours closed a day costs more, and those that are left are its best."""
    fine = Policy(hour_tolerance=0, resolution=0.001)
    whole = _steps(_week(), fine, 3)
    dearest = max(whole, key=lambda start: whole[start])
    clock = dearest % 1440
    opens, closes = (f"{at // 60:02d}:{at % 60:02d}" for at in (clock - 30, clock + 35))
    only = attrs.evolve(_week(), available=[sf.Window(f"Thu {opens}-{closes}")])
    left = _steps(only, attrs.evolve(fine, hour_tolerance=15), 3)
    assert len(left) > 1
    assert set(left.values()) == {min(whole[start] for start in left)}
    assert min(left.values()) > min(whole.values())


@pytest.mark.parametrize(("tolerance", "liked"), [(0.0, False), (0.1, True)])
def test_the_liked_hour_is_taken_within_it(tolerance: float, liked: bool) -> None:
    week = attrs.evolve(_week(), available=[sf.Window("Thu")])
    (placement,) = sf.plan(week, Policy(hour_tolerance=tolerance)).placements
    assert (placement.when == "Thu 18:00") == liked
