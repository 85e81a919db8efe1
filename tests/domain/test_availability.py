"""Spans of time and windows: written, read back, refused."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from strengthfit import InputError, Window
from strengthfit.domain import Span
from strengthfit.domain.availability import parse_span
from strengthfit.domain.clock import DAY, DAYS, FIRST_DATE, LAST_DATE

from .values import attempt

DATES = st.dates(FIRST_DATE, LAST_DATE)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span as the parser makes them: rising weekdays, or a date; with hours or without.

    It may end on the next day, but not at the time at which it began.
    """
    date = draw(st.none() | DATES)
    days = draw(st.lists(st.integers(0, 6), min_size=1, unique=True)) if date is None else []
    if draw(st.booleans()):
        return Span(tuple(sorted(days)), date)
    opens = draw(st.integers(0, DAY - 1))
    closes = draw(st.integers(opens + 1, max(DAY, opens + 12 * 60)))
    return Span(tuple(sorted(days)), date, opens, closes)


@given(spans())
def test_text_reads_back_as_the_same_span(span: Span) -> None:
    assert parse_span(str(span)) == span
    assert parse_span(str(span).upper()) == span
    assert parse_span(span) is span


def test_hours_that_close_before_they_open_go_on_past_midnight() -> None:
    span = parse_span("Fri 22:00-02:00")
    assert (span.days, span.opens, span.closes) == ((4,), 22 * 60, DAY + 2 * 60)
    assert str(span) == "Fri 22:00-02:00"
    assert parse_span("Fri 14:00-02:00").closes == DAY + 2 * 60
    assert parse_span("Fri 00:30-00:00").closes == DAY
    with pytest.raises(InputError, match=r"more than 12 hours; .* 'Tue 20:00-24:00' and 'Wed 00"):
        parse_span("Fri 14:00-02:01")


@given(st.integers(0, 6), st.integers(0, 6))
@settings(max_examples=60)
def test_a_range_of_days_goes_forward_past_sunday_too(first: int, last: int) -> None:
    days = [first]
    while days[-1] != last:
        days.append((days[-1] + 1) % 7)
    assert parse_span(f"{DAYS[first]}-{DAYS[last]}").days == tuple(sorted(days))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("daily", "Mon-Sun"),
        ("weekdays", "Mon-Fri"),
        ("weekends", "Sat,Sun"),
        ("sunday,Monday", "Sun-Mon"),
        ("Tue 5pm-8pm", "tuesday 17:00 - 20:00"),
        ("  Tue  17:00-20:00 ", "Tue 17:00-20:00"),
        ("Fri 10pm - 2am", "Fri 22:00-02:00"),
        ("Fri 22:00-00:00", "Fri 22:00-24:00"),
        ("2026-12-24T17:00-20:00", "2026-12-24 17:00-20:00"),
    ],
)
def test_spellings_of_one_span(text: str, same: str) -> None:
    assert parse_span(text) == parse_span(same)


@given(DATES)
@settings(max_examples=100)
def test_a_date_is_its_day(date: dt.date) -> None:
    assert parse_span(date) == parse_span(date.isoformat()) == Span(date=date)


nearly = st.builds(
    "{}{}{}".format,
    st.sampled_from(["Tue", "mon-", "-fri", "Sat,", "daily", "2026-02-30", "2026-12-24", "x"]),
    st.sampled_from([" ", "", "\t"]),
    st.text("0123456789:-apm ", max_size=12),
)


@given(nearly | st.text() | st.integers() | st.none() | st.floats() | st.lists(st.text()))
@example("Tue-")
@example("Tue 20:00-17:00")
@example("Tue 17:00-17:00")
@example("Tue 17:00-")
@example("Tue 17:00-18:00-19:00")
@example("2026-02-30")
@example(dt.datetime(2026, 12, 24, 10))
@example(np.array(["Tue", "Wed"]))
def test_rubbish_is_refused_or_is_a_real_span(value: Any) -> None:
    window, error = attempt(lambda: Window(value))
    if error is not None:
        assert error.where == "Window.when"
        long = "goes on past midnight for more than 12 hours"
        assert "is not a span of time; write e.g. 'Tue 17:00-20:00'" in str(error) or long in str(
            error
        )
    if window is not None:
        span = window.when
        assert bool(span.days) != (span.date is not None)
        assert (span.opens is None) == (span.closes is None)
        if span.opens is not None and span.closes is not None:
            assert 0 <= span.opens < DAY
            assert span.opens < span.closes
            assert span.closes <= max(DAY, span.opens + 12 * 60)
        assert parse_span(str(span)) == span


@pytest.mark.parametrize(
    "text",
    [
        *("Tue-", "-Tue", "Mon,", "", " ", "Tue 17:00", "2026-13-01", "Tu"),
        *("Tue 17:00-17:00", "Tue 00:00-00:00", "Tue 24:00-02:00", "Tue 20:00-25:00"),
    ],
)
def test_an_unfinished_span_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"is not a span of time"):
        parse_span(text)


@given(spans(), DATES)
@settings(max_examples=200)
def test_a_span_covers_its_days_and_no_others(span: Span, date: dt.date) -> None:
    weekday = date.weekday()
    if span.date is None:
        assert span.covers(weekday, date) == span.covers(weekday, None) == (weekday in span.days)
    else:
        assert span.covers(weekday, date) == (date == span.date)
        assert not span.covers(weekday, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("closed", 1),
        ("closed", None),
        ("equipment", "weights"),
        ("equipment", ["weights", ""]),
        ("equipment", [1]),
        ("equipment", 5),
        ("place", ""),
        ("place", 5),
        ("place", "a\tb"),
    ],
)
def test_a_wrong_value_names_its_field(field: str, value: object) -> None:
    fields: dict[str, Any] = {"when": "Tue", field: value}
    with pytest.raises(InputError) as got:
        Window(**fields)
    assert got.value.where == f"Window.{field}"


def test_equipment_is_everything_unless_it_is_listed() -> None:
    assert Window("Tue").equipment is None
    assert Window("Tue", equipment=[]).equipment == ()
    assert Window("Tue", closed=np.True_).closed is True
