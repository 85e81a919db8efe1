"""Week files: every error with its path, TOML and JSON alike, and nothing but FileError."""

import datetime as dt
import json
import math
import pickle
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import event, example, given, settings

import strengthfit as sf
from strengthfit import FileError, Policy, Run, Session, Waiver, Week, Window
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import WeekFile, parse_block, parse_week, read_week

from .tables import ANYTHING, WEEK

TUE = {"when": "Tue", "kind": "easy"}
EXAMPLE = Path(__file__).parents[2] / "examples" / "marathon_week.toml"


def _problems(data: Any) -> tuple[str, ...]:
    with pytest.raises(FileError) as got:
        parse_week(data, "week.toml")
    assert got.value.source == "week.toml"
    assert str(got.value).startswith("week.toml: ")
    return got.value.problems


def _only_problem(data: Any) -> str:
    problems = _problems(data)
    assert len(problems) == 1
    return problems[0]


def _read(data: Any) -> WeekFile | None:
    """What was read, or None for a FileError that has something to say."""
    try:
        return parse_week(data)
    except FileError as error:
        assert error.problems  # noqa: PT017  # that nothing else is raised is the point
        assert all(error.problems)  # noqa: PT017
        return None


@given(ANYTHING)
@settings(max_examples=1000)
@example(None)
@example([])
@example("runs")
@example({"runs": [], "forbidden": None})
@example({"runs": [], "policy": {"preset": []}})
@example({"runs": [], "policy": {"evidence": "abcd"}})
@example({"runs": [], 5: 1, "x": 2})
@example({"runs": [{"when": "Tue", "kind": "easy", "load": 10**400}]})
@example({"runs": [], "policy": {"races": [{"recovery": [[math.nan, 1]]}]}})
def test_anything_is_a_week_or_a_file_error(data: Any) -> None:
    _read(data)


@given(WEEK)
@settings(max_examples=1000)
def test_a_nearly_right_file_is_a_week_or_a_file_error(data: Any) -> None:
    read = _read(data)
    event("read" if read is not None else "refused")
    assert read is None or isinstance(read.week, Week)


@given(WEEK)
@settings(max_examples=400)
def test_what_is_read_can_be_planned_or_says_why_not(data: Any) -> None:
    read = _read(data)
    if read is None:
        event("refused")
        return
    policy = attrs.evolve(read.policy, grid=max(read.policy.grid, 60))
    try:
        plan = sf.plan(read.week, policy, "greedy")
    except sf.StrengthfitError as error:
        event(type(error).__name__)
        return
    event("planned")
    asked = sum(demand.count for demand in read.week.strength)
    added = sum(kept.added for kept in plan.kept)
    assert len(plan.placements) + len(plan.skipped) == asked + added


def test_all_problems_are_told_at_once_each_with_its_path() -> None:
    problems = _problems(
        {
            "runs": [
                TUE,
                {"when": "Wed", "kind": "esy", "km": -1},
                {"when": "Thurs 25:00", "kind": "tempo", "minuts": 50},
                {"kind": "long"},
                "Sun long",
            ],
            "strength": [{"kind": "heavy", "count": 1.5}, {"dose": "full"}],
            "available": ["Tue", "Tuex", {"when": "Sat", "closed": "no"}],
            "start": "2026-02-30",
            "repeats": 1,
            "athlete": {"recovery": 9},
            "before": [{"when": "Sun", "kind": "lng"}, {"when": "Sun", "kind": "core", "dose": 1}],
            "pins": [{"when": "Fri", "kind": "easy"}],
            "policy": {
                "preset": "suporting",
                "grid": 1,
                "guards": [{"days": 1}, {"days": 9, "kinds": ["hevy"]}],
                "evidence": {"peek.heavy": 2, "peak.heavy": 99},
            },
            "strenth": 2,
        }
    )
    assert [problem.partition(": ")[0] for problem in problems] == [
        "policy.preset",
        "policy.grid",
        "policy.guards[1].days",
        "policy.guards[1].kinds",
        "policy.evidence['peak.heavy']",
        "policy.evidence['peek.heavy']",
        "runs[1].kind",
        "runs[1].km",
        "runs[2].when",
        "runs[2]",
        "runs[3].when",
        "runs[4]",
        "strength[0].count",
        "strength[1].kind",
        "available[1]",
        "available[2].closed",
        "start",
        "before[0].kind",
        "before[1].dose",
        "repeats",
        "athlete.recovery",
        "pins[0].kind",
        "'strenth' is not a field here; write one of after, athlete, available, before, "
        "days, forbidden, habit, history, order, phase, pins, placements, policy, repeats, runs, "
        "schema_version, start, strength, tired, waived; "
        "did you mean 'strength'?",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "runs: is missing"),
        ({"runs": [{"when": "Tue"}]}, "runs[0].kind: is missing"),
        (
            {"runs": [TUE, TUE, {"when": "Thurs 25:00", "kind": "easy"}]},
            "runs[2].when: 'Thurs 25:00' is not a time of the week; "
            "write e.g. 'Thu 07:00', 'Thu pm' or 'Thu'",
        ),
        (
            {"runs": [{**TUE, "minutes": math.nan}]},
            "runs[0].minutes: nan is not a number of minutes from 1 to 1440",
        ),
        (
            {"runs": [{**TUE, "km": -math.inf}]},
            "runs[0].km: -inf is not a number of km from 0.1 to 200",
        ),
        (
            {"runs": [], "repeats": True, "after": [TUE]},
            "repeats: True goes without before and after: the week follows itself",
        ),
        (
            {"runs": [], "policy": {"day_end": "05:00"}},
            "policy.day_end: 300 is not after day_start",
        ),
        (
            {"runs": [], "policy": {"evidence": {"peak.heavy": 99}}},
            "policy.evidence['peak.heavy']: 99 is not a number from 1 to 6 (% of speed)",
        ),
        ({"runs": [], "start": 5}, "start: 5 is not a date; write e.g. '2026-11-23'"),
        ({"runs": [5]}, "runs[0]: 5 is not a table of the fields of Run"),
        ({"runs": [], "after": [5]}, "after[0]: 5 is not a table of the fields of Run or Session"),
        ({"runs": [], "athlete": []}, "athlete: [] is not a table of the fields of Athlete"),
        ({"runs": [], "pins": TUE}, f"pins: {TUE} is not a list of tables, one for each Session"),
        (
            {"runs": [], "policy": 3},
            "policy: 3 is not a table; write [policy] with fields below it",
        ),
    ],
)
def test_a_problem_is_told_with_its_path_and_what_is_accepted(
    data: dict[str, Any], problem: str
) -> None:
    assert _only_problem(data) == problem
    with pytest.raises(FileError) as got:
        parse_week(data, "week.toml")
    assert str(got.value) == f"week.toml: {problem}"


@pytest.mark.parametrize("data", [None, [], "runs", 5, [("runs", [])], True])
def test_a_wrong_top_level_is_refused(data: Any) -> None:
    assert _only_problem(data) == "is not a table of fields at its top level"


@pytest.mark.parametrize(
    ("path", "data", "near"),
    [
        ("", {"runs": [], "runz": 1}, "runs"),
        ("", {"runs": [], "polcy": {}}, "policy"),
        ("runs[0]", {"runs": [{**TUE, "minuts": 1}]}, "minutes"),
        ("strength[0]", {"runs": [], "strength": [{"kind": "core", "cont": 1}]}, "count"),
        ("available[0]", {"runs": [], "available": [{"when": "Tue", "clsed": 1}]}, "closed"),
        ("forbidden[0]", {"runs": [], "forbidden": [{"when": "Tue", "plce": 1}]}, "place"),
        ("athlete", {"runs": [], "athlete": {"recvery": 1}}, "recovery"),
        ("before[0]", {"runs": [], "before": [{**TUE, "priorty": "A"}]}, "priority"),
        ("after[0]", {"runs": [], "after": [{"when": "Mon", "kind": "core", "dse": 1}]}, "dose"),
        ("pins[0]", {"runs": [], "pins": [{"when": "Tue", "kind": "core", "dos": 1}]}, "dose"),
        ("policy", {"runs": [], "policy": {"gird": 1}}, "grid"),
        ("policy", {"runs": [], "policy": {"prest": "supporting"}}, "preset"),
        ("policy.guards[0]", {"runs": [], "policy": {"guards": [{"hrs": 1}]}}, "hours"),
        (
            "policy.spacings[0]",
            {"runs": [], "policy": {"spacings": [{"kinds": ["core"], "hours": 1, "kind": 1}]}},
            "kinds",
        ),
    ],
)
def test_an_unknown_field_at_any_level_offers_the_nearest(
    path: str, data: dict[str, Any], near: str
) -> None:
    problem = _only_problem(data)
    assert problem.startswith(f"{path}: '" if path else "'")
    assert " is not a field here; write one of " in problem
    assert problem.endswith(f"did you mean {near!r}?")


@pytest.mark.parametrize(
    ("data", "path", "problem"),
    [
        ({"weeks": [{"runs": [], "policy": {}}]}, "weeks[0]", "'policy' belongs at the top of"),
        (
            {"weeks": [{"runs": []}, {"runs": [], "schema_version": 1}]},
            "weeks[1]",
            "'schema_version' belongs at the top of the file",
        ),
        ({"weeks": [{"runs": []}], "strength": 1}, "", "'strength' is a field of a week"),
        ({"weeks": [{"runs": []}], "placements": []}, "", "'placements' is a field of a week"),
        (
            {"runs": [], "history": [{"runs": [], "policy": {}}]},
            "history[0]",
            "'policy' belongs at",
        ),
        (
            {"runs": [], "history": [{"runs": [], "placements": []}]},
            "history[0]",
            "'placements' is for weeks that are planned or judged",
        ),
        ({"runs": [], "preset": "separate_days"}, "", "'preset' is a field of policy; write it"),
    ],
    ids=["policy", "version", "strength", "placements", "past policy", "past placements", "preset"],
)
def test_a_field_of_another_table_is_sent_to_its_place(
    data: dict[str, Any], path: str, problem: str
) -> None:
    with pytest.raises(FileError) as got:
        parse_block(data) if "weeks" in data else parse_week(data)
    assert len(got.value.problems) == 1
    assert got.value.problems[0].startswith(f"{path}: {problem}" if path else problem)
    assert "is not a field here" not in str(got.value)


@pytest.mark.parametrize("path", ["weeks[0]", "weeks[0].history[0]"])
def test_what_a_table_may_hold_is_said_of_its_own_place(path: str) -> None:
    past = {"runs": [], "tird": 1}
    week = past if path == "weeks[0]" else {"runs": [], "history": [past]}
    with pytest.raises(FileError) as got:
        parse_block({"weeks": [week]})
    (problem,) = got.value.problems
    assert problem.startswith(f"{path}: 'tird' is not a field here")
    assert ("policy" in problem, "placements" in problem) == (False, path == "weeks[0]")


def test_a_race_level_s_problems_have_their_path() -> None:
    level = {"priority": "A", "importance": 1, "loss_cap": 1, "taper": [], "recovery": []}
    rows = [level, {**level, "priority": "B", "taper": [[9, "all"]]}, {**level, "prioritee": "C"}]
    assert [p.partition(": ")[0] for p in _problems({"runs": [], "policy": {"races": rows}})] == [
        "policy.races[1].taper",
        "policy.races[2]",
    ]
    races = _only_problem({"runs": [], "policy": {"races": [level]}})
    assert races.startswith("policy.races: ")
    assert races.endswith("does not have one row for A, B and C")


WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    "runs": (None, "Tue", 5, {}, True, math.nan),
    "strength": (None, "two", 1.5, True, {}, -1, 10**400),
    "available": (5, True, {}, "Tuex"),
    "start": (5, True, [], "tomorrow", dt.time(7)),
    "before": (None, 5, {}, "Sun"),
    "after": (None, 5, {}, "Sun"),
    "repeats": (None, 1, "yes", []),
    "athlete": (None, 1, [], "me"),
    "pins": (None, 5, {}, "Tue"),
    "habit": (None, 5, {}, "Tue"),
    "phase": (5, [], "autumn"),
    "order": (None, 5, True, "A", {}, [5]),
    "forbidden": (None, 5, True, {}, "Tuex"),
    "waived": (None, 5, {}, "Tue"),
    "tired": (None, 5, {}, "yes"),
    "days": (None, 2, 15, 7.5, "nine", True),
    "history": (None, 5, {}, "Tue", ["much"], [[]]),
    "placements": (None, 5, {}, "Tue"),
    "policy": (None, 5, [], "supporting"),
    "schema_version": (None, 0, 2, True, "1", 1.0),
}


@pytest.mark.parametrize(
    ("field", "value"),
    [(field, value) for field, values in WRONG_TYPES.items() for value in values],
)
def test_a_wrong_type_at_the_top_is_told_by_its_field(field: str, value: object) -> None:
    problem = _only_problem({"runs": [], field: value})
    assert problem.startswith((f"{field}: ", f"{field}[0]: "))


def test_every_field_of_a_week_has_its_wrong_types_tested() -> None:
    assert set(WRONG_TYPES) == {field.name for field in attrs.fields(Week)} | {
        "policy",
        "placements",
        "schema_version",
    }


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Policy)])
def test_a_wrong_type_in_a_policy_is_told_by_its_field(field: str) -> None:
    wrong: dict[str, Any] = {"nothing": {1: object}}
    problem = _only_problem({"runs": [], "policy": {field: wrong}})
    assert problem.startswith((f"policy.{field}: ", f"policy.{field}['nothing']: "))


FULL_TOML = """
strength = [
    { kind = "heavy", minutes = 40, label = "A" },
    { kind = "core", count = 2, dose = "reduced" },
]
order = ["A", "core", "core"]
available = ["Mon-Fri 17:00-21:00", { when = "Sat", place = "gym", equipment = ["weights"] }]
start = 2026-11-23
forbidden = "Fri"

[[runs]]
when = "Tue 07:00"
kind = "intervals"
minutes = 60
id = "track"

[[runs]]
when = 8640
kind = "long"
km = 24.5
key = true
load = 480

[[before]]
when = "Sun 08:00"
kind = "long"

[[before]]
when = "Sat"
kind = "heavy"

[[after]]
when = "Mon"
kind = "race"
km = 10
priority = "C"

[[pins]]
when = "Mon 18:00"
kind = "heavy"

[athlete]
recovery = 1.2
accustomed = false

[policy]
preset = "separate_days"
name = "mine"
day_start = "05:30"
spacings = [{ kinds = ["heavy", "core"], hours = 36 }]

[policy.evidence]
"peak.heavy" = 2.5

[policy.equipment]
heavy = ["weights"]
"""


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    toml, as_json = tmp_path / "week.toml", tmp_path / "week.json"
    toml.write_text(FULL_TOML, encoding="utf-8")
    table = tomllib.loads(FULL_TOML)
    as_json.write_text(json.dumps(table, default=str), encoding="utf-8")
    read = read_week(toml)
    assert read == read_week(as_json) == sf.read_week(toml) == sf.read_week(as_json)
    assert read.week == Week(
        [
            Run("Tue 07:00", "intervals", minutes=60, id="track"),
            Run(8640, "long", km=24.5, key=True, load=480),
        ],
        strength=[
            sf.Demand("heavy", minutes=40, label="A"),
            sf.Demand("core", 2, dose="reduced"),
        ],
        available=["Mon-Fri 17:00-21:00", Window("Sat", place="gym", equipment=["weights"])],
        start=dt.date(2026, 11, 23),
        before=[Run("Sun 08:00", "long"), Session("Sat", "heavy")],
        after=[Run("Mon", "race", km=10, priority="C")],
        athlete=sf.Athlete(1.2, False),
        pins=[Session("Mon 18:00", "heavy")],
        forbidden="Fri",
        order=["A", "core", "core"],
    )
    assert read.policy == attrs.evolve(
        Policy.preset("separate_days"),
        name="mine",
        day_start=330,
        spacings=[sf.Spacing(["heavy", "core"], 36)],
        evidence={"peak.heavy": 2.5},
        equipment={"heavy": ["weights"]},
    )


@pytest.mark.parametrize("preset", [None, *PRESETS])
def test_a_policy_is_its_preset_with_the_file_s_changes(preset: str | None) -> None:
    table: dict[str, Any] = {} if preset is None else {"preset": preset}
    base = Policy.preset(preset or "supporting")
    assert parse_week({"runs": [], "policy": table}).policy == base
    changed = parse_week({"runs": [], "policy": {**table, "grid": 15, "guards": []}}).policy
    assert changed == attrs.evolve(base, grid=15, guards=[])


def test_without_a_policy_the_default_is_taken() -> None:
    assert parse_week({"runs": []}) == WeekFile(Week([]), Policy())


@pytest.mark.parametrize("when", ["2026-11-26", dt.date(2026, 11, 26)])
def test_a_date_may_be_text_or_toml_s_own(when: object) -> None:
    table = {"runs": [], "start": when, "available": [{"when": when}], "forbidden": when}
    assert parse_week({**table, "available": [when]}).week == parse_week(table).week
    week = parse_week(table).week
    assert week.start == dt.date(2026, 11, 26)
    assert week.available == week.forbidden == (Window("2026-11-26"),)


@pytest.mark.parametrize("table", [{"runs": []}, {"weeks": [{"runs": []}]}], ids=["week", "block"])
def test_a_file_may_say_its_version_and_a_later_one_is_refused(table: dict[str, Any]) -> None:
    parse = parse_week if "runs" in table else parse_block
    assert parse({"schema_version": 1, **table}) == parse(table)
    later = r"schema_version: 2 is of a later version of strengthfit; this one reads 1: update it$"
    with pytest.raises(FileError, match=later):
        parse({"schema_version": 2, **table})
    for wrong in (0, -1, True, "1", 1.0, None):
        with pytest.raises(FileError, match=r"schema_version: .* is not a version; leave it out"):
            parse({"schema_version": wrong, **table})


def test_any_mapping_is_a_table_and_is_left_as_it_was() -> None:
    class Table(Mapping[str, Any]):
        def __getitem__(self, name: str) -> Any:
            return {"runs": [TUE], "policy": {"grid": 15}}[name]

        def __iter__(self) -> Any:
            return iter(("runs", "policy"))

        def __len__(self) -> int:
            return 2

    data = {"runs": [dict(TUE)], "policy": {"preset": "supporting", "grid": 15}}
    before = json.dumps(data)
    assert parse_week(Table()) == parse_week(data)
    assert json.dumps(data) == before


def test_the_example_is_read() -> None:
    read = read_week(EXAMPLE)
    assert [run.kind for run in read.week.runs if run.is_key] == ["intervals", "tempo", "long"]
    assert read.week.repeats


def test_errors_carry_the_name_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "week.json"
    path.write_text('{"runs": [{"kind": "long"}, {"when": "Tue"}]}', encoding="utf-8")
    with pytest.raises(FileError) as got:
        read_week(path)
    assert str(got.value) == (
        f"{path}: 2 problems\n  runs[0].when: is missing\n  runs[1].kind: is missing"
    )


def test_a_published_plan_is_told_where_it_belongs() -> None:
    with pytest.raises(FileError, match=r"plan of several weeks; read it with .*read_corpus"):
        parse_week({"id": "plan", "weeks": [[[]] * 7]})


def test_placements_and_waivers_are_read() -> None:
    read = parse_week(
        {
            "runs": [TUE],
            "placements": [{"when": "Wed 18:00", "kind": "heavy", "minutes": 40}],
            "waived": [{"rule": "availability", "cause": "Mon"}],
        }
    )
    assert read.placements == (Session("Wed 18:00", "heavy", minutes=40),)
    assert read.week.waived == (Waiver("availability", "Mon"),)
    assert _only_problem({"runs": [], "placements": [{"when": "Wed"}]}) == (
        "placements[0].kind: is missing"
    )
    assert _only_problem({"runs": [], "waived": [{"rule": "availability", "cause": 3}]}).startswith(
        "waived[0].cause: 3 "
    )


MISTAKES: dict[str, tuple[dict[str, Any], int]] = {
    "fields": ({"runs": [], **{f"k{index}": 1 for index in range(5000)}}, 5000),
    "runs": ({"runs": [{"when": 9.5, "kind": "easy"}] * 1500}, 1500),
    "fields of runs": (
        {"runs": [{"when": "Tue", "kind": "easy", "a": 1, "b": 1}] * 800},
        1600,
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_first_hundred_mistakes_are_named_and_the_rest_counted(name: str) -> None:
    data, number = MISTAKES[name]
    with pytest.raises(FileError) as got:
        parse_week(data)
    *named, last = got.value.problems
    assert (len(named), str(last)) == (100, f"and {number - 100} more")
    assert str(got.value).startswith(f"week: {number} problems\n")
    assert len(str(got.value)) < 50_000
    assert pickle.loads(pickle.dumps(got.value)) == got.value  # noqa: S301  # our own


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"runs": [9] * 300_000}, "too many members of a list"),
        ({"runs": [], "order": ["x"] * 300_000}, "too many members of a list"),
        ({"runs": [], "available": ["x"] * 300_000}, "too many members of a list"),
        ({"runs": [], "history": [1] * 300_000}, "too many members of a list"),
        ({"runs": [], "forbidden": ["Mon"] * 300_000}, "too many members of a list"),
        ({"runs": [{}] * 20_000}, "has too many tables"),
        (
            {"runs": [], "policy": {"evidence": {f"k{index}": 1 for index in range(70_000)}}},
            "are more numbers than the evidence has",
        ),
    ],
)
def test_what_is_far_too_long_is_refused_as_a_whole(data: dict[str, Any], said: str) -> None:
    with pytest.raises(FileError, match=said) as got:
        parse_week(data)
    assert len(got.value.problems) == 1
    assert got.value.code == "too_large"


def test_a_week_of_the_past_without_runs_lacks_them() -> None:
    with pytest.raises(FileError) as got:
        parse_week({"runs": [], "history": [{"strength": 2}]})
    assert got.value.problems == ("history[0].runs: is missing",)
    with pytest.raises(FileError, match=r"history\[0\]: 'strength' is not a field here"):
        parse_week({"runs": [], "history": [{"km": 40, "strength": 2}]})
