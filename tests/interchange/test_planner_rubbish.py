"""Rubbish for every reader of planners' payloads: an error of ours or a week, and nothing else."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange import (
    Chosen,
    WeekFile,
    open_file,
    parse_intervals_events,
    parse_strava_activities,
    parse_trainingpeaks_csv,
    parse_week_grid,
)
from strengthfit.interchange.intervals_days import Event
from strengthfit.interchange.strava import _Activity
from strengthfit.interchange.trainingpeaks import _Row

from .planners import MONDAY, data_of, text_of

Reader = Callable[[Any, str], WeekFile]
LISTS = {"intervals": parse_intervals_events, "strava": parse_strava_activities}
TEXTS = {"trainingpeaks": parse_trainingpeaks_csv, "grid": parse_week_grid}
FIELDS = {"intervals": attrs.fields_dict(Event), "strava": attrs.fields_dict(_Activity)}

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**19), 0, 1, 2, 3, 3600, 1e308])
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["\ud800", "\x00", "Tempo 10 km", "Easy; Core", "rest", "RACE", "\u202e1"])
)
JSON = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)
DAYS = st.sampled_from(
    [
        "2026-11-24T07:00:00",
        "2026-11-30",
        "2026-11-22T00:00:00Z",
        "0001-01-01",
        "9999-12-31T23:59:59",
    ]
)
KNOWN = st.sampled_from(
    [
        *(
            "WORKOUT",
            "RACE_A",
            "NOTE",
            "HOLIDAY",
            "SICK",
            "Run",
            "WeightTraining",
            "Workout",
            "Ride",
        ),
        *("UNAVAILABLE", "LIMITED", "NORMAL", "WARMUP", "Easy", "Long run"),
    ]
)


def _near(name: str) -> st.SearchStrategy[Any]:
    """Payloads that are nearly right: the fields that are read, most with what they may hold."""
    usual = {
        "category": st.sampled_from(["WORKOUT", "RACE_B", "NOTE", "SICK", "TARGET"]),
        "start_date_local": DAYS,
        "end_date_local": DAYS,
        "sport_type": st.sampled_from(["Run", "WeightTraining", "Ride"]),
        "type": st.sampled_from(["Run", "WeightTraining", "Ride"]),
        "tags": st.lists(
            st.sampled_from(["strengthfit", "kind:heavy", "dose:full", "label:A", "x"])
        ),
        "workout_type": st.sampled_from([None, 0, 1, 2, 3]),
    }
    fields = {field: usual.get(field, st.floats(0, 1e6) | KNOWN) | JSON for field in FIELDS[name]}
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=5)


def _problems(read: Reader, data: Any) -> tuple[str, ...]:
    """Return what an error of ours says; nothing if it is read. Any other error is a failure."""
    try:
        assert isinstance(read(data, MONDAY), WeekFile)
    except sf.FileError as error:
        return error.problems
    return ("",)


def _check(read: Reader, data: Any) -> None:
    problems = _problems(read, data)
    assert problems
    assert all(len(problem) < 400 for problem in problems)


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=4000)
@given(data=st.data())
def test_any_json_is_read_or_refused(name: str, data: st.DataObject) -> None:
    _check(LISTS[name], data.draw(JSON))


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=1000)
@given(data=st.data())
def test_nearly_right_lists_are_read_or_refused(name: str, data: st.DataObject) -> None:
    _check(LISTS[name], data.draw(_near(name)))


@pytest.mark.parametrize("name", LISTS)
def test_one_wrong_field_after_another_names_that_field(name: str) -> None:
    """A value of no accepted type in each field that is read: the path is that field's."""
    rows = data_of(f"{name}_in.json")
    assert len(FIELDS[name]) > 5
    for field in FIELDS[name]:
        for number in range(len(rows)):
            spoilt = [dict(row) for row in rows]
            spoilt[number][field] = [{"deep": [[[]]]}]
            with pytest.raises(sf.FileError) as got:
                LISTS[name](spoilt, MONDAY)
            assert [problem.partition(":")[0] for problem in got.value.problems] == [
                f"[{number}].{field}"
            ]


@pytest.mark.parametrize("name", LISTS)
def test_deep_nesting_is_passed_over_or_refused(name: str) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(sf.FileError):
        LISTS[name](deep, MONDAY)
    row = {**data_of(f"{name}_in.json")[0]}
    assert LISTS[name]([{**row, "unread": deep}], MONDAY).read
    with pytest.raises(sf.FileError):
        LISTS[name]([{**row, "name": deep}], MONDAY)


@pytest.mark.parametrize("name", LISTS)
def test_order_does_not_matter_nor_do_fields_that_are_not_read(name: str) -> None:
    rows = data_of(f"{name}_in.json")
    read = LISTS[name](rows, MONDAY)
    turned = LISTS[name](rows[::-1], MONDAY)
    assert sorted(map(str, turned.read)) == sorted(map(str, read.read))
    assert turned.week == read.week
    bare = [{field: row[field] for field in row if field in FIELDS[name]} for row in rows]
    assert LISTS[name](bare, MONDAY) == read
    assert bare != rows


CELLS = (
    KNOWN | st.text(max_size=12) | DAYS | st.sampled_from(["", "1,5", "-1", "nan", '"', "\n", ";"])
)


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=4000)
@given(data=st.data())
def test_any_text_is_read_or_refused(name: str, data: st.DataObject) -> None:
    _check(TEXTS[name], data.draw(st.text(max_size=200)))


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=1000)
@given(data=st.data())
def test_nearly_right_tables_are_read_or_refused(name: str, data: st.DataObject) -> None:
    grid = ["Week", "Start", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    names = grid if name == "grid" else list(attrs.fields_dict(_Row))
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(names) + 1), max_size=4))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=data.draw(st.sampled_from(",;\t")))
    try:
        writer.writerows([names, *rows])
    except csv.Error:  # a sign that no CSV can hold
        return
    _check(TEXTS[name], text.getvalue())


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("data", [None, 5, b"Mon", ["Mon"]], ids=["none", "five", "bytes", "list"])
def test_what_is_not_text_is_refused(name: str, data: Any) -> None:
    with pytest.raises(sf.InputError, match="is not the text of a CSV file"):
        TEXTS[name](data, MONDAY)


FILES = {
    "intervals_in.json": "a list of events of intervals.icu",
    "strava_in.json": "a list of activities of Strava",
    "trainingpeaks_in.csv": "a CSV file of a planner",
    "grid_in.csv": "a CSV file of a planner",
}
READERS = {**LISTS, **TEXTS}


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_known_by_what_is_in_it(file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_text(text_of(file), "utf-8", newline="")
    form, data = open_file(path)
    assert form.name == FILES[file]
    assert form.week is not None
    assert form.chosen_by == "start"
    read = form.week(str(path), data, Chosen(start=MONDAY))
    content = data_of(file) if file.endswith(".json") else text_of(file)
    assert read == READERS[file.partition("_")[0]](content, MONDAY)


@pytest.mark.parametrize("data", [[], [1], [{}], [{"category": "WORKOUT"}], [[]]], ids=range(5))
def test_other_lists_are_refused(data: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(sf.FileError, match="nor a list of a planner's events"):
        open_file(path)


def test_other_tables_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    form, data = open_file(path)
    assert form.week is not None
    with pytest.raises(sf.FileError, match="has neither a column for each day"):
        form.week(str(path), data, Chosen(start=MONDAY))


def test_a_large_list_is_read_in_bounded_time() -> None:
    """Twenty thousand events, of which all but a few lie outside of the week."""
    row = {"category": "WORKOUT", "type": "Run", "name": "Easy", "start_date_local": "2020-01-01"}
    rows = [row] * 20_000 + [{**row, "start_date_local": "2026-11-24"}]
    assert len(parse_intervals_events(rows, MONDAY).week.runs) == 1


LONG = {
    "trainingpeaks": "WorkoutType,WorkoutDay\n" + "Run,x\n" * 20_000,
    "grid": "Mon,Tue,Wed,Thu,Fri,Sat,Sun\n" + ",,,,,,\n" * 20_000,
}


@pytest.mark.parametrize("name", LONG)
def test_tables_of_more_than_a_life_are_refused(name: str) -> None:
    with pytest.raises(sf.FileError, match="has too many rows; at most 20000"):
        TEXTS[name](LONG[name], MONDAY)


MANY = {
    "intervals": [
        {"category": "WORKOUT", "type": "Run", "name": "Easy", "start_date_local": "2026-11-24"}
    ]
    * 1001,
    "strava": [{"sport_type": "Run", "name": "Easy", "start_date_local": "2026-11-24"}] * 1001,
    "trainingpeaks": "Title,WorkoutType,WorkoutDay\n" + "Easy,Run,2026-11-24\n" * 1001,
    "grid": "Mon,Tue,Wed,Thu,Fri,Sat,Sun\n" + "Easy;" * 1001 + ",,,,,,\n",
}


@pytest.mark.parametrize("name", MANY)
def test_more_than_anybody_could_train_is_refused(name: str) -> None:
    read: Reader = READERS[name]
    with pytest.raises(sf.FileError, match="has too many items in these three weeks; at most 1000"):
        read(MANY[name], MONDAY)


@pytest.mark.parametrize("name", LISTS)
def test_the_first_hundred_problems_are_said(name: str) -> None:
    with pytest.raises(sf.FileError) as got:
        LISTS[name]([5] * 250, MONDAY)
    assert got.value.problems[99:] == ("[99]: 5 is not a table of fields", "and 150 more")
