"""Events as calendars write them: what happens, when, and whether the hours are taken.

Each kind of trouble has an example from a public report of a feed, made up anew, and five more.
"""

import datetime as dt
import time

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange.calendar_events import CalendarEvent, read_events
from strengthfit.interchange.calendar_parts import UnreadEvent

FIRST, LAST = dt.date(2026, 11, 16), dt.date(2026, 12, 7)
TEMPO = "SUMMARY:Tempo\nDTSTART:20261126T070000\nDURATION:PT50M"
EASY = "SUMMARY:Easy\nDTSTART:20261127T070000\nDURATION:PT45M"


def calendar(*events: str, head: str = "") -> str:
    blocks = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{head}{blocks}END:VCALENDAR\n"


def read(text: str, zone: str | None = None) -> tuple[list[CalendarEvent], list[UnreadEvent]]:
    return read_events(text, "week.ics", FIRST, LAST, zone)


def on(events: list[CalendarEvent]) -> list[str]:
    """Each event that is not off: its title, its day, and its hours if it has any."""
    return [
        f"{one.title} {one.begins:%d}" + ("" if one.whole_day else f" {one.begins:%H:%M}")
        for one in events
        if not one.off
    ]


CANCELLED = {
    "status": ["STATUS:CANCELLED\n" + TEMPO, EASY],
    "status in small letters": ["STATUS:cancelled\n" + TEMPO, EASY],
    "one of a series, by its exception": [
        "UID:a\nRRULE:FREQ=WEEKLY;COUNT=3\n" + TEMPO.replace("20261126", "20261119"),
        "UID:a\nRECURRENCE-ID:20261126T070000\nSTATUS:CANCELLED\n" + TEMPO,
        EASY,
    ],
    "one of a series, by its date": [
        "UID:a\nRRULE:FREQ=WEEKLY\nEXDATE:20261126T070000\n"
        + TEMPO.replace("20261126", "20261119"),
        EASY,
    ],
    "a whole series": [
        "UID:a\nRRULE:FREQ=WEEKLY\nSTATUS:CANCELLED\n" + TEMPO.replace("20261126", "20261119"),
        EASY,
    ],
}


@pytest.mark.parametrize("name", CANCELLED)
def test_what_was_cancelled_is_off(name: str) -> None:
    events, unread = read(calendar(*CANCELLED[name]))
    assert unread == []
    assert "Easy 27 07:00" in on(events)
    assert not any(line.endswith("26 07:00") for line in on(events))


LONG = "SUMMARY:Long\nDTSTART:20261129T070000\nDURATION:PT110M"
SAME_UID = {
    "three with one uid": [TEMPO, EASY, LONG],
    "with the same sequence": [f"SEQUENCE:2\n{one}" for one in (TEMPO, EASY, LONG)],
    "an empty uid": [one.replace("UID:plan", "UID:") for one in (TEMPO, EASY, LONG)],
    "a series among them": [TEMPO + "\nRRULE:FREQ=WEEKLY;UNTIL=20261127T000000", EASY, LONG],
    "two zones": [TEMPO, EASY.replace("DTSTART:", "DTSTART;TZID=Europe/Berlin:"), LONG],
    "whole days": [
        f"SUMMARY:{title}\nDTSTART;VALUE=DATE:202611{day}"
        for title, day in (("Tempo", 26), ("Easy", 27), ("Long", 29))
    ],
}


@pytest.mark.parametrize("name", SAME_UID)
def test_events_that_share_a_uid_are_all_there(name: str) -> None:
    events, unread = read(calendar(*(f"UID:plan\n{event}" for event in SAME_UID[name])))
    assert unread == []
    assert [one.title for one in events] == ["Tempo", "Easy", "Long"]
    assert [one.begins.day for one in events] == [26, 27, 29]


def test_the_newest_version_of_an_event_holds_and_the_older_one_is_named() -> None:
    older = f"UID:a\nSEQUENCE:1\n{TEMPO}"
    newer = f"UID:a\nSEQUENCE:2\n{TEMPO.replace('T070000', 'T180000')}"
    for order in ([older, newer], [newer, older]):
        events, unread = read(calendar(*order))
        assert on(events) == ["Tempo 26 18:00"]
        assert unread == [UnreadEvent("Tempo", "an older version of an event with the same UID")]


def test_an_exception_without_its_series_is_an_event() -> None:
    events, _ = read(calendar(f"UID:a\nRECURRENCE-ID:20261125T070000\n{TEMPO}"))
    assert on(events) == ["Tempo 26 07:00"]


WHOLE_DAY = {
    "a date": "DTSTART;VALUE=DATE:20261126",
    "a date that does not say so": "DTSTART:20261126\nDTEND:20261127",
    "a date that ends as it begins": "DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261126",
    "midnight to midnight": "DTSTART:20261126T000000\nDTEND:20261127T000000",
    "midnight and a day": "DTSTART:20261126T000000\nDURATION:P1D",
    "midnight and 24 hours": "DTSTART;TZID=Europe/Berlin:20261126T000000\nDURATION:PT24H",
    "midnight without an end": "DTSTART:20261126T000000",
    "midnight in UTC": "DTSTART:20261126T000000Z\nDTEND:20261127T000000Z",
    "a flag of the program": (
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nDTSTART:20261126T000000\nDTEND:20261127T000000"
    ),
}


@pytest.mark.parametrize("name", WHOLE_DAY)
def test_a_whole_day_has_no_hours(name: str) -> None:
    (event,), unread = read(calendar(f"SUMMARY:Tempo 9 km\n{WHOLE_DAY[name]}"))
    assert unread == []
    assert on([event]) == ["Tempo 9 km 26"]
    assert not event.busy


BROKEN = {
    "a date with a zone": "DTSTART;VALUE=DATE:20230126Z",
    "no start": "DESCRIPTION:whenever",
    "a start in words": "DTSTART:tomorrow",
    "a month 13": "DTSTART:20261326T070000",
    "a rule without a value": "DTSTART:20261102T090000\nRRULE:FREQ=WEEKLY;UNTIL=;BYDAY=MO",
    "a rule in words": "DTSTART:20261102T090000\nRRULE:every Monday",
    "a rule of a day that is none": "DTSTART:20261102T090000\nRRULE:FREQ=WEEKLY;BYDAY=XX",
    "a length in words": "DTSTART:20261126T090000\nDURATION:an hour",
    "a rule that never moves on": "DTSTART:20261102T090000\nRRULE:FREQ=WEEKLY;INTERVAL=0",
    "a series since the year 1": "DTSTART:00010101T090000\nRRULE:FREQ=DAILY",
    "a rule by the minute": "DTSTART:19700101T090000\nRRULE:FREQ=MINUTELY",
    "a rule of many times a day": (
        "DTSTART:20261102T090000\nRRULE:FREQ=DAILY;BYHOUR=7,8,9,10,11;BYMINUTE=0,10,20,30,40"
    ),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("first", [True, False], ids=["before the good one", "after it"])
def test_a_broken_event_is_named_and_takes_no_other_with_it(name: str, *, first: bool) -> None:
    pair = [f"UID:b\nSUMMARY:Standup\n{BROKEN[name]}", f"UID:good\n{EASY}"]
    events, unread = read(calendar(*(pair if first else pair[::-1])))
    assert on(events) == ["Easy 27 07:00"]
    assert [one.title for one in unread] == ["Standup"]
    assert unread[0].why


HEADS = {
    "a line that is none": "THIS IS NOT A LINE\n",
    "a zone that is none": "X-WR-TIMEZONE:Nowhere/Land\n",
    "an empty zone": "X-WR-TIMEZONE:\n",
    "a folder as a zone": "X-WR-TIMEZONE:Europe\n",
    "a zone with a broken rule": (
        "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:BAD\nEND:STANDARD\nEND:VTIMEZONE\n"
    ),
    "a method that is none": "METHOD:\u00e4\u00f6\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_a_broken_header_refuses_no_event(name: str) -> None:
    events, unread = read(calendar(TEMPO, EASY, head=HEADS[name]))
    assert (on(events), unread) == (["Tempo 26 07:00", "Easy 27 07:00"], [])


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VEVENT\nSUMMARY:Easy\nEND:VEVENT", "{}"])
def test_what_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(sf.FileError, match=r"week\.ics: is not an iCalendar file: BEGIN:VCALENDAR"):
        read(text)


def test_a_cut_off_event_is_named() -> None:
    whole = calendar(EASY, TEMPO)
    events, unread = read(whole[: whole.rindex("END:VEVENT")])
    assert on(events) == ["Easy 27 07:00"]
    assert unread == [UnreadEvent("Tempo", "its END:VEVENT is missing")]


ZONES = {
    "its own name": "X-WR-TIMEZONE:Europe/Berlin\n",
    "the name that Windows has": "X-WR-TIMEZONE:W. Europe Standard Time\n",
    "in quotes": 'X-WR-TIMEZONE:"Europe/Berlin"\n',
    "with a parameter": "X-WR-TIMEZONE;VALUE=TEXT:Europe/Berlin\n",
    "under the name of a planner": "X-USER-TIMEZONE:Europe/Berlin\n",
    "under the name of another": "X-LIC-LOCATION:Europe/Berlin\n",
    "the second of two, as the first is none": (
        "X-WR-TIMEZONE:Nowhere\nX-USER-TIMEZONE:Europe/Berlin\n"
    ),
}
IN_UTC = "SUMMARY:Tempo\nDTSTART:20261126T060000Z\nDURATION:PT50M"


@pytest.mark.parametrize("name", ZONES)
def test_utc_is_turned_to_the_zone_of_the_calendar(name: str) -> None:
    (event,), _ = read(calendar(IN_UTC, head=ZONES[name]))
    assert (on([event]), event.in_utc) == (["Tempo 26 07:00"], False)


def test_a_zone_that_is_given_goes_before_that_of_the_calendar() -> None:
    (event,), _ = read(calendar(IN_UTC, head=ZONES["its own name"]), "America/New_York")
    assert on([event]) == ["Tempo 26 01:00"]
    (event,), _ = read(calendar(IN_UTC), "W. Europe Standard Time")
    assert on([event]) == ["Tempo 26 07:00"]
    (event,), _ = read(calendar(IN_UTC))
    assert event.in_utc


@pytest.mark.parametrize("zone", ["", "Nowhere", "Europe", "../etc", "a\0b", "x" * 5000])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(sf.InputError, match=r"zone: .* is not a time zone; write e\.g\."):
        read(calendar(IN_UTC), zone)


def test_a_series_in_utc_keeps_its_hour_over_a_change_of_clocks() -> None:
    """Written in summer time, read in winter time: the series is one on the clock of UTC."""
    text = calendar(
        "SUMMARY:Tempo\nDTSTART:20261015T050000Z\nDURATION:PT50M\nRRULE:FREQ=WEEKLY;COUNT=20",
        head=ZONES["its own name"],
    )
    events, _ = read(text)
    assert on(events) == ["Tempo 19 07:00", "Tempo 26 07:00", "Tempo 03 07:00"]


def test_an_event_keeps_the_clock_of_its_own_place() -> None:
    there = TEMPO.replace("DTSTART:", "DTSTART;TZID=America/New_York:")
    (event,), _ = read(calendar(there), "Europe/Berlin")
    assert on([event]) == ["Tempo 26 07:00"]


FREE = {
    "transparent": "TRANSP:TRANSPARENT",
    "free in Outlook": "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    "small letters": "TRANSP:transparent",
}
BUSY = {
    "nothing said": "X-A:b",
    "opaque": "TRANSP:OPAQUE",
    "tentative": "STATUS:TENTATIVE",
    "out of office": "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
    "confirmed": "STATUS:CONFIRMED",
}


@pytest.mark.parametrize(
    ("line", "busy"),
    [*((line, False) for line in FREE.values()), *((line, True) for line in BUSY.values())],
    ids=[*FREE, *BUSY],
)
def test_whether_hours_are_taken(line: str, *, busy: bool) -> None:
    (event,), _ = read(calendar(f"{line}\n{TEMPO}"))
    assert event.busy is busy


def test_a_broken_line_that_says_no_time_takes_nothing_with_it() -> None:
    events, unread = read(calendar(f"no colon here\nGEO:somewhere\n{TEMPO}", EASY))
    assert (on(events), unread) == (["Tempo 26 07:00", "Easy 27 07:00"], [])


def test_what_a_planner_expects_is_read() -> None:
    day = "SUMMARY:Long\nDTSTART:20261126"
    (event,), _ = read(calendar(f"X-WORKOUT-ESTIMATED-DURATION:5400\n{day}"))
    assert event.minutes == 90
    for rubbish in ("-5", "soon", "nan", "1e99", ""):
        (event,), _ = read(calendar(f"X-WORKOUT-ESTIMATED-DURATION:{rubbish}\n{day}"))
        assert event.minutes is None


@given(st.integers(0, 6), st.integers(1, 4), st.integers(0, 23), st.integers(1, 300))
def test_a_weekly_series_is_there_on_each_of_its_days(
    weekday: int, interval: int, hour: int, minutes: int
) -> None:
    begins = dt.date(2026, 1, 5) + dt.timedelta(days=weekday)
    text = calendar(
        f"SUMMARY:Easy\nDTSTART:{begins:%Y%m%d}T{hour:02}0000\nDURATION:PT{minutes}M\n"
        f"RRULE:FREQ=WEEKLY;INTERVAL={interval}"
    )
    days = [FIRST + dt.timedelta(days=day) for day in range((LAST - FIRST).days)]
    expected = [
        day for day in days if day.weekday() == weekday and (day - begins).days // 7 % interval == 0
    ]
    events, _ = read(text)
    assert [one.begins.date() for one in events if one.begins.date() >= FIRST] == expected
    assert all(one.ends - one.begins == dt.timedelta(minutes=minutes) for one in events)


def test_folded_lines_and_foreign_line_ends_are_read() -> None:
    text = calendar("SUMMARY:Tem\n po\nDTSTART\n :20261126T070000\nDURATION:PT50M", EASY)
    for end in ("\r\n", "\n", "\r"):
        assert on(read(text.replace("\n", end))[0]) == ["Tempo 26 07:00", "Easy 27 07:00"]
    assert on(read("\ufeff" + text)[0]) == ["Tempo 26 07:00", "Easy 27 07:00"]


def test_many_events_of_other_years_are_passed_over() -> None:
    old = [f"UID:{n}\nSUMMARY:Old\nDTSTART:2019010{n % 9 + 1}T070000" for n in range(30_000)]
    assert on(read(calendar(*old, EASY))[0]) == ["Easy 27 07:00"]


def test_too_many_events_near_are_refused() -> None:
    many = [f"UID:{n}\nSUMMARY:New\nDTSTART:20261126T070000" for n in range(5001)]
    with pytest.raises(sf.FileError, match=r"has 5001 events near these weeks, or that recur; at"):
        read(calendar(*many))


NEVER = [
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
]


@pytest.mark.parametrize("rule", NEVER)
@pytest.mark.parametrize("more", ["", ";COUNT=10", ";UNTIL=20991231"])
def test_a_series_that_never_comes_is_named_at_once(rule: str, more: str) -> None:
    begun = time.perf_counter()
    series = f"SUMMARY:Never\nDTSTART;VALUE=DATE:20250105\nRRULE:{rule}{more}"
    events, unread = read(calendar(series, EASY))
    assert on(events) == ["Easy 27 07:00"]
    assert [(one.title, one.why) for one in unread] == [
        ("Never", "repeats on days that never come")
    ]
    assert time.perf_counter() - begun < 1


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2026, 11, 30)),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 400),
    st.sampled_from(["", ";COUNT=500", ";BYMONTHDAY=29,30", ";BYDAY=MO,TH", ";BYMONTH=2,11"]),
)
def test_a_series_that_comes_is_not_refused(
    begins: dt.date, often: str, interval: int, more: str
) -> None:
    if more == ";BYDAY=MO,TH" and interval > 20:
        return  # a series that comes on its weekday once in many years is no training
    rule = f"FREQ={often};INTERVAL={interval}{more}"
    text = f"SUMMARY:A\nDTSTART;VALUE=DATE:{begins:%Y%m%d}\nRRULE:{rule}"
    comes = rrulestr(rule, dtstart=_midnight(begins)).between(
        _midnight(FIRST), _midnight(LAST), inc=True
    )
    events, _ = read(calendar(text))
    days = {event.begins for event in events if event.begins >= _midnight(FIRST)}
    assert {moment for moment in comes if moment < _midnight(LAST)} <= days


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


DAILY = "SUMMARY:Easy\nDTSTART:19700105T070000\nDURATION:PT45M\nRRULE:FREQ=DAILY"


def test_events_that_recur_too_often_in_all_are_refused() -> None:
    with pytest.raises(sf.FileError, match="its events recur too often until") as got:
        read(calendar(*(f"UID:{index}\n{DAILY}" for index in range(50))))
    assert got.value.code == "too_large"


@pytest.mark.parametrize(
    "rule",
    ["FREQ=WEEKLY", "FREQ=DAILY;UNTIL=19710101T000000", "FREQ=DAILY;COUNT=5", "FREQ=YEARLY"],
)
def test_as_many_events_that_recur_less_often_are_read(rule: str) -> None:
    event = DAILY.replace("FREQ=DAILY", rule)
    found, unread = read(calendar(*(f"UID:{index}\n{event}" for index in range(50))))
    assert not unread
    assert bool(found) == (rule == "FREQ=WEEKLY")


def test_a_mistake_of_ours_is_not_taken_for_one_of_the_calendar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("strengthfit.interchange.calendar_events._event", fail)
    with pytest.raises(AssertionError):
        read(calendar(TEMPO))


def test_rules_that_may_never_come_are_not_looked_for_by_the_hundred() -> None:
    rule = DAILY.replace("FREQ=DAILY", "FREQ=DAILY;INTERVAL=350;BYDAY=TU")
    found, unread = read(calendar(rule))
    assert (found, unread) == ([], [])
    with pytest.raises(sf.FileError, match="recur too often"):
        read(calendar(*(f"UID:{index}\n{rule}" for index in range(100))))


def test_a_description_of_empty_lines_takes_no_time_by_the_square_of_them() -> None:
    lines = "\\n" * 20_000  # a hundred times as long would have taken ten thousand times as long
    (event,), _ = read(calendar(f"{TEMPO}\nDESCRIPTION:{lines}planned time: 1:30"))
    assert event.minutes == 90


LONG_LINES = {  # each took a time that grew with its length squared, or cubed
    "colons": f"SUMMARY:A\nDTSTART;TZID={':' * 30_000}",
    "digits": f"SUMMARY:A\nDTSTART;TZID=a{':1' * 15_000}x",
    "days of a rule": "SUMMARY:A\nDTSTART:20261126T070000\nRRULE:FREQ=YEARLY;BYMONTHDAY="
    + f"{'1,' * 9999}1",
    "positions of a rule": "SUMMARY:A\nDTSTART:20261126T070000\nRRULE:FREQ=YEARLY;BYYEARDAY="
    + ",".join(map(str, range(1, 367)))
    + f";BYSETPOS={'1,' * 5000}1",
}


@pytest.mark.parametrize("name", LONG_LINES)
def test_a_line_that_is_very_long_is_named(name: str) -> None:
    events, unread = read(calendar(LONG_LINES[name], EASY))
    assert on(events) == ["Easy 27 07:00"]
    assert [one.title for one in unread] == ["A"]


def test_zones_and_places_without_end_are_passed_over() -> None:
    for head in ("BEGIN:VTIMEZONE\n" * 30_000, "X-WR-TIMEZONE:Nowhere\n" * 30_000):
        assert on(read(calendar(EASY, head=head))[0]) == ["Easy 27 07:00"]


@pytest.mark.parametrize("broken", ["DTSTART:20261399T250000", "BEGIN:VALARM", "RRULE:FREQ=NEVER"])
def test_of_very_many_broken_events_the_first_are_named(broken: str) -> None:
    many = [f"SUMMARY:Run {n}\nDTSTART:20261126T070000\n{broken}" for n in range(600)]
    with pytest.raises(sf.FileError, match="too many events that cannot be read") as got:
        read(calendar(*many, EASY))
    assert got.value.code == "too_large"
    assert len(got.value.problems) == 100
    assert "Run 0" in got.value.problems[1]
