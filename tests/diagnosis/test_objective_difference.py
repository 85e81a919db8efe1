"""Prices compare as tuples and read in the runner's words."""

import pytest

from strengthfit.diagnosis import ObjectiveDifference
from strengthfit.diagnosis.objective_difference import difference, price_text

SAME = "the same interference"


@pytest.mark.parametrize(
    ("price", "text"),
    [
        (ObjectiveDifference(), "just as good"),
        (
            ObjectiveDifference(strength=3, interference=-9),
            "less strength and 0.45 % less interference",
        ),
        (
            ObjectiveDifference(strength=-3, interference=9),
            "more strength and 0.45 % more interference",
        ),
        (ObjectiveDifference(strength=3, continuity=-1), "less strength"),
        (ObjectiveDifference(continuity=1), "a longer time without strength"),
        (ObjectiveDifference(continuity=-1), "a shorter time without strength"),
        (ObjectiveDifference(interference=5, preference=-60), "0.25 % more interference"),
        (ObjectiveDifference(interference=-2), "0.10 % less interference"),
        (ObjectiveDifference(preference=30), f"{SAME}, but a time or spacing that is liked less"),
        (ObjectiveDifference(preference=-30), f"{SAME}, and a time or spacing that is liked more"),
        (ObjectiveDifference(earliness=90), "just as good"),
    ],
)
def test_the_first_tier_that_differs_is_told(price: ObjectiveDifference, text: str) -> None:
    assert price_text(price, 0.05) == text


def test_a_difference_is_taken_tier_by_tier() -> None:
    assert difference((1, 2, 3, 0, 4, 5), (1, 1, 5, 0, 0, 5)) == ObjectiveDifference(
        0, 1, -2, 0, 4, 0
    )
