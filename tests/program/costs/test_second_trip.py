"""Strength that follows a run of its day, or leads into one, is one trip."""

import pytest

from strengthfit import Policy, Run, Week

from .probe import at, counted

FINE = Policy(grid=5, trip_minutes=90)
MORNING = Run("Tue 07:00", "easy", minutes=60)
EVENING = Run("Tue 18:00", "easy", minutes=60)


def _price(runs: list[Run], start: str, policy: Policy = FINE) -> float:
    return sum(counted(Week(runs, strength=1), "second_trip", [at(start)], policy).values())


@pytest.mark.parametrize(
    ("start", "price"),
    [("Tue 08:00", 0), ("Tue 09:30", 0), ("Tue 09:35", 0.35), ("Tue 06:25", 0), ("Wed 12:00", 0)],
)
def test_after_a_run_at_most_the_minutes_of_a_trip(start: str, price: float) -> None:
    assert _price([MORNING], start) == price


@pytest.mark.parametrize(
    ("start", "price"), [("Tue 15:55", 0), ("Tue 15:50", 0.35), ("Tue 20:30", 0)]
)
def test_before_a_run_from_the_session_s_end(start: str, price: float) -> None:
    """A circuit takes 35 minutes: from 15:55 it ends an hour and a half before the run."""
    assert _price([EVENING], start) == price


def test_one_run_of_the_day_is_enough() -> None:
    assert _price([MORNING, EVENING], "Tue 09:30") == 0
    assert _price([MORNING, EVENING], "Tue 15:55") == 0
    assert _price([MORNING, EVENING], "Tue 12:00") == 0.35


def test_only_runs_that_start_on_the_day_count() -> None:
    """A run of Monday that ends on Tuesday makes neither Tuesday a day with runs, nor one trip."""
    late = Run("Mon 23:30", "easy", minutes=60)
    night = Policy(grid=5, day_start=0, trip_minutes=90)
    assert _price([late], "Tue 01:00", night) == 0
    assert _price([late, EVENING], "Tue 01:00", night) == 0.35


def test_the_policy_says_the_minutes_and_the_price() -> None:
    apart = Policy(grid=5, second_trip=1.5, trip_minutes=60)
    assert _price([MORNING], "Tue 09:00", apart) == 0
    assert _price([MORNING], "Tue 09:05", apart) == 1.5
    assert _price([MORNING], "Tue 09:05", Policy(grid=5, second_trip=0)) == 0


def test_its_label_names_the_day() -> None:
    (label,) = counted(Week([MORNING], strength=1), "second_trip", [at("Tue 18:00")], FINE)
    assert (label.cause, label.text) == ("Tue", "a second trip on Tue")
