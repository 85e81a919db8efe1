"""What is carried through: any table of JSON, frozen, and in the way of nothing."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.extra import LONGEST, Extra
from strengthfit.interchange import parse_week, plan_from_dict, plan_to_dict, to_dict

SCALARS = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=5)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
TABLES = st.dictionaries(st.text(max_size=4), VALUES, min_size=1, max_size=3)


@given(TABLES)
def test_a_table_is_carried_through_values_files_and_plans(table: dict[str, Any]) -> None:
    run = sf.Run("Tue 07:00", "easy", extra=table)
    assert run.extra is not None
    assert dict(run.extra) == table
    assert pickle.loads(pickle.dumps(run)) == run  # noqa: S301  # our own
    assert hash(run) == hash(sf.Run("Tue 07:00", "easy", extra=dict(reversed(table.items()))))
    asked = [sf.Demand("core", extra=table)]
    pin = sf.Session("Fri 18:00", "core", extra=table)
    week = sf.Week([run], asked, pins=[pin], before=[sf.Session("Sun", "core", extra=table)])
    assert parse_week(json.loads(json.dumps(to_dict(week)))).week == week
    assert to_dict(week)["runs"][0]["extra"] == table


@given(TABLES)
@settings(max_examples=100)
def test_a_plan_does_not_depend_on_it_and_gives_it_back(table: dict[str, Any]) -> None:
    runs = [sf.Run("Tue 07:00", "easy", extra=table)]
    bare = sf.Week([sf.Run("Tue 07:00", "easy")], [sf.Demand("core", 2)])
    week = sf.Week(runs, [sf.Demand("core", extra=table), sf.Demand("core")])
    assert sf.formulate(week).horizon == sf.formulate(bare).horizon
    plan = sf.plan(week, sf.Policy(grid=180), "greedy")
    assert plan.placements == sf.plan(bare, sf.Policy(grid=180), "greedy").placements
    assert plan_from_dict(json.loads(json.dumps(plan_to_dict(plan)))).week == week


def test_what_was_taken_out_can_be_changed_and_changes_nothing() -> None:
    table = {"sets": [5]}
    extra = Extra(table)
    table["sets"].append(6)
    extra["sets"].append(7)
    assert dict(extra) == {"sets": [5]}


def _deep(depth: int) -> Any:
    return {"a": _deep(depth - 1)} if depth else 1


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (5, "is not a table of what else is known"),
        ([1], "is not a table of what else is known"),
        ({5: 1}, "is not a name"),
        ({"a": float("nan")}, "is not a finite number"),
        ({"a": {1}}, "is not text, a number"),
        ({"a": b"x"}, "is not text, a number"),
        ({"a": 10**5000}, "is a whole number beyond"),
        (_deep(9), "is deeper than 8"),
        ({"a": "x" * LONGEST}, "is longer than 10000"),
    ],
    ids=["number", "list", "name", "nan", "set", "bytes", "huge", "deep", "long"],
)
def test_what_json_does_not_hold_is_refused(value: Any, message: str) -> None:
    with pytest.raises(sf.InputError, match=message) as got:
        sf.Run("Tue", "easy", extra=value)
    assert got.value.where == "Run.extra"


def test_nothing_is_nothing() -> None:
    assert sf.Run("Tue", "easy", extra={}) == sf.Run("Tue", "easy")
    assert sf.Run("Tue", "easy", extra=_deep(8)).extra is not None
