"""What races ask for: days without strength after them, doses before them, and which there are."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.policy_rows import RACE_LEVELS
from strengthfit.domain.strength import TAPER_DOSES
from strengthfit.physiology.races import (
    NONE,
    Race,
    dose_left,
    find_races,
    first_days,
    highest_dose,
    rest_days,
)

LEVEL = sf.RaceLevel(
    "A", 3, 0.5, taper=[[2, "none"], [5, "simplified"], [9, "reduced"]], recovery=[[10, 1], [30, 4]]
)


@pytest.mark.parametrize(("km", "days"), [(5, 1), (10, 1), (10.1, 4), (30, 4), (100, 4)])
def test_a_longer_race_takes_the_last_row_of_recovery(km: float, days: int) -> None:
    assert rest_days(LEVEL, km) == days
    assert rest_days(attrs.evolve(LEVEL, recovery=[]), km) == 0
    assert rest_days(attrs.evolve(LEVEL, recovery=[[1, 1], [2, 2], [3, 5]]), km) == 5


def test_doses_by_days_before_and_after_a_race() -> None:
    found = [TAPER_DOSES[highest_dose(LEVEL, 20, days)] for days in range(-6, 12)]
    after, before = ["full"] * 2 + ["none"] * 4, ["none"] * 3 + ["simplified"] * 3
    assert found == after + before + ["reduced"] * 4 + ["full"] * 2


def test_the_day_of_a_race_is_as_its_taper_says() -> None:
    assert highest_dose(LEVEL, 20, 0) == NONE
    assert highest_dose(attrs.evolve(LEVEL, taper=[]), 20, 0) == 0


def test_of_days_that_allow_as_much_the_first_says_which_race_is_the_cause() -> None:
    before, after = (Race(sf.Run("Sun", "race", km=20), day) for day in (-1, 6))
    policy = sf.Policy(races=[attrs.evolve(LEVEL, priority=p) for p in "ABC"])
    for races in ([before, after], [after, before]):
        assert dose_left(policy, races, range(7)) == (NONE, before)


@given(st.lists(st.tuples(st.integers(-20, 30), st.sampled_from("ABC")), max_size=4))
def test_a_week_has_the_dose_of_its_freest_day(given_races: list[tuple[int, str]]) -> None:
    policy = sf.Policy(races=[attrs.evolve(LEVEL, priority=p) for p in "ABC"])
    races = [Race(sf.Run("Sun", "race", km=20, priority=p), day) for day, p in given_races]
    by_day = [
        max((highest_dose(LEVEL, 20, race.day - day) for race in races), default=0)
        for day in range(7)
    ]
    dose, race = dose_left(policy, races, range(7))
    assert dose == min(by_day)
    assert (race is None) == (dose == 0)
    if race is not None:
        freest = by_day.index(dose)
        assert highest_dose(LEVEL, 20, race.day - freest) == dose


def test_the_first_of_two_races_that_ask_for_as_much_is_the_cause() -> None:
    races = [Race(sf.Run("Sun", "race", km=20, id=name), 3) for name in ("one", "two")]
    dose, race = dose_left(sf.Policy(), races, range(7))
    assert (dose, race) == (NONE, races[0])


def test_a_race_of_unknown_length_is_as_long_as_the_policy_says() -> None:
    policy = sf.Policy(unknown_race_km=42)
    race = [Race(sf.Run("Sun", "race"), -1)]
    assert dose_left(policy, race, range(5, 6)) == (NONE, race[0])
    assert dose_left(attrs.evolve(policy, unknown_race_km=5), race, range(5, 6)) == (0, None)


def _race(name: str, when: str = "Sun") -> sf.Run:
    return sf.Run(when, "race", km=10, id=name)


def _named(races: list[Race]) -> list[tuple[str | None, int]]:
    return sorted((race.run.id, race.day) for race in races)


def test_races_are_those_in_the_weeks_before_the_first_and_after_the_last() -> None:
    policy = sf.Policy()
    first = sf.Week([_race("own")], before=[_race("before"), sf.Session("Sat", "heavy")])
    last = sf.Week([_race("late", "Mon"), sf.Run("Tue", "easy")], after=[_race("after", "Mon")])
    found = find_races([first, last], policy, 0)
    assert _named(found) == [("after", 14), ("before", -1), ("late", 7), ("own", 6)]
    # What the weeks before list of their own surroundings is not asked.
    assert _named(find_races([first, first, last], policy, -1)) == [
        ("after", 14),
        ("before", -1),
        ("late", 7),
        ("own", -1),
        ("own", 6),
    ]


def test_a_race_of_a_week_that_repeats_comes_again_after_it_and_before_it_if_that_is_unknown() -> (
    None
):
    policy, week = sf.Policy(), sf.Week([_race("own")], repeats=True)
    assert _named(find_races([week], policy, 0)) == [("own", -1), ("own", 6), ("own", 13)]
    past = sf.Week([_race("past")])
    assert _named(find_races([past, week], policy, -1)) == [
        ("own", 6),
        ("own", 13),
        ("past", -1),
    ]
    nine = sf.Week([sf.Run("D1", "race", km=10, id="own")], repeats=True, days=9)
    assert _named(find_races([nine], policy, 0)) == [("own", -9), ("own", 0), ("own", 9)]


def test_days_are_counted_from_the_week_of_number_0() -> None:
    weeks = [sf.Week([], days=days) for days in (9, 7, 5)]
    assert first_days(weeks, 0) == [0, 9, 16]
    assert first_days(weeks, -1) == [-9, 0, 7]


def test_the_levels_of_the_house_ask_for_less_of_a_lesser_race() -> None:
    for days in range(-10, 20):
        doses = [highest_dose(level, 42.2, days) for level in RACE_LEVELS]
        assert doses == sorted(doses, reverse=True)
