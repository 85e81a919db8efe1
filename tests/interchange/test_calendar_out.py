"""Calendars written: what is read back is the plan, and a second file is an update of the first."""

import contextlib
import datetime as dt
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # it has no types
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from benchmarks import ical_js
from strengthfit.domain.strength import DOSES
from strengthfit.interchange import plan_to_ics, read_calendar
from strengthfit.interchange.calendar_before import said

from ..generate import blocks, weeks

MONDAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
WEEK = sf.Week(RUNS, start=MONDAY)
PLAN = sf.plan(WEEK)
TEXT = plan_to_ics(PLAN, now=NOW)
CLOCKS = [
    pytest.param("Europe/Berlin", "2026-03-23", id="Berlin in March"),
    pytest.param("Europe/Berlin", "2026-10-19", id="Berlin in October"),
    pytest.param("Europe/London", "2026-10-19", id="London in October"),
    pytest.param("America/New_York", "2026-03-02", id="New York in March"),
    pytest.param("America/New_York", "2026-10-26", id="New York in November"),
    pytest.param("Australia/Lord_Howe", "2026-03-30", id="Lord Howe in April"),
    pytest.param("Australia/Lord_Howe", "2026-09-28", id="Lord Howe in October"),
    pytest.param("Asia/Kolkata", "2026-03-23", id="Kolkata"),
    pytest.param("America/Phoenix", "2026-03-02", id="Phoenix"),
]
"""Zones, and the first days of weeks in which clocks change there or elsewhere."""


def events(text: str) -> list[Any]:
    """Return the events of a text, sessions and others."""
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def by_uid(text: str) -> dict[str, Any]:
    found = {str(event["UID"]): event for event in events(text)}
    assert len(found) == len(events(text))
    return found


def start_of(plan: sf.Plan) -> dt.datetime:
    assert plan.week.start is not None
    return dt.datetime.combine(plan.week.start, dt.time())


def on_the_clock(plan: sf.Plan) -> Counter[tuple[str, dt.datetime, int]]:
    """Return the sessions of a plan: kind, start and minutes."""
    first = start_of(plan)
    return Counter(
        (str(one.kind), first + dt.timedelta(minutes=one.start), one.minutes)
        for one in plan.placements
    )


_WHOLE = {"CATEGORIES", "DTSTART", "DURATION"}


def confirmed(text: str) -> Counter[tuple[str, dt.datetime, int]]:
    """Return the same of the sessions in a text that are not off."""
    return Counter(
        (
            event["CATEGORIES"].to_ical().decode().removeprefix("strength,"),
            event["DTSTART"].dt.replace(tzinfo=None),
            event["DURATION"].dt // dt.timedelta(minutes=1),
        )
        for event in events(text)
        if event["STATUS"] == "CONFIRMED" and set(event) >= _WHOLE  # else somebody changed it
    )


def dated(asked: sf.Week | sf.Block) -> sf.Week | sf.Block:
    """Return a week or a block with a date."""
    if isinstance(asked, sf.Week):
        return attrs.evolve(asked, start=asked.start or MONDAY)
    first = asked.weeks[0]
    return sf.Block([attrs.evolve(first, start=first.start or MONDAY), *asked.weeks[1:]])


PLANS = (weeks() | blocks(2)).map(lambda asked: sf.plan(dated(asked), strategy="greedy"))


@st.composite
def changed(draw: st.DrawFn, plan: sf.Plan) -> sf.Plan:
    """A plan of the same week: sessions moved, went away, or have another dose or length."""
    left = [one for one in plan.placements if draw(st.integers(0, 4))]
    made = []
    for one in left:
        start = one.start
        if draw(st.booleans()):
            start = one.week * 7 * 1440 + draw(st.integers(0, 7 * 1440 - 1))
        made.append(
            attrs.evolve(
                one,
                start=start,
                day=start // 1440,
                dose=draw(st.sampled_from([one.dose, one.dose, *DOSES])),
                minutes=one.minutes + draw(st.sampled_from([0, 0, 5])),
            )
        )
    made.sort(key=lambda one: one.start)
    return attrs.evolve(plan, placements=tuple(made))


# What is written


@given(PLANS, st.sampled_from([None, "Europe/Berlin", "America/New_York", "Iceland"]))
@settings(max_examples=400)
def test_sessions_are_those_of_the_plan_in_lines_that_calendars_take(
    plan: sf.Plan, zone: str | None
) -> None:
    text = plan_to_ics(plan, zone=zone, now=NOW)
    assert confirmed(text) == on_the_clock(plan)
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(byte < 32 for line in lines for byte in line)
    assert plan_to_ics(plan, zone=zone, now=NOW) == text
    calendar = icalendar.Calendar.from_ical(text)
    assert [str(calendar[name]) for name in ("METHOD", "CALSCALE", "VERSION")] == [
        "PUBLISH",
        "GREGORIAN",
        "2.0",
    ]
    assert not re.search(r"DTSTART[^\r]*Z\r", text)
    for event in events(text):
        assert event["DTSTART"].params.get("TZID") == zone
        assert (event["TRANSP"], event["SEQUENCE"]) == ("OPAQUE", 0)
        assert event["DTSTAMP"].dt == NOW


@given(PLANS.filter(lambda plan: isinstance(plan.week, sf.Week)))
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_our_own_reader_reads_the_plan_back(tmp_path: Path, plan: sf.Plan) -> None:
    path = tmp_path / "plan.ics"
    path.write_bytes(plan_to_ics(plan, now=NOW).encode())
    read = read_calendar(path, start_of(plan).date())
    assert [(one.kind, one.when.minutes, one.minutes) for one in read.placements] == [
        (one.kind, one.start, one.minutes) for one in plan.placements
    ]
    assert not read.week.runs


def test_an_event_says_what_a_runner_wants_to_know() -> None:
    first, second = events(TEXT)
    assert str(first["SUMMARY"]) == "Strength: circuit, 35 min"
    assert sf.explain(PLAN).sentences[0].startswith(str(first["DESCRIPTION"]))
    assert "; second best is Tue 18:00" in str(first["DESCRIPTION"])
    assert first["DTSTART"].dt == dt.datetime(2026, 11, 25, 18)
    assert first["UID"] != second["UID"]
    own = {name: str(value) for name, value in first.items() if name.startswith("X-")}
    assert own == {
        "X-STRENGTHFIT-DOSE": "full",
        "X-STRENGTHFIT-EFFORT": "near_failure",
        "X-STRENGTHFIT-ID": "2026-11-23 circuit 1",
        "X-STRENGTHFIT-KIND": "circuit",
        "X-STRENGTHFIT-VERSION": "1",
    }


def test_a_session_of_a_block_is_explained_in_its_week() -> None:
    block = sf.plan(sf.Block([WEEK, sf.Week(RUNS)]))
    said = [str(event["DESCRIPTION"]) for event in events(plan_to_ics(block, now=NOW))]
    assert len(said) == 4
    assert said[2].startswith("W2 Wed 18:00 circuit, full: on a day without runs; next key run is")


LABELS = st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable())


@given(st.lists(LABELS, min_size=1, max_size=4, unique=True), st.text(max_size=5))
@settings(max_examples=400)
def test_any_label_survives(labels: list[str], control: str) -> None:
    one = PLAN.placements[0]
    placed = [attrs.evolve(one, label=label, start=60 * at) for at, label in enumerate(labels)]
    text = plan_to_ics(attrs.evolve(PLAN, placements=tuple(placed)), now=NOW)
    assert [said(event, "LABEL") for event in events(text)] == labels
    assert [str(event["SUMMARY"]) for event in events(text)] == [
        f"Strength: circuit {label}, 35 min" for label in labels
    ]
    again = plan_to_ics(attrs.evolve(PLAN, placements=tuple(placed)), now=LATER, previous=text)
    assert again == text
    rubbish = attrs.evolve(PLAN, placements=(attrs.evolve(one, label=f"a\r\n\0{control}END:b"),))
    assert len(events(plan_to_ics(rubbish, now=NOW))) == 1


# Other readers


@pytest.mark.parametrize(("zone", "first"), CLOCKS)
def test_recurring_ical_events_sees_the_plan_s_days(zone: str, first: str) -> None:
    plan = _at_many_hours(first)
    for name in (None, zone):
        calendar = icalendar.Calendar.from_ical(plan_to_ics(plan, zone=name, now=NOW))
        days = start_of(plan).date(), start_of(plan).date() + dt.timedelta(days=7)
        found = [
            (event.start.replace(tzinfo=None), event.end - event.start)
            for event in recurring_ical_events.of(calendar).between(*days)
        ]
        assert sorted(found) == [
            (at, dt.timedelta(minutes=minutes)) for _, at, minutes in sorted(on_the_clock(plan))
        ]


def _at_many_hours(first: str) -> sf.Plan:
    """Return a plan with a session every two hours of a week, day and night."""
    plan = sf.plan(sf.Week([], strength=1, start=first), strategy="greedy")
    one = plan.placements[0]
    starts = range(0, 7 * 1440, 120)
    many = (attrs.evolve(one, start=at, day=at // 1440, minutes=90) for at in starts)
    return attrs.evolve(plan, placements=tuple(many))


def _ical_js(*texts: str) -> list[list[dict[str, Any]]]:
    why = ical_js.missing()
    if why is not None:
        pytest.skip(why)
    return ical_js.read(texts)


@pytest.mark.parametrize(("zone", "first"), CLOCKS)
def test_ical_js_sees_the_plan_s_days(zone: str, first: str) -> None:
    plan = _at_many_hours(first)
    floating, zoned = _ical_js(plan_to_ics(plan, now=NOW), plan_to_ics(plan, zone=zone, now=NOW))
    asked = [(f"{at:%Y-%m-%d %H:%M}", minutes) for _, at, minutes in sorted(on_the_clock(plan))]
    assert [(one["start"], one["minutes"]) for one in floating] == asked
    assert [(one["start"], one["minutes"]) for one in zoned] == asked
    assert {one["seconds"] for one in floating} == {None}
    for one in zoned:  # at night, readers differ in what a time means that is there twice or never
        moment = dt.datetime.fromisoformat(one["start"])
        if moment.hour >= 5:
            there = moment.replace(tzinfo=ZoneInfo(zone))
            assert one["seconds"] == there.timestamp()


@given(st.lists(st.tuples(PLANS, LABELS), min_size=1, max_size=5))
@settings(max_examples=100)
def test_ical_js_reads_what_was_written(cases: list[tuple[sf.Plan, str]]) -> None:
    plans = [
        attrs.evolve(
            plan, placements=tuple(attrs.evolve(one, label=label) for one in plan.placements)
        )
        for plan, label in cases
    ]
    texts = [plan_to_ics(plan, now=NOW) for plan in plans]
    for plan, text, (_, label), read in zip(plans, texts, cases, _ical_js(*texts), strict=True):
        assert Counter(
            (one["categories"][1], dt.datetime.fromisoformat(one["start"]), one["minutes"])
            for one in read
        ) == on_the_clock(plan)
        for one, event in zip(read, events(text), strict=True):
            said = one["uid"], one["summary"], one["description"], one["status"], one["sequence"]
            names = "UID", "SUMMARY", "DESCRIPTION", "STATUS"
            assert said == (*(str(event[name]) for name in names), 0)
            assert one["own"]["x-strengthfit-label"] in (label, _escaped(label))


def _escaped(label: str) -> str:
    """Return a label as it is written: ical.js does not undo that in properties of no standard."""
    return icalendar.vText(label).to_ical().decode()


# Updates


def _heads(text: str) -> Counter[str]:
    """Return how many sessions are alike: of one week, kind and label, for each of these."""
    names = (said(event, "ID") for event in events(text))
    return Counter(str(name).rpartition(" ")[0] for name in names)


@given(
    PLANS.flatmap(lambda plan: st.tuples(st.just(plan), changed(plan))),
    st.sampled_from([None, None, "Europe/Berlin", "Iceland"]),
)
@settings(max_examples=400)
def test_a_second_file_is_an_update_of_the_first(
    plans: tuple[sf.Plan, sf.Plan], zone: str | None
) -> None:
    plan, new = plans
    first = plan_to_ics(plan, now=NOW, zone=zone)
    second = plan_to_ics(new, now=LATER, previous=first, zone=zone)
    assert plan_to_ics(new, now=LATER, previous=second, zone=zone) == second
    assert confirmed(second) == on_the_clock(new)
    old, now = by_uid(first), by_uid(second)
    assert set(old) <= set(now)
    assert _heads(second) == _heads(first) | _heads(plan_to_ics(new, now=NOW))
    for uid, event in now.items():
        if uid not in old:
            assert event["SEQUENCE"] == 0
            continue
        was = old[uid]
        told = ("DTSTART", "DURATION", "X-STRENGTHFIT-DOSE", "STATUS")
        moved = any(event[name] != was[name] for name in told)
        assert event["SEQUENCE"] == int(moved)
        assert event["DTSTAMP"].dt == (LATER if event.to_ical() != was.to_ical() else NOW)
        assert event["X-STRENGTHFIT-KIND"] == was["X-STRENGTHFIT-KIND"]
    third = plan_to_ics(plan, now=LATER, previous=second, zone=zone)
    assert confirmed(third) == on_the_clock(plan)
    for uid, event in by_uid(third).items():
        assert event["SEQUENCE"] >= now[uid]["SEQUENCE"]
        if event["STATUS"] != now[uid]["STATUS"]:
            assert event["SEQUENCE"] > now[uid]["SEQUENCE"]


@given(PLANS.flatmap(lambda plan: st.tuples(st.just(plan), changed(plan))), st.randoms())
@settings(max_examples=200)
def test_a_file_that_went_through_a_calendar_program_is_still_known(
    plans: tuple[sf.Plan, sf.Plan], random: Any
) -> None:
    plan, new = plans
    first = plan_to_ics(plan, now=NOW)
    if not plan.placements:
        return
    calendar = icalendar.Calendar.from_ical(first)
    random.shuffle(calendar.subcomponents)
    calendar["PRODID"] = icalendar.vText("-//Someone//Else//EN")
    for event in calendar.walk("VEVENT"):
        for name in [name for name in event if name.startswith("X-")]:
            del event[name]
        event.add("LOCATION", "Gym")
    edited = calendar.to_ical().decode().replace("\r\n", "\n")
    known, unknown = (
        by_uid(plan_to_ics(new, now=LATER, previous=text)) for text in (first, edited)
    )
    said = "DTSTART", "DURATION", "SEQUENCE", "STATUS", "SUMMARY"
    assert known.keys() == unknown.keys()
    for uid, event in known.items():
        assert {name: event[name] for name in said} == {name: unknown[uid][name] for name in said}
    assert {str(event["LOCATION"]) for uid, event in unknown.items() if uid in by_uid(first)} == {
        "Gym"
    }


def test_what_a_calendar_program_added_stays() -> None:
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT30M\r\nDESCRIPTION:go\r\nEND:VALARM\r\n"
    dentist = (
        "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Dentist\r\nDTSTART:20261124T090000\r\nEND:VEVENT\r\n"
    )
    head, tail = TEXT.split("END:VEVENT\r\n", 1)
    edited = f"{head}{alarm}END:VEVENT\r\n{dentist}{tail}".replace(
        "METHOD:PUBLISH\r\n", "METHOD:PUBLISH\r\nX-WR-CALNAME:Mine\r\n"
    )
    moved = tuple(attrs.evolve(one, start=one.start + 60) for one in PLAN.placements)
    text = plan_to_ics(attrs.evolve(PLAN, placements=moved), now=LATER, previous=edited)
    assert "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:go\r\nTRIGGER:-PT30M\r\n" in text
    assert "BEGIN:VEVENT\r\nSUMMARY:Dentist\r\nDTSTART:20261124T090000\r\nUID:d\r\n" in text
    assert "X-WR-CALNAME:Mine\r\n" in text
    assert len(events(text)) == 3


def test_a_session_that_was_missed_is_cancelled_once_and_the_other_stays() -> None:
    first, second = PLAN.placements
    new = sf.replan(PLAN, today="Fri", missed=[first.when])
    text = plan_to_ics(new, now=LATER, previous=TEXT)
    off, left = events(text)
    assert (off["STATUS"], off["SEQUENCE"], off["TRANSP"]) == ("CANCELLED", 1, "TRANSPARENT")
    assert str(off["SUMMARY"]) == "Cancelled: Strength: circuit, 35 min"
    assert off["DTSTART"].dt == start_of(PLAN) + dt.timedelta(minutes=first.start)
    assert left["DTSTART"].dt == start_of(PLAN) + dt.timedelta(minutes=second.start)
    assert left["SEQUENCE"] == 0
    assert plan_to_ics(new, now=LATER + dt.timedelta(days=3), previous=text) == text
    back = plan_to_ics(PLAN, now=LATER, previous=text)
    assert [event["SEQUENCE"] for event in events(back)] == [2, 0]
    later = LATER + dt.timedelta(days=18)
    assert [event["UID"] for event in events(plan_to_ics(new, now=later, previous=text))] == [
        left["UID"]
    ]


def test_a_session_that_was_done_at_another_time_moves_there() -> None:
    first, _ = PLAN.placements
    new = sf.replan(PLAN, today="Fri", done={first.when: "Wed 12:15"})
    moved, left = events(plan_to_ics(new, now=LATER, previous=TEXT))
    assert moved["UID"] == events(TEXT)[0]["UID"]
    assert moved["DTSTART"].dt == dt.datetime(2026, 11, 25, 12, 15)
    assert (moved["SEQUENCE"], left["SEQUENCE"]) == (1, 0)


def test_the_next_week_goes_into_the_same_file() -> None:
    after = sf.plan(sf.Week(RUNS, start=MONDAY + dt.timedelta(days=7)))
    text = plan_to_ics(after, now=LATER, previous=TEXT)
    assert confirmed(text) == on_the_clock(PLAN) + on_the_clock(after)
    assert [event["SEQUENCE"] for event in events(text)] == [0, 0, 0, 0]
    block = sf.plan(sf.Block([WEEK, sf.Week(RUNS)]))
    assert set(by_uid(plan_to_ics(block, now=LATER))) == set(by_uid(text))


def test_a_week_that_begins_on_another_day_takes_the_place_of_its_days() -> None:
    late = sf.plan(sf.Week(RUNS, start=MONDAY + dt.timedelta(days=2)))
    text = plan_to_ics(late, now=LATER, previous=TEXT)
    assert confirmed(text) == on_the_clock(late)


def test_plans_of_two_people_are_told_apart() -> None:
    anna, ben = (plan_to_ics(PLAN, now=NOW, calendar_id=name) for name in ("Anna", "Ben"))
    assert not set(by_uid(anna)) & set(by_uid(ben))
    both = plan_to_ics(PLAN, now=NOW, calendar_id="Ben", previous=anna)
    assert set(by_uid(both)) == {*by_uid(anna), *by_uid(ben)}
    assert {event["STATUS"] for event in events(both)} == {"CONFIRMED"}


def test_a_zone_comes_with_its_clock_and_only_once() -> None:
    berlin = plan_to_ics(PLAN, now=NOW, zone="Europe/Berlin", previous=TEXT)
    assert [event["SEQUENCE"] for event in events(berlin)] == [1, 1]
    assert berlin.count("BEGIN:VTIMEZONE") == 1
    after = sf.plan(sf.Week(RUNS, start=MONDAY + dt.timedelta(days=56)))
    text = plan_to_ics(after, now=LATER, zone="Europe/Berlin", previous=berlin)
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "DTSTART:20260329T020000" in text
    assert "DTSTART:20270328T020000" in text
    assert "BEGIN:VTIMEZONE" not in TEXT


DEEP = "BEGIN:VCALENDAR\n" + "BEGIN:X\n" * 9999 + "END:X\n" * 9999 + "END:VCALENDAR\n"


def test_a_zone_for_all_years_is_not_cut_short() -> None:
    parts = "".join(
        f"BEGIN:{name}\r\nDTSTART:{start}\r\nRRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU\r\n"
        f"TZNAME:x\r\nTZOFFSETFROM:{old}\r\nTZOFFSETTO:{new}\r\nEND:{name}\r\n"
        for name, start, month, old, new in (
            ("DAYLIGHT", "19810329T020000", 3, "+0100", "+0200"),
            ("STANDARD", "19961027T030000", 10, "+0200", "+0100"),
        )
    )
    whole = f"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n{parts}END:VTIMEZONE\r\n"
    edited = TEXT.replace("BEGIN:VEVENT\r\n", f"{whole}BEGIN:VEVENT\r\n", 1)
    text = plan_to_ics(PLAN, now=NOW, zone="Europe/Berlin", previous=edited)
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert text.count("FREQ=YEARLY") == 2


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_an_event_of_no_year_of_ours_stays_and_does_no_harm(year: str) -> None:
    event = (
        f"BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:{year}0101T000000\r\nUID:x\r\nEND:VEVENT\r\n"
    )
    edited = TEXT.replace("BEGIN:VEVENT\r\n", f"{event}BEGIN:VEVENT\r\n", 1)
    text = plan_to_ics(PLAN, now=NOW, zone="Europe/Berlin", previous=edited)
    assert event in text
    assert confirmed(text.replace(event, "")) == on_the_clock(PLAN)


# Dates


def test_a_plan_without_dates_takes_one() -> None:
    plan = sf.plan(sf.Week(RUNS))
    for start in (MONDAY, "2026-11-23", dt.datetime(2026, 11, 23, 9)):
        assert plan_to_ics(plan, start=start, now=NOW) == TEXT
    assert plan_to_ics(PLAN, start=MONDAY, now=NOW) == TEXT
    nine = sf.plan(sf.Week([], strength=1, days=9))
    (event,) = events(plan_to_ics(nine, start="2026-11-25", now=NOW))
    assert event["DTSTART"].dt.date() == dt.date(2026, 11, 25) + dt.timedelta(
        days=nine.placements[0].day
    )


@pytest.mark.parametrize(
    ("options", "where", "said"),
    [
        ({"start": None}, "start", "leaves the plan without dates"),
        ({"start": "soon"}, "start", "is not a date"),
        ({"start": 20261123}, "start", "is not a date"),
        ({"start": "2026-11-24"}, "start", "is a Tue, and the plan's first day is a Mon"),
        ({"start": "1582-10-18"}, "start", "is not a date of the years"),
        ({"start": "9999-12-27"}, "start", "is not a date of the years"),
        ({"zone": "Mars/Phobos"}, "zone", "is not a time zone"),
        ({"zone": 3}, "zone", "is not a time zone"),
        ({"zone": "UTC"}, "zone", "is not the zone of a place"),
        ({"calendar_id": ""}, "calendar_id", "is not a line of text"),
        ({"calendar_id": "a\nb"}, "calendar_id", "is not a line of text"),
        ({"calendar_id": "\ud800"}, "calendar_id", "is not a line of text"),
        ({"now": dt.datetime(2026, 11, 22)}, "now", "with a time zone"),
        ({"now": "today"}, "now", "with a time zone"),
        ({"previous": b"BEGIN"}, "previous", "is not the text of a calendar"),
        ({"previous": ""}, "previous", "is not a calendar"),
        ({"previous": "rubbish"}, "previous", "is not a calendar"),
        ({"previous": "BEGIN:VEVENT\nEND:VEVENT\n"}, "previous", "it is a VEVENT"),
        ({"previous": "BEGIN:VCALENDAR\nEND:VCALENDAR\n"}, "previous", "does not come from here"),
        ({"previous": f"{TEXT}{TEXT}"}, "previous", "is not a calendar"),
        ({"previous": TEXT.replace("UID:", "UID")}, "previous", "would be lost"),
        ({"previous": DEEP}, "previous", "is (not )?a calendar"),
    ],
)
def test_what_is_not_accepted_is_said(options: dict[str, Any], where: str, said: str) -> None:
    plan = sf.plan(sf.Week(RUNS))
    with pytest.raises(sf.InputError, match=said) as refused:
        plan_to_ics(plan, **{"start": MONDAY, "now": NOW} | options)
    assert refused.value.where == where


def test_another_date_than_the_plan_s_is_refused() -> None:
    with pytest.raises(sf.InputError, match="is not the plan's first day, 2026-11-23"):
        plan_to_ics(PLAN, start="2026-11-30")


def test_a_plan_without_an_answer_takes_nothing_out_of_a_calendar() -> None:
    pins = [sf.Session("Tue", "heavy"), sf.Session("Wed", "heavy")]
    nothing = sf.plan(attrs.evolve(WEEK, strength=[sf.Demand("heavy", 2)], pins=pins))
    assert nothing.status == "infeasible"
    with pytest.raises(sf.InputError, match="there is nothing to write"):
        plan_to_ics(nothing, previous=TEXT)
    with pytest.raises(sf.InputError, match="is not a Plan"):
        plan_to_ics(WEEK)  # type: ignore[arg-type]  # rubbish on purpose
    none = sf.plan(attrs.evolve(WEEK, strength=()))
    assert [event["STATUS"] for event in events(plan_to_ics(none, previous=TEXT, now=NOW))] == [
        "CANCELLED",
        "CANCELLED",
    ]


def test_the_time_of_day_is_the_default() -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    stamps = [event["DTSTAMP"].dt for event in events(plan_to_ics(PLAN))]
    assert all(before <= stamp <= dt.datetime.now(dt.UTC) for stamp in stamps)


# Rubbish

LINES = TEXT.split("\r\n")
BITS = st.sampled_from([*LINES, "BEGIN:VCALENDAR", "END:VCALENDAR", "RECURRENCE-ID:20261125T1800"])


@given(
    st.lists(BITS, max_size=40)
    | st.permutations(LINES)
    | st.lists(st.text(max_size=40), max_size=5).map(lambda more: [*LINES[:-2], *more, LINES[-2]])
)
@settings(max_examples=2000)
def test_rubbish_is_refused_or_kept(lines: list[str]) -> None:
    try:
        text = plan_to_ics(PLAN, now=NOW, previous="\r\n".join(lines))
    except sf.StrengthfitError:
        return
    assert on_the_clock(PLAN) <= confirmed(text)
    assert plan_to_ics(PLAN, now=LATER, previous=text) == text


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.text(max_size=3)), max_size=5))
@settings(max_examples=2000)
def test_a_damaged_file_is_refused_or_mended(cuts: list[tuple[int, str]]) -> None:
    damaged = TEXT
    for at, instead in cuts:
        damaged = damaged[:at] + instead + damaged[at + 1 :]
    try:
        text = plan_to_ics(PLAN, now=NOW, previous=damaged)
    except sf.StrengthfitError:
        return
    assert on_the_clock(PLAN) <= confirmed(text)


@pytest.mark.parametrize("zone", ["[" * 3000, ".", "Europe", "a/" * 500], ids=range(4))
def test_the_name_of_a_zone_that_no_file_can_have_is_refused_or_kept(zone: str) -> None:
    previous = plan_to_ics(PLAN, now=NOW).replace("DTSTART:", f"DTSTART;TZID={zone}:")
    with contextlib.suppress(sf.InputError):
        text = plan_to_ics(PLAN, now=NOW, previous=previous)
        assert on_the_clock(PLAN) <= confirmed(text)


def test_without_icalendar_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(sf.MissingExtraError, match=r"strengthfit\[calendar\]"):
        plan_to_ics(PLAN)


def test_json_of_the_sessions_is_not_a_calendar() -> None:
    with pytest.raises(sf.InputError, match="is not a calendar"):
        plan_to_ics(PLAN, previous=json.dumps({"events": []}))
