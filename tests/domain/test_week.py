"""The week: what it takes, what it makes of it, and the path of every error."""

import datetime as dt
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit import (
    Athlete,
    Demand,
    InputError,
    Policy,
    Run,
    Session,
    Week,
    Window,
    formulate,
)

from .values import RUBBISH, inside, outside

RUN, SESSION = Run("Tue 07:00", "easy"), Session("Tue 18:00", "core")
rubbish = st.sampled_from([value for value in RUBBISH if not isinstance(value, list | tuple)])


@given(st.integers(0, 14), st.sampled_from([int, np.int64, np.uint8, np.array]))
@settings(max_examples=100)
def test_a_number_asks_for_short_sessions(count: int, kind: Any) -> None:
    week = Week([], strength=kind(count))
    assert week.strength == ((Demand("circuit", count),) if count else ())


@pytest.mark.parametrize(
    "strength",
    [True, -1, 15, 10**400, 2.0, None, "two", ["heavy"], [Demand("heavy"), 2], {"heavy": 2}, RUN],
)
def test_other_strength_is_refused(strength: Any) -> None:
    with pytest.raises(InputError, match=r"^Week.strength: .* a number of short sessions from 0"):
        Week([], strength=strength)


def test_a_week_asks_for_so_many_sessions_and_no_more() -> None:
    most = [Demand("circuit", 14, label=str(index)) for index in range(7)]
    assert len(Week([], strength=most).strength) == 7
    with pytest.raises(
        InputError, match="99 are too many sessions of one week in all; at most 98"
    ) as got:
        Week([], strength=[*most, Demand("core")])
    assert (got.value.path, got.value.code) == ("/strength", "too_large")


def test_one_demand_needs_no_list() -> None:
    assert Week([], strength=Demand("heavy")) == Week([], strength=[Demand("heavy")])


@given(st.lists(st.sampled_from(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]), max_size=7))
@settings(max_examples=100)
def test_any_iterable_of_runs_is_a_tuple_in_its_order(days: list[str]) -> None:
    runs = [Run(day, "easy") for day in days]
    assert Week(runs).runs == Week(iter(runs)).runs == Week(tuple(runs)).runs == tuple(runs)


@given(st.integers(0, 4), rubbish)
@settings(max_examples=200)
def test_a_stranger_in_a_list_is_named_by_its_place(index: int, stranger: object) -> None:
    for field, good in (("runs", RUN), ("pins", SESSION), ("before", RUN), ("after", SESSION)):
        members: list[object] = [good] * 4
        members.insert(index, stranger)
        fields: dict[str, Any] = {"runs": [], field: members}
        with pytest.raises(InputError) as got:
            Week(**fields)
        assert got.value.where == f"Week.{field}[{index}]"
        assert "is not a" in str(got.value)


@pytest.mark.parametrize("field", ["runs", "pins", "before", "after", "forbidden"])
@pytest.mark.parametrize("value", [None, 5, {}, RUN, b"Tue", 1.5])
def test_what_is_no_list_is_refused(field: str, value: object) -> None:
    fields: dict[str, Any] = {"runs": [], field: value}
    with pytest.raises(InputError, match=r"is not a list of") as got:
        Week(**fields)
    assert got.value.where == f"Week.{field}"


@pytest.mark.parametrize("field", ["available", "forbidden"])
def test_windows_may_be_text_alone_or_in_a_list(field: str) -> None:
    def read(value: object) -> Any:
        fields: dict[str, Any] = {"runs": [], field: value}
        return getattr(Week(**fields), field)

    window = Window("Tue 17:00-20:00")
    assert read("Tue 17:00-20:00") == read(["tue 5pm-8pm"]) == read(window) == (window,)
    assert read(["Sat", window]) == (Window("Sat"), window)
    day, dated = dt.date(2026, 11, 26), (Window("2026-11-26"),)
    assert read(day) == read([day]) == read("2026-11-26") == dated
    for when in (dt.datetime(2026, 11, 26, 7), dt.date(1800, 1, 1)):
        with pytest.raises(InputError) as other:
            read([window, when])
        assert other.value.where == f"Week.{field}[1]"
    with pytest.raises(InputError, match=r"is not a span of time") as wrong:
        read([window, "Tuex"])
    assert wrong.value.where == f"Week.{field}[1]"
    with pytest.raises(InputError, match=r"is not a Window") as stranger:
        read(["Tue", 5])
    assert stranger.value.where == f"Week.{field}[1]"


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-25",
        dt.date(2026, 11, 25),
        dt.datetime(2026, 11, 25, 17, 30),
        np.datetime64("2026-11-25"),
    ],
)
def test_the_start_s_weekday_is_the_week_s_first(start: Any) -> None:
    week = Week([], start=start)
    assert week.start == dt.date(2026, 11, 25)
    assert type(week.start) is dt.date
    assert week.first_weekday == 2


def test_a_week_without_a_start_begins_on_a_monday() -> None:
    assert Week([]).first_weekday == 0


@pytest.mark.parametrize("start", ["2026-02-30", "25.11.2026", "", 5, dt.time(7), [], True])
def test_a_start_that_is_no_date_is_refused(start: Any) -> None:
    with pytest.raises(InputError, match=r"^Week.start: .* is not a date; write e.g. '2026-11-23'"):
        Week([], start=start)


@pytest.mark.parametrize("outside_week", [{"before": [RUN]}, {"after": [SESSION]}])
def test_a_repeating_week_has_nothing_outside(outside_week: dict[str, Any]) -> None:
    assert Week([RUN], **outside_week).repeats is False
    with pytest.raises(InputError, match=r"goes without before and after") as got:
        Week([RUN], repeats=True, **outside_week)
    assert got.value.where == "Week.repeats"


@pytest.mark.parametrize("value", [None, 1, 0, "yes", [], 10**400])
def test_yes_or_no_is_true_or_false(value: Any) -> None:
    with pytest.raises(InputError, match=r"^Week.repeats: .* is not true or false"):
        Week([], repeats=value)
    with pytest.raises(InputError, match=r"^Athlete.accustomed: .* is not true or false"):
        Athlete(accustomed=value)


def test_numpy_s_truth_is_truth() -> None:
    assert Week([], repeats=np.True_).repeats is True
    assert Athlete(accustomed=np.False_).accustomed is False


@given(inside(0.2, 5))
@settings(max_examples=100)
def test_recovery_is_kept_as_a_plain_number(recovery: Any) -> None:
    assert Athlete(recovery).recovery == recovery
    assert type(Athlete(recovery).recovery) in (int, float)


@given(outside(0.2, 5))
@settings(max_examples=200)
def test_an_absurd_recovery_is_refused(recovery: Any) -> None:
    with pytest.raises(InputError, match=r"^Athlete.recovery: .* from 0.2 to 5"):
        Athlete(recovery)


@pytest.mark.parametrize("athlete", [None, 1.0, Athlete, "fit"])
def test_an_athlete_is_an_athlete(athlete: Any) -> None:
    with pytest.raises(InputError, match=r"^Week.athlete: .* is not an Athlete"):
        Week([], athlete=athlete)


def test_a_week_is_a_value() -> None:
    week = Week([RUN], strength=1, available=["Sat"], pins=[SESSION], forbidden=["Sun"])
    assert attrs.evolve(week) == week
    assert hash(attrs.evolve(week)) == hash(week)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        week.runs = ()  # type: ignore[misc]  # that it is refused is the point


@pytest.mark.parametrize("kind", [set, frozenset])
@pytest.mark.parametrize(
    ("field", "member"),
    [
        ("runs", RUN),
        ("strength", Demand("core")),
        ("before", RUN),
        ("pins", SESSION),
        ("available", "Mon"),
        ("forbidden", "Mon"),
        ("order", "core"),
        ("history", 7.0),
    ],
)
def test_a_set_is_refused_as_its_order_is_not_the_same_each_time(
    kind: Any, field: str, member: object
) -> None:
    given: dict[str, Any] = {"runs": [], field: kind([member])}
    with pytest.raises(InputError, match=f"^Week.{field}: .* is not "):
        Week(**given)


def test_an_array_without_dimensions_is_no_list() -> None:
    no_list: Any = np.array(1)
    with pytest.raises(InputError, match=r"^Week.runs: array\(1\) is not a list of Run"):
        Week(no_list)


def test_what_numpy_has_for_nothing_is_no_value() -> None:
    masked: Any = np.ma.masked
    with pytest.raises(InputError, match=r"^Policy.loss_cap: masked is not a number"):
        Policy(loss_cap=masked)
    none: Any = np.datetime64("NaT")
    with pytest.raises(InputError, match=r"^Week.start: .*NaT.* is not a date"):
        Week([], start=none)


@pytest.mark.parametrize("field", ["pins", "habit", "history", "forbidden"])
def test_a_list_that_is_far_too_long_is_refused_by_its_length(field: str) -> None:
    member = {"pins": SESSION, "habit": SESSION, "history": 1.0, "forbidden": "Mon"}[field]
    given: dict[str, Any] = {field: [member] * 100_000}
    with pytest.raises(InputError, match=f"^Week.{field}: 100000 are too many") as got:
        Week([], **given)
    assert got.value.code == "too_large"


def test_more_sessions_alike_than_a_week_can_ask_for_are_refused() -> None:
    week = Week([], strength=[Demand("core", 10)] * 2)
    with pytest.raises(InputError, match=r"^strength: 20 sessions of a week are alike") as got:
        formulate(week)
    assert got.value.code == "too_large"
