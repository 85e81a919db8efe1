"""The study of small programs: its search is right, and what disagrees with it is seen."""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import certificates, small_certificates
from benchmarks.real_weeks import read_weeks
from benchmarks.small_certificates import Searched, examine, generated, of_week, small_part
from strengthfit.program import Program
from strengthfit.program.formats import program_from_dict, program_text, program_to_dict

PLANS = Path(__file__).parents[1] / "data" / "plans"

_WEEK = read_weeks(PLANS)[3]


def _draw() -> random.Random:
    return random.Random(1)  # noqa: S311  # nothing secret hangs on it


def _programs() -> list[Program]:
    return [*map(generated, range(8)), of_week(_WEEK, 1), of_week(_WEEK, 8)]


def test_programs_are_ones_that_a_file_can_hold() -> None:
    for number in range(20):
        program = generated(number)
        read = program_from_dict(json.loads(json.dumps(program_to_dict(program))))
        assert program_text(read) == program_text(program) == program_text(generated(number))


@pytest.mark.parametrize("program", _programs(), ids=lambda _: "program")
def test_the_search_finds_what_a_plan_is_and_comes_to(program: Program) -> None:
    searched = Searched.of(program)
    plans = {searched.sets[plan] for plan in searched.plans}
    for one, value in zip(searched.sets[:500], searched.values, strict=False):
        mask = program.mask(one)
        assert program.is_plan(mask) == (one in plans)
        assert program.objective(mask) == value


def test_a_few_agree() -> None:
    _, text, table, searched, claims = small_part(PLANS, programs=30, of_weeks=6)
    assert text.startswith("30 small programs")
    assert len(table.splitlines()) == 4
    assert ": 30 of 30. " in searched
    assert re.match(r"([\d,]+) false claims were made of the same proofs, and \1 rejected", claims)


def test_there_are_plans_none_and_cases_among_them() -> None:
    found, draw = Counter[str](), _draw()
    for number in range(40):
        examine(draw, Searched.of(generated(number)), found)
    assert found["programs"] == found["accepted"] == 40
    assert found["feasible"] + found["infeasible"] == 40
    assert min(found["feasible"], found["infeasible"], found["ties"], found["refused"]) > 0


@pytest.mark.parametrize("number", range(4))
def test_a_checker_that_takes_all_is_seen(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_certificates, "check", lambda _, __: "no plan is better")
    searched = Searched.of(generated(number))
    with pytest.raises(AssertionError, match=r"program 1: accepted: "):
        examine(_draw(), searched, Counter())


def test_parts_that_are_not_run_stay_as_they_are() -> None:
    every = {name: f"## {name.upper()}\n\n{name} before." for name in certificates.PARTS}
    before = certificates.page(every, "")
    after = certificates.page({"small": "## Small\n\nAnew."}, before)
    assert after == before.replace("## SMALL\n\nsmall before.", "## Small\n\nAnew.")
    assert list(certificates.PARTS)[-2:] == ["small", "veripb"]
