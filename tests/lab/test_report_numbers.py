"""Numbers in the report are rounded once, so that the last digit is right."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.lab.report.markdown import digits, seconds


@given(st.floats(1e-3, 1e5), st.booleans())
def test_a_number_is_the_nearest_of_its_digits(value: float, of_time: bool) -> None:
    shown, least = (seconds, -4) if of_time else (digits, -6)
    exact = Decimal(value)
    unit = Decimal(10) ** max(least, min(0, exact.adjusted() - 2))
    assert Decimal(shown(value)) == exact.quantize(unit, ROUND_HALF_EVEN)


@pytest.mark.parametrize(("value", "told"), [(0.11149, "0.111"), (0.65354, "0.654")])
def test_seconds_are_not_rounded_twice(value: float, told: str) -> None:
    assert seconds(value) == told
