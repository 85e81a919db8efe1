"""Time zones written out: the clock of the VTIMEZONE is that of the zone, to the second."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange.calendar_zone import to_zone, zone_component

ZONES = [
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/Havana",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
]
"""Clocks that change by half an hour, by two hours, at midnight, in winter, and never."""


def offset_by(component: Any, moment: dt.datetime) -> dt.timedelta:
    """Return what the clock shows against UTC: that of the last change before a moment of UTC."""
    found: list[tuple[dt.datetime, dt.timedelta]] = []
    for part in component.subcomponents:
        written: dict[str, str] = dict(
            line.split(":", 1) for line in part.to_ical().decode().split("\r\n") if ":" in line
        )
        local = dt.datetime.strptime(written["DTSTART"], "%Y%m%dT%H%M%S")
        found.append((local - _offset(written["TZOFFSETFROM"]), _offset(written["TZOFFSETTO"])))
    return max(one for one in found if one[0] <= moment)[1]


def _offset(text: str) -> dt.timedelta:
    sign = -1 if text[0] == "-" else 1
    seconds = int(text[5:7] or 0)
    return sign * dt.timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=seconds)


@given(st.sampled_from(ZONES), st.integers(1970, 2199), st.integers(0, 2), st.data())
def test_the_clock_is_that_of_the_zone(
    name: str, first: int, more: int, data: st.DataObject
) -> None:
    zone = ZoneInfo(name)
    component: Any = zone_component(zone, first, first + more)  # its types are wide unions
    seconds = st.integers(0, (more + 1) * 365 * 86_400 - 1)
    onsets = [part["DTSTART"].dt - part["TZOFFSETFROM"].td for part in component.subcomponents[1:]]
    moment = dt.datetime(first, 1, 1) + dt.timedelta(seconds=data.draw(seconds))
    second = dt.timedelta(seconds=1)
    for one in (moment, *onsets, *(onset - second for onset in onsets)):
        there = one.replace(tzinfo=dt.UTC).astimezone(zone)
        assert offset_by(component, one) == there.utcoffset()


def test_summer_time_begins_on_the_clock_of_winter() -> None:
    text = zone_component(ZoneInfo("Europe/Berlin"), 2026, 2026).to_ical().decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n" in text
    assert "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\n" in text


@pytest.mark.parametrize(
    "name",
    ["UTC", "", "Mars/Phobos", "Europe", "../zone", "/etc/passwd", "a\0b", "x" * 300, None, 3, "ü"],
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(sf.InputError, match=r"is not (a time zone|the zone of a place)"):
        to_zone(name)
