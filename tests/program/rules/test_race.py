import attrs
import pytest

from strengthfit import Demand, Policy, Run, Week
from strengthfit.domain.policy_rows import RACE_LEVELS
from strengthfit.physiology.races import rest_days

from .probe import closed, labels

DAY = 1440
RULE = "race"


def days(starts: set[int]) -> set[int]:
    return {start // DAY for start in starts}


@pytest.mark.parametrize(
    ("dose", "expected"),
    [("full", set(range(7))), ("reduced", set(range(7))), ("simplified", {3, 4, 5, 6})],
)
def test_a_goal_race_on_sunday_asks_for_a_taper(dose: str, expected: set[int]) -> None:
    week = Week([Run("Sun 09:00", "race", km=10)], strength=1)
    assert days(closed(week, RULE, dose=dose)) == expected


def test_a_race_next_week_is_seen() -> None:
    week = Week([], strength=1, after=[Run("Sun 09:00", "race", km=10)])  # day 13
    assert days(closed(week, RULE)) == set(range(7))
    assert days(closed(week, RULE, dose="reduced")) == {6}


def test_a_small_race_asks_for_less() -> None:
    week = Week([Run("Sun 09:00", "race", km=10, priority="C")], strength=1)
    assert days(closed(week, RULE)) == {3, 4, 5, 6}
    assert days(closed(week, RULE, dose="simplified")) == {3, 4, 5, 6}
    core = attrs.evolve(week, strength=[Demand("core", 1)])
    assert days(closed(core, RULE)) == {3, 4, 5, 6}
    assert days(closed(core, RULE, dose="simplified")) == {5, 6}


@pytest.mark.parametrize(
    ("km", "rest"), [(5, 2), (10, 2), (21.1, 4), (42.2, 7), (100, 7), (None, 4)]
)
def test_strength_rests_after_a_race_by_its_length(km: float | None, rest: int) -> None:
    week = Week([], strength=1, before=[Run("Sun 09:00", "race", km=km)])
    assert days(closed(week, RULE, dose="simplified")) == set(range(rest))
    if km is not None:
        assert rest_days(RACE_LEVELS[0], km) == rest


def test_a_repeating_week_of_races_rests_and_tapers() -> None:
    week = Week([Run("Sun 09:00", "race", km=5)], strength=1, repeats=True)
    assert days(closed(week, RULE, dose="simplified")) == {0, 1, 3, 4, 5, 6}


def test_other_kinds_are_no_races() -> None:
    assert closed(Week([Run("Sun 09:00", "time_trial")], strength=1), RULE) == set()


def test_a_race_that_is_run_as_training_has_no_rules_around_it() -> None:
    parkrun = Run("Sat 09:00", "race", km=5, priority="training")
    before, after = Run(-900, "race", km=5, priority="training"), Run(10500, "race", key=False)
    week = Week([parkrun], strength=1, before=[before], after=[after])
    assert {label.cause for label in labels(week, RULE)} == {"Mon 07:00 race"}
    week = Week([parkrun], strength=1, before=[before])
    assert labels(week, RULE) == []


def test_labels_name_the_race_and_the_step() -> None:
    week = Week([Run("Sun 09:00", "race", km=10)], strength=1)
    assert [label.text for label in labels(week, RULE, Policy())] == [
        "3 days or less to the race (A) on Sun 09:00",
        "simplified dose at most before the race (A) on Sun 09:00",
    ]
