"""The matrix names what differs, and what fails."""

from pathlib import Path

import attrs
import pytest

from . import __main__ as matrix
from . import prepare
from .answers import WAYS, answers, questions
from .conditions import Condition, conditions

PLANS = Path(__file__).parents[1] / "data" / "plans"
PLAIN = Condition("plain", "as it comes", {"PYTHONHASHSEED": "0"})


def test_questions_are_of_all_plans_under_every_preset() -> None:
    asked = questions(PLANS, 8)
    assert len(asked) == 8
    assert len({preset for _, preset in asked}) == 4
    assert len({week.runs for week, _ in asked}) > 4


@pytest.mark.parametrize("how", ["backwards", "thread", "threads"])
def test_each_way_answers_alike(how: str) -> None:
    asked = questions(PLANS, 3)
    assert answers(asked, how, "cpsat") == answers(asked, "serial", "dynamic")


def test_every_way_of_answering_is_in_a_condition(tmp_path: Path) -> None:
    listed = conditions(None, None, tmp_path)
    assert listed[0].group == "plain"
    assert {one.how for one in listed} == set(WAYS)
    assert len({(one.group, one.name) for one in listed}) == len(listed)


@pytest.mark.longer
def test_other_processes_answer_alike_and_a_difference_is_named(tmp_path: Path) -> None:
    first, other = (
        matrix.answered(one, PLANS, 1, tmp_path)
        for one in (PLAIN, Condition("options of Python", "-OO", options=("-OO",)))
    )
    assert (first.failed, other.failed) == ("", "")
    assert (first.process["optimize"], other.process["optimize"]) == (0, 2)
    assert matrix.differences(first, other) == []
    spoilt = attrs.evolve(other, weeks=({**other.weeks[0], "text": "another"},))
    assert matrix.differences(first, spoilt) == ["week 0: text"]
    assert matrix.differences(first, attrs.evolve(other, weeks=())) == ["0 weeks, not 1"]
    text = matrix.page([first, spoilt], "this command")
    assert "| options of Python | -OO | 1 | NO |" in text
    assert "- options of Python, -OO: week 0: text" in text


def test_a_process_that_fails_says_why_and_is_tried_again(tmp_path: Path) -> None:
    wrong = attrs.evolve(PLAIN, strategy="no such")
    for _ in range(2):
        found = matrix.answered(wrong, PLANS, 1, tmp_path)
        assert "'no such' is not a strategy" in found.failed
    assert matrix.differences(found, found) == [f"failed: {found.failed}"]


def test_environments_have_the_ends_of_what_is_allowed_and_what_lies_between() -> None:
    made = prepare.environments(["python3.13"])
    assert set(made) == {"lowest", "newest", *prepare.PINNED, "python-1"}
    lowest, newest = made["lowest"][1], made["newest"][1]
    assert [name for name in lowest if ">=" in name] == prepare.needed()
    assert {"ortools", "numpy", "attrs", "cattrs", "scipy"} <= set(newest)
    assert made["numpy-2.2"][1].count("numpy") == 0
    assert made["python-1"][0] == "python3.13"
