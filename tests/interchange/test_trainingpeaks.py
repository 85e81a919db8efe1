"""Exports of TrainingPeaks, and the fields of planned workouts."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange import parse_trainingpeaks_csv, plan_to_trainingpeaks
from strengthfit.interchange.planner_fields import hours_of
from strengthfit.planning import Placement

from .planners import (
    MONDAY,
    RUN_WORDS,
    as_kept,
    data_of,
    kept_plan,
    kept_read,
    placements,
    plan_with,
    text_of,
)

CREATED = (
    *("swim", "bike", "run", "x-train", "mtb"),
    *("strength", "xc-ski", "rowing", "walk", "other"),
)
"""The types that may be created."""


def _export(*rows: dict[str, Any], delimiter: str = ",") -> str:
    usual = {"WorkoutType": "Run", "WorkoutDay": "2026-11-24"}
    names = list(dict.fromkeys([*usual, *(name for row in rows for name in row)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**usual, **row} for row in rows)
    return text.getvalue()


def _only_run(**fields: Any) -> sf.Run:
    (run,) = parse_trainingpeaks_csv(_export(fields), MONDAY).week.runs
    return run


def test_the_kept_export_is_read_as_is_kept() -> None:
    read = parse_trainingpeaks_csv(text_of("trainingpeaks_in.csv"), MONDAY)
    kept = kept_read("trainingpeaks_in")
    assert as_kept(read, kept) == kept
    assert [(str(run.when), run.minutes, run.km, run.load) for run in read.week.runs] == [
        ("Tue", 63.5, 12.6505, 381),
        ("Wed", 45, None, None),
        ("Sat", 120, 24, None),
        ("Sun", None, None, None),
    ]
    assert [(str(one.when), one.kind, one.minutes) for one in read.placements] == [
        ("Mon", "core", 15),
        ("Wed", "heavy", 40),
    ]
    assert [(item.kind, str(item.when)) for item in read.week.after] == [("race", "Sun")]


def test_the_kept_plan_is_written_as_is_kept() -> None:
    said = ("After the intervals.", "At noon.")
    assert plan_to_trainingpeaks(kept_plan(), said) == data_of("trainingpeaks_out.json")


@given(st.lists(placements(), max_size=4))
def test_workouts_are_such_as_may_be_created(sessions: list[Placement]) -> None:
    plan = plan_with(*sessions)
    workouts = plan_to_trainingpeaks(plan, ["-"] * len(sessions))
    for workout, session in zip(workouts, plan.placements, strict=True):
        assert workout["WorkoutType"] in CREATED
        assert 0 < len(workout["Title"]) <= 500
        assert workout["StartTimePlanned"].startswith(workout["WorkoutDay"])
        assert workout["StartTimePlanned"][-1].isdigit()  # no zone
        assert round(workout["TotalTimePlanned"] * 3600) == 60 * session.minutes


@given(st.integers(60, 86_400), st.integers(6, 17))
def test_hours_are_minutes_to_the_second(seconds: int, digits: int) -> None:
    """Exports write hours with six digits behind the point or more."""
    run = _only_run(PlannedDuration=f"{seconds / 3600:.{digits}f}")
    assert run.minutes == seconds / 60
    assert hours_of(run.minutes) == seconds / 3600


@pytest.mark.parametrize("kind", RUN_WORDS)
def test_the_title_says_the_kind(kind: str) -> None:
    assert _only_run(Title=RUN_WORDS[kind]).kind == kind
    assert _only_run(Title="", WorkoutDescription=RUN_WORDS[kind]).kind == kind
    assert _only_run(Title=RUN_WORDS[kind], WorkoutType="Race").kind == "race"


def test_what_was_done_counts_before_what_was_planned() -> None:
    planned = {"PlannedDuration": "1", "PlannedDistanceInMeters": "10000", "Rpe": "5"}
    run = _only_run(**planned)
    assert (run.minutes, run.km, run.load) == (60, 10, None)
    run = _only_run(**planned, TimeTotalInHours="0.5", DistanceInMeters="5000")
    assert (run.minutes, run.km, run.load) == (30, 5, 150)


def test_two_rows_of_a_day_are_two_runs_that_can_be_planned() -> None:
    week = parse_trainingpeaks_csv(_export({"Title": "Easy"}, {"Title": "Easy"}), MONDAY).week
    assert [str(run.when) for run in week.runs] == ["Tue am", "Tue pm"]
    assert sf.plan(week).status == "optimal"


@pytest.mark.parametrize("sort", ["Bike", "Swim", "X-Train", "MTB", "Walk", "Rowing", "Day Off"])
def test_other_sports_are_left_out_and_listed(sort: str) -> None:
    read = parse_trainingpeaks_csv(_export({"WorkoutType": sort, "Title": "Tempo"}), MONDAY)
    assert read.week.runs == ()
    assert [(item.taken_as, item.how) for item in read.read] == [
        ("left out", f"WorkoutType {sort}")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_spreadsheets_may_have_written_it_anew(delimiter: str) -> None:
    text = _export({"PlannedDuration": "0,5", "Title": "Tempo"}, delimiter=delimiter)
    (run,) = parse_trainingpeaks_csv(f"\ufeff{text}", MONDAY).week.runs
    assert (run.kind, run.minutes) == ("tempo", 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["is empty"]),
        ("Title\nx\n", ["header: WorkoutDay is missing", "header: WorkoutType is missing"]),
        (_export({"WorkoutDay": "soon"}), ["row 2.WorkoutDay: 'soon' is not a local date"]),
        (
            _export({"PlannedDuration": "1e9", "Rpe": "x"}, {"Rpe": "11", "PlannedDuration": ""}),
            [
                "row 2.PlannedDuration: '1e9' is not a number",
                "row 2.Rpe: 'x' is not a number",
                "row 3.Rpe: 11.0 is not a rating",
            ],
        ),
        (_export({"PlannedDuration": "25"}), ["row 2.PlannedDuration: 1500.0 minutes is too long"]),
        (_export({"DistanceInMeters": "300000"}), ["row 2.DistanceInMeters: 300.0 km is too far"]),
        (_export({}) + "a,b,c,d\n", ["row 3: has 4 cells, and the header 2"]),
        ("WorkoutDay,WorkoutDay,WorkoutType\n", ["header: 'workoutday' stands there twice"]),
        ("WorkoutDay,WorkoutType\n" + '"' + "x" * 200_000, ["is not a CSV file: field larger"]),
    ],
    ids=range(9),
)
def test_every_problem_is_said_with_its_row(text: str, said: list[str]) -> None:
    with pytest.raises(sf.FileError) as got:
        parse_trainingpeaks_csv(text, MONDAY)
    assert len(got.value.problems) == len(said)
    for problem, begins in zip(got.value.problems, said, strict=True):
        assert problem.startswith(begins)
