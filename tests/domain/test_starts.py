"""Starts in minutes, and the ids of runs without one."""

import pytest

import strengthfit as sf
from strengthfit.domain.clock import parse_when
from strengthfit.domain.starts import run_id, start_of

POLICY = sf.Policy(usual_time=390, usual_evening=1140)


@pytest.mark.parametrize(
    ("when", "start"),
    [("Mon", 390), ("Mon am", 390), ("Mon pm", 1140), ("Mon 07:00", 420), ("Sun", 6 * 1440 + 390)],
)
@pytest.mark.parametrize("part", [-1, 0, 1])
def test_a_weekday_means_the_part_of_the_calendar_that_it_stands_in(
    when: str, start: int, part: int
) -> None:
    assert start_of(parse_when(when), sf.Week([]), POLICY, part) == start + part * 7 * 1440


@pytest.mark.parametrize("part", [-1, 0, 1])
def test_minutes_always_count_from_the_week_s_first_midnight(part: int) -> None:
    assert start_of(parse_when(-600), sf.Week([]), POLICY, part) == -600


def test_the_first_day_may_be_any_weekday() -> None:
    thursday = sf.Week([], start="2026-11-26")
    assert start_of(parse_when("Thu 07:00"), thursday, POLICY) == 420
    assert start_of(parse_when("Wed 07:00"), sf.Block([thursday]), POLICY) == 6 * 1440 + 420


@pytest.mark.parametrize("weeks", [1, 3])
def test_an_id_is_the_one_that_a_plan_gives(weeks: int) -> None:
    week = sf.Week([sf.Run("Tue", "easy"), sf.Run("Sun 08:00", "long", id="sun")], strength=0)
    asked = week if weeks == 1 else sf.Block([week] * weeks)
    given = [run for number in range(weeks) for run in week.runs]
    for run, fixed in zip(given, sf.formulate(asked).horizon.runs, strict=True):
        assert run_id(run, fixed.start, 0, weeks) == fixed.id


def test_an_id_from_outside_a_block_names_no_week() -> None:
    assert run_id(sf.Run("Sun", "long", id="sun"), -300, 0, weeks=3, part=-1) == "sun"
