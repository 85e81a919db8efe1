"""Session-RPE load: a rating times minutes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit import InputError
from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.physiology.load import session_load
from strengthfit.physiology.parameters import Parameters

kinds = st.sampled_from((*RUN_KINDS, *STRENGTH_KINDS))


@pytest.mark.parametrize(
    ("kind", "rating"),
    [("recovery", 2), ("easy", 3), ("tempo", 6.5), ("intervals", 7.5), ("race", 9), ("heavy", 6.5)],
)
def test_an_hour_is_sixty_times_the_published_rating(kind: str, rating: float) -> None:
    assert session_load(kind, 60) == 60 * rating


@given(kinds, st.floats(0, 1440), st.floats(0, 1440))
@settings(max_examples=200)
def test_load_adds_up_over_minutes(kind: str, first: float, second: float) -> None:
    apart = session_load(kind, first) + session_load(kind, second)
    assert session_load(kind, first + second) == pytest.approx(apart)
    assert 0 <= session_load(kind, first) <= 10 * first


@given(st.floats(1.5, 4.5), st.floats(1, 600))
@settings(max_examples=100)
def test_a_rating_can_be_overridden(rating: float, minutes: float) -> None:
    assert (
        session_load("easy", minutes, Parameters({"session_rpe.easy": rating})) == rating * minutes
    )


def test_an_unknown_kind_has_no_load() -> None:
    with pytest.raises(InputError, match="is not the name of a parameter"):
        session_load("jog", 60)
