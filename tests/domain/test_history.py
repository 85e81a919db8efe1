"""Past weeks lie end to end: their weekdays are those of the week, and their races leave no gap."""

import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.history import past_weeks

from ..generate import policies

RACE = sf.Run("Sun 09:00", "race", km=30, priority="B")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
starts = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@given(starts, starts, st.sampled_from(WEEKDAYS), st.integers(1, 3), policies(grid=120))
@settings(max_examples=100)
def test_a_past_week_has_the_weekdays_of_the_week_whatever_its_own_start(
    start: dt.date, other: dt.date, day: str, back: int, policy: sf.Policy
) -> None:
    past = sf.Week([attrs.evolve(RACE, when=f"{day} 09:00")])
    week = sf.Week([sf.Run("Tue 07:00", "easy")], start=start)

    def said(first: dt.date | None) -> tuple[object, object]:
        history = [attrs.evolve(past, start=first), *[sf.Week([])] * (back - 1)]
        given = attrs.evolve(week, history=history)
        return sf.respond(given, policy), sf.plan(given, policy).placements

    right = said(start - dt.timedelta(days=7 * back))
    assert said(None) == right
    assert said(other) == right


def test_a_past_week_with_dates_keeps_its_days() -> None:
    dated = sf.Week([attrs.evolve(RACE, when="2026-11-17 09:00")], start="2026-11-16")
    ((past,), _) = past_weeks(sf.Week([], start="2026-11-28", history=[dated]))
    assert past == dated


def test_a_cycle_without_a_start_has_no_weekdays() -> None:
    past = sf.Week([RACE])
    ((same,), _) = past_weeks(sf.Week([], days=9, history=[past]))
    assert same == past


@given(
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=2, unique=True),
    st.sampled_from([5.0, 21.1, 42.2, None]),
    st.sampled_from(["A", "B", "C"]),
    st.booleans(),
    policies(grid=120),
)
@settings(max_examples=100)
def test_no_plan_has_a_session_that_a_past_race_forbids_the_week(
    days: list[str], km: float | None, priority: str, twice: bool, policy: sf.Policy
) -> None:
    races = [sf.Run(f"{day} 09:00", "race", km=km, priority=priority) for day in days]
    week = sf.Week(
        [sf.Run("Thu 07:00", "easy")], before=races if twice else [], history=[sf.Week(races)]
    )
    allowed, plan = sf.respond(week, policy), sf.plan(week, policy)
    assert len(plan.placements) <= allowed.sessions
    listed = attrs.evolve(week, before=races, history=[sf.Week([])])
    assert _race_rows(week, policy) == _race_rows(listed, policy)


def _race_rows(week: sf.Week, policy: sf.Policy) -> list[str]:
    labels = sf.formulate(week, policy).row_labels
    return sorted(label.text for label in labels if label.rule == "race")


@pytest.mark.parametrize("repeats", [False, True])
def test_days_after_a_race_of_the_week_before_have_its_name(repeats: bool) -> None:
    week = sf.Week([], history=[sf.Week([RACE])], repeats=repeats)
    labels = [row.text for row in sf.formulate(week).row_labels if row.rule == "race"]
    assert labels == ["7 days or less after the race (B) on Sun 09:00"]
    assert not sf.plan(week).placements
