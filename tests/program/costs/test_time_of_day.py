"""The liked hour: the policy's, a stated habit's on its day, or straight after a run."""

import pytest

from strengthfit import Demand, Policy, Run, Session, Week

from .probe import at, counted

FINE = Policy(grid=5, trip_minutes=90)
RUNS = [Run("Tue 07:00", "easy", minutes=60)]


def _minutes(start: str, policy: Policy = FINE, kind: str = "circuit", **fields: object) -> float:
    week = Week(RUNS, **fields)  # type: ignore[arg-type]  # any field of a week
    return sum(counted(week, "time_of_day", [at(start)], policy, kind).values())


@pytest.mark.parametrize(
    ("start", "minutes"),
    [
        ("Tue 08:15", 45),
        ("Tue 09:00", 0),
        ("Tue 09:30", 30),
        ("Tue 09:35", 505),
        ("Wed 09:00", 540),
    ],
)
def test_straight_after_a_run_another_hour_is_liked_as_well(start: str, minutes: float) -> None:
    """Up to an hour and a half after its end, on its day."""
    assert _minutes(start) == minutes


def test_the_nearer_of_the_two_counts() -> None:
    evening = Week([Run("Tue 17:00", "easy", minutes=60)], strength=1)
    assert counted(evening, "time_of_day", [at("Tue 18:00")], FINE) == {}
    assert _minutes("Tue 08:30", Policy(grid=5, after_run_time=450)) == 60


def test_what_rides_along_is_liked_straight_after_a_run_at_any_hour() -> None:
    def core(start: str, minutes: float, habit: tuple[Session, ...] = ()) -> float:
        asked = [Demand("core", minutes=minutes)]
        return _minutes(start, kind="core", strength=asked, habit=habit)

    assert [core(start, 20) for start in ("Tue 08:15", "Tue 09:30", "Tue 18:00")] == [0, 0, 0]
    assert [core(start, 20) for start in ("Tue 09:35", "Wed 09:00")] == [505, 540]
    assert core("Tue 08:15", 25) == 45
    assert core("Tue 08:15", 20, habit=(Session("Tue 18:00", "core"),)) == 45


def test_a_habit_s_hour_is_liked_on_its_day_for_its_kind() -> None:
    habit = [Session("Wed 12:15", "circuit")]
    assert _minutes("Wed 12:15", habit=habit) == 0
    assert _minutes("Wed 18:00", habit=habit) == 345
    assert _minutes("Thu 18:00", habit=habit) == 0
    assert _minutes("Wed 18:00", habit=[Session("Wed 12:15", "core")]) == 0


def test_a_day_alone_says_nothing_of_the_hour_and_a_half_of_it_does() -> None:
    assert _minutes("Wed 18:00", habit=[Session("Wed", "circuit")]) == 0
    assert _minutes("Wed 18:00", habit=[Session("Wed am", "circuit")]) == 660
    assert _minutes("Wed 18:00", habit=[Session(2 * 1440 + 720, "circuit")]) == 360


def test_the_last_of_two_on_a_day_is_taken() -> None:
    two = [Session("Wed 12:00", "circuit"), Session("Wed 20:00", "circuit")]
    assert _minutes("Wed 20:00", habit=two) == 0
    assert _minutes("Wed 12:00", habit=two) == 480


def test_what_was_done_the_week_before_says_nothing_of_the_hour() -> None:
    assert _minutes("Wed 18:00", before=[Session("Wed 12:00", "circuit")]) == 0
