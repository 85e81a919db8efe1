"""A program comes back from JSON as it was, and whatever is no program is refused with its path."""

import copy
import gzip
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.program.formats import (
    digest,
    program_from_dict,
    program_text,
    program_to_dict,
    read_program,
    schema,
    write_opb,
    write_program,
)

from ...generate import blocks, policies, weeks

jsonschema: Any = import_module("jsonschema")  # it has no types
SCHEMA = jsonschema.Draft202012Validator(schema())


def _same(one: Any, two: Any) -> bool:
    """Whether two values of a program are equal to the last bit."""
    if isinstance(one, np.ndarray):
        return one.shape == two.shape and bool((one == two).all())
    if isinstance(one, tuple):
        return len(one) == len(two) and all(map(_same, one, two))
    if attrs.has(type(one)) and hasattr(one, "labels"):
        return one.labels == two.labels and _fields_same(one, two)
    return _fields_same(one, two) if attrs.has(type(one)) else bool(one == two)


def _fields_same(one: Any, two: Any) -> bool:
    compared = [field for field in attrs.fields(type(one)) if field.eq]
    names = [field.name for field in compared if field.name != "labeller"]
    return all(_same(getattr(one, name), getattr(two, name)) for name in names)


@given(weeks() | blocks(most_weeks=2), policies(grid=60))
@settings(max_examples=100)
def test_a_program_comes_back_as_it_was(asked: sf.Week | sf.Block, policy: sf.Policy) -> None:
    program = sf.formulate(asked, policy)
    text = program_text(program)
    back = program_from_dict(json.loads(text))
    assert _same(program, back)
    assert program_text(back) == text
    assert back.row_labels == program.row_labels
    assert back.cost_labels == program.cost_labels
    assert digest(back) == digest(program)
    assert sf.solve(back) == sf.solve(program)


@given(weeks() | blocks(most_weeks=2), policies(grid=120))
@settings(max_examples=100)
def test_every_file_is_as_the_schema_says(asked: sf.Week | sf.Block, policy: sf.Policy) -> None:
    SCHEMA.validate(json.loads(program_text(sf.formulate(asked, policy))))


_LEFT_OUT = {"label", "orders", "kinds", "past_races"}


def test_races_of_the_past_are_read_back() -> None:
    race = sf.Week([sf.Run("Sun 09:00", "race", km=42)], strength=0)
    asked = sf.formulate(sf.Week([], strength=1, history=[race]), sf.Policy(grid=720))
    assert asked.horizon.past_races
    read = program_from_dict(json.loads(program_text(asked)))
    assert read.horizon == asked.horizon


def test_the_schema_is_one_and_says_what_every_field_means() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    parts = [schema(), *schema()["$defs"].values()]
    tables = [part for part in parts if part.get("type") == "object"]
    assert len(tables) > 10
    for table in tables:
        assert table["additionalProperties"] is False
        assert set(table["required"]) == set(table["properties"]) - _LEFT_OUT
        for field in table["properties"].values():
            assert "description" in field or "$ref" in field


@pytest.mark.parametrize("name", ["week.json", "week.json.gz"])
def test_files_are_written_and_read(tmp_path: Path, name: str) -> None:
    program = sf.formulate(WEEK, sf.Policy(grid=180))
    write_program(program, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    assert first.startswith(b"\x1f\x8b") == name.endswith("gz")
    assert _same(read_program(tmp_path / name), program)
    write_program(read_program(tmp_path / name), tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


WEEK = sf.Week(
    [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "race", km=10)],
    strength=[sf.Demand("heavy", 1), sf.Demand("core", 1)],
    available=[sf.Window("Tue-Fri 17:00-20:00")],
)
DATA = json.loads(program_text(sf.formulate(WEEK, sf.Policy(grid=180))))
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 0, 1, 2**31, 2**70, 0.5, float("nan"), float("inf"), "", "x", [], {}, [[]]]
)


def _spot(data: Any, draw: st.DataObject) -> tuple[Any, Any]:
    """Return a container somewhere inside plain data, and one of its keys."""
    while True:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        key = draw.draw(st.sampled_from(keys))
        inner = data[key]
        if not isinstance(inner, dict | list) or not inner or draw.draw(st.integers(0, 3)) == 0:
            return data, key
        data = inner


@given(st.data())
@settings(max_examples=100)
def test_what_was_spoiled_is_refused_or_still_a_program(draw: st.DataObject) -> None:
    data = copy.deepcopy(DATA)
    for _ in range(draw.draw(st.integers(1, 2))):
        place, key = _spot(data, draw)
        if draw.draw(st.booleans()):
            place[key] = draw.draw(JUNK)
        elif isinstance(place, dict):
            del place[key]
        else:
            place.insert(key, place[key])
    problems = _problems(data)
    if problems:
        event("refused")
        assert all(": " in problem and "Error" not in problem for problem in problems)
        return
    event("still a program")
    program = program_from_dict(data)
    assert SCHEMA.is_valid(data), "what the schema refuses, the reader refuses"
    assert _same(program_from_dict(program_to_dict(program)), program)
    write_opb(program)


def _problems(data: Any) -> tuple[str, ...]:
    try:
        program_from_dict(data, "spoiled")
    except sf.FileError as error:
        return error.problems
    return ()


Spoil = Callable[[dict[str, Any]], object]
SPOILED: list[tuple[str, Spoil]] = [
    ("version: 2 is not a version", lambda d: d.update(version=2)),
    ("version: True is not a version", lambda d: d.update(version=True)),
    ("is not a program file", lambda d: d.update(format="x")),
    ("extra: is not a field", lambda d: d.update(extra=1)),
    ("counts: is missing", lambda d: d.pop("counts")),
    ("choices.dose: is missing", lambda d: d["choices"].pop("dose")),
    ("counts: has 3 members but needs 2", lambda d: d["counts"].append(1)),
    ("counts[0]: -1 is not", lambda d: d.update(counts=[-1, 1])),
    ("choices.start[3]: 0.5 is not", lambda d: d["choices"]["start"].__setitem__(3, 0.5)),
    ("choices.kind: has", lambda d: d["choices"]["kind"].pop()),
    ("choices.demand[0]: 2 is not", lambda d: d["choices"]["demand"].__setitem__(0, 2)),
    ("choices.end[0]: ", lambda d: d["choices"]["end"].__setitem__(0, 1)),
    ("choices.day[0]: 1 is not", lambda d: d["choices"]["day"].__setitem__(0, 1)),
    ("choices: they are not sorted", lambda d: [a.reverse() for a in d["choices"].values()]),
    ("rows.starts[1]: 0 is less", lambda d: d["rows"]["starts"].__setitem__(slice(0, 2), [1, 0])),
    ("rows.starts[0]: 1 is not 0", lambda d: d["rows"]["starts"].__setitem__(0, 1)),
    ("rows.starts: has", lambda d: d["rows"]["starts"].append(10**6)),
    ("rows.columns[0]: ", lambda d: d["rows"]["columns"].__setitem__(0, 10**6)),
    ("rows.columns[1]: ", lambda d: d["rows"]["columns"].__setitem__(1, 0)),
    ("rows.coefficients[0]: 1000", lambda d: d["rows"]["coefficients"].__setitem__(0, 10**400)),
    ("tier_costs[1][0]: 1000", lambda d: d["tier_costs"][1].__setitem__(0, 10**400)),
    ("rows.labels[0]: ", lambda d: d["rows"]["labels"].__setitem__(0, len(d["labels"]))),
    ("windows.coefficients[0]: 2 ", lambda d: d["windows"]["coefficients"].__setitem__(0, 2)),
    ("window_terms: adds up", lambda d: d.update(window_terms=[["gap", 1]])),
    ("tier_costs[0][0]: -1 is not", lambda d: d["tier_costs"][0].__setitem__(0, -1)),
    ("tier_costs[2]: has", lambda d: d["tier_costs"][2].pop()),
    ("skip_costs: has", lambda d: d["skip_costs"].pop()),
    ("window_costs[1]: 5 is not a list", lambda d: d["window_costs"].__setitem__(1, 5)),
    ("cost_terms[0][1]: ", lambda d: d["cost_terms"][0].__setitem__(1, "no such tier")),
    ("cost_parts[1].count: ", lambda d: d["cost_parts"][1].update(count=99)),
    ("cost_parts[1].values[0]: nan", lambda d: d["cost_parts"][1]["values"].__setitem__(0, np.nan)),
    ("loss_part: has two entries", lambda d: _twice(d["loss_part"])),
    ("labels[0]: ", lambda d: d["labels"].__setitem__(0, ["rule", "cause"])),
    ("tiers: is empty, or", lambda d: d["tiers"].__setitem__(1, d["tiers"][0])),
    ("resolution: 0 is not", lambda d: d.update(resolution=0)),
    ("horizon.days: 2 is not", lambda d: d["horizon"].update(days=2)),
    ("horizon.runs[0].start: '7' is not", lambda d: d["horizon"]["runs"][0].update(start="7")),
    ("horizon.runs[0].km: ", lambda d: d["horizon"]["runs"][0].update(km="far")),
    ("horizon.runs[1].level", lambda d: d["horizon"]["runs"][1]["level"].update(priority="D")),
    ("horizon.runs: ", lambda d: d["horizon"].update(runs=None)),
    ("horizon.athletes: does not have 1", lambda d: d["horizon"]["athletes"].append({})),
    ("horizon.demands[0].count: is missing", lambda d: d["horizon"]["demands"][0].pop("count")),
]


def _twice(cost: dict[str, Any]) -> None:
    for name in ("causes", "choices", "values"):
        cost[name].append(cost[name][0])


@pytest.mark.parametrize(("told", "spoil"), SPOILED, ids=[told for told, _ in SPOILED])
def test_each_problem_is_told_with_its_path(told: str, spoil: Spoil) -> None:
    data = copy.deepcopy(DATA)
    spoil(data)
    with pytest.raises(sf.FileError) as refused:
        program_from_dict(data, "week.json")
    assert refused.value.source == "week.json"
    assert any(problem.startswith(told) for problem in refused.value.problems), refused.value


def test_all_problems_are_told_at_once() -> None:
    data = copy.deepcopy(DATA)
    chosen = [
        (told, spoil)
        for told, spoil in SPOILED
        if told.startswith(("choices.dose", "rows.labels", "tier_costs[0]", "resolution", "extra"))
    ]
    for _, spoil in chosen:
        spoil(data)
    found = _problems(data)
    assert len(found) == len(chosen) == 5
    for told, _ in chosen:
        assert any(problem.startswith(told) for problem in found)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("no.json", None, "No such file"),
        ("empty.json", b"", "is not JSON"),
        ("cut.json", b'{"format": "strengthfit.program", ', "is not JSON"),
        ("deep.json", b"[" * 100_000, "is nested too deeply"),
        ("long.json", b"1" * 10_000, "is no"),
        ("latin.json", b'"\xe9"', "is not UTF-8"),
        ("list.json", b"[1, 2]", "is not a program file"),
        ("plain.json.gz", b"{}", "cannot be read"),
        ("cut.json.gz", gzip.compress(b"{}")[:-9], "cannot be read"),
        ("folder.json", "folder", "is a directory"),
    ],
)
def test_files_that_are_none_are_refused(
    tmp_path: Path, name: str, content: bytes | str | None, told: str
) -> None:
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    elif content is not None:
        (tmp_path / name).mkdir()
    with pytest.raises(sf.FileError, match=told):
        read_program(tmp_path / name)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    program: Program = program_from_dict(DATA)
    with pytest.raises(sf.FileError, match="cannot be written"):
        write_program(program, tmp_path / "nowhere" / "week.json")


def test_the_name_of_the_format_before_it_had_a_dot_is_read() -> None:
    program = sf.formulate(sf.Week([], strength=1))
    data = program_to_dict(program)
    assert data["format"] == "strengthfit.program"
    assert _same(program_from_dict({**data, "format": "strengthfit-program"}), program)


def test_reading_needs_the_schema_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(sf.MissingExtraError, match=r"strengthfit\[formats\]"):
        program_from_dict(DATA)
    assert program_to_dict(sf.formulate(WEEK, sf.Policy(grid=180))) is not None


def test_of_parts_that_are_all_no_tables_none_is_looked_into() -> None:
    data = copy.deepcopy(DATA)
    data["cost_parts"] = data["cost_terms"]
    (problem,) = _problems(data)
    assert problem.startswith("cost_parts[0]: ['dose_lost', ")


def test_of_many_bad_members_the_first_is_told_and_the_others_are_counted() -> None:
    data = copy.deepcopy(DATA)
    data["counts"] = [-1, 2.0]
    data["rows"]["columns"][:3] = [10**6, 10**6, 10**6]
    last = len(data["choices"]["start"]) - 1
    assert _problems(data) == (
        "counts[0]: -1 is not a whole number from 0 to 1000",
        "counts[1]: 2.0 is not a whole number from 0 to 1000",
        f"rows.columns[0]: 1000000 is not a whole number from 0 to {last} (and 2 more)",
    )


@pytest.mark.parametrize("days", [7, 9])
def test_a_program_with_an_order_comes_back_as_it_was(days: int) -> None:
    asked = [sf.Demand("heavy", label=label) for label in ("A", "B")]
    program = sf.formulate(sf.Week([], asked, order=["A", "B"], days=days))
    assert program_from_dict(program_to_dict(program)).horizon == program.horizon


def test_a_program_with_a_past_race_comes_back_as_it_was() -> None:
    past = sf.Week([sf.Run("Sun 09:00", "race", km=30)])
    program = sf.formulate(sf.Week([], history=[past]), sf.Policy(grid=240))
    text = program_text(program)
    SCHEMA.validate(json.loads(text))
    assert len(program.horizon.past_races) == 1
    assert program_text(program_from_dict(json.loads(text))) == text
