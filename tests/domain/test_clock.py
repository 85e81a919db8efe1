"""Times of the week: what is read, what is refused, and the minutes they mean."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from strengthfit import InputError, Run
from strengthfit.domain.clock import (
    DAY,
    DAYS,
    FIRST_DATE,
    LAST_DATE,
    WEEK,
    When,
    WhenLike,
    clock_text,
    moment_text,
    parse_clock,
    parse_weekday,
    parse_when,
    resolve,
)

from .values import attempt

FULL_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES = st.integers(0, DAY - 1)
WEEKDAYS = st.integers(0, 6)
USUAL, EVENING = 420, 1080
DATES = st.dates(FIRST_DATE, LAST_DATE)

named = st.one_of(
    st.builds(When, WEEKDAYS),
    st.builds(When, WEEKDAYS, half=st.sampled_from(["am", "pm"])),
    st.builds(When, WEEKDAYS, MINUTES),
)
whens = st.one_of(
    named,
    st.builds(When, date=DATES),
    st.builds(When, half=st.sampled_from(["am", "pm"]), date=DATES),
    st.builds(When, minute=MINUTES, date=DATES),
)


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, int, int | None, str | None]:
    """A time as a person may write it, with its weekday, its minute and its half of the day."""
    weekday = draw(WEEKDAYS)
    name = FULL_NAMES[weekday][: draw(st.integers(3, 9))] + draw(st.sampled_from(["", "."]))
    hour, minute = draw(st.integers(0, 23)), draw(st.integers(0, 59))
    half = "am" if hour < 12 else "pm"
    of_twelve = hour % 12 or 12
    rest, means, only_half = draw(
        st.sampled_from(
            [
                ("", None, None),
                (half, None, half),
                (f"{hour}:{minute:02d}", 60 * hour + minute, None),
                (f"{hour:02d}:{minute:02d}", 60 * hour + minute, None),
                (f"{of_twelve}:{minute:02d}{half}", 60 * hour + minute, None),
                (f"{of_twelve}:{minute:02d} {half}", 60 * hour + minute, None),
                (f"{of_twelve}{half}", 60 * hour, None),
                (f"{of_twelve} {half}", 60 * hour, None),
            ]
        )
    )
    text = name + (draw(st.sampled_from([" ", "  "])) + rest if rest else "")
    cased = draw(st.sampled_from([text, text.lower(), text.upper()]))
    padded = draw(st.sampled_from(["", " ", "\n"])) + cased + draw(st.sampled_from(["", " "]))
    return padded, weekday, means, only_half


@given(whens)
@settings(max_examples=500)
def test_text_reads_back_as_the_same_time(when: When) -> None:
    assert parse_when(str(when)) == when


@given(spellings())
def test_every_spelling_means_its_time(
    spelt: tuple[str, int, int | None, str | None],
) -> None:
    text, weekday, minute, half = spelt
    assert parse_when(text) == When(weekday, minute, half)


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 12, 31, 23, 59)))
def test_a_date_and_time_is_the_same_as_a_value_and_in_iso(at: dt.datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    when = When(minute=60 * at.hour + at.minute, date=at.date())
    spelt: list[WhenLike] = [
        at,
        at.isoformat(),
        str(at),
        f"{at:%Y-%m-%d %H:%M}",
        f"{at:%Y-%m-%dT%H:%M}",
    ]
    spelt += [at.isoformat(timespec="milliseconds"), np.datetime64(at)]
    for value in spelt:
        assert Run(value, "easy").when == when
    assert Run(at.date(), "easy").when == When(date=at.date())


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-11-24T07:00Z", "has a time zone"),
        ("2026-11-24 07:00+01:00", "has a time zone"),
        ("2026-11-24T07:00:00-0800", "has a time zone"),
        (dt.datetime(2026, 11, 24, 7, tzinfo=dt.UTC), "has a time zone"),
        ("2026-11-24T07:00:30", "is not a whole minute"),
        (dt.datetime(2026, 11, 24, 7, 0, 30), "is not a whole minute"),
        ("1899-12-31", "is not a date from 1900-01-01 to 2200-12-31"),
        (dt.date(2201, 1, 1), "is not a date from 1900-01-01 to 2200-12-31"),
        ("2026-11-31 07:00", "is not a time of the week"),
        ("2026-11-24 24:00", "is not a time of a date"),
        ("2026-11-24x07:00", "is not a time of the week"),
        ("24.11.2026", "is not a time of the week"),
    ],
)
def test_a_date_that_cannot_be_meant_is_refused(value: Any, message: str) -> None:
    with pytest.raises(InputError, match=message) as got:
        Run(value, "easy")
    assert got.value.where == "Run.when"


@given(st.integers(-10 * WEEK, 10 * WEEK))
@settings(max_examples=200)
def test_whole_minutes_are_a_time(minutes: int) -> None:
    assert parse_when(minutes) == When(minutes=minutes)
    assert resolve(parse_when(minutes), 3, USUAL, EVENING) == minutes


@pytest.mark.parametrize("minutes", [10 * WEEK + 1, -10 * WEEK - 1, 10**400])
def test_minutes_far_from_the_week_are_refused(minutes: int) -> None:
    with pytest.raises(InputError, match=r"is not within 100800 minutes of the week"):
        parse_when(minutes)


nearly = st.builds(
    "{}{}{}".format,
    st.sampled_from([*DAYS, "Thurs", "tuesday", "Tu", "x", ""]),
    st.sampled_from([" ", "  ", "\t", "", "-"]),
    st.text("0123456789:apm ", max_size=8) | st.text(max_size=4),
)


@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.floats(),
        st.text(),
        nearly,
        st.binary(),
        st.lists(st.integers(), max_size=2),
        st.dictionaries(st.text(max_size=2), st.text(max_size=2), max_size=2),
        st.integers(),
    )
)
@example("Thu 25:00")
@example("Thu 24:00")
@example("Thu 7:60")
@example("Thu 13pm")
@example("Thu 0am")
@example("Thu 7")
@example("Thu -1:00")
@example("Mon" + " " * 60)
@example(np.array([1, 2]))
@example(np.array([[5]]))
def test_rubbish_is_refused_or_is_a_real_time(value: Any) -> None:
    """Nothing but InputError leaves, with the field's path; what is read can be resolved."""
    run, error = attempt(lambda: Run(value, "easy"))
    if error is not None:
        assert error.where == "Run.when"
        assert str(error).startswith("Run.when: ")
        assert len(str(error)) < 200
    if run is not None:
        assert isinstance(value, str | int)
        assert not isinstance(value, bool)
        moment = resolve(run.when, 0, USUAL, EVENING)
        assert abs(moment) <= 10 * WEEK
        if isinstance(value, str):
            assert 0 <= moment < WEEK


@pytest.mark.parametrize(
    "text",
    ["Thurs 25:00", "Thu 24:00", "Thu 7:60", "Thu 13pm", "Thu 0am", "Thu 7", "Th", "Thu noon", ""],
)
def test_a_wrong_time_says_what_to_write(text: str) -> None:
    with pytest.raises(InputError, match=r"is not a time of the week; write e.g. 'Thu 07:00'"):
        parse_when(text, "runs[2].when")


@given(named, WEEKDAYS)
@settings(max_examples=500)
def test_resolve_finds_the_named_day_in_a_week_that_starts_anywhere(
    when: When, first_weekday: int
) -> None:
    """Counted on day by day from the first, the way a finger goes along a calendar."""
    assert when.weekday is not None
    day = next(d for d in range(7) if (first_weekday + d) % 7 == when.weekday)
    usual = EVENING if when.half == "pm" else USUAL
    minutes = resolve(when, first_weekday, USUAL, EVENING)
    assert minutes == day * DAY + (usual if when.minute is None else when.minute)
    assert moment_text(minutes, first_weekday).startswith(DAYS[when.weekday])


@given(st.integers(-WEEK, 2 * WEEK - 1), WEEKDAYS)
@settings(max_examples=300)
def test_a_moment_s_text_names_its_minute_of_the_week(minutes: int, first_weekday: int) -> None:
    back = resolve(parse_when(moment_text(minutes, first_weekday)), first_weekday, USUAL, EVENING)
    assert back == minutes % WEEK


def test_a_time_without_day_or_minutes_is_refused() -> None:
    with pytest.raises(InputError, match=r"neither a weekday nor minutes"):
        resolve(When(), 0, USUAL, EVENING)


@given(st.integers(0, DAY))
@settings(max_examples=200)
def test_a_clock_s_text_reads_back(minute: int) -> None:
    assert parse_clock(clock_text(minute)) == minute


@given(st.text(max_size=12) | st.text("0123456789: apm", max_size=8))
@settings(max_examples=500)
@example("24:01")
@example("99:99")
@example("12:60am")
def test_a_clock_is_a_minute_of_the_day_or_nothing(text: str) -> None:
    minute = parse_clock(text)
    assert minute is None or 0 <= minute <= DAY


@given(st.text(max_size=12))
@settings(max_examples=300)
@example("th")
@example("mo")
@example("mondays")
@example("İ..")
def test_a_weekday_is_a_beginning_of_its_name_or_nothing(word: str) -> None:
    weekday = parse_weekday(word)
    spelt = word.lower().rstrip(".")
    fits = [d for d in range(7) if len(spelt) > 2 and FULL_NAMES[d].lower().startswith(spelt)]
    assert ([] if weekday is None else [weekday]) == fits
