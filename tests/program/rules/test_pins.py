import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf

DAY = 1440
TUESDAY = sf.Run("Tue 07:00", "intervals", minutes=60)


@given(st.integers(0, 6), st.integers(6 * 4, 20 * 4), st.sampled_from([None, "full", "reduced"]))
@settings(max_examples=200)
def test_a_pin_stays_or_is_refused_with_its_rule(day: int, quarter: int, dose: str | None) -> None:
    start = day * DAY + quarter * 15
    week = sf.Week([TUESDAY], strength=2, pins=[sf.Session(start, "circuit", dose=dose)])
    if start < DAY + 14 * 60:  # before the intervals, or less than 6 h after them
        with pytest.raises(sf.PinError, match=r"circuit on .* intervals on Tue 07:00"):
            sf.plan(week)
        return
    placed = {placement.start: placement for placement in sf.plan(week).placements}
    assert start in placed
    assert dose is None or placed[start].dose == dose


def test_pins_count_against_the_demand() -> None:
    week = sf.Week([], strength=2, pins=[sf.Session("Mon 06:15", "circuit")])
    plan = sf.plan(week)
    assert plan.placements[0].when == "Mon 06:15"
    assert len(plan.placements) == 2


def test_a_pin_that_nobody_asked_for_is_refused() -> None:
    with pytest.raises(sf.PinError, match="the heavy on Mon 12:00 is pinned, but no demand asks"):
        sf.plan(sf.Week([], pins=[sf.Session("Mon 12:00", "heavy")]))
    three = [sf.Session(f"{day} 12:00", "circuit") for day in ("Mon", "Wed", "Fri")]
    with pytest.raises(sf.PinError, match="no demand asks"):
        sf.plan(sf.Week([], strength=2, pins=three))


def test_pins_that_break_a_rule_together_are_refused_and_both_named() -> None:
    pins = [sf.Session("Mon 12:00", "circuit"), sf.Session("Tue 12:00", "circuit")]
    with pytest.raises(sf.PinError, match=r"circuit on Mon 12:00 and .*circuit on Tue 12:00"):
        sf.plan(sf.Week([], pins=pins))


@given(st.integers(0, 6), st.sampled_from(["", " 06:00-12:00", " 12:00-24:00"]))
@settings(max_examples=50)
def test_forbidden_spans_are_not_used(day: int, hours: str) -> None:
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day]
    plan = sf.plan(sf.Week([TUESDAY], strength=3, forbidden=[name + hours]))
    low, high = {"": (0, 24), " 06:00-12:00": (6, 12), " 12:00-24:00": (12, 24)}[hours]
    for placement in plan.placements:
        assert not day * DAY + low * 60 <= placement.start < day * DAY + high * 60


def test_a_pin_in_a_forbidden_span_is_refused() -> None:
    week = sf.Week([], pins=[sf.Session("Mon 12:00", "circuit")], forbidden=["Mon"])
    with pytest.raises(sf.PinError, match="forbidden: Mon"):
        sf.plan(week)
