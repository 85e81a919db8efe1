"""Strength soon before a run of its day costs more: run first."""

import pytest

from strengthfit import Policy, Run, Week

from .probe import at, counted

FINE = Policy(grid=5, load_of_day=0)
WEEK = Week([Run("Tue 18:00", "easy", minutes=60)], strength=1)


@pytest.mark.parametrize(
    ("start", "price"),
    [("Tue 11:25", 0), ("Tue 11:30", 0.5), ("Tue 17:00", 0.5), ("Tue 19:30", 0), ("Mon 20:00", 0)],
)
def test_from_six_hours_on_it_is_another_part_of_the_day(start: str, price: float) -> None:
    """The session ends at 12:00 if it starts at 11:25, which is six hours and not less."""
    assert sum(counted(WEEK, "load_of_day", [at(start)], FINE).values()) == price


def test_the_policy_says_the_hours() -> None:
    whole_day = Policy(grid=5, load_of_day=0, before_run_hours=24)
    assert sum(counted(WEEK, "load_of_day", [at("Tue 06:00")], whole_day).values()) == 0.5
    never = Policy(grid=5, load_of_day=0, before_run_hours=0)
    assert counted(WEEK, "load_of_day", [at("Tue 17:00")], never) == {}


def test_its_label_names_the_day() -> None:
    (label,) = counted(WEEK, "load_of_day", [at("Tue 17:00")], FINE)
    assert label.text == "running load of Tue"
