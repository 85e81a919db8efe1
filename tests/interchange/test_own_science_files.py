"""Files and calendars that speak of kinds and numbers from outside."""

import json
from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.interchange import (
    parse_block,
    parse_calendar,
    parse_week,
    parse_week_grid,
    plan_from_dict,
    plan_to_dict,
    plan_to_ics,
    plan_to_week_grid,
    schema,
)
from strengthfit.interchange.conversion import text_as
from strengthfit.interchange.format import BlockFile, WeekFile
from strengthfit.interchange.table_file import parse_table
from strengthfit.interchange.week_file import file_to_dict

from ..own_science import ACME, EVIDENCE, NORDIC, POLICY

WEEK = sf.Week(
    [sf.Run("Thu 07:00", "acme:fartlek"), sf.Run("Sun 08:00", "long")],
    strength=[sf.Demand("acme:nordic"), sf.Demand("core")],
    before=[sf.Session("Sat 18:00", "acme:nordic"), sf.Run("Sun 08:00", "acme:fartlek")],
    after=[sf.Run("Mon 07:00", "acme:fartlek"), sf.Session("Mon 18:00", "acme:nordic")],
    history=[sf.Week([sf.Run("Tue", "acme:fartlek", km=8)], [sf.Demand("acme:nordic")])],
    pins=[sf.Session("Mon 18:00", "acme:nordic", keep=True)],
    habit=[sf.Session("Fri", "acme:nordic")],
    order=["acme:nordic", "core"],
)
RICH = attrs.evolve(
    POLICY,
    guards=[*sf.Policy().guards, sf.Guard(hours=30, kinds=["acme:nordic"], runs=["acme:fartlek"])],
    rests=[sf.Rest(1, runs=["acme:fartlek"], kinds=["acme:nordic"])],
    spacings=[sf.Spacing(["acme:nordic", "core"], 24)],
    equipment={"acme:nordic": ["mat"]},
    evidence={"peak.heavy": 9.0, "peak.acme:nordic": 3.0, "acme:darkness.any": 0.2},
)


@pytest.mark.parametrize("ending", [".toml", ".json"])
def test_a_week_file_comes_back_as_it_was(ending: str) -> None:
    file = WeekFile(WEEK, RICH, (sf.Session("Fri 18:00", "acme:nordic"),))
    text = text_as(file, ending)
    assert parse_week(parse_table(text, ending, "week"), extensions=[ACME]) == file


def test_a_block_file_comes_back_as_it_was() -> None:
    week = attrs.evolve(WEEK, before=(), after=(), history=())
    file = BlockFile(sf.Block([week, week]), RICH)
    assert parse_block(json.loads(text_as(file, ".json")), extensions=[ACME]) == file


def test_what_is_written_keeps_the_schemas() -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    file = json.loads(text_as(WeekFile(WEEK, RICH), ".json"))
    jsonschema.Draft202012Validator(schema("week")).validate(file)
    named = {**file, "policy": {"extensions": ["acme"]}}
    jsonschema.Draft202012Validator(schema("week")).validate(named)
    plan = sf.plan(attrs.evolve(WEEK, habit=(), pins=()), POLICY)
    check = jsonschema.Draft202012Validator(schema("plan"))
    data = json.loads(json.dumps(plan_to_dict(plan)))
    check.validate(data)
    assert data["extensions"]
    said = json.loads(json.dumps(plan_to_dict(sf.explain(plan))))
    jsonschema.Draft202012Validator(schema("explanation")).validate(said)
    causes = [cause for start in said["starts"] for cause in start["causes"]]
    terms = [cause["term"] for cause in causes if cause["label"]["rule"] == "acme:dark"]
    assert {(term["word"], term["unit"]) for term in terms} == {("darkness", "%")}
    assert not any("term" in cause for cause in causes if ":" not in cause["label"]["rule"])
    for spoilt in ("Acme:nordic", "nordic"):
        wrong = {**file, "strength": [{"kind": spoilt}]}
        assert not jsonschema.Draft202012Validator(schema("week")).is_valid(wrong)


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("acme", "policy.extensions: 'acme' is not a list of names of extensions"),
        ([3], "policy.extensions[0]: 3 is not the name of an extension, nor a table"),
        ([{"name": 3}], "policy.extensions[0].name: 3 is not the name of an extension"),
        ([{"name": "acme", "by": "x"}], "policy.extensions[0]: {'name': 'acme', 'by': 'x'} is not"),
        (["other"], "policy.extensions[0]: 'other' is not an installed extension"),
        (
            [{"name": "acme", "version": "1"}],
            "policy.extensions[0].version: '1' is not the version of acme that is here, 2",
        ),
        (["acme", "acme"], "policy.extensions[1]: 'acme' stands in the list twice"),
    ],
)
def test_an_extension_that_is_not_at_hand_is_refused(named: Any, problem: str) -> None:
    data = {"runs": [], "policy": {"extensions": named}}
    with pytest.raises(sf.FileError) as caught:
        parse_week(data, extensions=[ACME])
    assert problem in str(caught.value)


def test_every_other_problem_of_a_file_is_still_found() -> None:
    data = {
        "runs": [{"when": "Tue 25:00", "kind": "acme:fartlek"}],
        "policy": {"extensions": ["acme"], "grid": 1, "evidence": {"peak.acme:nordic": 9}},
    }
    with pytest.raises(sf.FileError) as caught:
        parse_week(data, extensions=[ACME])
    text = str(caught.value)
    assert "runs[0].when" in text
    assert "policy.grid" in text
    assert "9 is not a number from 1 to 4 (% of speed)" in text


def test_a_policy_without_the_extension_says_so_when_it_is_planned() -> None:
    read = parse_week({"runs": [{"when": "Tue 07:00", "kind": "acme:fartlek"}]})
    with pytest.raises(sf.InputError, match=r"runs\[0\].kind: 'acme:fartlek' is a kind of run"):
        sf.plan(read.week, read.policy)
    ambiguous = {"runs": [], "before": [{"when": "Sun 18:00", "kind": "acme:nordic"}]}
    with pytest.raises(sf.FileError, match="is not a kind of run or strength"):
        parse_week(ambiguous)


def test_a_plan_is_read_back_with_the_extension_alone() -> None:
    plan = sf.plan(attrs.evolve(WEEK, habit=(), pins=()), POLICY)
    data = json.loads(json.dumps(plan_to_dict(plan)))
    assert plan_from_dict(data, extensions=[ACME]) == plan
    later = attrs.evolve(ACME, version="3")
    with pytest.raises(sf.FileError, match="is not the version of acme that is here, 3"):
        plan_from_dict(data, extensions=[later])
    assert "extensions" not in file_to_dict(WeekFile(sf.Week([]), sf.Policy()))["policy"]


def _other(**changes: Any) -> sf.Extension:
    return attrs.evolve(ACME, **changes)


_FIRST, *_OTHERS = EVIDENCE


@pytest.mark.parametrize(
    ("here", "problem"),
    [
        (
            _other(evidence=[attrs.evolve(_FIRST, value=3.0), *_OTHERS]),
            "extensions[0].numbers[0].value: 2.0 is not what the extensions at hand bring, 3.0",
        ),
        (_other(evidence=_OTHERS), "extensions[0].numbers: [{"),
        (
            _other(strength_kinds=[attrs.evolve(NORDIC, like="circuit")]),
            "extensions[0].kinds[0].like: 'heavy' is not what",
        ),
        (_other(rules=[]), "extensions[0].rules: ['acme:club_day'] is not what"),
        (_other(costs=[]), "extensions[0].costs: ['acme:dark'] is not what"),
        (
            _other(strength_kinds=[attrs.evolve(NORDIC, curve=[[0, 1], [150, 0.9], [168, 0]])]),
            "score.terms.strength_on_runs: ",
        ),
    ],
)
def test_a_plan_is_not_read_back_with_other_science_of_the_same_name(
    here: sf.Extension, problem: str
) -> None:
    week = attrs.evolve(WEEK, habit=(), pins=())
    data = json.loads(json.dumps(plan_to_dict(sf.plan(week, POLICY))))
    with pytest.raises(sf.FileError) as caught:
        plan_from_dict(data, extensions=[here])
    assert problem in str(caught.value)
    assert str(caught.value).endswith("plan the week anew")


def test_a_plan_that_says_nothing_of_its_extensions_is_not_read_back() -> None:
    data = json.loads(json.dumps(plan_to_dict(sf.plan(attrs.evolve(WEEK, habit=()), POLICY))))
    del data["extensions"]
    with pytest.raises(sf.FileError, match=r"extensions: \[\] is not what"):
        plan_from_dict(data, extensions=[ACME])


def test_a_calendar_and_a_spreadsheet_bring_an_own_kind_back() -> None:
    bare = attrs.evolve(
        WEEK, start="2026-11-23", habit=(), pins=(), before=(), after=(), history=()
    )
    plan = sf.plan(bare, POLICY)
    grid = plan_to_week_grid(plan)
    assert "strength: acme:nordic, 20 min" in grid
    read = parse_week_grid(grid, "2026-11-23", policy=POLICY)
    assert {run.kind for run in read.week.runs} == {"acme:fartlek", "long"}
    assert {one.kind for one in read.placements} == {"acme:nordic", "core"}
    again = parse_calendar(plan_to_ics(plan), "2026-11-23", policy=POLICY)
    assert {pin.kind for pin in again.week.pins} | {one.kind for one in again.placements} >= {
        "acme:nordic"
    }


# Titles that are the name of a kind in force

NAMED = {
    "acme:fartlek": "acme:fartlek",
    "acme:fartlek 45 min": "acme:fartlek",
    "07:00 acme:fartlek run 45 min": "acme:fartlek",
    "Acme:fartlek 10 km, 50 min": "acme:fartlek",
    "sun:fartlek 40 min": "sun:fartlek",
    "acme:nordic": "acme:nordic",
    "strength: acme:nordic": "acme:nordic",
    "Strength: acme:nordic, 15 min": "acme:nordic",
    "18:00 strength: acme:nordic": "acme:nordic",
}
SUN = sf.Extension("sun", run_kinds=[sf.OwnRunKind("sun:fartlek", "tempo")])
NAMING = attrs.evolve(POLICY, extensions=[ACME, SUN])


def _in_grid(title: str) -> str:
    return f'Week,Start,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n1,2026-11-23,,"{title}",,,,,\n'


def _in_calendar(title: str) -> str:
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1"),
        *("DTSTAMP:20261101T000000Z", "DTSTART:20261124T070000", "DURATION:PT45M"),
        *(f"SUMMARY:{title}", "END:VEVENT", "END:VCALENDAR", ""),
    ]
    return "\r\n".join(lines)


def _kinds(file: WeekFile) -> set[str]:
    return {run.kind for run in file.week.runs} | {one.kind for one in file.placements}


@pytest.mark.parametrize(("title", "kind"), NAMED.items())
def test_the_exact_name_of_a_kind_in_force_wins(title: str, kind: str) -> None:
    grid = parse_week_grid(_in_grid(title), "2026-11-23", policy=NAMING, strength=0)
    calendar = parse_calendar(_in_calendar(title), "2026-11-23", policy=NAMING, strength=0)
    assert _kinds(grid) == _kinds(calendar) == {kind}


def test_other_words_beside_a_name_are_read_as_any_title() -> None:
    for title in ("acme:fartlek with Ana", "our acme:fartlek", "acme:yoga 45 min"):
        own = parse_calendar(_in_calendar(title), "2026-11-23", policy=NAMING, strength=0)
        house = parse_calendar(_in_calendar(title), "2026-11-23", strength=0)
        assert _kinds(own) == _kinds(house)


def test_what_a_plan_wrote_names_the_entry_and_the_kind_that_is_missing() -> None:
    week = sf.Week(
        [sf.Run("Thu 07:00", "acme:fartlek"), sf.Run("Sun 08:00", "long")],
        strength=[sf.Demand("acme:nordic")],
        start="2026-11-23",
    )
    plan = sf.plan(week, POLICY)
    calendar, grid = plan_to_ics(plan), plan_to_week_grid(plan)
    for policy in (None, sf.Policy(extensions=[SUN])):
        with pytest.raises(sf.FileError) as caught:
            parse_calendar(calendar, "2026-11-23", policy=policy)
        assert "'Strength: acme:nordic, 20 min' on 2026-11-2" in str(caught.value)
        assert "'acme:nordic' is a kind of strength that no extension" in str(caught.value)
        with pytest.raises(sf.FileError) as caught:
            parse_week_grid(grid, "2026-11-23", policy=policy)
        text = str(caught.value)
        assert text.startswith("grid: 2 problems")
        assert "'acme:fartlek' is a kind of run that no extension of the policy brings" in text
