"""JSON Schemas: answers keep them, spoilt ones do not, and files are read if they do."""

import copy
import json
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import parse_when
from strengthfit.interchange import (
    SCHEMAS,
    ByWeek,
    WeekAnswer,
    parse_block,
    parse_week,
    schema,
    to_dict,
)
from strengthfit.interchange.json_schema import SHIPPED, schema_text

from ..generate import policies, weeks
from .tables import WEEK
from .test_week_file import FULL_TOML

jsonschema: Any = import_module("jsonschema")  # it has no types
CHECKS = {name: jsonschema.Draft202012Validator(schema(name)) for name in SCHEMAS}
KEPT = sorted((Path(__file__).parents[1] / "golden" / "answers").glob("*/*.json"))
ANSWERS = {name for name in SCHEMAS if name not in ("week", "block", "squad", "policy")}


def _name(data: dict[str, Any]) -> str:
    return str(data["format"]).removeprefix("strengthfit.")


def _kept() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in KEPT:
        data = json.loads(path.read_text("utf-8"))
        if _name(data) in ANSWERS:
            yield f"{path.parent.name}/{path.name}", data


def _problems(name: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in CHECKS[name].iter_errors(data)]


# What is shipped


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_the_shipped_file_is_it(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    shipped = (SHIPPED / f"{name}.schema.json").read_bytes().decode("utf-8")
    assert shipped == schema_text(name), "run python docs/reference/write_schemas.py"


def test_no_other_schema_is_shipped() -> None:
    assert {path.name for path in SHIPPED.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_a_schema_that_there_is_not_is_refused() -> None:
    with pytest.raises(sf.InputError, match="did you mean 'plan'"):
        schema("plam")


def test_no_table_of_any_schema_takes_a_field_more() -> None:
    for name in SCHEMAS:
        whole = schema(name)
        for made in (whole, *whole.get("$defs", {}).values()):
            if "properties" in made:
                assert made["additionalProperties"] is False
                assert made["description"]
                assert (
                    name not in ANSWERS or made["title"] != "Plan" or "format" in made["required"]
                )


# Answers


def test_every_kept_answer_keeps_its_schema() -> None:
    found = {}
    for path, data in _kept():
        assert not _problems(_name(data), data), path
        found[_name(data)] = data
    assert set(found) == ANSWERS - {"recovery", "error", "results", "result"}
    for name in ANSWERS:
        others = ANSWERS - {name}
        if name in found:
            assert all(_problems(other, found[name]) for other in others)


@given(weeks(most=2), policies(grid=180))
@settings(max_examples=40)
def test_every_made_answer_keeps_its_schema(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    answers = [
        *(plan, sf.explain(plan), sf.audit(week, plan.placements, policy)),
        *(sf.respond(week, policy), [plan], sf.diagnose(week, policy, ways=1)),
    ]
    if plan.placements or plan.skipped:
        answers.append(sf.why_not(plan, "Wed 18:00"))
    answers.append(sf.compare_presets(week, policy))
    for answer in answers:
        data = json.loads(json.dumps(to_dict(answer)))
        assert not _problems(_name(data), data)


def test_answers_by_week_keep_their_schema() -> None:
    week = sf.Week([sf.Run("Tue", "tempo")], strength=1)
    plan = sf.plan(week)
    answers: list[Any] = [sf.explain(plan), sf.audit(week, plan.placements)]
    answers += [sf.diagnose(week), sf.respond(week)]
    for kind, answer in zip(
        ("explanation", "audit", "diagnosis", "prescription"), answers, strict=True
    ):
        data = json.loads(json.dumps(to_dict(ByWeek(kind, (WeekAnswer(0, "W1", answer),)))))
        assert not _problems("by_week", data)
        alone = to_dict(answer)
        assert data["weeks"][0]["answer"] == {name: alone[name] for name in list(alone)[2:]}
        data["weeks"][0]["answer"]["sentence"] = 1
        assert _problems("by_week", data)


def test_a_recovery_keeps_its_schema() -> None:
    recovery = sf.learn_recovery([sf.CheckIn(expected=0.8, soreness=4)])
    data = to_dict(recovery)
    assert not _problems("recovery", data)
    assert (data["check_ins"], data["interval"][0] < data["mean"]) == (1, True)


def _tables(data: Any) -> list[dict[str, Any]]:
    """Return every table in an answer whose fields are those of a class."""
    # Tables by name, and what files hold; a label or a reason has numbers by any name.
    by_name = ("tiers", "terms", "quantiles", "given", "numbers")
    found = [data] if data and isinstance(data, dict) else []
    members = data.items() if isinstance(data, dict) else enumerate(data)
    for key, member in members:
        if isinstance(member, dict | list) and key not in by_name:
            found += _tables(member)
    return found


OTHERS = (None, True, -7.25, "?", [["?"]], {"?": 1})
SPOILT = [(path, data) for path, data in _kept() if not path.startswith(("plan-", "replan-"))]
SPOILT += [(path, data) for path, data in _kept() if path.startswith("plan-published_with")]


UNSAID = ("id", "extra")
"""Fields without which placements are read too: plans of before have none."""


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_spoilt_answer_breaks_its_schema(data: st.DataObject) -> None:
    path, answer = SPOILT[data.draw(st.integers(0, len(SPOILT) - 1))]
    name, answer = _name(answer), copy.deepcopy(answer)
    tables = _tables(answer)
    table = tables[data.draw(st.integers(0, len(tables) - 1))]
    field = data.draw(st.sampled_from(sorted(table)))
    how = data.draw(st.sampled_from(["dropped", "renamed", "of another type"]))
    event(how)
    value = table.pop(field)
    if how == "renamed":
        table[f"{field}_"] = value
    elif how == "of another type":
        table[field] = data.draw(
            st.sampled_from([each for each in OTHERS if _is_other(each, value)])
        )
        if field == "value" and "moved" in table:  # a value of a sweep may be of any type but these
            table[field] = None
    elif field in UNSAID and how == "dropped":
        return
    if how != "of another type" or not _may_be(name, field, table[field]):
        assert _problems(name, answer), (path, field, how)


def _is_other(other: Any, value: Any) -> bool:
    numbers = (int, float)
    same = type(other) is type(value)
    both = isinstance(other, numbers) and isinstance(value, numbers)
    return not same and not (both and bool not in (type(other), type(value)))


def _may_be(name: str, field: str, value: Any) -> bool:
    """Whether a field of this name may hold this somewhere: then the change may spoil nothing."""
    whole = schema(name)
    kinds = [whole, *whole["$defs"].values()]
    given = [each["properties"][field] for each in kinds if field in each.get("properties", {})]
    return any(
        jsonschema.Draft202012Validator({**one, "$defs": whole["$defs"]}).is_valid(value)
        for one in given
    )


# Files

BEYOND = re.compile(
    r"is not a line of text|is not a time of|is not a span of time|is not a date|goes without"
    r"|is not after day_start|does not have one row|does not rise|is not a list of steps"
    r"|is not numbers by parameter|is not a number from|is not a list of names|is not a parameter"
    r"|has a time zone|is not a whole minute|goes on past midnight|is a date, and"
    r"|is not a whole number of|is not what is known|no parameter|is not an? .* parameter"
    r"|is not (?:before|inside|after) the week|is not a finite number|are the sessions of one week"
    r"|has half of a surrogate pair|is not a word that can be seen"
)
"""What only the reader knows: clocks, dates, lengths, orders, whole floats, the evidence."""


def _plain(table: Any) -> Any:
    """Return a table as JSON would give it."""
    return json.loads(json.dumps(table, default=str))


def _refused(data: Any) -> list[str]:
    try:
        parse_week(data)
    except sf.FileError as error:
        return list(error.problems)
    return []


@given(WEEK)
@settings(max_examples=400)
def test_a_week_is_read_only_if_it_keeps_the_schema(table: Any) -> None:
    try:
        data = _plain(table)
    except (TypeError, ValueError, OverflowError):
        return
    refused, problems = _refused(data), _problems("week", data)
    event("refused" if refused else "read")
    if not refused:
        assert not problems
    elif not problems:
        event("refused for what only the reader knows")
        assert all(BEYOND.search(problem) for problem in refused), refused


FULL = {
    **_plain(tomllib.loads(FULL_TOML)),
    "history": [1400, {"km": 40, "longest": 18}, {"runs": [{"when": "Tue", "kind": "easy"}]}],
    "waived": [{"rule": "availability", "cause": "Mon"}],
    "placements": [{"when": "Fri 18:00", "kind": "core"}],
}
FULL["policy"]["guards"] = [{"days": 1, "kinds": ["heavy"], "doses": ["full"]}]
FULL["policy"]["load_response"] = [{"measure": "volume", "reduce": 1.1}]


def test_a_full_week_keeps_the_schema() -> None:
    assert not _refused(FULL)
    assert not _problems("week", FULL)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    members = data.items() if isinstance(data, dict) else enumerate(data)
    for key, member in members:
        yield (*path, key)
        if isinstance(member, dict | list):
            yield from _places(member, (*path, key))


PLACES = list(_places(FULL))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_reader_and_schema_refuse_the_same_types_and_names(place: tuple[Any, ...]) -> None:
    """Each value of a full week in turn is replaced by one of each other type, or renamed."""
    for other in (None, True, "?!", {"?": 1}, [["?"]]):
        data = copy.deepcopy(FULL)
        table: Any = data
        for key in place[:-1]:
            table = table[key]
        if other == "?!" and _is_free_text(place):
            continue
        table[place[-1]] = other
        assert bool(_refused(data)) == bool(_problems("week", data)), other
    if isinstance(place[-1], str):
        data = copy.deepcopy(FULL)
        table = data
        for key in place[:-1]:
            table = table[key]
        table[f"{place[-1]}_"] = table.pop(place[-1])
        assert _refused(data)
        assert _problems("week", data)


def _is_free_text(place: tuple[Any, ...]) -> bool:
    return {"id", "place", "name", "equipment", "rule", "cause"} & set(place) != set()


@given(weeks(), policies())
@settings(max_examples=100)
def test_what_was_given_is_written_as_a_file_that_keeps_the_schema(
    week: sf.Week, policy: sf.Policy
) -> None:
    given = to_dict(sf.plan(week, policy, "greedy"))["given"]
    assert not _problems("week", given)
    assert not _problems("policy", to_dict(policy))
    assert not _problems("block", to_dict(sf.Block([week]))) or week.waived
    read = parse_week(given)
    assert (read.week, read.policy) == (week, policy)
    assert to_dict(read) == {"schema_version": 1, **given}
    alone = to_dict(week)
    assert alone.pop("schema_version") == 1
    assert to_dict(parse_block({"weeks": [alone]})) == {
        "schema_version": 1,
        "weeks": [alone],
        "policy": {},
    }


@given(
    st.text("TueSUNday 0123456789:apm.-,", max_size=12)
    | st.builds("2026-11-24{}".format, st.text(" T0123456789:apm.", max_size=12))
)
def test_every_time_that_is_read_has_the_form_of_one(text: str) -> None:
    try:
        parse_when(text)
    except sf.InputError:
        return
    assert not _problems("week", {"runs": [{"when": text, "kind": "easy"}]})
