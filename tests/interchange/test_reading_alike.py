"""What all readers of calendars and planners do alike."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.interchange import (
    WeekFile,
    parse_calendar,
    parse_intervals_events,
    parse_strava_activities,
    parse_trainingpeaks_csv,
    parse_week_grid,
    plan_to_garmin,
    plan_to_intervals_events,
    plan_to_trainingpeaks,
    plan_to_week_grid,
)
from strengthfit.interchange.titles import parse_words

from .planners import MONDAY

FIRST = dt.date.fromisoformat(MONDAY)
Item = tuple[dt.date, str, int | None]
"""A day, a title, and minutes."""


def _intervals(items: Sequence[Item]) -> Any:
    return [
        {
            "category": "WORKOUT",
            "type": "Workout",
            "start_date_local": f"{day}T07:00:00",
            "name": title,
            "moving_time": minutes and 60 * minutes,
        }
        for day, title, minutes in items
    ]


def _strava(items: Sequence[Item]) -> Any:
    return [
        {
            "sport_type": "Workout",
            "start_date_local": f"{day}T07:00:00",
            "name": title,
            "moving_time": minutes and 60 * minutes,
        }
        for day, title, minutes in items
    ]


def _trainingpeaks(items: Sequence[Item]) -> Any:
    rows = [
        f'"{title}",Other,{"" if length is None else length / 60},{day}'
        for day, title, length in items
    ]
    return "\n".join(["Title,WorkoutType,PlannedDuration,WorkoutDay", *rows, ""])


def _calendar(items: Sequence[Item]) -> Any:
    events = [
        f"BEGIN:VEVENT\nSUMMARY:{title}\nDTSTART:{day:%Y%m%d}T070000\n"
        f"DURATION:PT{minutes or 0}M\nEND:VEVENT\n"
        for day, title, minutes in items
    ]
    return f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n"


def _grid(items: Sequence[Item]) -> Any:
    rows = []
    for day, title, minutes in items:
        monday = day - dt.timedelta(days=day.weekday())
        cells = [""] * 7
        ends = "" if minutes is None else f"-{7 + minutes // 60:02d}:{minutes % 60:02d}"
        cells[day.weekday()] = f'"07:00{ends} {title}"'
        rows.append(f"{monday},{','.join(cells)}")
    return "\n".join(["Start,Mon,Tue,Wed,Thu,Fri,Sat,Sun", *rows, ""])


READERS: dict[str, tuple[Callable[..., WeekFile], Callable[[Sequence[Item]], Any]]] = {
    "calendar": (parse_calendar, _calendar),
    "intervals": (parse_intervals_events, _intervals),
    "strava": (parse_strava_activities, _strava),
    "trainingpeaks": (parse_trainingpeaks_csv, _trainingpeaks),
    "grid": (parse_week_grid, _grid),
}
each_reader = pytest.mark.parametrize("name", READERS)


def _read(name: str, items: Sequence[Item], **how: Any) -> WeekFile:
    parse, made = READERS[name]
    return parse(made(items), MONDAY, **how)


def _lengths(read: WeekFile) -> list[float | None]:
    runs, sessions = read.week.runs, read.placements
    return [*(run.minutes for run in runs), *(one.minutes for one in sessions)]


def _day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


@each_reader
@given(minutes=st.integers(20, 400))
def test_two_sessions_in_one_title_share_its_minutes(name: str, minutes: int) -> None:
    read = _read(name, [(_day(1), "Easy run + core", minutes)])
    lengths = _lengths(read)
    assert lengths == [pytest.approx(minutes / 2, abs=0.01)] * 2
    if name != "trainingpeaks":  # its export has no times
        assert read.week.runs[0].when.minutes == 1440 + 420
        assert read.placements[0].when.minutes == 1440 + 420 + round(minutes / 2)


@each_reader
def test_what_the_title_says_of_one_is_not_shared(name: str) -> None:
    read = _read(name, [(_day(1), "Easy 60 min + core", 75)])
    assert _lengths(read) == [60, 15]


@each_reader
def test_the_halves_of_a_day_are_kept_apart(name: str) -> None:
    read = _read(name, [(_day(1), "Easy 5 km AM, 4x1 km PM", 90)])
    assert [(run.kind, run.minutes) for run in read.week.runs] == [("easy", 45), ("intervals", 45)]
    assert str(read.week.runs[1].when) == "Tue pm"
    assert sf.plan(read.week).status == "optimal"


UNTIMED: dict[str, Callable[[str], WeekFile]] = {
    "calendar": lambda title: parse_calendar(
        _calendar([(_day(1), title, None)]).replace("T070000", "").replace("DURATION:PT0M\n", ""),
        MONDAY,
    ),
    "intervals": lambda title: parse_intervals_events(
        [{**_intervals([(_day(1), title, None)])[0], "start_date_local": str(_day(1))}], MONDAY
    ),
    "trainingpeaks": lambda title: parse_trainingpeaks_csv(
        _trainingpeaks([(_day(1), title, None)]), MONDAY
    ),
}


@pytest.mark.parametrize("name", UNTIMED)
def test_a_time_in_the_title_of_an_entry_without_one_counts(name: str) -> None:
    for title in ("18:30 Tempo", "Tempo 6:30 pm", "Tempo 18.30 Uhr"):
        assert [item.when for item in UNTIMED[name](title).read] == ["Tue 18:30"]
    for title in ("Tempo", "5k in 18:30 tempo", "2h long", "Long 7h"):
        assert [item.when for item in UNTIMED[name](title).read] == ["Tue"]


@each_reader
def test_words_of_a_user_win(name: str) -> None:
    words = parse_words({"run": [{"kind": "tempo", "titles": ["ME"]}]})
    items = [(_day(1), "ME 3", 50)]
    assert [run.kind for run in _read(name, items, words=words).week.runs] == ["tempo"]
    assert [run.kind for run in _read(name, items).week.runs] != ["tempo"]
    with pytest.raises(sf.InputError, match=r"words: .* are not Words"):
        _read(name, items, words={"run": []})


@each_reader
def test_the_policy_says_how_far_strength_is_from_runs(name: str) -> None:
    file = _read(name, [(_day(1), "Easy run + core", 80)], policy="separate_days")
    assert file.policy == sf.Policy.preset("separate_days")
    with pytest.raises(sf.InputError, match="lots"):
        _read(name, [], policy="lots")


@each_reader
def test_a_week_that_repeats_lists_itself_alone(name: str) -> None:
    items = [(_day(day), "Tempo 10 km", 50) for day in (-1, 1, 8)]
    assert len(_read(name, items).read) == 3
    read = _read(name, items, repeats=True)
    assert [item.date for item in read.read] == [str(_day(1))]
    assert (read.week.before, read.week.after, read.week.repeats) == ((), (), True)


@each_reader
def test_entries_of_other_weeks_alone_are_refused(name: str) -> None:
    items = [(_day(day), "Tempo 10 km", 50) for day in (-40, -26)]
    with pytest.raises(sf.FileError) as got:
        _read(name, items)
    if name != "grid":  # a row has all days of its week
        (problem,) = got.value.problems
        assert problem.endswith("; its entries are from 2026-10-14 to 2026-10-28")
    for repeats in (True, False):
        with pytest.raises(sf.FileError, match="has no entries from 2026-11-23 to 2026-11-29"):
            _read(name, items, repeats=repeats)


@each_reader
@pytest.mark.parametrize("days", [[], [-1], [8], [-1, 8]], ids=["none", "before", "after", "both"])
def test_a_week_that_may_be_free_is_to_be_looked_at(name: str, days: list[int]) -> None:
    read = _read(name, [(_day(day), "Tempo 10 km", 50) for day in days])
    doubts = [item for item in read.read if not item.known]
    assert [(item.taken_as, item.how) for item in doubts] == [
        ("no entries", "from 2026-11-23 to 2026-11-29")
    ]
    assert read.week.runs == ()


@each_reader
def test_what_is_neither_run_nor_strength_is_an_entry_too(name: str) -> None:
    read = _read(name, [(_day(3), "Dentist", 30)])
    assert [item.title.rpartition(" ")[2] for item in read.read] == ["Dentist"]


@pytest.mark.parametrize("name", ["strava", "trainingpeaks"])
def test_a_load_of_two_sessions_is_left_out_and_named(name: str) -> None:
    if name == "strava":
        rows = [{**_strava([(_day(1), "Easy run + core", 80)])[0], "perceived_exertion": 5}]
        read = parse_strava_activities(rows, MONDAY)
    else:
        head = "Title,WorkoutType,TimeTotalInHours,Rpe,WorkoutDay"
        text = f"{head}\nEasy run + core,Run,1,5,{_day(1)}\n"
        read = parse_trainingpeaks_csv(text, MONDAY)
    assert [run.load for run in read.week.runs] == [None]
    run, core = read.read
    assert "the load is of 2 sessions together and is left out" in run.how
    assert "load" not in core.how


@pytest.mark.parametrize("name", ["intervals", "trainingpeaks", "grid"])
def test_the_command_takes_words_for_lists_too(name: str, tmp_path: Path) -> None:
    kinds = tmp_path / "kinds.toml"
    kinds.write_text('[[run]]\nkind = "tempo"\ntitles = ["ME"]\n', "utf-8")
    made = READERS[name][1]([(_day(1), "ME 3", 50)])
    path = tmp_path / ("list.json" if name == "intervals" else "list.csv")
    path.write_text(made if isinstance(made, str) else json.dumps(made), "utf-8")
    asked = ["plan", str(path), "--start", MONDAY, "--kinds", str(kinds)]
    planned = CliRunner().invoke(main, asked)
    assert planned.exit_code == 0, planned.output
    assert "tempo 50 min" in planned.stdout
    refused = CliRunner().invoke(main, [*asked, "--zone", "Europe/Berlin"])
    assert "--zone is for .ics files" in refused.stderr


WRITERS: dict[str, Callable[..., Any]] = {
    "intervals": plan_to_intervals_events,
    "trainingpeaks": plan_to_trainingpeaks,
    "garmin": plan_to_garmin,
    "grid": plan_to_week_grid,
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_plan_without_dates_takes_one(name: str) -> None:
    write = WRITERS[name]
    runs = [sf.Run("Tue 07:00", "easy"), sf.Run("Sun 08:00", "long")]
    bare, dated = sf.plan(sf.Week(runs)), sf.plan(sf.Week(runs, start=MONDAY))
    if name == "grid":  # it says nothing of a session but what it is
        assert write(bare, start=MONDAY) == write(dated) == write(dated, start=MONDAY)
    else:
        assert write(dated, start=MONDAY) == write(dated)
        assert len(write(bare, start=MONDAY)) == len(bare.placements)
        with pytest.raises(sf.InputError, match="start: None leaves the plan without dates"):
            write(bare)
    for start, said in (
        ("2026-11-24", "the plan's first day is a Mon"),
        ("soon", "is not a date"),
        ("9999-12-27", "is not a date of the years"),
    ):
        with pytest.raises(sf.InputError, match=f"start: .* {said}"):
            write(bare, start=start)
    with pytest.raises(sf.InputError, match="is not the plan's first day, 2026-11-23"):
        write(dated, start="2026-11-30")


def test_an_item_that_stands_in_a_list_twice_is_read_once() -> None:
    event = {"category": "WORKOUT", "type": "Run", "start_date_local": "2026-11-24T07:00:00"}
    easy, tempo = {**event, "id": 5, "name": "Easy"}, {**event, "id": 5, "name": "Tempo"}
    later = {**tempo, "start_date_local": "2026-11-25T07:00:00"}
    read = parse_intervals_events([easy, easy, later], "2026-11-23")
    assert [(run.id, run.kind) for run in read.week.runs] == [("5", "easy"), (None, "tempo")]
    assert [(item.taken_as, item.known) for item in read.read] == [
        ("easy", True),
        ("left out", True),
        ("tempo", False),
    ]
    both = parse_intervals_events(
        [{**event, "id": 5, "name": "AM easy 5k, PM tempo"}], "2026-11-23"
    )
    assert all(item.known for item in both.read)
