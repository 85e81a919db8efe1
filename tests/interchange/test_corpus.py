"""Published plans: read whole, told all their errors, turned into weeks with real edges."""

import json
import math
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit import FileError, InputError, Run
from strengthfit.domain.clock import DAY, WEEK
from strengthfit.interchange import Corpus, read_corpus
from strengthfit.interchange.corpus import parse_corpus
from strengthfit.interchange.week_file import has_several

from .tables import ANYTHING, CORPUS

PLANS = sorted((Path(__file__).parents[1] / "data" / "plans").glob("*.json"))
EMPTY: list[list[object]] = [[] for _ in range(7)]

each_plan = pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)


def _week(day: object) -> list[object]:
    return [*EMPTY[:6], day]


def _problems(data: Any) -> tuple[str, ...]:
    with pytest.raises(FileError) as got:
        parse_corpus(data, "plan.json")
    assert got.value.source == "plan.json"
    return got.value.problems


def _read(data: Any) -> Corpus | None:
    """What was read, or None for a FileError that has something to say."""
    try:
        return parse_corpus(data)
    except FileError as error:
        assert error.problems  # noqa: PT017  # that nothing else is raised is the point
        return None


def _moment(run: object) -> int:
    assert isinstance(run, Run)
    assert run.when.minutes is not None
    return run.when.minutes


def test_there_are_plans_to_test_with() -> None:
    assert len(PLANS) == 5


@given(ANYTHING)
@settings(max_examples=500)
@example(None)
@example([])
@example("weeks")
@example({"weeks": []})
@example({"weeks": [EMPTY], "units": []})
@example({"weeks": [_week([{"kind": ["cross"]}])]})
@example({"weeks": [_week([{"kind": "easy", "km": 10**400}])], 5: 1})
def test_anything_is_a_plan_or_a_file_error(data: Any) -> None:
    _read(data)


@given(CORPUS)
@settings(max_examples=500)
def test_a_nearly_right_plan_is_read_whole_or_refused(data: Any) -> None:
    corpus = _read(data)
    event("read" if corpus is not None else "refused")
    if corpus is not None:
        found = [[Counter(kind for kind, _ in day) for day in week] for week in corpus.weeks]
        assert found == [
            [Counter(run["kind"] for run in day if run["kind"] != "cross") for day in week]
            for week in data["weeks"]
        ]


@given(CORPUS, st.integers(1, 2))
@settings(max_examples=100)
def test_what_is_read_can_be_planned_or_says_why_not(data: Any, number: int) -> None:
    corpus = _read(data)
    if corpus is None or number > len(corpus):
        event("refused")
        return
    plan = sf.plan(corpus.week(number), sf.Policy(grid=120), "greedy")
    event("planned")
    assert len(plan.placements) + len(plan.skipped) == 2


def test_all_problems_are_told_at_once_each_with_its_path() -> None:
    data = {
        "id": 5,
        "nmae": "x",
        "units": "miles",
        "weeks": [
            _week([{"kind": "esy", "km": -1}, {"kind": "easy", "kmm": 3}]),
            _week([{"km": 3}, "long"]),
            EMPTY[:6],
            _week([{"kind": "easy", "km": math.nan}]),
            _week([{"kind": "easy"}] * 4),
            _week({"kind": "easy"}),
            7,
        ],
    }
    assert [problem.partition(": ")[0] for problem in _problems(data)] == [
        "'nmae'",
        "id",
        "units",
        "weeks[0][6][0].kind",
        "weeks[0][6][0].km",
        "weeks[0][6][1].'kmm'",
        "weeks[1][6][0].kind",
        "weeks[1][6][1]",
        "weeks[2]",
        "weeks[3][6][0].km",
        "weeks[4][6]",
        "weeks[5][6]",
        "weeks[6]",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (None, "is not a table of fields at its top level"),
        ([EMPTY], "is not a table of fields at its top level"),
        ({}, "weeks: is not a list of 1 to 520 weeks"),
        ({"weeks": []}, "weeks: is not a list of 1 to 520 weeks"),
        ({"weeks": {}}, "weeks: is not a list of 1 to 520 weeks"),
        ({"weeks": [EMPTY] * 521}, "weeks: is not a list of 1 to 520 weeks"),
        ({"weeks": [EMPTY], "units": "mi"}, "units: 'mi' is not accepted; convert to km"),
        ({"weeks": [EMPTY], "name": None}, "name: None is not text"),
        (
            {"weeks": [EMPTY], "weks": 1},
            "'weks': is not a field here; write one of id, name, units, weeks; "
            "did you mean 'weeks'?",
        ),
        (
            {"weeks": [_week([{"kind": "easy", "km": math.inf}])]},
            "weeks[0][6][0].km: inf is not a number of km from 0.1 to 200",
        ),
        (
            {"weeks": [_week(["easy"])]},
            "weeks[0][6][0]: 'easy' is not a run such as {'kind': 'easy', 'km': 8}",
        ),
    ],
)
def test_a_problem_is_told_with_its_path_and_what_is_accepted(data: Any, problem: str) -> None:
    assert _problems(data) == (problem,)


@each_plan
def test_a_published_plan_is_read_run_by_run(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    corpus = read_corpus(path)
    assert (corpus.id, corpus.name, len(corpus)) == (
        path.stem,
        data["name"],
        len(data["weeks"]),
    )
    for week, day in product(range(len(corpus)), range(7)):
        runs = [run for run in data["weeks"][week][day] if run["kind"] != "cross"]
        assert corpus.weeks[week][day] == tuple((run["kind"], run.get("km")) for run in runs)


@each_plan
def test_a_week_knows_the_week_before_and_the_two_after(path: Path) -> None:
    corpus = read_corpus(path)
    for number in range(1, len(corpus) + 1):
        week = corpus.week(number, strength=1)
        for runs, weeks in ((week.runs, [0]), (week.before, [-1]), (week.after, [1, 2])):
            expected = [
                (offset * WEEK + day * DAY + 420, kind, km)
                for offset in weeks
                if 1 <= number + offset <= len(corpus)
                for day, listed in enumerate(corpus.weeks[number + offset - 1])
                for kind, km in listed
            ]
            assert [(_moment(run), run.kind, getattr(run, "km", None)) for run in runs] == expected


@each_plan
def test_every_week_can_be_planned(path: Path) -> None:
    corpus = read_corpus(path)
    for number in range(1, len(corpus) + 1):
        plan = sf.plan(corpus.week(number), strategy="greedy")
        assert len(plan.placements) + len(plan.skipped) == 2


@each_plan
def test_the_last_race_is_the_goal_if_it_ends_the_plan(path: Path) -> None:
    corpus = read_corpus(path)
    races = [
        (number, _moment(run), run.priority)
        for number in range(1, len(corpus) + 1)
        for run in corpus.week(number).runs
        if run.kind == "race"
    ]
    goals = [(number, start) for number, start, priority in races if priority == "A"]
    assert {priority for *_, priority in races} <= {"A", "C"}
    late = [(number, start) for number, start, _ in races if number >= len(corpus) - 1]
    assert goals == late[-1:]
    for number, start in goals:
        ahead = corpus.week(number - 1).after
        assert [_moment(run) for run in ahead if getattr(run, "priority", "") == "A"] == [
            start + WEEK
        ]


def test_a_second_run_of_a_day_is_in_the_afternoon() -> None:
    corpus = parse_corpus({"weeks": [_week([{"kind": "easy", "km": 8}] * 3)]})
    assert [_moment(run) - 6 * DAY for run in corpus.week(1).runs] == [420, 780, 1140]


@pytest.mark.parametrize("number", [0, 2, -1, 1.0, True, "1", None, 10**400])
def test_a_week_that_is_not_there_is_refused(number: Any) -> None:
    corpus = parse_corpus({"weeks": [EMPTY]})
    with pytest.raises(InputError, match=r"^week: .* is not a week of this plan; write 1 to 1$"):
        corpus.week(number)
    assert corpus.week(np.int64(1)) == corpus.week(1)  # type: ignore[arg-type]


def test_a_plan_is_told_from_a_week() -> None:
    assert has_several({"weeks": []})
    assert not has_several({"runs": []})
    assert not has_several({"runs": [], "weeks": []})
    assert not has_several({})


def test_a_file_s_errors_carry_its_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text('{"weeks": 5}', encoding="utf-8")
    with pytest.raises(FileError) as got:
        read_corpus(path)
    assert str(got.value) == f"{path}: weeks: is not a list of 1 to 520 weeks"
