"""What is asked and what is fixed: demands and sessions."""

from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit import Demand, InputError, Session
from strengthfit.domain.strength import DOSES, EFFORTS, STRENGTH_KINDS

from .values import inside, outside


@given(st.sampled_from(STRENGTH_KINDS), inside(0, 14, whole=True), inside(5, 240))
@settings(max_examples=300)
def test_a_demand_keeps_plain_numbers(kind: str, count: Any, minutes: Any) -> None:
    demand = Demand(kind, count, minutes)
    assert (demand.kind, demand.count, demand.minutes, demand.dose) == (
        kind,
        count,
        minutes,
        "full",
    )
    assert type(demand.count) is int
    assert type(demand.minutes) in (int, float)


@given(outside(0, 14) | st.floats(0, 14))
@settings(max_examples=300)
def test_a_count_is_a_whole_number_of_sessions(count: Any) -> None:
    with pytest.raises(InputError, match=r"is not a whole number of sessions from 0 to 14$") as got:
        Demand("heavy", count)
    assert got.value.where == "Demand.count"


@given(st.sampled_from([Demand, Session]), outside(5, 240))
@settings(max_examples=300)
def test_minutes_are_from_5_to_240(of: Any, minutes: Any) -> None:
    given_fields = {"when": "Tue"} if of is Session else {}
    with pytest.raises(InputError, match=r"is not a number of minutes from 5 to 240$") as got:
        of(kind="heavy", minutes=minutes, **given_fields)
    assert got.value.where == f"{of.__name__}.minutes"


@pytest.mark.parametrize(
    ("make", "where", "near"),
    [
        (lambda: Demand("hevy"), "Demand.kind", "heavy"),
        (lambda: Demand("heavy", dose="ful"), "Demand.dose", "full"),
        (lambda: Session("Tue", "Core"), "Session.kind", "core"),
        (lambda: Session("Tue", "core", dose="simple"), "Session.dose", "simplified"),
        (lambda: Session("Tue", "core", dose="none"), "Session.dose", ""),
        (lambda: Session("Tue", "easy"), "Session.kind", ""),
        (lambda: Demand("core", dose=cast(Any, None)), "Demand.dose", ""),
        (lambda: Demand("core", effort="to_failur"), "Demand.effort", "to_failure"),
        (lambda: Demand("core", effort=-1), "Demand.effort", ""),
        (lambda: Demand("core", effort=True), "Demand.effort", ""),
        (lambda: Session("Tue", "core", effort=cast(Any, 1.5)), "Session.effort", ""),
        (lambda: Session("Tuu", "core"), "Session.when", ""),
    ],
)
def test_a_wrong_name_offers_the_nearest(make: Any, where: str, near: str) -> None:
    with pytest.raises(InputError) as got:
        make()
    assert got.value.where == where
    assert not near or str(got.value).endswith(f"did you mean {near!r}?")


@given(st.integers(0, 1000))
def test_repetitions_in_reserve_are_an_effort(reserve: int) -> None:
    expected = EFFORTS[0 if reserve >= 3 else 1 if reserve >= 1 else 2]
    assert Demand("heavy", effort=reserve).effort == expected
    assert Session("Tue", "heavy", effort=np.int64(reserve)).effort == expected


@pytest.mark.parametrize("kind", STRENGTH_KINDS)
@pytest.mark.parametrize("dose", [None, *DOSES])
def test_a_session_has_any_kind_and_dose(kind: str, dose: str | None) -> None:
    session = Session("Fri pm", kind, dose=dose)
    assert (str(session.when), session.kind, session.dose) == ("Fri pm", kind, dose)
