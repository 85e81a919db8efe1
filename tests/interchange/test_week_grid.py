"""Weeks by weekday in CSV, both ways."""

import csv
import io

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.block import weeks_of
from strengthfit.domain.run import RUN_KINDS, RUN_PRIORITIES
from strengthfit.interchange import parse_week_grid, plan_to_week_grid
from strengthfit.planning import Placement

from .planners import (
    MONDAY,
    as_kept,
    kept_plan,
    kept_read,
    placements,
    plan_with,
    read_back,
    text_of,
    written,
)

HEAD = "Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"


def test_the_kept_grid_is_read_as_is_kept() -> None:
    read = parse_week_grid(text_of("grid_in.csv"), MONDAY)
    kept = kept_read("grid_in")
    assert as_kept(read, kept) == kept
    assert [(str(run.when), run.minutes, run.km) for run in read.week.runs] == [
        ("1860", None, 10),
        ("Wed", None, 8),
        ("4710", 45, None),
        ("Sun", None, 24),
    ]
    assert [(str(one.when), one.kind) for one in read.placements] == [
        ("Wed", "core"),
        ("5400", "heavy"),
    ]
    assert [item.kind for item in read.week.before] == ["easy", "long"]
    assert [item.kind for item in read.week.after] == ["recovery", "race"]


def test_the_kept_plan_is_written_as_is_kept() -> None:
    lines = plan_to_week_grid(kept_plan()).splitlines()
    assert lines == text_of("grid_out.csv").splitlines()


@given(st.lists(placements(), max_size=4))
def test_sessions_are_read_back(sessions: list[Placement]) -> None:
    plan = plan_with(*sessions)
    read = parse_week_grid(plan_to_week_grid(plan), MONDAY)
    assert sorted(map(str, read_back(read))) == sorted(map(str, map(written, plan.placements)))


@given(st.lists(placements(), max_size=4))
def test_no_cell_is_a_formula(sessions: list[Placement]) -> None:
    text = plan_to_week_grid(plan_with(*sessions))
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


RUNS = st.builds(
    sf.Run,
    st.integers(0, 7 * 1440 - 1),
    st.sampled_from(RUN_KINDS),
    minutes=st.none() | st.integers(1, 1440),
    km=st.none() | st.floats(0.1, 200) | st.integers(1, 42),
    key=st.none() | st.booleans(),
    priority=st.sampled_from(RUN_PRIORITIES),
)


@settings(max_examples=1000)
@given(RUNS, st.sampled_from(["2026-11-23", "2026-11-26", "2024-02-29"]))
def test_runs_are_read_back(run: sf.Run, start: str) -> None:
    week = sf.Week([run], strength=0, start=start)
    plan = sf.plan(week, strategy="greedy")
    (back,) = parse_week_grid(plan_to_week_grid(plan), start).week.runs
    (fixed,) = plan.program.horizon.runs
    assert (back.when.minutes, back.kind, back.minutes, back.is_key, back.km) == (
        fixed.start,
        fixed.kind,
        fixed.minutes,
        fixed.key,
        run.km,
    )
    if run.kind == "race":
        assert back.priority == run.priority


def test_a_block_is_a_row_for_each_week() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "easy"), sf.Run("Sun 08:00", "long")], 1, start=MONDAY)
    plan = sf.plan(sf.Block([week, attrs.evolve(week, start=None)]))
    text = plan_to_week_grid(plan)
    for number, each in enumerate(weeks_of(plan.week)):
        read = parse_week_grid(text, str(each.start))
        assert [run.kind for run in read.week.runs] == ["easy", "long"]
        assert [one.when.minutes for one in read.placements] == [
            placement.start - number * 7 * 1440
            for placement in plan.placements
            if placement.week == number
        ]


def test_without_dates_the_first_row_is_the_week() -> None:
    plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "tempo")], strength=1))
    text = plan_to_week_grid(plan)
    assert text.splitlines()[1].startswith("1,,")
    read = parse_week_grid(text, MONDAY)
    assert [run.when.minutes for run in read.week.runs] == [1860]
    assert [
        run.kind
        for run in parse_week_grid(f"{HEAD},Easy,,,,,\n,,Tempo,,,,\n", MONDAY).week.after
        if isinstance(run, sf.Run)
    ] == ["tempo"]


def test_weeks_of_nine_days_are_refused() -> None:
    with pytest.raises(sf.InputError, match="is not 7"):
        plan_to_week_grid(sf.plan(sf.Week([], strength=0, days=9)))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Easy 8 km; Core", [("Wed", "easy"), ("Wed", "core")]),
        ("Easy 8,5 km\nCore", [("Wed", "easy"), ("Wed", "core")]),
        ("07:00 Tempo", [("Wed 07:00", "tempo")]),
        ("7pm: Tempo", [("Wed 19:00", "tempo")]),
        ("07:00 - 08:15 Tempo", [("Wed 07:00", "tempo")]),
        ("7:00 Tempo", [("Wed 07:00", "tempo")]),
        ("7.00 Tempo", [("Wed 07:00", "tempo")]),
        ("19h Tempo", [("Wed 19:00", "tempo")]),
        ("19 Uhr Tempo", [("Wed 19:00", "tempo")]),
        ("7am Tempo", [("Wed 07:00", "tempo")]),
        ("Tempo 18:30", [("Wed 18:30", "tempo")]),
        ("7am easy, 6pm 4x1 km", [("Wed 07:00", "easy"), ("Wed 18:00", "intervals")]),
        ("06:00-07:20 Easy run + core", [("Wed 06:00", "easy"), ("Wed 06:40", "core")]),
        ("Wed 07:00 Tempo", [("Wed 07:00", "tempo")]),
        ("1:30 Long", [("Wed", "long")]),
        ("24:00 Tempo", [("Wed", "tempo")]),
        ("2026-11-25: Tempo", [("Wed", "tempo")]),
        ("=Tempo", [("Wed", "tempo")]),
        ("", []),
        (" ; - ; \u2014\n", []),
        ("Dentist", [("Wed", "left out")]),
        ("07:00 strength: core, 20 min [=1;2]", [("Wed 07:00", "core")]),
    ],
    ids=range(22),
)
def test_cells_as_people_write_them(cell: str, found: list[tuple[str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerow(["", "", cell, "", "", "", ""])
    read = parse_week_grid(HEAD + text.getvalue(), MONDAY)
    assert [(item.when, item.taken_as) for item in read.read] == found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
def test_spreadsheets_write_it_in_their_ways(delimiter: str, mark: str) -> None:
    head = [
        "WEEK",
        "start",
        "Monday",
        "TUESDAY",
        "wed",
        "Thurs",
        "Fri",
        "Sat",
        "Sunday",
        "km",
        "km",
    ]
    row = ["1", MONDAY, "", "Easy 8,5 km; Core", "Tempo", "", "", "", "", "60", "61"]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([head, row, []])
    read = parse_week_grid(mark + text.getvalue(), MONDAY)
    assert [(run.kind, run.km) for run in read.week.runs] == [("easy", 8.5), ("tempo", None)]


def test_dates_may_stand_in_week_or_in_cells() -> None:
    row = f"{MONDAY},,Tempo,,,,,"
    assert parse_week_grid(f"Week,{HEAD}{row}\n", MONDAY).week.runs[0].kind == "tempo"
    cells = ",".join(["2026-11-23: Rest", "2026-11-24: Tempo", *([""] * 4), "2026-11-29: Long"])
    runs = parse_week_grid(f"Week,{HEAD}9,{cells}\n", MONDAY).week.runs
    assert [str(run.when) for run in runs] == ["Tue", "Sun"]


WRONG = [
    ("", ["is empty"]),
    ("\n\n", ["is empty"]),
    ("Mon,Tue\n", ["header: has no column for Wed, Thu, Fri, Sat, Sun"]),
    ("\n;;\n", ["header: has no column for Mon, Tue, Wed, Thu, Fri, Sat, Sun"]),
    (f"{HEAD}Easy,,,,,,,Tempo\n", ["row 2: has 8 cells, and the header 7"]),
    (f"{HEAD},2026-11-25: Tempo\n", ["row 2.Tue: '2026-11-25' is a Wed, and the column is Tue"]),
    (f"{HEAD},2026-02-30: Tempo\n", ["row 2: '2026-02-30' is not a local date"]),
    (f"Start,{HEAD}soon,Easy\n", ["row 2.Start: 'soon' is not a local date"]),
    (
        f"Start,{HEAD}2026-11-09,Easy\n",
        ["has no entries from 2026-11-23 to 2026-11-29; its entries are from 2026-11-09 to"],
    ),
    (
        f"Start,{HEAD}2026-11-23,,2026-12-01: Tempo\n",
        ["row 2.Tue: '2026-12-01' is not in the week of its row, from 2026-11-23 on"],
    ),
    (f"Start,{HEAD}2026-11-23 07:00,Easy\n", ["row 2.Start: '2026-11-23 07:00' has a time"]),
    (
        f"Week,Start,{HEAD}2026-11-23,2026-11-30,Easy\n",
        ["row 2.Start: '2026-11-30' is another day than Week, 2026-11-23"],
    ),
    (
        f'Start,{HEAD}2026-11-23,"Easy\n2026-11-24: Tempo"\n',
        ["row 2.Mon: '2026-11-24' is not the date of its cell, 2026-11-23"],
    ),
    (
        f"Start,{HEAD}2026-11-23,Easy\n,Easy,Tempo\n",
        ["row 3.Mon: 'Easy' has no date", "row 3.Tue: 'Tempo' has no date"],
    ),
    (f"Start,{HEAD}9999-12-31,Easy\n", ["row 2.Mon.Start: '9999-12-31' is at the end"]),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=range(len(WRONG)))
def test_every_problem_is_said_with_its_row(text: str, said: list[str]) -> None:
    with pytest.raises(sf.FileError) as got:
        parse_week_grid(text, MONDAY)
    shown = got.value.problems[: len(said)]
    for problem, begins in zip(shown, said, strict=True):
        assert problem.startswith(begins)


DOUBTS = {
    "no time": ("25:61 Tempo", "'25:61' is not a time; a time is written 07:00"),
    "no end": ("07:00-26:00 Tempo", "the end of '07:00-26:00' is not a time"),
    "time or distance": ("8.50 Easy", "can be a time, a length or a distance"),
    "time or length": ("4:30 Easy", "can be a time, a length or a distance"),
    "a time alone": ("07:00", "says a time and nothing else"),
    "another day": ("Thu: Easy", "says Thu, and its column is Wed"),
    "another half": ("18:00 Morning easy run", "says am, and its time is 18:00"),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_what_contradicts_itself_is_to_be_looked_at(name: str) -> None:
    cell, said = DOUBTS[name]
    (item,) = parse_week_grid(f"{HEAD},,{cell},,,,\n", MONDAY).read
    assert said in item.how
    assert not item.known


def test_a_doubt_about_its_time_makes_no_run_a_key_run() -> None:
    (run,) = parse_week_grid(f"{HEAD},,25:61 Easy,,,,\n", MONDAY).week.runs
    assert not run.is_key


HALVES = "Mon,Tue am,Tue pm,Wed 06:30,Thu,Fri,Sat,Sun\n"


def test_a_column_may_say_the_half_of_the_day_or_the_time() -> None:
    runs = parse_week_grid(f"{HALVES},Easy,Tempo,Easy,,,,\n", MONDAY).week.runs
    assert [str(run.when) for run in runs] == ["Tue am", "Tue pm", str(2 * 1440 + 390)]
    dated = f"Week,{HALVES}1,,,2026-11-24: Tempo,Easy,,,,\n"
    assert len(parse_week_grid(dated, MONDAY).week.runs) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,07:00 Tempo,,,,,", "says 07:00, and its column is Tue pm"),
        (",,Morning tempo,,,,,", "says am, and its column is Tue pm"),
        (",,,18:00 Tempo,,,,", "says 18:00, and its column is Wed 06:30"),
    ],
    ids=range(3),
)
def test_a_cell_against_its_column_is_to_be_looked_at(row: str, said: str) -> None:
    (item,) = parse_week_grid(f"{HALVES}{row}\n", MONDAY).read
    assert (item.taken_as, item.known) == ("tempo", False)
    assert said in item.how
    agrees = parse_week_grid(f"{HALVES},07:00 Tempo,18:00 Tempo,06:30 Tempo,,,,\n", MONDAY)
    assert all(item.known for item in agrees.read)


def test_a_week_of_empty_cells_is_a_free_week() -> None:
    assert parse_week_grid(f"{HEAD},,,,,,\n", MONDAY).read == ()
