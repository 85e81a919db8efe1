"""Trade-offs as JSON: what is written is what the values say, and plans can be read again."""

import json
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.interchange import (
    alternatives_to_dict,
    frontier_to_dict,
    plan_from_dict,
    plan_to_dict,
    robustness_to_dict,
    sweep_to_dict,
)

from ..generate import weeks

WEEK = sf.Week(
    [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2, repeats=True
)


def within(plan: sf.Plan) -> dict[str, Any]:
    """Return what is written of a plan within another answer, which says its version at its top."""
    data = plan_to_dict(plan)
    assert list(data)[:2] == ["format", "schema_version"]
    return {name: value for name, value in data.items() if name != "schema_version"}


def _written(data: dict[str, Any], name: str) -> Any:
    """Return data after a way through text, which has to lose nothing."""
    assert (data["format"], data["schema_version"]) == (f"strengthfit.{name}", 1)
    again = json.loads(json.dumps(data, allow_nan=False))
    assert again == data
    return again


@settings(max_examples=20)
@given(weeks())
def test_a_frontier_is_written(week: sf.Week) -> None:
    frontier = sf.frontier(week)
    data = _written(frontier_to_dict(frontier), "frontier")
    assert (data["axes"], data["complete"]) == (list(frontier.axes), frontier.complete)
    assert data["covered"] == frontier.covered
    assert data["points"] == [within(each) for each in frontier]
    for plan, values in zip(data["points"], data["values"], strict=True):
        assert values == [plan["strength"], plan["interference"]]


def test_a_frontier_s_values_are_in_the_order_of_its_axes() -> None:
    frontier = sf.frontier(WEEK, "days", "interference", "time_of_day")
    data = frontier_to_dict(frontier)
    assert data["axes"] == ["interference", "days", "time_of_day"]
    for written, values in zip(data["values"], frontier.values, strict=True):
        assert written == pytest.approx(values, abs=1e-6)


def test_a_plan_of_a_trade_off_is_read_again() -> None:
    """What `frontier --previous` reads may be a plan out of any of these."""
    for plan in [*sf.frontier(WEEK), *sf.alternatives(WEEK, 2)]:
        again = plan_from_dict(plan_to_dict(plan))
        assert again.placements == plan.placements


def test_alternatives_are_written_in_their_order() -> None:
    plans = sf.alternatives(WEEK, 3)
    data = _written(alternatives_to_dict(plans), "alternatives")
    assert data["plans"] == [within(plan) for plan in plans]
    assert alternatives_to_dict([])["plans"] == []


def test_robustness_is_written_in_summary() -> None:
    robust = sf.robustness(WEEK, draws=40, seed=2)
    data = _written(robustness_to_dict(robust), "robustness")
    assert data["draws"] == 40
    assert data["plan_survival"] == pytest.approx(robust.plan_survival)
    for name, shares in (("survival", robust.survival), ("day_survival", robust.day_survival)):
        assert [each["placement"] for each in data[name]] == data["plan"]["placements"]
        written = [each["share"] for each in data[name]]
        assert written == [shares[placed] for placed in robust.plan.placements]
    regret = data["regret"]
    assert regret["max"] == pytest.approx(robust.regret.max())
    assert regret["mean"] == pytest.approx(robust.regret.mean(), abs=1e-6)
    assert regret["quantiles"]["0.5"] == pytest.approx(np.median(robust.regret))
    assert list(regret["quantiles"].values()) == sorted(regret["quantiles"].values())
    assert [each["parameter"] for each in data["drivers"]] == [
        driver.parameter for driver in robust.drivers
    ]


def test_drivers_are_null_without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    robust = sf.robustness(WEEK, draws=40, seed=2)
    assert robust.regret.max() > 0  # else no correlation would be asked for
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    assert robustness_to_dict(robust)["drivers"] is None


def test_a_sweep_is_written_row_by_row() -> None:
    swept = sf.sweep(WEEK, "preferred_time", ["07:00", 1080])
    rows = _written(sweep_to_dict(swept), "sweep")["rows"]
    assert [(row["field"], row["value"]) for row in rows] == [
        ("preferred_time", "07:00"),
        ("preferred_time", 1080),
    ]
    assert [row["plan"] for row in rows] == [within(row.plan) for row in swept]
    assert [row["moved"] for row in rows] == [row.moved for row in swept]


def test_a_value_of_a_sweep_may_be_a_row_of_the_policy() -> None:
    swept = sf.sweep(WEEK, "guards", [[sf.Guard(days=1)], [sf.Guard(days=2)]])
    first, second = _written(sweep_to_dict(swept), "sweep")["rows"]
    assert "days=1" in first["value"]
    assert "days=2" in second["value"]
