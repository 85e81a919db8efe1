"""Good files to start from: small ones, made by the project, of every form that is read."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import attrs

import strengthfit as sf
from strengthfit.interchange import plan_to_dict, plan_to_ics, to_json
from strengthfit.lab.best_known import Known
from strengthfit.lab.records import Record, write_line
from strengthfit.many.question import as_question
from strengthfit.many.result_file import head_line, result_line
from strengthfit.program import Program
from strengthfit.program.formats import program_text
from strengthfit.proof.certificate_json import certificate_text

from ..golden.weeks import ROOT, RUNS, by_distance

START = "2026-11-23"
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
FEW = sf.Policy(grid=720)
"""So few starts that a program is small."""


def files(*patterns: str) -> tuple[bytes, ...]:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return tuple(path.read_bytes() for path in found if path.stat().st_size < 100_000)


CALENDARS = (
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

KINDS = (
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

TITLES = (
    b"Tempo 10 km",
    b"AM: easy 5 mi, PM: 6x400 m",
    b"06:30-07:15 easy, 18h30 tempo; 19.00 Uhr Kraft",
    "C\u00f4tes 8\u00d760 s, r\u00e9cup trot".encode(),
)

SPANS = (
    b"Mon-Fri 17:00-20:30",
    b"Tue 07:00",
    b"2026-11-24 18:00-19:30",
    b"2026-11-24T18:00",
    b"weekends 8:00",
    b"cpsat(seed=3)",
    b"Mon-12:00",
)


def plans() -> tuple[bytes, ...]:
    weeks = (sf.Week(RUNS, repeats=True, start=START), by_distance(24.0, strength=3))
    asked: list[sf.Week | sf.Block] = [*weeks, sf.Block([sf.Week(RUNS), sf.Week(RUNS, strength=1)])]
    return tuple(json.dumps(plan_to_dict(sf.plan(one)), indent=1).encode() for one in asked)


@cache
def plan_of_week() -> sf.Plan:
    return sf.plan(sf.Week(RUNS, start=START))


def earlier_calendars() -> tuple[bytes, ...]:
    """Calendars that were written from here before, as `--ics` finds them."""
    plan = plan_of_week()
    whole = plan_to_ics(plan, now=NOW)
    moved = sf.plan(sf.Week(RUNS[:1], strength=1, start=START))
    zoned = plan_to_ics(plan, zone="Europe/Berlin", now=NOW)
    return tuple(
        text.encode() for text in (whole, zoned, plan_to_ics(moved, previous=whole, now=NOW))
    )


def blocks() -> tuple[bytes, ...]:
    run = '[[weeks.runs]]\nwhen = "Tue 07:00"\nkind = "intervals"\nkm = 10\n'
    return (
        f'[policy]\npreset = "supporting"\n[[weeks]]\nstrength = 2\n{run}[[weeks]]\n{run}'.encode(),
    )


def squad_plans() -> tuple[bytes, ...]:
    week = sf.Week(RUNS[:1], strength=1)
    squad = sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1), sf.Coach(half_hours=4), FEW)
    return (to_json(squad).encode(),)


@cache
def program() -> Program:
    return sf.formulate(sf.Week(RUNS[:1], strength=1), FEW)


@cache
def certificate() -> sf.Certificate:
    return sf.certify(program(), sf.solve(program()))


def instances() -> tuple[bytes, ...]:
    """Programs, and a week that compiles to one."""
    looped = sf.formulate(sf.Week(RUNS[:1], strength=1, repeats=True), FEW)
    week = (
        b'{"policy": {"grid": 240}, "strength": 1, "runs": [{"when": "Tue 07:00", "kind": "long"}]}'
    )
    return (program_text(program()).encode(), program_text(looped).encode(), week)


_NESTED = {
    "choices": [[0, 12, 3], [20, 22, 1]],
    "most": 1,
    "few": [["rule", 0, 2], ["case", 0, 1]],
    "more": [["tier", 0, 1, 2]],
}


def certificates() -> tuple[bytes, ...]:
    text = certificate_text(certificate())
    table = json.loads(text)
    table["proofs"] = [_NESTED, *table["proofs"][1:]]
    return text.encode(), json.dumps(table).encode()


def certificate_lines() -> tuple[bytes, ...]:
    """A file of the laboratory: the certificate of an instance in each line."""
    table = json.loads(certificate_text(certificate()))
    lines = [{"instance": f"weeks-{n}", "digest": "0f", "certificate": table} for n in range(2)]
    return ("\n".join(map(json.dumps, lines)).encode(),)


def known_instances() -> tuple[bytes, ...]:
    entries = {
        "dense-0": Known("0f", "optimal", (1, 2), (1, 2), "cpsat", certified=True),
        "dense-1": Known("1f", "infeasible", None, (), "cpsat", "scip"),
        "dense-2": Known("2f", "feasible", (3, 2), (1, 0)),
    }
    return (json.dumps({name: attrs.asdict(entry) for name, entry in entries.items()}).encode(),)


def records() -> tuple[bytes, ...]:
    """Runs of the laboratory, a line each, of before there were clocks and of now."""
    run = Record(
        instance="dense-3",
        family="dense",
        digest="0f",
        strategy="cpsat(seed=3)",
        seed=0,
        limit=5.0,
        status="optimal",
        objective=(0, 16),
        bound=(0, 16),
        taken=(2, 40),
        seconds=0.004,
        incumbents=((0.001, (0, 20)), (0.003, (0, 16))),
        problems=(),
        message="",
        megabytes=88.9,
        choices=42,
        rows=12,
        run={"machine": "2 cores", "versions": {"ortools": "9.15"}, "date": "2026-11-25"},
    )
    other = attrs.evolve(run, strategy="scip", status="feasible", seconds=0.1)
    lines = "".join(f"{write_line(one)}\n" for one in (run, other))
    old = (ROOT / "tests/data/records_before_clocks.jsonl").read_bytes()
    return lines.encode(), old.split(b"\n")[0] + b"\n"


def week_lines() -> tuple[bytes, ...]:
    """Weeks and a block, one in each line."""
    run = {"when": "Tue 07:00", "kind": "tempo", "minutes": 50}
    some = [
        {"id": "Ada", "runs": [run], "strength": 2},
        {"id": 7, "weeks": [{"runs": [run]}, {"runs": [], "strength": 1}]},
        {"runs": [{"when": "Sun", "kind": "long", "km": 24}], "policy": {"preset": "supporting"}},
    ]
    return ("\n".join(map(json.dumps, some)).encode(),)


QUESTION = as_question(None, "greedy", None)


def result_files() -> tuple[bytes, ...]:
    weeks: list[Any] = [sf.Week([], strength=1), "no week"]
    with ThreadPoolExecutor(1) as threads:
        results = [*sf.plan_many(weeks, strategy="greedy", executor=threads, ordered=True)]
    lines = [head_line(QUESTION), *map(result_line, results)]
    return (b"".join(line + b"\n" for line in lines),)


def questions() -> tuple[bytes, ...]:
    """Questions as a service or the client of a language model writes them."""
    run = {"when": "Tue 07:00", "kind": "intervals", "minutes": 50}
    bare, few = {"runs": [run], "strength": 1}, {"grid": 720}
    week = {**bare, "policy": few}
    placed = {**week, "placements": [{"when": "Thu 12:00", "kind": "circuit"}]}
    hard = sf.Run("Tue 07:00", "tempo", id="hard")
    plan = json.loads(to_json(sf.plan(sf.Week([hard], strength=1), FEW)))
    changed = {"hard": {"when": "Thu 07:00", "kind": "easy"}}
    asked = [
        {"name": "plan", "fields": {"week": week}},
        {"name": "plan", "fields": {"block": {"weeks": [bare, bare], "policy": few}}},
        {"name": "audit", "fields": {"week": placed}},
        {"name": "why_not", "fields": {"week": week, "when": "Mon 12:00"}},
        {"name": "diagnose", "fields": {"week": week, "ways": 2}},
        {"name": "replan", "fields": {"plan": plan, "today": "Wed", "changed": changed}},
    ]
    return tuple(json.dumps(one).encode() for one in asked)


LINES_OF_CLIENTS = (
    b'{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "plan"}}',
    b'{"id": "a\\u00e9", "method": "tools/list", "params": {"x": [1e999, "\\\\", {"id": 9}]}}',
)

PSEUDO_BOOLEAN = (
    b"c a solver\no -7\nv -x1 x2\nv -x3 x4\no -9\nv x40 -x2\ns OPTIMUM FOUND\n",
    b"s UNSATISFIABLE\n",
)
MAXSAT = (
    b"c a solver\ns OPTIMUM FOUND\no 7\nv -1 2 -3 40 0\n",
    b"o 8\nv " + b"01" * 60 + b"\ns SATISFIABLE\n",
)
MIP = (
    b"Optimal - objective value 3.00000000\n    1 x2     1      0\n    2 * x4 1.0000\n",
    b"Model status        : Optimal\n# Columns 3\nx1 0\nx2 0.9999999999\nx4 1\n# Rows 2\n",
    b"Value of objective function: 3.5\n\nActual values of the variables:\nx2   1\nx3   0\n",
    b"Status:     INTEGER OPTIMAL\n     1 r1      *      1 0\n     2 x2      *      1 0 1\n",
)
"""What CBC, HiGHS, lp_solve and GLPK write."""
