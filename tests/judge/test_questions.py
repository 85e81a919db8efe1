"""What is asked with plain data is answered as the verb does, or refused with the place."""

import json
from contextlib import suppress
from copy import deepcopy
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.errors import StrengthfitError
from strengthfit.interchange import plan_to_dict, question_fields, schema, to_dict
from strengthfit.interchange.questions import QUESTIONS, answer, ask, question_schema
from strengthfit.stopping import time_left

from .asked import Asked, questions
from .mutated import Steps, mutated, pointer_of, spots

jsonschema: Any = import_module("jsonschema")  # it has no types


@cache
def validator(name: str) -> Any:
    """Return what holds a question against its schema."""
    made = question_schema(name)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@given(questions())
@settings(max_examples=600)
def test_what_the_library_writes_fits_the_schema_and_the_answer_its_own(asked: Asked) -> None:
    name, fields = asked
    validator(name).validate(fields)
    found = answer(name, fields)
    jsonschema.Draft202012Validator(schema(QUESTIONS[name].answer)).validate(found)


@given(questions(), st.integers(0, 10_000))
@settings(max_examples=1_500)
def test_a_mistake_is_refused_at_its_place_or_is_none(asked: Asked, seed: int) -> None:
    name, fields = asked
    spoilt = mutated(fields, f"{name} {seed}")
    if validator(name).is_valid(spoilt.fields):
        event("still fits the schema")
        with suppress(
            StrengthfitError
        ):  # a reader knows more than a schema; nothing else comes out
            ask(name, spoilt.fields)
        return
    event("refused")
    with pytest.raises(sf.FileError) as got:
        ask(name, spoilt.fields)
    place = pointer_of(spoilt.steps)
    paths = [problem.path for problem in got.value.problems]
    assert any(place.startswith(path) or path.startswith(place) for path in paths), (place, paths)
    assert all(problem.code for problem in got.value.problems)


def test_a_question_answers_as_its_verb_does() -> None:
    runs = [{"when": "Tue 07:00", "kind": "intervals"}, {"when": "Sun 08:00", "kind": "long"}]
    week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2)
    planned = sf.plan(week)
    assert answer("plan", {"week": {"runs": runs, "strength": 2}}) == plan_to_dict(planned)
    assert ask("why_not", {"plan": plan_to_dict(planned), "when": "Mon"}) == sf.why_not(
        planned, "Mon"
    )


@pytest.mark.parametrize(
    ("name", "fields", "path", "code"),
    [
        ("plan", {}, "", "missing"),
        ("plan", {"week": {"runs": []}, "block": {"weeks": []}}, "/block", "contradiction"),
        ("plan", {"week": {"runs": [{"kind": "easy"}]}}, "/week/runs/0/when", "missing"),
        ("plan", {"weak": {}}, "/weak", "unknown_field"),
        ("audit", {"week": {"runs": []}}, "/week/placements", "missing"),
        ("why_not", {"week": {"runs": []}, "when": "Mon 25:00"}, "/when", "wrong_form"),
        ("why_not", {"week": {"runs": []}, "when": []}, "/when", "wrong_type"),
        ("diagnose", {"week": {"runs": []}, "ways": 1000}, "/ways", "out_of_range"),
        ("plan", [], "", "wrong_type"),
        ("plan", {"week": "x"}, "/week", "wrong_type"),
        (
            "plan",
            {"week": {"runs": [], "schema_version": "1"}},
            "/week/schema_version",
            "wrong_type",
        ),
        (
            "plan",
            {"week": {"runs": [], "policy": {"evidence": {"peak.heavy": "x"}}}},
            "/week/policy/evidence/peak.heavy",
            "wrong_type",
        ),
        ("diagnose", {"week": {"runs": []}, "ways": 2.0}, "/ways", "wrong_type"),
        ("why_not", {"week": {"runs": [], "strength": 0}, "when": 0}, "/week/strength", "missing"),
    ],
)
def test_rubbish_is_refused_with_its_place(name: str, fields: Any, path: str, code: str) -> None:
    with pytest.raises(sf.FileError) as got:
        ask(name, fields)
    assert (path, code) in [(problem.path, problem.code) for problem in got.value.problems]


def test_a_problem_has_the_value_that_was_given() -> None:
    early = {"runs": [], "placements": [{"when": -100, "kind": "core"}]}
    asked: list[tuple[str, dict[str, Any], Any]] = [
        ("plan", {"weak": 3}, "weak"),
        ("plan", {"week": "x"}, "x"),
        ("audit", {"week": early}, -100),
    ]
    for name, fields, value in asked:
        with pytest.raises(sf.FileError) as got:
            ask(name, fields)
        assert got.value.problems[0].value == value


@pytest.mark.parametrize("today", [None, True, 2.0, [3]])
def test_a_day_of_another_type_is_of_a_wrong_type(today: Any) -> None:
    with pytest.raises(sf.FileError) as got:
        ask("replan", {"plan": plan_to_dict(sf.plan(WEEK)), "today": today})
    assert [(one.path, one.code) for one in got.value.problems] == [("/today", "wrong_type")]


def test_a_plan_of_a_block_is_refused_in_words_for_programs() -> None:
    planned = plan_to_dict(sf.plan(sf.Block([WEEK, WEEK])))
    with pytest.raises(sf.FileError, match="ask about one week of it: give week") as got:
        ask("why_not", {"plan": planned, "when": "W1 Mon 18:00"})
    assert [(one.path, one.code) for one in got.value.problems] == [("/plan", "unsupported")]


def test_a_pin_without_a_session_has_no_empty_brackets() -> None:
    week = {
        "runs": [],
        "strength": 1,
        "pins": [{"when": "Wed 18:00", "kind": "circuit"}],
        "placements": [{"when": "Fri 18:00", "kind": "circuit"}],
    }
    texts = [label["text"] for label in answer("audit", {"week": week})["broken"]]
    assert texts == ["the circuit on Wed 18:00 is pinned"]


WEEK = sf.Week(
    [sf.Run("Tue 07:00", "intervals", id="a"), sf.Run("Sun 08:00", "long", id="b")], strength=2
)
"""With names for its runs."""


@given(questions(), st.integers(0, 7))
def test_a_plan_that_was_answered_can_be_handed_back_again_and_again(
    asked: Asked, today: int
) -> None:
    _, fields = asked
    if "plan" not in fields:
        return
    once = answer("replan", {"plan": fields["plan"], "today": today})
    again = answer("replan", {"plan": once, "today": today})
    assert again["placements"] == once["placements"]


def _tampered(path: str, value: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """Return a plan in which another value stands at a place."""
    plan = deepcopy(fields)
    *steps, last = path.split("/")[2:]
    here: Any = plan
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here[last] = value
    return plan


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/plan/status", "broken"),
        ("/plan/strength", 0.5),
        ("/plan/interference", 0.001),
        ("/plan/bound", 0.001),
        ("/plan/gap", 1.0),
        ("/plan/policy", "hard_days_hard"),
        ("/plan/prescriptions", []),
        ("/plan/score/strength_delivered", 0.1),
        ("/plan/score/terms/strength_on_runs", 99.0),
        ("/plan/days/0/state", "open"),
    ],
)
def test_a_plan_that_says_what_it_does_not_come_to_is_refused(path: str, value: Any) -> None:
    spoilt = _tampered(path, value, plan_to_dict(sf.plan(WEEK)))
    with pytest.raises(sf.FileError) as got:
        ask("why_not", {"plan": spoilt, "when": "Mon 18:00"})
    assert [(one.path, one.code) for one in got.value.problems] == [(path, "contradiction")]


def test_a_session_at_a_forbidden_time_or_left_out_is_no_proven_plan() -> None:
    whole = plan_to_dict(sf.plan(WEEK))
    moved = deepcopy(whole)
    moved["placements"][0] |= {"day": 0, "start": 1080, "when": "Mon 18:00"}
    for spoilt in (moved, {**whole, "placements": []}, {**whole, "today": 7}):
        with pytest.raises(sf.FileError) as got:
            ask("replan", {"plan": spoilt, "today": "Wed"})
        assert {one.code for one in got.value.problems} == {"contradiction"}


def test_what_a_plan_may_leave_out_is_worked_out() -> None:
    whole = plan_to_dict(sf.plan(WEEK))
    least = {name: whole[name] for name in ("format", "given", "placements")}
    assert answer("replan", {"plan": least, "today": "Wed"})["strength"] == 1.0


_HALF = "a\ud800"
"""With half of a surrogate pair, which no file can hold."""

_NAMED: dict[str, Any] = {
    "week": {
        "runs": [{"when": "Tue 07:00", "kind": "easy", "id": "a", "extra": {"x": ["y"]}}],
        "strength": [{"kind": "circuit", "label": "b", "extra": {"x": "y"}}],
        "available": [{"when": "daily", "place": "gym", "equipment": ["weights"]}],
        "pins": [{"when": "Wed 18:00", "kind": "circuit", "label": "b"}],
        "placements": [{"when": "Wed 18:00", "kind": "circuit", "label": "b"}],
        "policy": {"preset": "supporting"},
    }
}


@pytest.mark.parametrize(
    "steps",
    [steps for steps in spots(_NAMED) if steps],
    ids=lambda steps: ".".join(map(str, steps)),
)
def test_half_of_a_surrogate_pair_is_refused_wherever_it_stands(steps: Steps) -> None:
    """As a value, and as the name of a field."""
    for name in ("plan", "audit"):
        for as_name in (False, True):
            fields = deepcopy(_NAMED)
            here: Any = fields
            for step in steps[:-1]:
                here = here[step]
            if as_name and isinstance(here, dict):
                here[_HALF] = here[steps[-1]]
            here[steps[-1]] = here[steps[-1]] if as_name and isinstance(here, dict) else _HALF
            with pytest.raises(sf.FileError) as got:
                ask(name, fields)
            json.dumps(to_dict(got.value), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"changed": {"zz": None, "a": {"when": 1.5, "kind": "easy"}}}, {"/changed/a/when"}),
        ({"changed": {"zz": None, "c/d.e[0]": None}}, {"/changed/zz", "/changed/c~1d.e[0]"}),
        ({"changed": {"c/d.e[0]": {"kind": "easy"}}}, {"/changed/c~1d.e[0]/when"}),
        (
            {"changed": {"a": {"kind": "x", "when": 1}, "b": {}}},
            {"/changed/a/kind", "/changed/b/when", "/changed/b/kind"},
        ),
        ({"changed": {"a": {"when": "Wed", "kind": "easy", "id": "b"}}}, {"/changed/a/id"}),
        ({"done": {"Mon 5:00": "Tue", "x.y": "Tue"}}, {"/done/Mon 5:00", "/done/x.y"}),
        ({"done": {"x.y": {"kind": "core"}}}, {"/done/x.y/when"}),
        ({"missed": ["Mon 5:00", "Mon 6:00"]}, {"/missed/0", "/missed/1"}),
    ],
)
def test_all_that_is_wrong_in_a_table_is_refused_each_at_its_place(
    fields: Any, problems: set[str]
) -> None:
    with pytest.raises(sf.FileError) as got:
        ask("replan", {"plan": plan_to_dict(sf.plan(WEEK)), "today": "Thu", **fields})
    assert {one.path for one in got.value.problems} == problems


@pytest.mark.parametrize("name", ["a", None])
def test_a_run_that_changes_keeps_its_id(name: str | None) -> None:
    """So that it can be changed again by it."""
    week = {"runs": [{"when": "Tue 07:00", "kind": "intervals"}], "strength": 1}
    if name is not None:
        week["runs"][0]["id"] = name  # type: ignore[index]  # of the list
    found = answer("plan", {"week": week})
    id_ = found["days"][1]["runs"][0]["id"]
    for when in ("Wed 07:00", "Thu 07:00"):
        changed = {id_: {"when": when, "kind": "tempo"}}
        found = answer("replan", {"plan": found, "today": "Mon", "changed": changed})
    assert found["days"][3]["runs"][0]["id"] == id_


def test_in_a_block_too_a_run_keeps_its_id() -> None:
    runs = [{"when": "Tue 07:00", "kind": "intervals"}, {"when": "Sun", "kind": "long", "id": "x"}]
    found = answer("plan", {"block": {"weeks": [{"runs": runs, "strength": 1}] * 2}})
    for when in ("Wed 07:00", "Thu 07:00"):
        run = {"when": when, "kind": "tempo"}
        changed = {"W2 Tue 07:00 intervals": run, "W1 x": {**run, "id": "x"}}
        found = answer("replan", {"plan": found, "today": "W1 Mon", "changed": changed})
    assert {run["id"] for day in found["days"] for run in day["runs"]} >= set(changed)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        ({"extra": 1}, ("/plan/extra", "unknown_field", "extra")),
        ({"given": None}, ("/plan/given", "missing", None)),
        ({"schema_version": 9}, ("/plan/schema_version", "unsupported", 9)),
        ({"score": {"runs": []}}, ("/plan/score/terms", "missing", None)),
    ],
)
def test_what_no_plan_holds_is_named(spoil: dict[str, Any], expected: tuple[Any, ...]) -> None:
    whole = {**plan_to_dict(sf.plan(WEEK)), **spoil}
    plan = {name: value for name, value in whole.items() if value is not None or name == "gap"}
    with pytest.raises(sf.FileError) as got:
        ask("why_not", {"plan": plan, "when": "Mon"})
    problems = [(one.path, one.code, one.value) for one in got.value.problems]
    assert expected in problems
    assert len({path for path, _, _ in problems}) == len(problems)


def test_what_is_no_error_of_the_fields_comes_out_as_its_own_kind() -> None:
    pinned = {"runs": [], "pins": [{"when": "Mon 18:00", "kind": "heavy"}], "strength": 0}
    with pytest.raises(sf.PinError) as pin:
        ask("plan", {"week": pinned})
    assert pin.value.problems[0].path == "/week/pins/0"
    assert to_dict(pin.value)["error"]["kind"] == "pin"
    with pytest.raises(sf.CancelledError):
        ask("plan", {"week": {"runs": []}}, sf.Limits(cancel=lambda: True))


def test_a_plan_is_read_within_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_given: object) -> None:
        assert 0 < (time_left() or 0) <= 60
        raise StrengthfitError("read")

    whole = plan_to_dict(sf.plan(WEEK))
    monkeypatch.setattr(question_fields, "plan_as_claimed", read)
    with pytest.raises(StrengthfitError, match="read"):
        ask("why_not", {"plan": whole, "when": "Mon"}, sf.Limits(seconds=60))


def test_what_was_missed_is_a_list() -> None:
    planned = answer("plan", {"week": {"runs": [], "strength": 1}})
    with pytest.raises(sf.FileError) as got:
        ask("replan", {"plan": planned, "today": "Wed", "missed": {}})
    assert [(one.path, one.code) for one in got.value.problems] == [("/missed", "wrong_type")]


def test_there_is_no_other_question() -> None:
    with pytest.raises(StrengthfitError, match="did you mean"):
        ask("plam", {})
