"""What the library writes in its own form says its version once, at its top."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import strengthfit as sf
from strengthfit.interchange import (
    BlockFile,
    ByWeek,
    WeekAnswer,
    WeekFile,
    parse_block,
    parse_week,
    plan_from_dict,
    to_dict,
    to_json,
)
from strengthfit.interchange.conversion import text_as
from strengthfit.interchange.first_file import first_file, run_table

from ..lazily import Lazily

WEEK = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=3)
BLOCK = sf.Block([WEEK, WEEK])
PLAN = sf.plan(WEEK, sf.Policy(grid=120))
ANSWERS: Mapping[str, Any] = Lazily(
    {
        "plan": lambda: PLAN,
        "explanation": lambda: sf.explain(PLAN),
        "reason": lambda: sf.why_not(PLAN, "Thu"),
        "audit": lambda: sf.audit(WEEK, PLAN.placements),
        "diagnosis": lambda: sf.diagnose(WEEK, ways=2),
        "prescription": lambda: sf.respond(WEEK),
        "frontier": lambda: sf.frontier(WEEK, policy=PLAN.policy),
        "alternatives": lambda: [PLAN, PLAN],
        "robustness": lambda: sf.robustness(WEEK, 10, policy=PLAN.policy),
        "sweep": lambda: sf.sweep(WEEK, "loss_cap", [1, 2], policy=PLAN.policy),
        "preset_comparison": lambda: sf.compare_presets(WEEK),
        "squad_plan": lambda: sf.plan_squad({"Ann": WEEK, "Bo": WEEK}, sf.Gym(places=1)),
        "by_week": lambda: ByWeek("prescription", (WeekAnswer(0, "W1", sf.respond(WEEK)),)),
    }
)
FILES: dict[str, Any] = {
    "week": WEEK,
    "block": BLOCK,
    "week file": WeekFile(WEEK, PLAN.policy),
    "block file": BlockFile(BLOCK, PLAN.policy),
}


def _versions(value: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of all versions in a table."""
    if isinstance(value, dict):
        for name, member in value.items():
            if "version" in name:
                yield f"{path}{name}"
            yield from _versions(member, f"{path}{name}.")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _versions(member, f"{path}{index}.")


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_says_its_version_once(name: str) -> None:
    data = json.loads(to_json(ANSWERS[name]))
    assert list(data)[:2] == ["format", "schema_version"]
    assert (data["format"], data["schema_version"]) == (f"strengthfit.{name}", 1)
    assert list(_versions(data)) == ["schema_version"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_its_version_once_and_is_read_back(name: str) -> None:
    data = json.loads(to_json(FILES[name]))
    assert next(iter(data)) == "schema_version"
    assert list(_versions(data)) == ["schema_version"]
    read = parse_block(data).block if "weeks" in data else parse_week(data).week
    assert read == (BLOCK if "weeks" in data else WEEK)
    if name.endswith("file"):
        texts = {end: text_as(FILES[name], f".{end}") for end in ("toml", "json")}
        assert list(_versions(tomllib.loads(texts["toml"]))) == ["schema_version"]
        assert json.loads(texts["json"]) == tomllib.loads(texts["toml"])


def test_a_first_file_says_its_version() -> None:
    table = tomllib.loads(first_file({"runs": [run_table("Tue easy")]}))
    assert list(_versions(table)) == ["schema_version"]


def test_a_policy_is_a_part_of_a_file_and_says_none() -> None:
    assert to_dict(PLAN.policy) == {"grid": 120}
    assert parse_week({"runs": [], "policy": to_dict(PLAN.policy)}).policy == PLAN.policy


@pytest.mark.parametrize("path", ["", "given"])
def test_a_plan_of_a_later_version_is_refused_with_what_to_do(path: str) -> None:
    data = json.loads(to_json(PLAN))
    (data["given"] if path else data)["schema_version"] = 2
    later = "schema_version: 2 is of a later version of strengthfit; this one reads 1: update it"
    with pytest.raises(sf.FileError, match=later):
        plan_from_dict(data)
