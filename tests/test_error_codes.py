"""Errors for programs: each code comes from somewhere, and pointers lead to what was given."""

import copy
import datetime as dt
import json
import pickle
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import event, given, settings

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.domain.policy_rows import Guard
from strengthfit.domain.week import Waiver
from strengthfit.errors import CODES, MOST_PROBLEMS, Problem, StrengthfitError
from strengthfit.interchange import error_to_dict, parse_block, parse_week, schema, to_dict
from strengthfit.problem import pointer

from .interchange.tables import WEEK

jsonschema: Any = import_module("jsonschema")  # it has no types
REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "errors.md"
TUE = sf.Run("Tue 07:00", "easy", minutes=60)
KEY = sf.Week([sf.Run("Wed 07:00", "intervals")])


def _pinned(when: str, kind: str = "circuit") -> sf.Plan:
    return sf.plan(attrs.evolve(KEY, pins=[sf.Session(when, kind)]))


def _untyped(make: Callable[..., object], *given: Any, **named: Any) -> object:
    return make(*given, **named)


def _many() -> object:
    starts = [
        f"{day} {hour:02d}:00-{hour + 1:02d}:00" for day in ["Tue", "Thu"] for hour in range(6, 20)
    ]
    return sf.plan(
        sf.Week([], strength=[sf.Demand("core", 14)], available=starts),
        sf.Policy(grid=5),
        "exhaustive",
    )


CASES: dict[str, tuple[Callable[[], object], str, str]] = {
    "a number for a kind": (lambda: _untyped(sf.Run, "Tue", 5), "wrong_type", "/kind"),
    "a text for runs": (lambda: _untyped(sf.Week, "Tue"), "wrong_type", "/runs"),
    "a whole number too exact": (lambda: _untyped(sf.Demand, "core", 1.5), "wrong_type", "/count"),
    "no week": (lambda: _untyped(sf.plan, 5), "wrong_type", "/week"),
    "no policy": (lambda: _untyped(sf.plan, KEY, 5), "wrong_type", "/policy"),
    "no time": (lambda: sf.Run("Thurs 25:00", "easy"), "wrong_form", "/when"),
    "no span": (lambda: sf.Window("25:00"), "wrong_form", "/when"),
    "no span in a list": (
        lambda: sf.Week([], available=["Mon", "Tue 25:00"]),
        "wrong_form",
        "/available/1",
    ),
    "no text": (lambda: sf.Run("Tue", "easy", id=""), "wrong_form", "/id"),
    "phases out of order": (lambda: sf.Policy(phases=()), "wrong_value", "/phases"),
    "too many": (lambda: sf.Demand("core", 99), "out_of_range", "/count"),
    "too many sessions": (lambda: sf.Week([], 99), "out_of_range", "/strength"),
    "a year too far": (lambda: sf.Week([], start=dt.date(2999, 1, 1)), "out_of_range", "/start"),
    "no such kind": (lambda: sf.Run("Tue", "intrvals"), "unknown_name", "/kind"),
    "no such preset": (lambda: sf.plan(KEY, "suporting"), "unknown_name", "/policy"),
    "no such strategy": (lambda: sf.plan(KEY, strategy="cpsta"), "unknown_name", "/strategy"),
    "no such parameter": (
        lambda: sf.plan(KEY, sf.Policy(evidence={"peak.haevy": 1})),
        "unknown_name",
        "/evidence",
    ),
    "a waiver of nothing": (
        lambda: sf.plan(attrs.evolve(KEY, waived=[Waiver("spacing", "nothing")])),
        "unknown_name",
        "/waived/0",
    ),
    "a date without a start": (
        lambda: sf.plan(sf.Week([sf.Run("2026-11-24", "easy")])),
        "missing",
        "/runs/0/when",
    ),
    "two without a time": (
        lambda: sf.plan(sf.Week([sf.Run("Tue", "easy"), sf.Run("Tue", "tempo")])),
        "missing",
        "/runs/1/when",
    ),
    "no runner's word": (lambda: sf.CheckIn(1.0), "missing", ""),
    "an id twice": (
        lambda: sf.plan(sf.Week([sf.Run(day, "easy", id="jog") for day in ("Mon", "Tue")])),
        "duplicate",
        "/runs/1/id",
    ),
    "two at once": (
        lambda: sf.plan(sf.Week([TUE, sf.Run("Tue 07:30", "easy")])),
        "overlap",
        "/runs/1",
    ),
    "a day that ends too early": (lambda: sf.Policy(day_end="05:00"), "contradiction", "/day_end"),
    "repeats with an edge": (
        lambda: sf.Week([], repeats=True, after=[TUE]),
        "contradiction",
        "/repeats",
    ),
    "minutes of another week": (
        lambda: sf.Week([sf.Run(20000, "easy")]),
        "outside",
        "/runs/0/when",
    ),
    "a day past the last": (
        lambda: sf.Block([KEY, sf.Week([], forbidden=["2026-01-01"])]),
        "missing",
        "/weeks/1/forbidden/0/when",
    ),
    "an order of nothing": (
        lambda: sf.plan(attrs.evolve(KEY, order=["upper"])),
        "not_asked",
        "/order/0",
    ),
    "a pin of nothing": (lambda: _pinned("Fri 18:00", "upper"), "not_asked", "/pins/0"),
    "a pin before a hard day": (lambda: _pinned("Tue 18:00"), "breaks_rule", "/pins/0"),
    "a block where a week is asked": (
        lambda: sf.explain(sf.plan(sf.Block([KEY, KEY]))),
        "unsupported",
        "/plan",
    ),
    "too many plans": (_many, "too_large", ""),
    "no file": (lambda: sf.read_week("none/at/all.toml"), "unreadable", ""),
    "a field too many": (
        lambda: parse_week({"runs": [{"when": "Tue", "kind": "easy", "a/b": 1}]}),
        "unknown_field",
        "/runs/0/a~1b",
    ),
    "several": (lambda: parse_week({"days": 2, "strength": "?"}), "several", "/runs"),
    "a package": (lambda: _raise(sf.MissingExtraError("drawing", "plot")), "missing_extra", ""),
    "a call that is cancelled": (
        lambda: sf.plan(KEY, limits=sf.Limits(cancel=lambda: True)),
        "cancelled",
        "",
    ),
    "no time left": (lambda: _raise(sf.OutOfTimeError("no time")), "out_of_time", ""),
    "anything else": (lambda: _raise(StrengthfitError("?")), "failed", ""),
}


def _raise(error: StrengthfitError) -> None:
    raise error


@pytest.mark.parametrize("name", CASES)
def test_an_error_has_its_code_and_a_pointer(name: str) -> None:
    make, code, path = CASES[name]
    with pytest.raises(StrengthfitError) as got:
        make()
    error = got.value
    assert (error.code, error.problems[0].path) == (code, path)
    if len(error.problems) == 1:
        assert error.problems[0].code == code
    assert error.problems[0].accepted in str(error)
    told = json.loads(json.dumps(error_to_dict(error)))
    jsonschema.validate(told, schema("error"))
    assert [one["path"] for one in told["error"]["problems"]] == [
        one.path for one in error.problems
    ]
    assert (told["error"]["kind"], told["error"]["message"]) == (error.kind, str(error))


def test_every_code_is_listed_and_comes_from_somewhere() -> None:
    listed = re.findall(
        r"^\| `(\w+)` \|", REFERENCE.read_text("utf-8").partition("## Codes")[2], re.M
    )
    assert tuple(listed) == CODES
    assert {code for _, code, _ in CASES.values()} == set(CODES)


# Many at once


def test_all_that_is_wrong_in_a_list_is_said_at_once() -> None:
    with pytest.raises(sf.InputError) as got:
        _untyped(sf.Week, [1, TUE, "Tue"])
    assert [(one.path, one.value) for one in got.value.problems] == [
        ("/runs/0", 1),
        ("/runs/2", "Tue"),
    ]
    assert str(got.value) == str(got.value.problems[0])
    runs = [sf.Run(f"{day} 07:00", "easy", id="jog") for day in ("Mon", "Tue", "Wed")]
    with pytest.raises(sf.InputError) as got:
        sf.plan(sf.Week(runs))
    assert [one.path for one in got.value.problems] == ["/runs/1/id", "/runs/2/id"]
    with pytest.raises(sf.InputError) as got:
        sf.Week([sf.Run(20000, "easy"), TUE, sf.Run(-9, "easy")], repeats=True, before=[TUE])
    paths = [one.path for one in got.value.problems]
    assert paths == ["/repeats", "/runs/0/when", "/runs/2/when"]
    with pytest.raises(sf.InputError) as got:
        _untyped(Guard, kinds=["heavy", "hevy", 5])
    codes = [(one.code, one.value) for one in got.value.problems]
    assert codes == [("unknown_name", "hevy"), ("wrong_type", 5)]


def test_a_long_list_of_wrong_things_is_wrong_a_hundred_times() -> None:
    with pytest.raises(sf.InputError) as got:
        _untyped(sf.Week, list(range(1_000)))
    assert len(got.value.problems) == MOST_PROBLEMS


def test_a_file_has_the_problems_of_its_values_too() -> None:
    runs = [{"when": 20000, "kind": "easy"}, {"when": -1, "kind": "easy"}]
    with pytest.raises(sf.FileError) as got:
        parse_week({"runs": runs})
    assert [one.path for one in got.value.problems] == ["/runs/0/when", "/runs/1/when"]


# Pointers


def _at(data: Any, path: str) -> Any:
    """What a JSON pointer leads to, as RFC 6901 has it."""
    for step in path.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        data = (
            {str(key): member for key, member in data.items()}[name]
            if isinstance(data, Mapping)
            else data[int(name)]
        )
    return data


@given(WEEK)
@settings(max_examples=300)
def test_pointers_lead_to_what_was_given(data: Any) -> None:
    try:
        parse_week(data)
    except sf.FileError as error:
        for problem in error.problems:
            event(problem.code)
            _follow(problem, data)


def _follow(problem: Problem, data: Any) -> None:
    above, _, last = problem.path.rpartition("/")
    if problem.code == "missing" and problem.value is None:
        assert last not in _at(data, above)
    elif problem.code == "unknown_field":
        assert problem.value in _at(data, above)
    else:
        found = _at(data, problem.path)
        assert isinstance(found, dict | list) or _is_shown(found, problem.value)


def test_what_stands_for_a_table_has_no_fields() -> None:
    data = {"runs": [], "available": "2026-11-24", "forbidden": ["2026-11-24", {"when": "Someday"}]}
    with pytest.raises(sf.FileError) as got:
        parse_block({"weeks": [data, {"runs": [], "available": [["Sat"]]}]})
    paths = [one.path for one in got.value.problems]
    assert paths == ["/weeks/0/forbidden/1/when", "/weeks/1/available/0"]
    with pytest.raises(sf.FileError) as got:
        parse_week({**data, "forbidden": ["2026-11-24"]})
    assert [one.path for one in got.value.problems] == ["/available", "/forbidden/0"]
    with pytest.raises(sf.InputError) as raised:
        sf.Week([], available="Someday")
    assert raised.value.problems[0].path == "/available"


def _is_shown(found: Any, value: Any) -> bool:
    """Whether a value is what was found: a time of the week is shown as it was understood."""
    if isinstance(found, dt.datetime) and not isinstance(value, dt.datetime):
        return str(found.date()) == str(value)
    if isinstance(found, dt.date):
        return str(found) == str(value)
    same = repr(found) == repr(value)
    return same or (isinstance(found, str | int) and isinstance(value, str))


def test_what_a_pointer_escapes() -> None:
    assert pointer("evidence['a.b/c~d']") == "/evidence/a.b~1c~0d"
    assert pointer(r"prices['it\'s']") == "/prices/it's"
    assert pointer("--week") == "/week"
    assert pointer("") == pointer("CheckIn") == ""


# Problems as values


def test_a_problem_is_a_text_that_does_not_change() -> None:
    problem = Problem.of("runs[0].when", "Tuu", "is not a time", "wrong_form")
    assert problem == "runs[0].when: 'Tuu' is not a time"
    with pytest.raises(AttributeError):
        problem.code = "missing"
    for same in (copy.copy(problem), copy.deepcopy(problem), pickle.loads(pickle.dumps(problem))):  # noqa: S301  # our own
        assert (same, same.code, same.path, same.value) == (
            problem,
            "wrong_form",
            "/runs/0/when",
            "Tuu",
        )
    unsent = Problem.of("runs", (day for day in "ab"), "is not a list", "wrong_type")
    assert str(pickle.loads(pickle.dumps(unsent))) == str(unsent)  # noqa: S301  # our own


def test_errors_keep_their_codes_and_problems_on_the_way() -> None:
    for make, _, _ in CASES.values():
        with pytest.raises(StrengthfitError) as got:
            make()
        error = got.value
        for same in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301  # our own
            assert (same, same.code, same.problems) == (error, error.code, error.problems)
            assert [one.path for one in same.problems] == [one.path for one in error.problems]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": [1, None]}, {"a": [1, None]}),
        (dt.date(2026, 11, 23), "2026-11-23"),
        (float("nan"), "nan"),
        ("x" * 5000, "'" + "x" * 56 + "..."),
        (object, "<class 'object'>"),
        ("\ud800", r"'\ud800'"),
    ],
    ids=["a table", "a date", "not a number", "a long text", "a class", "half a character"],
)
def test_a_value_is_written_as_it_is_or_as_text(value: object, written: object) -> None:
    told = to_dict(sf.InputError("value", value, "is not"))
    assert told["error"]["problems"][0]["value"] == written
    json.dumps(told, allow_nan=False)


# The command


def _said(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 2
    told: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(told, schema("error"))
    assert told["error"]["message"] in result.stderr
    error: dict[str, Any] = told["error"]
    return error


def test_bad_input_is_json_if_json_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    file.write_text('{"runs": [{"when": "Tuu", "kind": "esy"}, {}]}')
    paths = [one["path"] for one in _said("plan", str(file), "--json")["problems"]]
    assert paths == ["/runs/0/when", "/runs/0/kind", "/runs/1/when", "/runs/1/kind"]
    file.write_text('{"runs": []}')
    (late,) = _said("why-not", str(file), "Tuu 18:00", "--json")["problems"]
    assert (late["code"], late["value"]) == ("wrong_form", "Tuu 18:00")
    assert _said("plan", str(file), "--week", "x", "--json")["code"] == "wrong_value"
    assert _said("plan", str(file), "--wek", "1", "--json")["code"] == "unknown_name"
    assert _said("plan", "--json")["code"] == "missing"
    assert _said("plan", str(file), "--json", "-o", str(tmp_path))["code"] == "wrong_value"
    plain = CliRunner().invoke(main, ["plan", str(tmp_path / "none.toml")])
    assert (plain.exit_code, plain.stdout) == (2, "")
