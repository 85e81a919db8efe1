"""Named sets of demands."""

import pytest

from strengthfit import Demand, InputError, Week
from strengthfit.domain import demand_sets
from strengthfit.domain.demand_sets import DEMAND_SETS


@pytest.mark.parametrize("name", DEMAND_SETS)
def test_a_week_takes_the_name_of_a_set(name: str) -> None:
    assert Week([], strength=name).strength == DEMAND_SETS[name]
    assert sum(demand.count for demand in DEMAND_SETS[name]) == 2


@pytest.mark.parametrize("name", DEMAND_SETS)
def test_the_docstring_says_who_argues_for_each(name: str) -> None:
    assert f"\n{name}" in (demand_sets.__doc__ or "")


def test_the_default_is_two_short_circuits() -> None:
    assert Week([]).strength == DEMAND_SETS["two_short_circuits"] == Week([], strength=2).strength


def test_a_set_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(InputError) as got:
        Week([], strength="two_short_hevy")
    assert got.value.where == "Week.strength"
    assert all(name in got.value.accepted for name in DEMAND_SETS)
    assert got.value.accepted.endswith("did you mean 'two_short_heavy'?")


def test_a_set_is_the_demands_it_stands_for() -> None:
    named = Week([], strength="two_short_heavy")
    assert named == Week([], strength=[Demand("heavy", 2, minutes=30)])
