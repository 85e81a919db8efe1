"""The command and calendars: written whole, brought up to date, and never over anything else."""

import json
import os
import re
from pathlib import Path
from typing import Any

import icalendar
import jsonschema  # type: ignore[import-untyped]  # it has no types
import pytest
from click.testing import CliRunner, Result

from strengthfit.cli import main
from strengthfit.interchange import read_calendar, read_plan, schema

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "marathon_week.toml"
SEASON = ROOT / "tests" / "data" / "plans" / "higdon_nov_half1.json"
MONDAY = "2026-11-23"


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def _written(*arguments: object) -> Result:
    result = _run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def _refused(*arguments: object) -> str:
    result = _run(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    return result.stderr


def _events(path: Path) -> list[tuple[str, str, int]]:
    calendar: Any = icalendar.Calendar.from_ical(path.read_bytes().decode())  # wide unions
    return [
        (event["DTSTART"].to_ical().decode(), str(event["STATUS"]), int(event["SEQUENCE"]))
        for event in calendar.walk("VEVENT")
    ]


def test_a_week_is_written_and_brought_up_to_date(tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    asked = ("plan", EXAMPLE, "--start", MONDAY, "--ics", out)
    first = _written(*asked)
    assert first.stdout == _run("plan", EXAMPLE).stdout
    assert first.stderr == f"{out}: 2 sessions\n"
    assert _events(out) == [
        ("20261124T180000", "CONFIRMED", 0),
        ("20261127T090000", "CONFIRMED", 0),
    ]
    placed = read_calendar(out, MONDAY).placements
    assert [one.kind for one in placed] == ["circuit", "circuit"]
    os.utime(out, (0, 0))
    whole = out.read_bytes()
    assert _written(*asked).stderr == f"{out}: as it was\n"
    assert (out.read_bytes(), out.stat().st_mtime) == (whole, 0)
    _written(*asked, "--preset", "separate_days")
    assert ("CONFIRMED" in str(_events(out)), "CANCELLED" in str(_events(out))) == (True, True)
    assert list(tmp_path.iterdir()) == [out]


def test_a_calendar_is_planned_into_another(tmp_path: Path) -> None:
    runs, out = tmp_path / "runs.ics", tmp_path / "out.ics"
    runs.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "SUMMARY:Long run\r\nDTSTART:20261129T080000\r\nDURATION:PT2H\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    _written("plan", runs, "--start", MONDAY, "--ics", out)
    assert len(_events(out)) == 2
    whole = runs.read_bytes()
    link = tmp_path / "link.ics"
    link.symlink_to(runs)
    for path in (runs, link):
        assert "is the file that is read" in _refused(
            "plan", runs, "--start", MONDAY, "--ics", path
        )
    other = tmp_path / "other.ics"
    other.write_bytes(whole)
    assert "other.ics: is a calendar that does not come from here" in _refused(
        "plan", runs, "--start", MONDAY, "--ics", other
    )
    assert runs.read_bytes() == other.read_bytes() == whole


def test_blocks_and_replans_are_written_too(tmp_path: Path) -> None:
    out, kept = tmp_path / "out.ics", tmp_path / "plan.json"
    zoned = ("--start", MONDAY, "--ics", out, "--ics-zone", "Europe/Berlin")
    printed = _written("block", SEASON, "--json", *zoned).stdout
    kept.write_text(printed)
    planned = read_plan(kept)
    assert len(_events(out)) == len(planned.placements)
    assert b"DTSTART;TZID=Europe/Berlin:" in out.read_bytes()
    first = planned.placements[0]
    again = ("replan", kept, "--today", "W2 Mon", "--missed", first.when, *zoned)
    new = json.loads(_written(*again, "--json").stdout)
    status = [status for _, status, _ in _events(out)]
    assert status.count("CONFIRMED") == len(new["placements"])
    assert status.count("CANCELLED") == 1
    week = ("plan", SEASON, "--week", 1, "--ics-id", "Anna", *zoned)
    _written(*week)
    assert len(_events(out)) == len(status) + 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", EXAMPLE], "--start: None leaves the plan without dates"),
        (["plan", EXAMPLE, "--start", "soon"], "--start: 'soon' is not a date"),
        (["plan", EXAMPLE, "--start", "2026-11-24"], "the plan's first day is a Mon"),
        (["plan", EXAMPLE, "--start", MONDAY, "--preset", "all"], "--ics: is for one plan"),
        (["block", SEASON, "--preset", "all"], "--ics: is for one plan"),
        (["plan", EXAMPLE, "--start", MONDAY, "--ics-zone", "Mars"], "--ics-zone: 'Mars' is not"),
        (["plan", EXAMPLE, "--start", MONDAY, "--ics-id", ""], "--ics-id: '' is not a line"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, arguments: list[object], said: str) -> None:
    out = tmp_path / "out.ics"
    assert said in _refused(*arguments, "--ics", out)
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", EXAMPLE, "--ics-zone", "Europe/Berlin"], "--ics-zone: goes with --ics"),
        (["block", SEASON, "--start", MONDAY], "--start: goes with --ics"),
        (["replan", EXAMPLE, "--today", "Thu", "--start", MONDAY], "--start: goes with --ics"),
        (["plan", EXAMPLE, "--start", MONDAY], "is not a calendar"),
    ],
)
def test_options_that_do_nothing_are_refused(arguments: list[object], said: str) -> None:
    assert said in _refused(*arguments)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a calendar"),
        (b"\xff", "is not UTF-8 text"),
        (b"my notes", "is not a calendar"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "does not come from here"),
    ],
)
def test_no_other_file_is_written_over(tmp_path: Path, content: bytes, said: str) -> None:
    out = tmp_path / "out.ics"
    out.write_bytes(content)
    assert said in _refused("plan", EXAMPLE, "--start", MONDAY, "--ics", out)
    assert out.read_bytes() == content


def test_without_a_plan_the_calendar_stays(tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    asked = ("plan", EXAMPLE, "--start", MONDAY, "--ics", out)
    _written(*asked)
    whole = out.read_bytes()
    result = _run(*asked, "--strategy", "first_fit")
    assert result.exit_code == 1
    assert result.stderr == f"{out}: not written, since there is no plan that keeps every rule\n"
    assert out.read_bytes() == whole


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "out.ics"
    assert "out.ics: cannot be written" in _refused(
        "plan", EXAMPLE, "--start", MONDAY, "--ics", out
    )


def test_what_is_said_of_the_file_is_what_is_in_it(tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    asked = ("plan", EXAMPLE, "--start", MONDAY, "--ics", out)
    _written(*asked)
    whole = out.read_bytes()
    (first, _, _), (second, _, _) = _events(out)
    out.write_bytes(whole.replace(first.encode(), b"20261123T120000"))
    assert _written(*asked).stderr == f"{out}: 2 sessions, 1 moved\n"
    out.write_bytes(whole.replace(b"PT", b"PT1H"))
    assert _written(*asked).stderr == f"{out}: 2 sessions, 2 changed\n"
    (begun,) = re.findall(rb"BEGIN:VEVENT(?:(?!END:VEVENT).)*" + second.encode(), whole, re.DOTALL)
    out.write_bytes(whole[: whole.index(begun)] + b"END:VCALENDAR\r\n")
    assert _written(*asked).stderr == f"{out}: 2 sessions, 1 new\n"
    week = tmp_path / "week.toml"
    week.write_text(EXAMPLE.read_text("utf-8").replace("strength = 2", "strength = 1"), "utf-8")
    said = _written("plan", week, "--start", MONDAY, "--ics", out).stderr
    assert said.startswith(f"{out}: 1 session, ")
    assert said.endswith("1 cancelled\n")


def test_a_plan_of_what_stands_in_the_calendar_writes_nothing(tmp_path: Path) -> None:
    runs, out = tmp_path / "runs.ics", tmp_path / "out.ics"
    runs.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Heavy\r\n"
        "DTSTART:20261124T180000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    planned = _written("plan", runs, "--start", MONDAY, "--strength", 0, "--ics", out)
    said = "as all that is planned stands in the calendar that was read"
    assert planned.stderr == f"{out}: 0 sessions, {said}\n"


# ---- Read


PHONE = ROOT / "examples" / "phone.ics"


def test_what_was_read_stands_below_the_plan_and_in_its_json(tmp_path: Path) -> None:
    planned = _run("plan", PHONE, "--start", "2026-11-23")
    assert (planned.exit_code, planned.stderr) == (0, "")
    below = planned.stdout[planned.stdout.index("Read as training:") :]
    assert "Hill repeats 8x60 s  hills ('hill repeats')" in below
    assert "Race entry fee due" in below
    assert "Kids swimming" not in below
    every = _run("plan", PHONE, "--start", "2026-11-23", "--show-read").stdout
    assert "Kids swimming" in every[every.index("Read:") :]
    written = tmp_path / "plan.json"
    assert _run("plan", PHONE, "--start", "2026-11-23", "--json", "-o", written).exit_code == 0
    data = json.loads(written.read_text("utf-8"))
    assert {item["title"]: item["taken_as"] for item in data["read"]}["Tempo 10 km"] == "tempo"
    assert _run("replan", written, "--today", "Thu").exit_code == 0
    jsonschema.validate(data, schema("plan"))


def test_what_to_look_at_is_said_by_commands_that_list_nothing() -> None:
    explained = _run("explain", PHONE, "--start", "2026-11-23")
    assert explained.stderr == (
        "Sat 28 Nov, 'Race entry fee due': left out ('race', but the rest does not look "
        "like training)\n"
    )
    judged = _run("audit", PHONE, "--start", "2026-11-23")
    assert judged.exit_code == 0
    assert "Fri 07:30 core, full, 20 min" in judged.stdout


def test_a_calendar_is_read_as_the_options_say(tmp_path: Path) -> None:
    feed = tmp_path / "feed.ics"
    events = (("ME 10 km", "20261124T060000Z"), ("Long run 24 km", "20261129T070000Z"))
    feed.write_text(
        "BEGIN:VCALENDAR\n"
        + "".join(
            f"BEGIN:VEVENT\nSUMMARY:{title}\nDTSTART:{start}\nDURATION:PT1H\nEND:VEVENT\n"
            for title, start in events
        )
        + "END:VCALENDAR\n",
        "utf-8",
    )
    kinds = tmp_path / "kinds.toml"
    kinds.write_text('[[run]]\nkind = "tempo"\ntitles = ["ME"]\n', "utf-8")
    gym = tmp_path / "gym.ics"
    gym.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Gym\nDTSTART:20261126T110000\nDURATION:PT2H\n"
        "END:VEVENT\nEND:VCALENDAR\n",
        "utf-8",
    )
    week = ("plan", feed, "--start", "2026-11-23")
    refused = _run(*week)
    assert refused.exit_code == 2
    assert "its time, 2026-11-29 07:00, is in UTC, and the calendar names no" in refused.stderr
    options = ("--zone", "Europe/Berlin", "--kinds", kinds, "--gym", gym, "--repeats")
    planned = _run(*week, *options, "--strength", 1)
    assert planned.exit_code == 0
    assert "07:00 tempo 60 min *" in planned.stdout
    assert re.search(r"^Thu 26 Nov .* 1[12]:\d\d circuit", planned.stdout, re.M)
    assert "Nothing is known after this week" not in planned.stdout
    example = ROOT / "examples" / "marathon_week.toml"
    for option in ("--zone", "--gym"):
        wrong = _run("plan", example, option, kinds)
        assert f"is not a calendar; {option} is for .ics files" in wrong.stderr
    wrong = _run("plan", example, "--kinds", kinds)
    assert "is not a calendar, nor a list of a planner; --kinds is for these" in wrong.stderr
    assert "--zone: 'Nowhere' is not a time zone" in _run(*week, "--zone", "Nowhere").stderr
    assert "--strength: 'lots' is" in _run(*week, "--strength", "lots").stderr


def _merged(calendar: Path, written: Path, target: Path) -> Path:
    """Import a written calendar into another, as calendar programs do: by UID."""
    ours = icalendar.Calendar.from_ical(written.read_bytes())
    whole = icalendar.Calendar.from_ical(calendar.read_bytes())
    new = {str(event["UID"]): event for event in ours.walk("VEVENT")}
    whole.subcomponents = [
        part for part in whole.subcomponents if str(part.get("UID")) not in new
    ] + list(new.values())
    target.write_bytes(whole.to_ical())
    return target


@pytest.mark.parametrize("asked", [(), ("--strength", "two_short_heavy"), ("--strength", 1)])
def test_planning_from_a_calendar_that_holds_the_plan_changes_nothing(
    tmp_path: Path, asked: tuple[object, ...]
) -> None:
    """What a person put there is not written again; what a plan put there is not asked twice."""
    calendar, written = PHONE, tmp_path / "strength.ics"
    sessions = []
    for day in range(3):
        planned = _run("plan", calendar, "--start", "2026-11-23", *asked, "--ics", written)
        assert planned.exit_code == 0, planned.stdout
        events = icalendar.Calendar.from_ical(written.read_bytes()).walk("VEVENT")
        sessions.append(
            {(str(one["UID"]), one["DTSTART"].to_ical(), str(one["SUMMARY"])) for one in events}
        )
        calendar = _merged(calendar, written, tmp_path / f"day{day}.ics")
    assert sessions[0]
    assert not any("core" in summary for _, _, summary in sessions[0])  # it stands there already
    assert sessions == [sessions[0]] * 3


def _starts(written: Path) -> dict[str, bytes]:
    calendar: Any = icalendar.Calendar.from_ical(written.read_bytes())  # wide unions
    return {str(event["UID"]): event["DTSTART"].to_ical() for event in calendar.walk("VEVENT")}


def test_a_session_moved_by_hand_stays_if_the_calendar_that_holds_it_is_planned(
    tmp_path: Path,
) -> None:
    """Planned from the calendar in which it was moved it stays; else it goes back."""
    written, moved = tmp_path / "strength.ics", tmp_path / "moved.ics"
    asked = ("--start", "2026-11-23", "--ics")
    assert _run("plan", PHONE, *asked, written).exit_code == 0
    before = _starts(written)
    by_hand = written.read_bytes().replace(b"DTSTART:20261127T180000", b"DTSTART:20261127T120000")
    moved.write_bytes(by_hand)
    assert len(set(before.items()) ^ set(_starts(moved).items())) == 2
    for calendar, expected in (
        (_merged(PHONE, moved, tmp_path / "whole.ics"), _starts(moved)),
        (PHONE, before),
    ):
        written.write_bytes(by_hand)
        assert _run("plan", calendar, *asked, written).exit_code == 0
        assert _starts(written) == expected
