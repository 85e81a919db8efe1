"""Numbers of examples follow the profile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import scaled

PROFILE = settings().max_examples  # as it is while tests are collected
counted = {"named": 0, "plain": 0}


@settings(max_examples=30)  # as many as the profile `default` has, and scaled all the same
@given(st.integers())
def test_a_test_that_names_a_number(number: int) -> None:
    counted["named"] += 1


@given(st.integers())
def test_a_test_that_names_none(number: int) -> None:
    counted["plain"] += 1


def test_both_ran_as_often_as_the_profile_says() -> None:
    if not all(counted.values()):
        pytest.skip("the two tests above ran in another process, or not at all")
    assert counted == {"named": scaled(30, PROFILE), "plain": PROFILE}


@pytest.mark.parametrize(
    ("named", "profile", "examples"),
    [(400, 40, 8), (400, 200, 40), (400, 1_000, 200), (400, 2_000, 400), (400, 100_000, 20_000)],
)
def test_numbers_are_named_for_a_profile_of_2000(named: int, profile: int, examples: int) -> None:
    assert scaled(named, profile) == examples


def test_no_test_is_scaled_to_next_to_nothing() -> None:
    assert (scaled(60, 40), scaled(60, 150)) == (5, 10)
    assert scaled(4, 40) == scaled(4, 150) == 4
