"""Activities of Strava: what `workout_type` says, and that 0 and null say nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.run import KEY_RUN_KINDS
from strengthfit.interchange import parse_strava_activities

from .planners import MONDAY, RUN_WORDS, as_kept, data_of, kept_read


def _only_run(**fields: Any) -> sf.Run:
    activity = {"sport_type": "Run", "start_date_local": "2026-11-24T07:00:00Z", **fields}
    (run,) = parse_strava_activities([activity], MONDAY).week.runs
    return run


def test_the_kept_activities_are_read_as_is_kept() -> None:
    read = parse_strava_activities(data_of("strava_in.json"), MONDAY)
    kept = kept_read("strava_in")
    assert as_kept(read, kept) == kept
    assert [
        (run.when.minutes, run.kind, run.minutes, run.km, run.load) for run in read.week.runs
    ] == [
        (420, "steady", 45, 8.0125, None),
        (2525, "easy", 50, 9, 150),
        (3960, "steady", 60, 11, 450),
        (5400, "intervals", 55, None, None),
        (7710, "long", 120, 21.0975, None),
        (9180, "race", 21, 5, None),
    ]
    assert [(one.when.minutes, one.kind, one.minutes) for one in read.placements] == [
        (2160, "heavy", 40)
    ]
    (before,) = read.week.before
    assert (before.when.minutes, before.kind, before.minutes) == (-3780, "long", 30)


@pytest.mark.parametrize("workout_type", [None, 0, 10, 12, 7])
def test_other_numbers_say_nothing(workout_type: int | None) -> None:
    for kind, title in RUN_WORDS.items():
        assert _only_run(name=title, workout_type=workout_type).kind == kind
    unknown = _only_run(name="Session 1", workout_type=workout_type)
    assert (unknown.kind, unknown.key) == ("steady", True)


@pytest.mark.parametrize("kind", RUN_WORDS)
def test_the_harder_of_type_and_name_counts(kind: str) -> None:
    title = RUN_WORDS[kind]
    assert _only_run(name=title, workout_type=1).kind == "race"
    assert _only_run(name=title, workout_type=2).kind == (kind if kind in KEY_RUN_KINDS else "long")
    workout = _only_run(name=title, workout_type=3)
    assert workout.is_key
    assert workout.kind == ("steady" if kind in ("easy", "recovery") else kind)


@given(st.text(max_size=30), st.sampled_from(["Run", "TrailRun", "VirtualRun"]))
def test_a_run_is_never_quietly_absent(name: str, sport: str) -> None:
    activity = {"sport_type": sport, "name": name, "start_date_local": "2026-11-24T07:00:00Z"}
    assert parse_strava_activities([activity], MONDAY).week.runs


def test_the_sport_is_the_finer_of_two() -> None:
    ride = {"sport_type": "Ride", "type": "Run", "start_date_local": "2026-11-24T07:00:00Z"}
    assert parse_strava_activities([ride], MONDAY).week.runs == ()
    assert _only_run(sport_type=None, type="Run").kind == "steady"


def test_the_zone_of_a_local_time_is_left_out() -> None:
    for zone in ("", "Z", "+01:00", "-0500"):
        run = _only_run(start_date_local=f"2026-11-24T23:59:59{zone}")
        assert run.when.minutes == 2879


@given(st.floats(0, 10), st.integers(60, 86_400))
def test_the_load_is_the_rating_times_minutes(rating: float, seconds: int) -> None:
    run = _only_run(perceived_exertion=rating, moving_time=seconds, elapsed_time=1)
    assert run.minutes == seconds / 60
    assert run.load == (rating * (seconds / 60) if rating else None)


@given(st.integers(100, 200_000))
def test_metres_are_kilometres(metres: int) -> None:
    km = _only_run(distance=metres).km
    assert km is not None
    assert round(km * 1000) == metres
    assert km == metres / 1000


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"perceived_exertion": 11}, "[0].perceived_exertion: 11.0 is not a rating from 0 to 10"),
        ({"workout_type": "race"}, "[0].workout_type: 'race' is not a number"),
        ({"start_date_local": 7}, "[0].start_date_local: 7 is not a local date"),
        ({"id": 1.5}, "[0].id: 1.5 is not a whole number or text"),
        ({"elapsed_time": 90_000}, "[0].elapsed_time: 1500.0 minutes is too long"),
    ],
    ids=str,
)
def test_wrong_fields_are_said_with_their_path(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(sf.FileError) as got:
        _only_run(**fields)
    assert got.value.problems[0].startswith(said)
