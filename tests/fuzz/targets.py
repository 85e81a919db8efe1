"""The readers that are fed with mistakes, each with good files to start from."""

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import attrs

import strengthfit as sf
from strengthfit.interchange import (
    Chosen,
    open_file,
    plan_to_dict,
    plan_to_ics,
    read_calendar,
    read_corpus,
    read_plan,
    read_squad,
    read_squad_plan,
    to_json,
)
from strengthfit.interchange.title_times import timed_titles
from strengthfit.interchange.titles import read_words, recognise
from strengthfit.program.formats import program_text, read_program
from strengthfit.text_file import read_text

from ..golden.weeks import ROOT, RUNS, by_distance
from ..lazily import Lazily

START = "2026-11-23"


@attrs.frozen
class Target:
    """A reader: the ending of its files, good ones, and what is done with one."""

    ending: str
    corpus: tuple[bytes, ...]
    read: Callable[[Path], object]


def _files(*patterns: str) -> tuple[bytes, ...]:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return tuple(path.read_bytes() for path in found if path.stat().st_size < 100_000)


def _week(path: Path) -> object:
    form, table = open_file(path)
    if form.block is not None and form.week is None:
        return form.block(str(path), table, 2).block
    return sf.read_week(path).week


def _planner(path: Path) -> object:
    form, data = open_file(path)
    if form.week is None or form.chosen_by != "start":
        raise sf.FileError(str(path), ["is not a planner's"])
    return form.week(str(path), data, Chosen(start=START)).week


def _title(path: Path) -> object:
    text = path.read_bytes().decode("utf-8", "replace")
    parts = timed_titles(text)
    return recognise(text[: len(text) // 2], (text[-20:],), text), parts


_CALENDARS = (
    """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//home//EN
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Somewhere
BEGIN:STANDARD
DTSTART:20251026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@home
DTSTAMP:20261101T000000Z
SUMMARY:Tempo 10 km
DTSTART;TZID=Somewhere:20261126T070000
DTEND;TZID=Somewhere:20261126T075000
SEQUENCE:1
CATEGORIES:training,run
END:VEVENT
BEGIN:VEVENT
UID:2@home
SUMMARY:Easy
DTSTART:20261102T060000Z
DURATION:PT45M
RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270101T000000Z
EXDATE:20261125T060000Z
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:2@home
RECURRENCE-ID:20261123T060000Z
SUMMARY:Easy\\, later
DTSTART:20261123T170000Z
DTEND:20261123T180000Z
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
""",
    """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:UPCOMING_PLAN_WORKOUT-1_plan_week_3_LONG_RUN_1
DTSTART:20261129
DTEND:20261130
DTSTAMP:20261115
SUMMARY:Long Run
DESCRIPTION:Long Run | 14mi | 2h
X-WORKOUT-ESTIMATED-DURATION:7200
END:VEVENT
BEGIN:VEVENT
SUMMARY:Dinner
DTSTART:20261124T180000
DURATION:PT2H
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
SUMMARY:Strength
DTSTART;VALUE=DATE:20261127
RDATE;VALUE=DATE:20261128
END:VEVENT
END:VCALENDAR
""",
)


def _plans() -> tuple[bytes, ...]:
    weeks = (sf.Week(RUNS, repeats=True, start=START), by_distance(24.0, strength=3))
    asked: list[sf.Week | sf.Block] = [*weeks, sf.Block([sf.Week(RUNS), sf.Week(RUNS, strength=1)])]
    return tuple(json.dumps(plan_to_dict(sf.plan(one)), indent=1).encode() for one in asked)


_NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@cache
def _plan_of_week() -> sf.Plan:
    return sf.plan(sf.Week(RUNS, start=START))


def _earlier() -> tuple[bytes, ...]:
    """Calendars that were written from here before, as `--ics` finds them."""
    plan = _plan_of_week()
    whole = plan_to_ics(plan, now=_NOW)
    moved = sf.plan(sf.Week(RUNS[:1], strength=1, start=START))
    zoned = plan_to_ics(plan, zone="Europe/Berlin", now=_NOW)
    return tuple(
        text.encode() for text in (whole, zoned, plan_to_ics(moved, previous=whole, now=_NOW))
    )


def _update(path: Path) -> object:
    """Bring a calendar up to date; what comes out is one that can be brought up to date again."""
    text = plan_to_ics(_plan_of_week(), previous=read_text(path), now=_NOW)
    return plan_to_ics(_plan_of_week(), previous=text, now=_NOW)


_KINDS = (
    b"""[[run]]
kind = "tempo"
titles = ["ME", "Cruise"]

[[run]]
kind = "long"
titles = ["LSD"]

[[strength]]
kind = "heavy"
titles = ["AA", "Lift big"]

[[ignore]]
titles = ["Run club AGM"]
""",
)


def _words(path: Path) -> object:
    words = read_words(path)
    return [recognise(title, (), "", words) for title in ("ME 10 km", "AA", "Run club AGM, easy")]


def _blocks() -> tuple[bytes, ...]:
    run = '[[weeks.runs]]\nwhen = "Tue 07:00"\nkind = "intervals"\nkm = 10\n'
    return (
        f'[policy]\npreset = "supporting"\n[[weeks]]\nstrength = 2\n{run}[[weeks]]\n{run}'.encode(),
    )


def _squad_plans() -> tuple[bytes, ...]:
    week = sf.Week(RUNS, strength=[sf.Demand("heavy")])
    squad = sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1), sf.Coach(half_hours=4))
    return (to_json(squad).encode(),)


def _instances() -> tuple[bytes, ...]:
    policy = sf.Policy(grid=240)
    return tuple(
        program_text(sf.formulate(week, policy)).encode()
        for week in (sf.Week(RUNS), sf.Week(RUNS[:1], strength=1, repeats=True))
    )


_PLANS = ("tests/data/plans/*.json",)


@cache
def targets() -> Mapping[str, Target]:
    """Return the readers by name; the files of each are made when it is asked for."""
    return Lazily(
        {
            "calendar": lambda: Target(
                ".ics",
                tuple(text.encode() for text in _CALENDARS),
                lambda path: read_calendar(path, START).week,
            ),
            "week file, TOML": lambda: Target(".toml", _files("examples/*_week.toml"), _week),
            "week file, JSON": lambda: Target(".json", _files("examples/*.json"), _week),
            "block file": lambda: Target(".toml", _blocks(), _week),
            "squad file": lambda: Target(".toml", _files("examples/squad.toml"), read_squad),
            "squad plan": lambda: Target(".json", _squad_plans(), read_squad_plan),
            "published plan": lambda: Target(
                ".json", _files(*_PLANS), lambda path: read_corpus(path).block(1)
            ),
            "plan": lambda: Target(".json", _plans(), read_plan),
            "planners, JSON": lambda: Target(
                ".json", _files("tests/data/planners/*_in.json"), _planner
            ),
            "planners, CSV": lambda: Target(
                ".csv", _files("tests/data/planners/*_in.csv"), _planner
            ),
            "instance": lambda: Target(".json", _instances(), read_program),
            "kinds": lambda: Target(".toml", _KINDS, _words),
            "earlier calendar": lambda: Target(".ics", _earlier(), _update),
            "title": lambda: Target(
                ".txt",
                (
                    b"Tempo 10 km",
                    b"AM: easy 5 mi, PM: 6x400 m",
                    b"06:30-07:15 easy, 18h30 tempo; 19.00 Uhr Kraft",
                    "Côtes 8\u00d760 s, récup trot".encode(),
                ),
                _title,
            ),
        }
    )


def outcome(target: Target, content: bytes) -> str:
    """Return "read", "refused", or the name of an error that is not the library's."""
    with tempfile.NamedTemporaryFile(suffix=target.ending) as file:
        path = Path(file.name)
        path.write_bytes(content)
        try:
            target.read(path)
        except sf.StrengthfitError:
            return "refused"
        except Exception as error:  # it is what is looked for
            return type(error).__name__
    return "read"
