"""What an item of a planner is by its sport and its texts, and how long and far it is."""

import attrs
import pytest

from strengthfit import InputError
from strengthfit.interchange.sports import first_run, measured, run_meanings, strength_meanings
from strengthfit.interchange.titles import Meaning

EASY = Meaning("run", "easy", "said", km=5, minutes=30)  # type: ignore[arg-type]  # equal strings
CORE = Meaning("strength", "core", "said")  # type: ignore[arg-type]  # equal strings
OTHER = Meaning("other", None, "said")


def test_what_the_item_says_counts_before_its_title() -> None:
    assert [(one.minutes, one.km) for one in measured([EASY], None, None)] == [(30, 5)]
    assert [(one.minutes, one.km) for one in measured([EASY], 45, 8)] == [(45, 8)]
    assert [(one.minutes, one.km) for one in measured([EASY], 45, 0.01)] == [(45, 5)]
    assert [(one.minutes, one.km) for one in measured([CORE], 45, 8)] == [(45, None)]
    assert measured([OTHER], 9000, 9000) == (OTHER,)


def test_the_distance_of_several_sessions_is_that_of_the_only_run() -> None:
    assert [(one.minutes, one.km) for one in measured([EASY, CORE], 60, 8)] == [
        (30, 8),
        (None, None),
    ]
    assert [one.km for one in measured([EASY, EASY], 60, 8)] == [5, 5]
    assert [one.km for one in measured([EASY, CORE], 60, 900)] == [5, None]
    unsaid = attrs.evolve(EASY, km=None)
    said = [one.how for one in measured([EASY, unsaid, CORE], 60, 8)]
    assert said == ["said", "said; 8 km is of 2 runs together and is left out", "said"]
    assert "900 km cannot be right" in measured([unsaid, CORE], 60, 900)[0].how


@pytest.mark.parametrize(
    ("meaning", "least", "most"), [(EASY, 1, 1440), (CORE, 5, 240)], ids=[0, 1]
)
def test_lengths_are_those_that_a_week_holds(meaning: Meaning, least: int, most: int) -> None:
    for minutes in (least, most):
        assert measured([meaning], minutes, None)[0].minutes == minutes
    (short,) = measured([meaning], least - 0.1, None)
    assert short.item == "other"
    assert "shorter than" in short.how
    with pytest.raises(InputError, match=f"at most {most} minutes"):
        measured([meaning], most + 0.1, None)


def test_a_run_stays_a_run_and_strength_stays_strength() -> None:
    for title in ("", "Core", "Dentist", "Tuesday"):
        assert [one.item for one in run_meanings(title, why="x") if one.item == "run"]
    for title in ("", "Easy", "Dentist", "Tuesday"):
        assert {one.item for one in strength_meanings(title, why="x")} == {"strength"}


def test_a_run_beside_strength_is_found() -> None:
    assert first_run([CORE, EASY]) is EASY
