"""Plans as JSON: faithful to the plan, stable, and readable by anyone."""

import json
import math
from typing import Any

import pytest
from hypothesis import assume, given, settings

import strengthfit as sf
from strengthfit.interchange import plan_from_dict, plan_to_dict
from strengthfit.strategies import STRATEGIES

from ..generate import blocks, policies, weeks

FIELDS = [
    "format",
    "schema_version",
    "policy",
    "status",
    "strength",
    "interference",
    "bound",
    "gap",
    "placements",
    "skipped",
    "score",
    "broken",
    "days",
    "prescriptions",
    "changes",
    "today",
    "kept",
    "not_reached",
    "given",
]


def is_plain(value: Any) -> bool:
    """Whether a value is made of nothing but what JSON has, as Python's own types."""
    if type(value) is dict:
        return all(type(name) is str and is_plain(member) for name, member in value.items())
    if type(value) is list:
        return all(map(is_plain, value))
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in (str, int, bool)


@given(weeks(), policies())
@settings(max_examples=200)
def test_a_plan_is_plain_data_and_survives_json(week: sf.Week, policy: sf.Policy) -> None:
    data = plan_to_dict(sf.plan(week, policy, "greedy"))
    assert list(data) == FIELDS
    assert is_plain(data)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


@given(weeks(), policies())
@settings(max_examples=200)
def test_it_says_what_the_plan_says(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy, "greedy")
    data = plan_to_dict(plan)
    assert (data["policy"], data["status"]) == (policy.name, plan.status)
    for name in ("strength", "interference", "bound", "gap"):
        assert data[name] == pytest.approx(getattr(plan, name), abs=1e-6)
    assert len(data["placements"]) == len(plan.placements)
    for written, placement in zip(data["placements"], plan.placements, strict=True):
        assert written == {name: getattr(placement, name) for name in written}
    assert [(s["kind"], s["dose"], s["reason"]) for s in data["skipped"]] == [
        (s.kind, s.dose, s.reason) for s in plan.skipped
    ]
    assert data["score"]["tiers"] == dict(plan.score.tiers)
    assert data["score"]["terms"] == pytest.approx(dict(plan.score.terms), abs=1e-6)
    assert [run["id"] for run in data["score"]["runs"]] == [run.id for run in plan.score.runs]
    assert len(data["broken"]) == len(plan.broken)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("strength", [0, 1])
def test_every_strategy_s_plan_can_be_written(strategy: str, strength: int) -> None:
    week = sf.Week([sf.Run("Tue", "intervals"), sf.Run("Sun", "long")], strength=strength)
    data = plan_to_dict(sf.plan(week, strategy=strategy))
    assert is_plain(data)
    assert len(data["placements"]) == strength


def test_a_plan_without_an_answer_can_be_written() -> None:
    pins = [sf.Session("Tue", "heavy"), sf.Session("Wed", "heavy")]
    data = plan_to_dict(sf.plan(sf.Week([], [sf.Demand("heavy", 2)], pins=pins)))
    assert data["status"] == "infeasible"
    assert is_plain(data)
    assert [skipped["kind"] for skipped in data["skipped"]] == ["heavy", "heavy"]


@given(weeks(), policies())
@settings(max_examples=100)
def test_a_written_plan_is_read_back(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy, "greedy")
    read = plan_from_dict(json.loads(json.dumps(plan_to_dict(plan))))
    assert (read.week, read.policy, read.placements) == (week, policy, plan.placements)
    assert read.score == plan.score
    assert plan_to_dict(read)["given"] == plan_to_dict(plan)["given"]


@given(blocks(2), policies())
@settings(max_examples=50)
def test_a_written_block_is_read_back(block: sf.Block, policy: sf.Policy) -> None:
    try:
        plan = sf.plan(block, policy)
    except sf.InputError:
        assume(False)
    assert plan_from_dict(json.loads(json.dumps(plan_to_dict(plan)))) == plan


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        {"format": "strengthfit.plan"},
        {"format": "strengthfit.plan", "given": 3},
        {"format": "strengthfit.plan", "given": {"runs": []}, "placements": [3]},
        {"format": "strengthfit.plan", "given": {"runs": []}, "placements": [{"start": 5}]},
        {"format": "strengthfit.plan", "given": {"weeks": [3]}},
        {"format": "strengthfit.plan", "version": 2, "given": {"runs": []}, "placements": []},
        {"format": "strengthfit.plan", "schema_version": 2, "given": {"runs": []}},
    ],
)
def test_what_is_no_plan_is_refused(data: object) -> None:
    with pytest.raises(sf.FileError):
        plan_from_dict(data)


def _written() -> dict[str, Any]:
    week = sf.Week([sf.Run("Tue 07:00", "tempo")], strength=2)
    written: dict[str, Any] = json.loads(json.dumps(plan_to_dict(sf.plan(week))))
    return written


def test_an_unchanged_plan_is_as_proven_as_it_says() -> None:
    assert plan_from_dict(_written()).status == "optimal"
    assert plan_from_dict({**_written(), "read": []}).status == "optimal"
    assert plan_from_dict({**_written(), "status": "feasible"}).status == "feasible"


CHANGES: dict[str, Any] = {
    "emptied": lambda plan: plan["placements"].clear(),
    "one less": lambda plan: plan["placements"].pop(),
    "another strength": lambda plan: plan.update(strength=7),
    "skipped is a number": lambda plan: plan.update(skipped=7),
    "skipped are numbers": lambda plan: plan.update(skipped=[7]),
    "days are emptied": lambda plan: plan["days"].clear(),
    "another price": lambda plan: plan["score"].update(interference=0.0001),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_plan_that_was_changed_is_not_taken_for_proven(name: str) -> None:
    written = _written()
    CHANGES[name](written)
    assert plan_from_dict(written).status == "feasible"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"zzz": 1}, "'zzz' is not a field of a plan"),
        ({"version": 99}, "version: 99 is of a later version"),
        ({"schema_version": 99}, "schema_version: 99 is of a later version"),
    ],
)
def test_a_plan_of_other_fields_or_a_later_version_is_refused(
    change: dict[str, Any], said: str
) -> None:
    with pytest.raises(sf.FileError, match=said):
        plan_from_dict({**_written(), **change})


@pytest.mark.parametrize("kind", ["core", "acme:nordic"])
def test_a_session_of_a_kind_that_nobody_asked_for_is_named(kind: str) -> None:
    written = _written()
    written["placements"][0]["kind"] = kind
    with pytest.raises(sf.FileError) as caught:
        plan_from_dict(written)
    assert str(caught.value).endswith(
        "placements[0]: is not a session that the given week could hold"
    )


@pytest.mark.parametrize("number", [10**400, -(10**400), 10**308])
def test_numbers_that_no_float_holds_are_no_plan_s(number: int) -> None:
    written = _written()
    written["interference"] = number
    assert plan_from_dict(written).status == "feasible"
    written["placements"][0]["minutes"] = number
    with pytest.raises(sf.FileError):
        plan_from_dict(written)


@pytest.mark.parametrize("field", ["score", "interference", "strength"])
def test_a_plan_that_says_less_of_itself_is_not_taken_for_proven(field: str) -> None:
    written = _written()
    del written[field]
    assert plan_from_dict(written).status == "feasible"
