"""Events of intervals.icu: read by category, type, tags and names; written with stable names."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.diagnosis.session_sentences import quick_sentences
from strengthfit.interchange import parse_intervals_events, plan_to_intervals_events
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
    read_back,
    written,
)

SAID = ("After the intervals.", "At noon.")


def _event(**fields: Any) -> dict[str, Any]:
    usual = {"category": "WORKOUT", "type": "Run", "start_date_local": "2026-11-24T07:00:00"}
    return {**usual, **fields}


def _only_run(**fields: Any) -> sf.Run:
    (run,) = parse_intervals_events([_event(**fields)], MONDAY).week.runs
    return run


def _closed(*events: dict[str, Any]) -> list[str]:
    """Return the days that have no room for strength."""
    week = parse_intervals_events(list(events), MONDAY).week
    assert all(window.closed for window in week.available or ())
    return [str(window.when).partition(" ")[0][-2:] for window in week.available or ()]


def test_the_kept_events_are_read_as_is_kept() -> None:
    read = parse_intervals_events(data_of("intervals_in.json"), MONDAY)
    kept = kept_read("intervals_in")
    assert as_kept(read, kept) == kept
    assert [(str(run.when), run.minutes, run.km, run.id) for run in read.week.runs] == [
        ("1860", 65, 12.5, "1001"),
        ("Wed", 45, 8, "1002"),
        ("Thu", None, None, "1004"),
        ("9195", 15, None, "1008"),
        ("9240", 40, 10, "1009"),
    ]
    assert [run.load for run in read.week.runs] == [None] * 5
    assert read.week.runs[-1].priority == "B"
    assert read_back(read) == [(3990, "heavy", "reduced", "to_failure", "A", 30)]
    assert [str(window.when) for window in read.week.available or ()] == [
        "2026-11-26 00:00-24:00",
        "2026-11-27 00:00-24:00",
        "2026-11-28 00:00-24:00",
    ]
    assert [run.kind for run in read.week.after if isinstance(run, sf.Run)] == ["easy"]


def test_the_kept_plan_is_written_as_is_kept() -> None:
    assert plan_to_intervals_events(kept_plan(), SAID) == data_of("intervals_out.json")


def test_by_default_the_description_says_where_a_session_lies() -> None:
    said = quick_sentences(kept_plan())
    assert said[0].startswith("Tue 18:00 heavy A, reduced: ")
    events = plan_to_intervals_events(kept_plan())
    assert [event["description"] for event in events] == list(said)


@given(st.lists(placements(), max_size=4))
def test_what_is_written_is_read_back(sessions: list[Placement]) -> None:
    plan = plan_with(*sessions)
    events = plan_to_intervals_events(plan, ["-"] * len(sessions))
    assert len({event["external_id"] for event in events}) == len(sessions)
    read = parse_intervals_events(events, MONDAY)
    assert sorted(map(str, read_back(read))) == sorted(map(str, map(written, plan.placements)))


def test_blocks_are_written_week_by_week() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "easy")], strength=1, start=MONDAY)
    plan = sf.plan(sf.Block([week, attrs.evolve(week, start=None)]))
    first, second = plan_to_intervals_events(plan)
    assert (first["external_id"], second["external_id"]) == (
        "strengthfit/2026-11-23 circuit 1",
        "strengthfit/2026-11-30 circuit 1",
    )
    assert first["start_date_local"] < "2026-11-30" <= second["start_date_local"]
    read = parse_intervals_events([first, second], "2026-11-30")
    assert [one.when.minutes for one in read.placements] == [plan.placements[1].start - 7 * 1440]


def test_a_plan_without_dates_cannot_be_written() -> None:
    with pytest.raises(sf.InputError, match=r"start: None leaves the plan without dates"):
        plan_to_intervals_events(sf.plan(sf.Week([], strength=1)))
    wrong: list[Any] = [["one"], 5, "ab", [1, 2]]
    for sentences in wrong:
        with pytest.raises(sf.InputError, match="one sentence for each of 2"):
            plan_to_intervals_events(kept_plan(), sentences)


@pytest.mark.parametrize("kind", RUN_WORDS)
def test_tags_come_before_the_name(kind: str) -> None:
    for name, title in RUN_WORDS.items():
        run = _only_run(name=title, tags=[RUN_WORDS[kind]])
        assert run.kind == kind, name
        assert _only_run(name=title, tags=[]).kind == name


def test_the_sub_type_comes_before_the_name() -> None:
    assert _only_run(name="Easy", sub_type="RACE").kind == "race"
    assert _only_run(name="Easy", sub_type="NONE").kind == "easy"
    assert _only_run(name="Session 1", sub_type="COOLDOWN").kind == "easy"
    commute = _only_run(name="Session 1", sub_type="COMMUTE")
    assert (commute.kind, commute.key) == ("steady", True)


@pytest.mark.parametrize(
    ("intensity", "seconds", "kind", "key"),
    [
        (70, 3600, "easy", None),
        (70.1, 3600, "steady", True),
        (70, 3601, "steady", True),
        (70, None, "steady", True),
        (0.65, 3600, "steady", True),
        (None, 3600, "steady", True),
    ],
)
def test_the_intensity_is_asked_last(
    intensity: float | None, seconds: int | None, kind: str, key: bool | None
) -> None:
    gentle = {"icu_intensity": intensity, "moving_time": seconds}
    run = _only_run(name="Session 1", **gentle)
    assert (run.kind, run.key) == (kind, key)
    assert _only_run(name="Tempo", **gentle).kind == "tempo"


@pytest.mark.parametrize("category", ["RACE_A", "RACE_B", "RACE_C"])
def test_races_have_their_priority(category: str) -> None:
    run = _only_run(category=category, name="Easy does it", distance=21097.5)
    assert (run.kind, run.priority, run.km) == ("race", category[-1], 21.0975)
    assert _only_run(category=category, type=None).kind == "race"
    ride = parse_intervals_events([_event(category=category, type="Ride")], MONDAY)
    assert [item.taken_as for item in ride.read] == ["left out"]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("WeightTraining", "heavy"),
        ("Crossfit", "heavy"),
        ("HighIntensityIntervalTraining", "plyometric"),
    ],
)
def test_strength_of_no_known_kind_is_what_asks_for_room(type_: str, kind: str) -> None:
    read = parse_intervals_events([_event(type=type_, name="With Jo")], MONDAY)
    assert [one.kind for one in read.placements] == [kind]
    assert "its kind is not said" in read.read[0].how
    named = parse_intervals_events([_event(type=type_, name="Core")], MONDAY)
    assert [one.kind for one in named.placements] == ["core"]


@given(st.text(max_size=30), st.sampled_from(["Run", "TrailRun", "VirtualRun", "run"]))
def test_a_run_is_never_quietly_absent(name: str, type_: str) -> None:
    read = parse_intervals_events([_event(type=type_, name=name, tags=[name])], MONDAY)
    assert read.week.runs


def test_untimed_means_midnight() -> None:
    assert str(_only_run(start_date_local="2026-11-24T00:00:00").when) == "Tue"
    assert str(_only_run(start_date_local="2026-11-24").when) == "Tue"
    assert _only_run(start_date_local="2026-11-24T00:01:00").when.minutes == 1441


def test_days_off_end_before_their_end() -> None:
    off = {"category": "HOLIDAY", "start_date_local": "2026-11-21T00:00:00"}
    assert _closed({**off, "end_date_local": "2026-11-25T00:00:00"}) == ["23", "24"]
    assert _closed({**off, "end_date_local": "2026-11-25T12:00:00"}) == ["23", "24", "25"]
    assert _closed({**off, "end_date_local": "2026-11-23T00:00:00"}) == []
    alone = {**off, "start_date_local": "2026-11-25T00:00:00"}
    assert _closed(alone) == ["25"]
    assert _closed({**alone, "end_date_local": "2026-11-25T00:00:00"}) == ["25"]
    assert _closed({**alone, "end_date_local": "0001-01-01T00:00:00"}) == ["25"]
    assert len(_closed({**off, "end_date_local": "9999-12-31"})) == 7


@pytest.mark.parametrize("category", ["HOLIDAY", "SICK", "INJURED", "NOTE"])
def test_availability_is_said_or_follows_from_the_category(category: str) -> None:
    event = {"category": category, "start_date_local": "2026-11-24"}
    assert _closed(event) == ([] if category == "NOTE" else ["24"])
    assert _closed({**event, "training_availability": "UNAVAILABLE"}) == ["24"]
    assert _closed({**event, "training_availability": "unavailable"}) == ["24"]
    assert _closed({**event, "training_availability": "NORMAL"}) == []
    assert _closed({**event, "training_availability": "LIMITED"}) == []


def test_a_workout_stays_a_workout_whatever_it_says_of_availability() -> None:
    assert _only_run(name="Tempo", training_availability="UNAVAILABLE").kind == "tempo"


@pytest.mark.parametrize(
    ("seconds", "run", "closed"),
    [
        (35 * 60, None, False),
        (35 * 60 - 1, None, True),
        (0, None, True),
        (80 * 60, {"moving_time": 45 * 60}, False),
        (79 * 60, {"moving_time": 45 * 60}, True),
        (300 * 60, {}, True),  # nobody knows how long the run is
    ],
)
def test_limited_days_need_room_for_a_circuit_beside_the_runs(
    seconds: int, run: dict[str, Any] | None, closed: bool
) -> None:
    limited = {
        "category": "NOTE",
        "start_date_local": "2026-11-24",
        "training_availability": "LIMITED",
        "max_training_time": seconds,
    }
    runs = [] if run is None else [_event(name="Session 1", **run)]
    assert _closed(limited, *runs) == ["24"] * closed
    assert _closed(*runs, limited) == ["24"] * closed
    sports = {**limited, "max_training_time": None}
    assert _closed({**sports, "can_train_sports": ["Ride", "Run"]}) == ["24"]
    assert _closed({**sports, "can_train_sports": ["Ride", "WeightTraining"]}) == []


def test_a_closed_day_is_kept_by_a_plan() -> None:
    off = {"category": "SICK", "start_date_local": "2026-11-23", "end_date_local": "2026-11-29"}
    plan = sf.plan(parse_intervals_events([off], MONDAY).week)
    assert {placement.day for placement in plan.placements} <= {6}


def test_two_events_of_one_id_are_two_runs_that_can_be_planned() -> None:
    events = [_event(id=7, name="Easy"), _event(id=7, name="Easy", start_date_local="2026-11-25")]
    week = parse_intervals_events(events, MONDAY).week
    assert [run.id for run in week.runs] == ["7", None]
    assert sf.plan(week).status == "optimal"


WRONG = [
    (5, ["is not a list of tables at its top level"]),
    ([5], ["[0]: 5 is not a table of fields"]),
    ([{}], ["[0].category: is missing", "[0].start_date_local: is missing"]),
    ([_event(), _event(name=3)], ["[1].name: 3 is not text"]),
    (
        [_event(start_date_local="2026-02-30")],
        ["[0].start_date_local: '2026-02-30' is not a local"],
    ),
    (
        [_event(start_date_local="24.11.2026")],
        ["[0].start_date_local: '24.11.2026' is not a local"],
    ),
    ([_event(start_date_local="2026-11-24T25:00:00")], ["[0].start_date_local: '2026-11-24T25"]),
    ([_event(tags="tempo")], ["[0].tags: 'tempo' is not a list of texts"]),
    ([_event(moving_time="long")], ["[0].moving_time: 'long' is not a number"]),
    ([_event(moving_time=-1)], ["[0].moving_time: -1 is not a number"]),
    ([_event(moving_time=True)], ["[0].moving_time: True is not a number"]),
    ([_event(moving_time=float("nan"))], ["[0].moving_time: nan is not a number"]),
    ([_event(moving_time=10**400)], ["[0].moving_time: 1000"]),
    ([_event(moving_time=90_000)], ["[0].moving_time: 1500.0 minutes is too long: run"]),
    ([_event(distance=200_001)], ["[0].distance: 200.001 km is too far"]),
    ([_event(type="WeightTraining", moving_time=14_460)], ["[0].moving_time: 241.0 minutes"]),
    (
        [{"category": "NOTE", "start_date_local": "2026-11-24", "training_availability": "MAYBE"}],
        ["[0].training_availability: 'MAYBE' is not one of NORMAL, LIMITED, UNAVAILABLE"],
    ),
]


@pytest.mark.parametrize(("data", "said"), WRONG, ids=[str(number) for number in range(len(WRONG))])
def test_every_problem_is_said_with_its_path(data: Any, said: list[str]) -> None:
    with pytest.raises(sf.FileError) as got:
        parse_intervals_events(data, MONDAY, "mine.json")
    assert got.value.source == "mine.json"
    assert len(got.value.problems) == len(said)
    for problem, begins in zip(got.value.problems, said, strict=True):
        assert problem.startswith(begins)


@pytest.mark.parametrize("start", ["", "soon", None, 5, "9999-12-31", "0001-01-01"])
def test_the_first_day_is_a_date(start: Any) -> None:
    with pytest.raises(sf.InputError, match=r"start: .* is not a date"):
        parse_intervals_events([], start)


def test_more_days_off_than_there_are_days_are_refused() -> None:
    off = {"category": "SICK", "start_date_local": "2026-11-01", "end_date_local": "2026-12-31"}
    assert len(_closed(*[off] * 100)) == 700
    with pytest.raises(sf.FileError, match="too many items in these three weeks; at most 1000"):
        parse_intervals_events([off] * 2_000, MONDAY)


_RUNS = [
    _event(name="Intervals 6x800 m", moving_time=3600),
    _event(name="Long run", moving_time=6600, start_date_local="2026-11-29T08:00:00"),
]


def _again(events: list[dict[str, Any]], **chosen: Any) -> list[dict[str, Any]]:
    """What a plan of events writes to the planner."""
    read = parse_intervals_events([*_RUNS, *events], MONDAY, **chosen)
    return plan_to_intervals_events(sf.plan(read.week, read.policy))


def _shown(events: list[dict[str, Any]]) -> dict[str, tuple[str, int]]:
    return {one["external_id"]: (one["start_date_local"], one["moving_time"]) for one in events}


@given(
    st.sampled_from(["heavy", "circuit", "upper"]),
    st.sampled_from([None, 25.0, 40.0, 60.0]),
    st.sampled_from(["full", "reduced", "simplified"]),
    st.sampled_from(["far_from_failure", "near_failure", "to_failure"]),
)
def test_a_session_of_any_dose_and_effort_is_the_same_however_often_it_is_read_back(
    kind: str, minutes: float | None, dose: str, effort: str
) -> None:
    demand = sf.Demand(kind, 2, minutes=minutes, dose=dose, effort=effort)
    runs = parse_intervals_events(_RUNS, MONDAY).week.runs
    first = plan_to_intervals_events(sf.plan(sf.Week(runs, [demand], start=MONDAY)))
    second = _again(first)
    assert _shown(second) == _shown(first)
    assert _shown(_again(second)) == _shown(first)


def test_a_session_keeps_its_id_whatever_stands_beside_it_or_is_gone() -> None:
    first = _again([])
    one, two = first
    gym = _event(
        type="WeightTraining",
        name="Circuit class",
        start_date_local="2026-11-24T18:00:00",
        moving_time=2100,
    )
    assert _shown(_again([*first, gym])) == _shown(first)
    assert _shown(_again([two], strength=1)) == _shown([two])
    later = {**one, "start_date_local": "2026-11-28T18:00:00"}
    assert _shown(_again([later, two])) == _shown([later, two])
    away = {**one, "start_date_local": "2026-12-01T18:00:00"}
    assert one["external_id"] not in _shown(_again([away, two]))
    read = parse_intervals_events([*_RUNS, away, two], "2026-11-30")
    assert (
        _shown([away]).items()
        <= _shown(plan_to_intervals_events(sf.plan(read.week, read.policy))).items()
    )
