"""Calendars: times on the clock of the place, one kind a title, nothing lost in silence."""

import contextlib
import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.interchange import CalendarWeek, read_calendar
from strengthfit.interchange.calendar_file import parse_calendar
from strengthfit.visible import is_visible

MONDAY = dt.date(2026, 11, 23)
COUNT = itertools.count()


def _file(folder: Path, *events: str, zone: str | None = "Europe/Berlin") -> Path:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
    head += [f"X-WR-TIMEZONE:{zone}"] if zone else []
    path = folder / f"calendar{next(COUNT)}.ics"
    path.write_text("\r\n".join([*head, *events, "END:VCALENDAR", ""]), "utf-8")
    return path


def _event(title: str, start: str, *more: str) -> str:
    lines = ["BEGIN:VEVENT", f"UID:{next(COUNT)}", f"SUMMARY:{title}", f"DTSTART{start}", *more]
    return "\r\n".join([*lines, "END:VEVENT"])


def test_runs_strength_and_edges_are_told_apart(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        _event("Intervals 10 km", ":20261117T070000", "DURATION:PT65M", "RRULE:FREQ=WEEKLY"),
        _event("Medium-long run", ":20261126T180000", "DURATION:PT90M"),
        _event("Gym", ":20261123T180000", "DURATION:PT45M", "CATEGORIES:training,HEAVY"),
        _event("Core", ":20261130T180000", "DURATION:PT20M"),
        _event("Dentist", ":20261125T090000"),
    )
    read = read_calendar(path, MONDAY)
    assert read.week.start == MONDAY
    assert [(run.when.minutes, run.kind, run.minutes, run.km) for run in read.week.runs] == [
        (1860, "intervals", 65, 10),
        (5400, "medium_long", 90, None),
    ]
    assert [(one.when.minutes, one.kind, one.minutes) for one in read.placements] == [
        (1080, "heavy", 45)
    ]
    assert [(item.when.minutes, item.kind) for item in read.week.before] == [(-8220, "intervals")]
    assert [item.kind for item in read.week.after] == ["core", "intervals"]
    assert read.ignored == ("Dentist",)


def test_clocks_are_those_of_the_place(tmp_path: Path) -> None:
    """Winter time in Berlin is an hour ahead of UTC; an event of another zone keeps its clock."""
    path = _file(
        tmp_path,
        _event("Tempo", ":20261124T060000Z", "DURATION:PT1H"),
        _event("Easy", ";TZID=America/New_York:20261125T070000", "DURATION:PT1H"),
        _event("Long", ":20261129T080000", "DURATION:PT2H"),
    )
    minutes = [run.when.minutes for run in read_calendar(path, MONDAY).week.runs]
    assert minutes == [1440 + 7 * 60, 2 * 1440 + 7 * 60, 6 * 1440 + 8 * 60]


def test_utc_without_a_zone_is_refused_for_training_only(tmp_path: Path) -> None:
    meeting = _event("Meeting", ":20261124T060000Z", "DURATION:PT1H")
    read = read_calendar(_file(tmp_path, meeting, zone=None), MONDAY)
    assert [(item.title, item.taken_as) for item in read.read] == [("Meeting", "left out")]
    path = _file(tmp_path, _event("Tempo", ":20261124T060000Z"), zone=None)
    with pytest.raises(sf.FileError, match="names no time zone"):
        read_calendar(path, MONDAY)
    (run,) = read_calendar(path, MONDAY, zone="Asia/Kolkata").week.runs
    assert run.when.minutes == 1440 + 11 * 60 + 30


def test_an_event_of_a_whole_day_has_no_time(tmp_path: Path) -> None:
    path = _file(tmp_path, _event("Long run 24\\,5 km", ";VALUE=DATE:20261129"))
    (run,) = read_calendar(path, "2026-11-23").week.runs
    assert (run.when.weekday, run.when.minutes, run.minutes, run.km) == (6, None, None, 24.5)


@pytest.mark.parametrize("kind", [*RUN_KINDS, *STRENGTH_KINDS])
@pytest.mark.parametrize("form", ["{}", "My {} session", "{}: 45 min before work"])
def test_every_kind_is_found_by_its_name(tmp_path: Path, kind: str, form: str) -> None:
    title = form.format(kind.replace("_", " ").title())
    read = read_calendar(_file(tmp_path, _event(title, ":20261124T070000")), MONDAY)
    found = [run.kind for run in read.week.runs] + [one.kind for one in read.placements]
    assert found == [kind]


def test_what_was_read_can_be_judged(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        _event("Intervals", ":20261124T070000", "DURATION:PT65M"),
        _event("Heavy", ":20261123T180000", "DURATION:PT45M"),
    )
    read = read_calendar(path, MONDAY)
    assert read.judged is not None
    assert [label.rule for label in sf.audit(read.judged, read.placements).broken] == [
        "before_hard_day"
    ]


@pytest.mark.parametrize("start", ["tomorrow", 5, None, "2026-13-01"])
def test_a_start_that_is_no_date_is_refused(tmp_path: Path, start: object) -> None:
    with pytest.raises(sf.InputError, match=r"start: .* is not a date"):
        read_calendar(_file(tmp_path), start)  # type: ignore[arg-type]  # rubbish on purpose


@given(
    st.one_of(
        st.text(max_size=80).map(str.encode),
        st.text(alphabet="BEGIN:VCALENDARTEZ0123456789;=\r\n", max_size=120).map(
            lambda text: f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{text}\r\nEND:VEVENT".encode()
        ),
        st.text(alphabet="DTSTAREND:VALUE=0123456789;TZIRUL-PM", max_size=40).map(
            lambda text: (
                f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Easy\r\nDTSTART:{text}\r\n"
                "END:VEVENT\r\nEND:VCALENDAR"
            ).encode()
        ),
        st.binary(max_size=40),
    )
)
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_rubbish_is_an_error_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "rubbish.ics"
    path.write_bytes(content)
    with contextlib.suppress(sf.FileError):
        read_calendar(path, MONDAY)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (_event("Easy", ":20261124T070000", "DURATION:P40D"), "57600 min cannot be right"),
        (_event("Easy 900 km", ":20261124T070000"), "'easy'"),
    ],
    ids=["a length", "a distance"],
)
def test_an_impossible_amount_is_left_out_and_named(tmp_path: Path, event: str, said: str) -> None:
    read = read_calendar(_file(tmp_path, event), MONDAY)
    assert [(run.kind, run.minutes, run.km) for run in read.week.runs] == [("easy", None, None)]
    assert said in read.read[0].how


# ---- Hours that are taken


LIFE = [
    _event("Long run", ":20261129T080000", "DURATION:PT110M"),
    _event("Dinner with Ana", ":20261124T180000", "DURATION:PT2H"),
    _event("Night shift", ":20261126T220000", "DURATION:PT8H"),
    _event("Birthday", ";VALUE=DATE:20261125"),
    _event("Maybe", ":20261127T180000", "DURATION:PT1H", "TRANSP:TRANSPARENT"),
    _event("Conference", ":20261122T090000", "DURATION:P1DT3H"),
]


def test_hours_that_are_taken_are_closed(tmp_path: Path) -> None:
    read = read_calendar(_file(tmp_path, *LIFE), MONDAY)
    assert read.week.available is not None
    assert [(str(one.when), one.closed, one.place) for one in read.week.available] == [
        ("2026-11-23 00:00-12:00", True, "Conference"),
        ("2026-11-24 18:00-20:00", True, "Dinner with Ana"),
        ("2026-11-26 22:00-24:00", True, "Night shift"),
        ("2026-11-27 00:00-06:00", True, "Night shift"),
    ]
    assert [(item.title, item.taken_as) for item in read.read] == [
        ("Conference", "busy"),
        ("Dinner with Ana", "busy"),
        ("Birthday", "left out"),
        ("Night shift", "busy"),
        ("Night shift", "busy"),
        ("Maybe", "left out"),
        ("Long run", "long"),
    ]
    assert set(read.ignored) == {title for title, taken in _told(read) if taken != "long"}


def _told(read: CalendarWeek) -> list[tuple[str, str]]:
    return [(item.title, item.taken_as) for item in read.read]


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 1380), st.integers(15, 400)),
        max_size=12,
    )
)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_no_strength_lies_where_hours_are_taken(
    tmp_path_factory: pytest.TempPathFactory, spans: list[tuple[int, int, int]]
) -> None:
    begins = [dt.datetime(2026, 11, 23) + dt.timedelta(days=d, minutes=m) for d, m, _ in spans]
    events = [
        _event(f"Meeting {index}", f":{begin:%Y%m%dT%H%M%S}", f"DURATION:PT{span[2]}M")
        for index, (begin, span) in enumerate(zip(begins, spans, strict=True))
    ]
    events.append(_event("Tempo", ":20261125T070000", "DURATION:PT50M"))
    path = _file(tmp_path_factory.getbasetemp(), *events)
    plan = sf.plan(read_calendar(path, MONDAY).week)
    for placement in plan.placements:
        start = dt.datetime(2026, 11, 23) + dt.timedelta(minutes=placement.start)
        end = start + dt.timedelta(minutes=placement.minutes)
        for begin, (_, _, minutes) in zip(begins, spans, strict=True):
            assert end <= begin or begin + dt.timedelta(minutes=minutes) <= start


def test_a_second_calendar_has_the_hours_of_the_gym(tmp_path: Path) -> None:
    gym = _file(
        tmp_path,
        _event("Gym", ":20261102T170000", "DURATION:PT3H", "RRULE:FREQ=WEEKLY;BYDAY=MO,FR"),
    )
    runs = _file(tmp_path, _event("Tempo", ":20261125T070000", "DURATION:PT50M"))
    read = read_calendar(runs, MONDAY, gym=gym)
    assert read.week.available is not None
    assert [str(one.when) for one in read.week.available] == [
        "2026-11-23 17:00-20:00",
        "2026-11-27 17:00-20:00",
    ]


def test_busy_hours_of_no_known_zone_are_to_be_looked_at(tmp_path: Path) -> None:
    dinner = _event("Dinner", ":20261124T170000Z", "DURATION:PT2H")
    (item,) = read_calendar(_file(tmp_path, dinner, zone=None), MONDAY).read
    assert (item.known, item.taken_as) == (False, "left out")
    assert "no time zone is known" in item.how


def test_a_call_from_elsewhere_is_at_its_hour_here_and_a_run_there_at_its_own(
    tmp_path: Path,
) -> None:
    path = _file(
        tmp_path,
        _event("Sync", ";TZID=America/New_York:20261124T120000", "DURATION:PT1H"),
        _event("Easy", ";TZID=America/New_York:20261125T070000", "DURATION:PT1H"),
    )
    read = read_calendar(path, MONDAY)
    assert read.week.available is not None
    assert [str(one.when) for one in read.week.available] == ["2026-11-24 18:00-19:00"]
    assert [run.when.minutes for run in read.week.runs] == [2 * 1440 + 7 * 60]


def test_strength_that_stands_in_busy_hours_stays_whole(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        _event("Squats 5x5", ":20261124T180000", "DURATION:PT75M"),
        _event("Dinner", ":20261124T190000", "DURATION:PT2H"),
        _event("Offsite", ":20261126T090000", "DURATION:PT9H"),
        _event("Heavy", ":20261126T120000", "DURATION:PT45M"),
    )
    read = read_calendar(path, MONDAY)
    assert read.week.available is not None
    assert [str(one.when) for one in read.week.available] == [
        "2026-11-24 19:15-21:00",
        "2026-11-26 09:00-12:00",
        "2026-11-26 12:45-18:00",
    ]
    plan = sf.plan(read.week)
    assert [(p.when, p.minutes, p.dose) for p in plan.placements if p.kind == "heavy"] == [
        ("Tue 18:00", 75, "full"),
        ("Thu 12:00", 45, "full"),
    ]
    assert plan.kept == ()


@given(st.integers(0, 6), st.integers(6, 18), st.integers(0, 6), st.integers(6, 18))
@settings(max_examples=30, deadline=None)
def test_a_week_is_judged_with_all_hours_taken_that_are(
    day: int, hour: int, other: int, begin: int
) -> None:
    """Strength that stands in them opens none: it breaks the rule, as anything else would."""
    text = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            _event("Squats 5x5", f":202611{23 + day}T{hour:02}0000", "DURATION:PT1H"),
            _event("Offsite", f":202611{23 + other}T{begin:02}0000", "DURATION:PT4H"),
            _event("Long run", ":20261129T080000", "DURATION:PT2H"),
            "END:VCALENDAR",
        ]
    )
    read = parse_calendar(text, MONDAY)
    assert read.judged is not None
    assert read.judged.available is not None
    opens, closes = begin * 60, min(1440, begin * 60 + 240)
    assert [(one.when.opens, one.when.closes) for one in read.judged.available] == [(opens, closes)]
    judged = sf.audit(read.judged, read.placements)
    inside = day == other and hour * 60 < closes and opens < hour * 60 + 60
    assert ("availability" in {label.rule for label in judged.broken}) == inside
    item = next(item for item in read.read if item.title == "Squats 5x5")
    assert ("in the hours of 'Offsite'" in item.how) == inside
    assert item.known


# ---- Strength that stands there


def test_strength_that_stands_there_is_kept_and_counts(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        _event("Tempo", ":20261125T070000", "DURATION:PT50M"),
        _event("Heavy", ":20261126T180000", "DURATION:PT45M"),
    )
    plan = sf.plan(read_calendar(path, MONDAY).week)
    assert [str(p.kind) for p in plan.placements if p.when == "Thu 18:00"] == ["heavy"]
    assert sorted(str(p.kind) for p in plan.placements) == ["circuit", "heavy"]
    asked = read_calendar(path, MONDAY, strength=[sf.Demand("core", 2)]).week.strength
    assert [(str(demand.kind), demand.count) for demand in asked] == [("core", 2), ("heavy", 1)]
    with pytest.raises(sf.InputError, match="strength"):
        read_calendar(path, MONDAY, strength="lots")


@pytest.mark.parametrize(
    ("hours", "pinned", "said"),
    [
        (":20261125T080000", "15", "pinned 15 min after the run"),
        (":20261125T063000", "-15", "pinned 15 min before the run"),
        (":20261125T073000", "day", "only its day is pinned"),
        (":20261125T120000", "0", ""),
    ],
    ids=["straight after", "straight before", "in the middle", "at noon"],
)
def test_strength_beside_a_run_can_be_planned(
    tmp_path: Path, hours: str, pinned: str, said: str
) -> None:
    path = _file(
        tmp_path,
        _event("Easy", ":20261125T070000", "DURATION:PT60M"),
        _event("Core", hours, "DURATION:PT30M"),
    )
    read = read_calendar(path, MONDAY)
    (pin,) = read.week.pins
    assert pin.keep
    if pinned == "day":
        assert pin.when.is_day_alone
    else:
        assert pin.when.minutes is not None
        assert pin.when.minutes == (read.placements[0].when.minutes or 0) + int(pinned)
    assert said in next(item.how for item in read.read if item.title == "Core")
    assert sf.plan(read.week).status == "optimal"


def test_a_run_and_strength_in_one_title_share_its_hours(tmp_path: Path) -> None:
    path = _file(tmp_path, _event("Easy run and core", ":20261125T070000", "DURATION:PT80M"))
    read = read_calendar(path, MONDAY)
    assert [(run.kind, run.minutes) for run in read.week.runs] == [("easy", 40)]
    assert [(one.kind, one.minutes) for one in read.placements] == [("core", 40)]
    assert sf.plan(read.week).status == "optimal"


# ---- Runs without times, and weeks that repeat


DOUBLES = {
    "two of a kind": (["Easy 8 km", "Easy 6 km"], ["Thu am", "Thu pm"]),
    "the halves in the titles": (
        ["Recovery run PM 6 km", "Easy run AM 8 km"],
        ["Thu am", "Thu pm"],
    ),
    "one half in a title": (["Easy 8 km", "Tempo AM"], ["Thu am", "Thu pm"]),
    "one alone": (["Easy 8 km"], ["Thu"]),
    "one alone with its half": (["Easy 8 km PM"], ["Thu pm"]),
    "strength beside a run": (["Easy 8 km", "Core"], ["Thu"]),
}


@pytest.mark.parametrize("name", DOUBLES)
def test_two_runs_of_a_day_without_times_take_its_halves(tmp_path: Path, name: str) -> None:
    titles, expected = DOUBLES[name]
    events = [_event(title, ";VALUE=DATE:20261126") for title in titles]
    read = read_calendar(_file(tmp_path, *events), MONDAY)
    assert [str(run.when) for run in read.week.runs] == expected
    assert sf.plan(read.week).status == "optimal"


def test_a_run_without_a_time_takes_what_one_with_a_time_leaves(tmp_path: Path) -> None:
    for hours, half in (("T070000", "Thu pm"), ("T180000", "Thu am")):
        path = _file(
            tmp_path,
            _event("Tempo", f":20261126{hours}", "DURATION:PT50M"),
            _event("Easy 6 km", ";VALUE=DATE:20261126"),
        )
        runs = read_calendar(path, MONDAY).week.runs
        assert [str(run.when) for run in runs if run.kind == "easy"] == [half]


def test_a_week_that_repeats_has_nothing_around_it(tmp_path: Path) -> None:
    weekly = _event("Intervals", ":20261117T070000", "DURATION:PT65M", "RRULE:FREQ=WEEKLY")
    read = read_calendar(_file(tmp_path, weekly), MONDAY, repeats=True)
    assert (read.week.repeats, read.week.before, read.week.after) == (True, (), ())
    assert sf.plan(read.week).status == "optimal"


def test_what_stands_there_twice_is_read_once(tmp_path: Path) -> None:
    """Two feeds in one calendar name the same run, with a UID each."""
    twice = [_event("Tempo", ":20261125T070000", "DURATION:PT50M") for _ in range(2)]
    path = _file(tmp_path, *twice)
    read = read_calendar(path, MONDAY)
    assert len(read.week.runs) == 1
    assert [(one.when, one.taken_as, one.how) for one in read.read] == [
        ("Wed 07:00", "tempo", "'tempo'"),
        ("Wed 07:00", "left out", "it stands there twice"),
    ]


# ---- The order of what was read, and entries of several days


def test_what_was_cancelled_stands_at_its_time(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        _event("Easy", ":20261124T180000", "DURATION:PT50M"),
        _event("Track", ":20261124T070000", "DURATION:PT50M", "STATUS:CANCELLED"),
        _event("Lunch", ":20261124T120000", "DURATION:PT50M"),
        "BEGIN:VEVENT\r\nSUMMARY:Broken\r\nDTSTART:soon\r\nEND:VEVENT",
    )
    read = read_calendar(path, MONDAY)
    assert [item.title for item in read.read] == ["Track", "Lunch", "Easy", "Broken"]
    assert [item.title for item in read.unread] == ["Broken"]
    assert read.left_out == read.ignored == ("Track", "Lunch")


@pytest.mark.parametrize(
    "title",
    [
        "Tempo (skipped)",
        "Canceled: Tempo",
        "Abgesagt: Zahnarzt",
        "Dentist - cancelled",
        "Annulé : ski",
    ],
)
def test_the_hours_of_what_its_title_calls_off_are_free(tmp_path: Path, title: str) -> None:
    path = _file(tmp_path, _event(title, ":20261124T180000", "DURATION:PT50M"))
    read = read_calendar(path, MONDAY)
    assert read.week.available is None
    assert [(item.taken_as, item.how.endswith(": called off")) for item in read.read] == [
        ("left out", True)
    ]


@given(st.integers(-6 * 24, 7 * 24 - 1), st.integers(1, 9 * 24))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_an_entry_is_listed_once_on_each_day_of_the_week_that_it_closes(
    tmp_path_factory: pytest.TempPathFactory, hour: int, hours: int
) -> None:
    begins = dt.datetime(2026, 11, 23) + dt.timedelta(hours=hour, minutes=30)
    path = _file(
        tmp_path_factory.getbasetemp(),
        _event("Conference", f":{begins:%Y%m%dT%H%M%S}", f"DURATION:PT{hours}H"),
        _event("Easy", ":20261126T070000", "DURATION:PT1M"),
    )
    read = read_calendar(path, MONDAY)
    listed = [item for item in read.read if item.title == "Conference"]
    closed = [str(one.when)[:10] for one in read.week.available or ()]
    assert [item.date for item in listed] == closed == sorted(set(closed))
    assert all(item.taken_as == "busy" for item in listed)
    ends = begins + dt.timedelta(hours=hours)
    days = [MONDAY + dt.timedelta(days=day) for day in range(7)]
    touched = [
        day
        for day in days
        if begins < dt.datetime.combine(day, dt.time.max)
        and ends > dt.datetime.combine(day, dt.time())
    ]
    assert closed == [day.isoformat() for day in touched]


@pytest.mark.parametrize(
    "title",
    [
        *("x" * 200, "Yoga \\n at home", " "),
        *(f"Yoga {sign} at home" for sign in "\u200e\u200b\u00ad\u2028\u202e\x1b\x07"),
    ],
    ids=lambda title: ascii(title[:8]).strip("'"),
)
def test_an_event_takes_its_hours_whatever_stands_in_its_title(tmp_path: Path, title: str) -> None:
    busy = _event(title, ":20261124T170000", "DURATION:PT60M")
    path = _file(tmp_path, _event("Tempo", ":20261126T070000"), busy)
    read = read_calendar(path, MONDAY)
    (taken,) = read.week.available or ()
    assert str(taken.when) == "2026-11-24 17:00-18:00"
    assert taken.closed
    assert is_visible(taken.place or "")


def test_days_off_that_began_before_the_week_are_seen(tmp_path: Path) -> None:
    holiday = _event("Holiday", ";VALUE=DATE:20261113", "DTEND;VALUE=DATE:20261126")
    read = read_calendar(_file(tmp_path, holiday), MONDAY)
    assert [(item.when, item.title, item.taken_as) for item in read.read] == [
        ("Mon", "Holiday", "left out")
    ]


def test_a_gym_that_is_open_for_days_opens_each_of_them(tmp_path: Path) -> None:
    gym = _file(tmp_path, _event("Camp", ";VALUE=DATE:20261121", "DTEND;VALUE=DATE:20261126"))
    runs = _file(tmp_path, _event("Tempo", ":20261125T070000", "DURATION:PT50M"))
    read = read_calendar(runs, MONDAY, gym=gym)
    assert [str(one.when) for one in read.week.available or ()] == [
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
    ]


# ---- Lengths


@pytest.mark.parametrize(
    ("length", "minutes", "busy"),
    [
        ("DTEND;TZID=Europe/Berlin:20270328T033000", 60, "01:30-03:30"),
        ("DURATION:PT1H", 60, "01:30-03:30"),
        ("DURATION:PT2H", 120, "01:30-04:30"),
        ("DTEND:20270328T023000Z", 120, "01:30-04:30"),
    ],
    ids=["an end on the clock", "an hour", "two hours", "an end in UTC"],
)
def test_on_the_night_when_clocks_change_a_run_lasts_its_minutes(
    tmp_path: Path, length: str, minutes: float, busy: str
) -> None:
    night = ";TZID=Europe/Berlin:20270328T013000"
    path = _file(tmp_path, _event("Easy", night, length))
    (run,) = read_calendar(path, "2027-03-22").week.runs
    assert run.minutes == minutes
    path = _file(tmp_path, _event("Party", night, length))
    (window,) = read_calendar(path, "2027-03-22").week.available or ()
    assert str(window.when) == f"2027-03-28 {busy}"


def test_hours_over_zones_are_those_where_they_begin(tmp_path: Path) -> None:
    ends = "DTEND;TZID=America/New_York:20261124T120000"
    flight = _event("Flight", ";TZID=Europe/Berlin:20261124T100000", ends)
    (window,) = read_calendar(_file(tmp_path, flight), MONDAY).week.available or ()
    assert str(window.when) == "2026-11-24 10:00-18:00"


def test_two_sessions_of_a_whole_day_share_what_a_planner_expects(tmp_path: Path) -> None:
    event = _event("Easy run + core", ";VALUE=DATE:20261124", "X-WORKOUT-ESTIMATED-DURATION:4800")
    read = read_calendar(_file(tmp_path, event), MONDAY)
    assert [run.minutes for run in read.week.runs] == [40]
    assert [one.minutes for one in read.placements] == [40]


STANDING = {
    "two in one title": [("Easy run + core", ":20261125T070000")],
    "a run of no known length": [
        ("Easy run", ":20261125T070000"),
        ("Core", ":20261125T073000"),
    ],
    "a run of no known time": [
        ("Easy run", ";VALUE=DATE:20261125"),
        ("Core", ":20261125T073000"),
    ],
    "strength of no known length": [
        ("Core", ":20261125T065000"),
        ("Easy run", ":20261125T070000"),
    ],
}


@pytest.mark.parametrize("name", STANDING)
@pytest.mark.parametrize("transition", [0, 15, 45])
def test_strength_that_stands_there_can_be_planned_by_any_policy(
    tmp_path: Path, name: str, transition: int
) -> None:
    policy = sf.Policy(transition=transition)
    path = _file(tmp_path, *(_event(title, start) for title, start in STANDING[name]))
    read = read_calendar(path, MONDAY, strength=0, policy=policy)
    plan = sf.plan(read.week, read.policy)
    assert [(placement.kind, placement.day) for placement in plan.placements] == [("core", 2)]


@pytest.mark.parametrize("transition", [0, 15, 45])
def test_strength_is_pinned_as_far_from_a_run_as_the_policy_says(
    tmp_path: Path, transition: int
) -> None:
    path = _file(
        tmp_path,
        _event("Easy", ":20261125T070000", "DURATION:PT60M"),
        _event("Core", ":20261125T080000", "DURATION:PT30M"),
    )
    read = read_calendar(path, MONDAY, policy=sf.Policy(transition=transition))
    assert [pin.when.minutes for pin in read.week.pins] == [2 * 1440 + 480 + transition]


@pytest.mark.parametrize("start", ["9999-12-31", "0001-01-01"])
def test_a_start_at_the_ends_of_the_calendar_is_refused(tmp_path: Path, start: str) -> None:
    with pytest.raises(sf.InputError, match=r"start: .* is not a date of the years"):
        read_calendar(_file(tmp_path), start)


# ---- What events leave unsaid, or say twice


def test_of_two_alike_the_busy_one_counts(tmp_path: Path) -> None:
    free = _event("Meeting", ":20261124T180000", "DURATION:PT1H", "TRANSP:TRANSPARENT")
    taken = _event("Meeting", ":20261124T180000", "DURATION:PT1H")
    for events in itertools.permutations([free, taken]):
        read = read_calendar(_file(tmp_path, *events), MONDAY)
        assert sorted(item.taken_as for item in read.read) == ["busy", "left out"]


@given(began=st.integers(1, 400), left=st.integers(0, 20), form=st.sampled_from(["end", "length"]))
@settings(deadline=None)
def test_an_absence_lasts_as_long_as_it_says(began: int, left: int, form: str) -> None:
    begins = MONDAY - dt.timedelta(days=began)
    ends = MONDAY + dt.timedelta(days=left)
    says = f"DTEND:{ends:%Y%m%d}T180000"
    if form == "length":
        says = f"DURATION:P{(ends - begins).days}DT9H"
    event = _event("Hospital", f":{begins:%Y%m%d}T090000", says)
    text = "\r\n".join(["BEGIN:VCALENDAR", event, _event("Tempo", ":20261129T070000")])
    read = parse_calendar(f"{text}\r\nEND:VCALENDAR", MONDAY)
    assert sum(item.title == "Hospital" for item in read.read) == min(7, left + 1)


def test_a_run_of_a_whole_day_says_which_hour_it_is_taken_for(tmp_path: Path) -> None:
    day = ";VALUE=DATE:20261125"
    path = _file(tmp_path, _event("Tempo 8 km", day), _event("Long run", ":20261129T080000"))
    early = sf.Policy(usual_time=6 * 60 + 15)
    for policy, hour in ((None, "07:00"), (early, "06:15")):
        read = read_calendar(path, MONDAY, policy=policy)
        assert [item.how.partition("; ")[2] for item in read.read] == [f"no time, so {hour}", ""]
        (run, *_) = sf.plan(read.week, read.policy).days[2].runs
        assert str(hour) in str(run.when)
    said = _file(tmp_path, _event("Tempo am", day), _event("Easy 18:30", ";VALUE=DATE:20261126"))
    assert not any("no time" in item.how for item in read_calendar(said, MONDAY).read)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Planned Time: 1:10", 70),
        ("Easy\\nPlanned Time: 0:45:00\\nPlanned Distance: 8 km", 45),
        ("Estimated duration: 2:05", 125),
        ("Planned Time: 99:99", None),
        ("We planned time: 1:10 is late", None),
    ],
)
def test_a_planned_time_in_a_description_is_how_long_it_takes(
    tmp_path: Path, text: str, minutes: int | None
) -> None:
    event = _event("Easy run", ";VALUE=DATE:20261125", f"DESCRIPTION:{text}")
    (run,) = read_calendar(_file(tmp_path, event), MONDAY).week.runs
    assert run.minutes == minutes


@pytest.mark.parametrize(
    ("banner", "race", "kept"),
    [
        ("Valencia Marathon (A)", "A-Race Valencia Marathon", 1),
        ("Race day (B race)", "10 km race", 1),
        ("Half marathon race", "10 km race", 2),
        ("Long run", "10 km race", 2),
    ],
)
def test_a_race_with_a_banner_of_the_whole_day_is_one(
    tmp_path: Path, banner: str, race: str, kept: int
) -> None:
    events = [_event(banner, ";VALUE=DATE:20261129"), _event(race, ":20261129T100000")]
    for order in (events, events[::-1]):
        read = read_calendar(_file(tmp_path, *order), MONDAY)
        assert len(read.week.runs) == kept
        item = next(item for item in read.read if item.title == banner)
        assert ("the same race as" in item.how) == (kept == 1)


def test_what_a_banner_says_is_said_of_its_race(tmp_path: Path) -> None:
    events = [_event("B race", ";VALUE=DATE:20261129"), _event("10 km race", ":20261129T100000")]
    (run,) = read_calendar(_file(tmp_path, *events), MONDAY).week.runs
    assert (run.km, run.priority, run.when.minutes) == (10, "B", 6 * 1440 + 600)


def test_an_event_that_ends_before_it_begins_is_to_be_looked_at(tmp_path: Path) -> None:
    ends = "DTEND:20261124T170000"
    events = [_event(title, ":20261124T180000", ends) for title in ("Dinner", "Tempo")]
    read = read_calendar(_file(tmp_path, *events), MONDAY)
    assert [(item.taken_as, item.known) for item in read.read] == [
        ("left out", False),
        ("tempo", False),
    ]
    assert all("ends before it begins" in item.how for item in read.read)
