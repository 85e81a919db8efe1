"""A squad's plan as JSON: it keeps its schema, is read back as it was, and is refused if spoilt."""

import copy
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
    SquadFile,
    plan_from_dict,
    read_squad_plan,
    squad_plan_from_dict,
    to_dict,
    to_json,
)
from strengthfit.squads import replan_squad

from ..squad_cases import EACH, club, crowd, plan_of_file, spoilt, squad_files
from .test_json_schema import CHECKS

Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize("name", EACH)
def test_a_plan_is_read_back_as_it_was(name: str, tmp_path: Path) -> None:
    squad = EACH[name]()
    text = to_json(squad)
    assert not list(CHECKS["squad_plan"].iter_errors(json.loads(text)))
    path = tmp_path / "squad.json"
    path.write_text(text, "utf-8")
    again = read_squad_plan(path)
    assert to_json(again) == text
    assert str(again) == str(squad)


@given(squad_files())
@settings(max_examples=25, deadline=None)
def test_any_plan_is_read_back_as_it_was(file: SquadFile) -> None:
    squad = plan_of_file(attrs.evolve(file, coach=None))
    data = json.loads(to_json(squad))
    assert not list(CHECKS["squad_plan"].iter_errors(data))
    assert squad_plan_from_dict(data).bookings == squad.bookings


@pytest.mark.parametrize(
    "gym",
    [
        sf.Gym(places=1, open=["Wed 17:00-18:20"]),
        sf.Gym(places=1, equipment={"weights": 1}, open=["Wed-Thu 17:00-18:20"]),
        sf.Gym(places=0),
        sf.Gym(equipment={"weights": 0}),
    ],
)
def test_a_plan_by_pricing_says_what_is_full_as_any_other(gym: sf.Gym) -> None:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")]
    week = sf.Week(runs, strength=[sf.Demand("heavy", 1)])
    squad = sf.plan_squad(dict.fromkeys(["Ann", "Bo", "Cy"], week), gym, strategy="pricing")
    data = to_dict(squad)
    again = to_dict(squad_plan_from_dict(data))
    proven = {"bound", "gap"}  # known by the prices alone if the plan is not the best
    assert {name for name in data if data[name] != again[name]} <= proven


def test_a_key_is_a_field_and_no_field_is_left_out() -> None:
    squad, data = crowd(), to_dict(crowd())
    assert set(data) == {
        *("format", "schema_version", "fairness", "status", "strength", "interference", "bound"),
        *("gap", "bookings", "shifts", "costs", "plans", "given"),
    }
    for name in ("bookings", "shifts", "costs"):
        values = getattr(squad, name)
        assert data[name]
        assert data[name] == [
            {
                key: round(value, 6) if isinstance(value, float) else value
                for key, value in one.items()
            }
            for one in map(attrs.asdict, values)
        ]


def test_each_plan_in_it_is_a_plan_file() -> None:
    squad, data = club(), to_dict(club())
    for plan, written in zip(squad.plans, data["plans"], strict=True):
        again = plan_from_dict({**written, "schema_version": 1})
        assert again.placements == plan.placements


def _shift(data: dict[str, Any]) -> None:
    data["shifts"][0]["start"] += 30


def _move(data: dict[str, Any]) -> None:
    data["plans"][0]["placements"][0]["start"] += 60


def _crowd(data: dict[str, Any]) -> None:
    data["given"]["gym"]["places"] = 1


def _name(data: dict[str, Any]) -> None:
    data["bookings"][0]["member"] = "Zoe"


def _pin(data: dict[str, Any]) -> None:
    data["given"]["athletes"][0]["pins"] = [{"when": "Mon 18:00", "kind": "heavy"}]


def _run(data: dict[str, Any]) -> None:
    data["given"]["athletes"][0]["runs"][0]["when"] = "Tuex"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: data.update(format="strengthfit.plan"), "is not a squad's plan"),
        (lambda data: data.pop("given"), "is not a squad's plan"),
        (lambda data: data.update(schema_version=9), "schema_version: 9 is of a later"),
        (lambda data: data.update(status="great"), "status: 'great' is not"),
        (lambda data: data.update(plans=3), "plans: is not a list of plans"),
        (lambda data: data["plans"].pop(), "plans: is not a list of plans"),
        (lambda data: data["plans"].__setitem__(1, 3), "plans[1]: is not a plan"),
        (lambda data: data["plans"][2].pop("placements"), "plans[2].placements: is not a list"),
        (
            lambda data: data["plans"][1].update(today=2),
            "plans[1].today: is of a week that had begun",
        ),
        (lambda data: data.update(shifts=3), "shifts: is not a list"),
        (lambda data: data["shifts"].append({}), "shifts[2]: is not a stretch"),
        (lambda data: data.update(interference=0), "interference: 0 is not what"),
        (lambda data: data["costs"][1].update(strength=1), "costs[1].strength: 1 is not what"),
        (lambda data: data["plans"][3].update(strength=3), "plans[3].strength: 3 is not what"),
        (lambda data: data.pop("strength"), "strength: is missing"),
        (_shift, "plans: hold more than the gym and the coach have"),
        (_crowd, "plans: hold more than the gym and the coach have"),
        (_move, "plans[0].placements[0]: is not a session"),
        (_name, "bookings[0].member: 'Zoe' is not what"),
        (_pin, "given.athletes[0].pins[0]: the heavy on Mon 18:00 is pinned"),
        (_run, "given.athletes[0].runs[0].when: 'Tuex' is not a time"),
    ],
)
def test_what_is_spoilt_is_refused_with_its_place(spoil: Spoil, words: str) -> None:
    data = copy.deepcopy(json.loads(to_json(club())))
    spoil(data)
    with pytest.raises(sf.FileError) as refused:
        squad_plan_from_dict(data)
    assert any(str(problem).startswith(words) for problem in refused.value.problems)


@given(st.deferred(lambda: spoilt(json.loads(to_json(crowd())))))
@settings(max_examples=60, deadline=None)
def test_whatever_is_spoilt_is_refused_or_means_the_same(data: dict[str, Any]) -> None:
    try:
        squad = squad_plan_from_dict(data)
    except sf.FileError:
        return
    fresh = to_dict(squad)
    assert [one.id for one in squad.members] == [one["id"] for one in data["given"]["athletes"]]
    for name in ("bookings", "shifts", "costs"):
        assert len(data.get(name, fresh[name])) == len(fresh[name])
        for written, row in zip(data.get(name, []), fresh[name], strict=False):
            assert {**row, **written} == {**written, **row}  # what is written is so


def test_a_squad_that_was_planned_again_is_written_and_not_read() -> None:
    fewer = attrs.evolve(club().gym, equipment={"weights": 1})
    again = replan_squad(club(), today="Wed", gym=fewer)
    data = json.loads(to_json(again))
    assert not list(CHECKS["squad_plan"].iter_errors(data))
    assert "Changed for " in str(again)
    with pytest.raises(sf.FileError, match="is of a week that had begun"):
        squad_plan_from_dict(data)


def test_a_plan_that_limits_ended_is_read_back_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")]
    weeks = {name: sf.Week(runs, [sf.Demand("heavy", 2)]) for name in ("Ann", "Bo", "Cy")}
    gym = sf.Gym(places=1, open=["Wed-Fri 17:00-18:30"])
    with monkeypatch.context() as patched:  # as if there were no time for members' own plans
        patched.setattr("strengthfit.squads.in_turn.is_over", lambda: True)
        squad = sf.plan_squad(weeks, gym, sf.Coach(4, shifts=2), strategy="greedy")
    assert {plan.status for plan in squad.plans} == {"feasible"}
    data = to_dict(squad)
    assert to_dict(squad_plan_from_dict(data)) == data


def test_a_squad_without_an_athlete_who_is_out_is_written_and_not_read() -> None:
    again = replan_squad(club(), ill=["Ben"], today=0)
    data = to_dict(again)
    assert not list(CHECKS["squad_plan"].iter_errors(json.loads(to_json(again))))
    with pytest.raises(sf.FileError, match=r"plans\[1\].days: is of an athlete who was out"):
        squad_plan_from_dict(data)


@pytest.mark.parametrize("rubbish", [None, 3, "x", [], {}, {"format": "strengthfit.squad_plan"}])
def test_rubbish_is_not_a_plan(rubbish: Any) -> None:
    with pytest.raises(sf.FileError, match="is not a squad's plan"):
        squad_plan_from_dict(rubbish)
