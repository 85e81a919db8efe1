"""Whose clock a calendar's times are on: that of its place, a usual zone, or one of its own."""

import datetime as dt
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange import CalendarWeek
from strengthfit.interchange.calendar_file import parse_calendar

MONDAY = "2026-11-23"
NAMES = [
    "Customized Time Zone",
    "GMT-0500",
    "Mitteleuropa",
    "(UTC-05:00) Bogota, Lima, Quito",
    "Zone: mine; new",
]


def _event(title: str, zone: str, hour: int = 12, day: int = 24) -> str:
    start = f"DTSTART;TZID={zone}:202611{day}T{hour:02}0000" if zone else "DTSTART:20261129T080000"
    return f"BEGIN:VEVENT\nUID:{title}\nSUMMARY:{title}\n{start}\nDURATION:PT1H\nEND:VEVENT"


def _zone(name: str, offset: int, *more: str) -> str:
    clock = f"{'-' if offset < 0 else '+'}{abs(offset):02}00"
    escaped = name.replace(",", "\\,").replace(";", "\\;")
    part = ["BEGIN:STANDARD", "DTSTART:16010101T000000", *more]
    part += [f"TZOFFSETFROM:{clock}", f"TZOFFSETTO:{clock}", "END:STANDARD"]
    return "\n".join(["BEGIN:VTIMEZONE", f"TZID:{escaped}", *part, "END:VTIMEZONE"])


def _read(
    *parts: str, place: str | None = "Europe/London", zone: str | None = None
) -> CalendarWeek:
    head = [f"X-WR-TIMEZONE:{place}"] if place else []
    text = "\n".join(["BEGIN:VCALENDAR", *head, *parts, "END:VCALENDAR"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return parse_calendar(text, MONDAY, zone=zone)


def _opens(read: CalendarWeek) -> list[int]:
    """Return the hours of the week at which entries close it."""
    windows = read.week.available or ()
    monday = dt.date.fromisoformat(MONDAY)
    return [
        (one.when.date - monday).days * 24 + one.when.opens // 60
        for one in windows
        if one.when.date is not None and one.when.opens is not None
    ]


@given(
    name=st.sampled_from([*NAMES, *(f'"{name}"' for name in NAMES)]),
    offset=st.integers(-11, 12),
    hour=st.integers(0, 22),
    rule=st.sampled_from(["", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZNAME:UTC"]),
    weekly=st.booleans(),
)
def test_a_call_in_a_zone_of_the_calendars_own_is_at_its_hour_here(
    name: str, offset: int, hour: int, rule: str, weekly: bool
) -> None:
    """London is at UTC in November. The same name may be another zone in the next calendar."""
    call = _event("Call", name, hour)
    if weekly:
        call = call.replace("DURATION", "RRULE:FREQ=WEEKLY;COUNT=1\nDURATION")
    read = _read(
        _zone(name.strip('"'), offset, *filter(None, [rule])), call, _event("Long run", "")
    )
    begin = 24 + hour - offset
    assert _opens(read) == [begin]
    assert ("in its own time zone" in read.read[0].how) == bool(offset)


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "RRULE:FREQ=YEARLY;BYSETPOS=400",
        "RRULE:rubbish",
        "TZOFFSETTO:rubbish",
    ],
)
@pytest.mark.parametrize("defined", [True, False], ids=["badly defined", "not defined"])
def test_hours_in_a_zone_that_is_not_known_are_to_be_looked_at(rule: str, defined: bool) -> None:
    zones = [_zone("Bogus", -5, rule)] if defined else []
    read = _read(*zones, _event("Call", "Bogus"), _event("Tempo", "Bogus", 7, 26))
    call, tempo = read.read
    assert (call.taken_as, call.known) == ("left out", False)
    assert "the zone 'Bogus'" in call.how
    assert (tempo.taken_as, tempo.when, tempo.known) == ("tempo", "Thu 07:00", True)
    assert _opens(read) == []


@pytest.mark.parametrize("home", ["Europe/London", "GMT Standard Time", "Own", "Bogus"])
def test_without_a_name_the_place_is_that_of_most_events(home: str) -> None:
    """If its clock is not known, its own hours are those that it shows, and others not known."""
    events = [_event("Tempo", home, 7, 26), _event("Standup", home, 9, 25)]
    read = _read(_zone("Own", 0), *events, _event("Call", "America/New_York"), place=None)
    known = home != "Bogus"
    assert _opens(read) == ([24 + 17, 48 + 9] if known else [48 + 9])
    assert [item.known for item in read.read] == [known, True, True]


def test_if_as_many_events_are_elsewhere_neither_place_is_taken_for_granted() -> None:
    events = [_event("Standup", "Europe/London", 9, 25), _event("Call", "America/New_York")]
    read = _read(*events, place=None)
    assert (_opens(read), [item.known for item in read.read]) == ([], [False, False])
    read = _read(*events, place=None, zone="America/New_York")
    assert (_opens(read), [item.known for item in read.read]) == ([24 + 12, 48 + 4], [True, True])
