"""Sessions that a plan put into a calendar, and a calendar program has had in hand since."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.strength import DOSES, EFFORTS, STRENGTH_KINDS
from strengthfit.domain.words import session_words
from strengthfit.interchange import CalendarWeek, plan_to_ics
from strengthfit.interchange.calendar_file import parse_calendar
from strengthfit.interchange.calendar_own import from_title

MONDAY = "2026-11-23"
NEXT = "2026-11-30"
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
RUNS = "\r\n".join(
    f"BEGIN:VEVENT\r\nUID:{title}\r\nSUMMARY:{title}\r\nDTSTART:{start}\r\nDURATION:PT1H\r\n"
    "END:VEVENT"
    for title, start in [
        ("Easy run", "20261123T070000"),
        ("Intervals", "20261124T070000"),
        ("Long run", "20261129T080000"),
        ("Tempo", "20261202T070000"),
    ]
)
Change = Callable[[str], str]


def _calendar(*events: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//else//EN\r\nX-WR-TIMEZONE:Europe/Berlin\r\n"
    return head + "\r\n".join([*events, "END:VCALENDAR", ""])


def _read(calendar: str, start: str = MONDAY, strength: str | int | None = None) -> CalendarWeek:
    return parse_calendar(calendar, start, strength=strength)


def _written(strength: str | int | None = None) -> str:
    return plan_to_ics(sf.plan(_read(_calendar(RUNS), strength=strength).week), now=NOW)


def _events(text: str) -> list[str]:
    unfolded = re.sub(r"\r\n[ \t]", "", text)
    return re.findall(r"BEGIN:VEVENT.*?END:VEVENT", unfolded, re.DOTALL)


def _merged(written: str, change: Change = str) -> str:
    return _calendar(RUNS, *map(change, _events(written)))


def _without(name: str) -> Change:
    return lambda event: re.sub(rf"^{name}[^\r\n]*\r\n", "", event, flags=re.MULTILINE)


def _in_utc(event: str) -> str:
    def earlier(found: re.Match[str]) -> str:
        moment = dt.datetime.strptime(found[1], "%Y%m%dT%H%M%S") - dt.timedelta(hours=1)
        return f"DTSTART:{moment:%Y%m%dT%H%M%S}Z"

    return re.sub(r"DTSTART:(\w+)", earlier, event)


def _states(text: str) -> list[tuple[str, str, str]]:
    """Return the UID, the begin and the status of each session."""
    calendar: Any = icalendar.Calendar.from_ical(text)  # wide unions
    return [
        (str(one["UID"]), one["DTSTART"].to_ical().decode(), str(one["STATUS"]))
        for one in calendar.walk("VEVENT")
    ]


DROPPED: dict[str, Change] = {
    "own properties": _without("X-"),
    "own properties and categories": lambda one: _without("CATEGORIES")(_without("X-")(one)),
    "own properties and the title": lambda one: _without("SUMMARY")(_without("X-")(one)),
    "own properties and no zone": lambda one: _in_utc(_without("X-")(one)),
}


@pytest.mark.parametrize("strength", [None, 2, "two_short_heavy"])
@pytest.mark.parametrize("change", [pytest.param(one, id=name) for name, one in DROPPED.items()])
def test_sessions_are_known_by_their_uid(change: Change, strength: str | int | None) -> None:
    written = _written(strength)
    read = _read(_merged(written, change), strength=strength)
    plan = sf.plan(read.week)
    again = plan_to_ics(plan, previous=written, now=NOW)
    assert _states(again) == _states(written)
    assert len(plan.placements) == 2


@given(
    kind=st.sampled_from(STRENGTH_KINDS),
    dose=st.sampled_from(DOSES),
    effort=st.sampled_from(EFFORTS),
    label=st.sampled_from([None, "A", "gym, squat"]),
    minutes=st.integers(5, 240),
)
def test_a_title_says_what_it_was_made_of(
    kind: str, dose: str, effort: str, label: str | None, minutes: int
) -> None:
    title = f"Strength: {session_words(kind, dose, effort, label)}, {minutes} min"
    expected = {"kind": kind, "dose": dose, "effort": effort}
    assert from_title(title) == expected | ({"label": label} if label else {})


@pytest.mark.parametrize("title", ["Strength", "Strength: gym, 30 min", "Strength: core", "Lunch"])
def test_other_titles_say_nothing(title: str) -> None:
    assert from_title(title) == {}


def _to_next_monday(uid: str) -> Change:
    def move(event: str) -> str:
        if uid not in event:
            return event
        return re.sub(r"DTSTART:\w+", "DTSTART:20261130T180000", event)

    return move


@pytest.mark.parametrize("drop", [str, _without("X-")], ids=["whole", "without own properties"])
@pytest.mark.parametrize("start", [MONDAY, NEXT])
def test_a_session_moved_into_another_week_stays_there(drop: Change, start: str) -> None:
    written = _written()
    uid = _states(written)[-1][0]
    moved = _to_next_monday(uid)
    plan = sf.plan(_read(_merged(written, lambda one: moved(drop(one))), start).week)
    states = _states(plan_to_ics(plan, previous=written, now=NOW))
    assert [one for one in states if one[0] == uid] == [(uid, "20261130T180000", "CONFIRMED")]
    assert len({begin for _, begin, _ in states}) == len({one for one, _, _ in states}) == 3
    assert {status for _, _, status in states} == {"CONFIRMED"}


def test_sessions_that_change_places_keep_their_uids() -> None:
    written = _written()
    (first, begin, _), (second, end, _) = _states(written)

    def swap(event: str) -> str:
        return event.replace(*((begin, end) if first in event else (end, begin)))

    plan = sf.plan(_read(_merged(written, swap)).week)
    found = {uid: start for uid, start, _ in _states(plan_to_ics(plan, previous=written, now=NOW))}
    assert found == {first: end, second: begin}


def test_a_session_in_hours_taken_since_is_to_be_looked_at() -> None:
    written = _written()
    begin = _states(written)[0][1]
    party = (
        f"BEGIN:VEVENT\r\nUID:p\r\nSUMMARY:Party\r\nDTSTART:{begin}\r\nDURATION:PT2H\r\nEND:VEVENT"
    )
    read = _read(_calendar(RUNS, party, *_events(written)))
    ours = [item for item in read.read if item.taken_as == "circuit"]
    assert [(item.known, "in the hours of 'Party'" in item.how) for item in ours] == [
        (False, True),
        (True, False),
    ]
    assert len(sf.plan(read.week).placements) == 2
