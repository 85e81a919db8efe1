"""Prices compare as tuples and read in the runner's words."""

import pytest

from strengthfit.diagnosis import ObjectiveDifference
from strengthfit.diagnosis.objective_difference import difference, price_text


@pytest.mark.parametrize(
    ("price", "text"),
    [
        (ObjectiveDifference(), "as good"),
        (ObjectiveDifference(strength=3, interference=-9), "less strength"),
        (ObjectiveDifference(strength=-3, interference=9), "more strength"),
        (ObjectiveDifference(interference=5, preference=-60), "+0.25 %"),
        (ObjectiveDifference(interference=-2), "-0.10 %"),
        (ObjectiveDifference(preference=30), "same %, liked less"),
        (ObjectiveDifference(preference=-30), "same %, liked more"),
        (ObjectiveDifference(earliness=90), "as good"),
    ],
)
def test_the_first_tier_that_differs_is_told(price: ObjectiveDifference, text: str) -> None:
    assert price_text(price, 0.05) == text


def test_a_difference_is_taken_tier_by_tier() -> None:
    assert difference((1, 2, 3, 0, 4, 5), (1, 1, 5, 0, 0, 5)) == ObjectiveDifference(
        0, 1, -2, 0, 4, 0
    )
