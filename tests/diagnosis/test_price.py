"""Prices compare as tuples and read in the runner's words."""

import pytest

from strengthfit.diagnosis import Price
from strengthfit.diagnosis.price import difference, price_text


@pytest.mark.parametrize(
    ("price", "text"),
    [
        (Price(), "as good"),
        (Price(strength=3, interference=-9), "less strength"),
        (Price(strength=-3, interference=9), "more strength"),
        (Price(interference=5, preference=-60), "+0.25 %"),
        (Price(interference=-2), "-0.10 %"),
        (Price(preference=30), "same %, liked less"),
        (Price(preference=-30), "same %, liked more"),
        (Price(earliness=90), "as good"),
    ],
)
def test_the_first_tier_that_differs_is_told(price: Price, text: str) -> None:
    assert price_text(price, 0.05) == text


def test_a_difference_is_taken_tier_by_tier() -> None:
    assert difference((1, 2, 3, 4, 5), (1, 1, 5, 0, 5)) == Price(0, 1, -2, 4, 0)
