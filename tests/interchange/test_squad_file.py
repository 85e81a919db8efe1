"""Squad files: read as they were written, and every problem of one found, with its place."""

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.interchange import SquadFile, parse_squad, parse_week, read_squad, schema, to_dict
from strengthfit.interchange.table_file import table_text

from ..squad_cases import EXAMPLE, club, season, spoilt, squad_files
from .test_json_schema import CHECKS

TABLE = tomllib.loads(EXAMPLE.read_text("utf-8"))


def _with(**fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(TABLE), **fields}


def _athlete(**fields: Any) -> dict[str, Any]:
    return _with(athletes=[{**TABLE["athletes"][0], **fields}])


def problems(table: Any) -> list[str]:
    with pytest.raises(sf.FileError) as refused:
        parse_squad(table, "squad.toml")
    assert all(
        problem.path.startswith("/") or not problem.path for problem in refused.value.problems
    )
    return [str(problem) for problem in refused.value.problems]


def test_the_example_holds_what_it_says() -> None:
    file = read_squad(EXAMPLE)
    assert [member.id for member in file.members] == ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"]
    assert [member.priority for member in file.members] == [1, 0, 0, 0, 0, 0]
    assert (file.gym.places, file.gym.equipment) == (4, (("weights", 2),))
    assert file.coach is not None
    assert (file.coach.half_hours, file.coach.shifts) == (6, 2)
    assert (file.policy, file.fairness) == (sf.Policy(), "total")


@given(squad_files())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_as_it_was(file: SquadFile) -> None:
    table = to_dict(file)
    assert parse_squad(json.loads(json.dumps(table))) == file
    assert not list(CHECKS["squad"].iter_errors(table))
    assert parse_squad(tomllib.loads(table_text(table, ".toml"))) == file


@pytest.mark.parametrize("squad", [club, season])
def test_what_was_given_for_a_plan_is_a_squad_file(squad: Any) -> None:
    plan = squad()
    file = parse_squad(to_dict(plan)["given"])
    assert (file.members, file.gym, file.coach) == (plan.members, plan.gym, plan.coach)


def test_an_athlete_may_have_a_policy_and_a_block() -> None:
    table = _athlete(policy={"grid": 30})
    assert parse_squad(table).members[0].policy == sf.Policy(grid=30)
    weeks = {"id": "Ann", "weeks": [{"runs": []}, {"runs": []}]}
    (member,) = parse_squad(_with(athletes=[weeks])).members
    assert member.week == sf.Block([sf.Week([]), sf.Week([])])
    assert member.policy is None


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "is not a table of fields"),
        ({}, "athletes: is missing"),
        ({"runs": []}, "athletes: is missing"),
        (_with(athletes=3), "athletes: 3 is not a list of athletes"),
        (_with(athletes=[]), "athletes: [] holds nobody"),
        (_with(athletes=["Ann"]), "athletes[0]: 'Ann' is not an athlete"),
        (_with(gym=3), "gym: 3 is not a table of the fields of Gym"),
        (_with(gym={"plces": 3}), "gym: 'plces' is not a field here"),
        (_with(gym={"places": -1}), "gym.places: -1 is not"),
        (_with(gym={"equipment": {"weights": "two"}}), "gym.equipment['weights']: 'two' is not"),
        (_with(gym={"open": ["Mon 25:00"]}), "gym.open[0]: 'Mon 25:00' is not"),
        (_with(gym={"kinds": ["heavvy"]}), "gym.kinds[0]: 'heavvy' is not a kind of strength"),
        (_with(coach={}), "coach.half_hours: is missing"),
        (_with(coach={"half_hours": 1, "kinds": ["x"]}), "coach.kinds[0]: 'x' is not a kind"),
        (_with(fairness="totl"), "fairness: 'totl' is not a kind of fairness"),
        (_with(polcy={}), "'polcy' is not a field here"),
        (_with(policy={"preset": "x"}), "policy.preset: 'x' is not a preset"),
        (_with(schema_version=99), "schema_version: 99 is of a later version"),
        (_athlete(id=""), "athletes[0].id: '' is not a line of text"),
        (_athlete(id="a\x1b[31m"), "athletes[0].id: 'a\\x1b[31m' is not a line of text"),
        (_athlete(priority=10), "athletes[0].priority: 10 is not"),
        (_athlete(policy=3), "athletes[0].policy: 3 is not a table"),
        (_athlete(schema_version=1), "athletes[0]: 'schema_version' belongs at the top"),
        (_athlete(placements=[]), "athletes[0]: 'placements' is for weeks that are judged"),
        (_athlete(runs=[{"when": "Tuex"}]), "athletes[0].runs[0].when: 'Tuex' is not a time"),
        (_with(athletes=[{"runs": []}]), "athletes[0].id: is missing"),
        (_with(athletes=[{"id": "A"}]), "athletes[0].runs: is missing"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(table: Any, words: str) -> None:
    assert any(line.startswith(words) for line in problems(table))


def test_a_gym_is_required() -> None:
    table = _with()
    del table["gym"]
    assert problems(table)[0].startswith("gym: is missing")


def test_athletes_have_ids_of_their_own_and_weeks_that_go_together() -> None:
    lines = problems(_with(athletes=[{"id": "A", "runs": []}, {"id": "A", "runs": [], "days": 9}]))
    assert lines[0].startswith("athletes[1].id: 'A' is another athlete's id")
    assert lines[1].startswith("athletes[1]: '1 week of 9 days")


def test_all_problems_of_a_file_are_found_at_once() -> None:
    athletes = [{"id": 3, "runs": [{}]}, 7, {"id": "B", "runs": [], "strength": "much"}]
    lines = problems(_with(gym={"places": "x"}, fairness=1, athletes=athletes))
    places = [line.partition(":")[0] for line in lines]
    assert places == [
        "gym.places",
        "fairness",
        "athletes[0].runs[0].when",
        "athletes[0].runs[0].kind",
        "athletes[0].id",
        "athletes[1]",
        "athletes[2].strength",
    ]


def test_a_squad_is_not_taken_for_a_week() -> None:
    with pytest.raises(sf.FileError, match="is a squad; plan it with strengthfit squad"):
        parse_week(TABLE)


@given(spoilt(TABLE))
@settings(max_examples=150, deadline=None)
def test_a_mutated_file_is_read_or_refused_with_its_problems(table: dict[str, Any]) -> None:
    try:
        file = parse_squad(table)
    except sf.FileError:
        assert all(problems(table))
        return
    assert not list(CHECKS["squad"].iter_errors(table))
    assert parse_squad(to_dict(file)) == file


def test_the_schema_has_what_a_squad_has() -> None:
    whole = schema("squad")
    assert whole["required"] == ["gym", "athletes"]
    assert set(whole["$defs"]["Gym"]["properties"]) == {"places", "equipment", "open", "kinds"}
    assert {"id", "priority", "policy", "runs"} <= set(
        whole["$defs"]["AthleteWithWeek"]["properties"]
    )


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(sf.FileError, match="No such file"):
        read_squad(tmp_path / "none.toml")
