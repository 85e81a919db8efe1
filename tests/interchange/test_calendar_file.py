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
from strengthfit.interchange import read_calendar

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
    meeting = _event("Meeting", ":20261124T060000Z")
    assert read_calendar(_file(tmp_path, meeting, zone=None), MONDAY).ignored == ("Meeting",)
    path = _file(tmp_path, _event("Tempo", ":20261124T060000Z"), zone=None)
    with pytest.raises(sf.FileError, match="names no time zone"):
        read_calendar(path, MONDAY)


def test_an_event_of_a_whole_day_has_no_time(tmp_path: Path) -> None:
    path = _file(tmp_path, _event("Long run 24\\,5 km", ";VALUE=DATE:20261129"))
    (run,) = read_calendar(path, "2026-11-23").week.runs
    assert (run.when.weekday, run.when.minutes, run.minutes, run.km) == (6, None, None, 24.5)


@pytest.mark.parametrize("kind", [*RUN_KINDS, *STRENGTH_KINDS])
@pytest.mark.parametrize("form", ["{}", "My {} session", "{}: easyjet flight after"])
def test_every_kind_is_found_by_its_name(tmp_path: Path, kind: str, form: str) -> None:
    title = form.format(kind.replace("_", " ").title())
    read = read_calendar(_file(tmp_path, _event(title, ":20261124T070000")), MONDAY)
    found = [run.kind for run in read.week.runs] + [one.kind for one in read.placements]
    assert found == [kind]


def test_two_kinds_in_one_title_are_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, _event("Easy run and core", ":20261124T070000"))
    with pytest.raises(sf.FileError, match="names core and easy; keep one kind"):
        read_calendar(path, MONDAY)


def test_what_was_read_can_be_judged(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        _event("Intervals", ":20261124T070000", "DURATION:PT65M"),
        _event("Heavy", ":20261123T180000", "DURATION:PT45M"),
    )
    read = read_calendar(path, MONDAY)
    assert [label.rule for label in sf.audit(read.week, read.placements).broken] == [
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
    "event",
    [
        _event("Easy", ":20261124T070000", "DURATION:P40D"),
        _event("Easy 900 km", ":20261124T070000"),
    ],
)
def test_impossible_lengths_are_told(tmp_path: Path, event: str) -> None:
    with pytest.raises(sf.FileError, match="Easy"):
        read_calendar(_file(tmp_path, event), MONDAY)
