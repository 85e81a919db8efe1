"""Every break that is planted in a real week is named, and mended by the least changes."""

from functools import cache
from pathlib import Path

import pytest

from .planted import Planted, judged, planted

PLANS = Path(__file__).parents[1] / "data" / "plans"


@cache
def _case(number: int) -> Planted:
    return planted(PLANS, number, grid=180)


@pytest.mark.parametrize("number", range(12))
def test_every_break_is_named_and_mended_by_the_least(number: int) -> None:
    assert judged(_case(number)) == []


def test_different_rules_are_broken() -> None:
    assert len({rule for number in range(12) for rule in _case(number).rules}) >= 8
