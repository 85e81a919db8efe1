"""The study of other solvers judges what they say; its kept page says what it found."""

import re
import sys
from pathlib import Path

import pytest

import strengthfit as sf
from benchmarks import other_solvers
from benchmarks.other_solvers import INSTANCES, Run, Solver, page, run, version_of
from strengthfit.lab.instances import Instance
from strengthfit.strategies.command import Command
from tests.strategies.test_command import BRUTE, SMALL

KEPT = Path(other_solvers.__file__).parent / "results" / "other_solvers.md"
MADE = Instance("file-small", "file", 0, SMALL, "small")


def _solver(manner: str) -> Solver:
    return Solver("brute", Command(f"{BRUTE} {manner}", "63-bit"), f"{sys.executable} --version")


@pytest.mark.parametrize(
    ("manner", "word"),
    [("", "same"), ("first", "wrong"), ("mute", "unproven"), ("boasts", "failed")],
)
def test_an_answer_is_one_word(manner: str, word: str) -> None:
    found = run(_solver(manner), MADE, sf.solve(SMALL), 20.0)
    assert (found.instance, found.word) == ("file-small", word)
    assert found.reason


def test_a_solver_that_counts_less_far_refuses() -> None:
    solver = Solver("brute", Command(BRUTE, 1 << 12), "")
    assert run(solver, MADE, sf.solve(SMALL), 20.0).word == "refused"


def test_versions_are_said_or_the_solver_is_left_out() -> None:
    assert version_of(_solver("")) == ".".join(map(str, sys.version_info[:3]))
    assert version_of(Solver("none", Command("no-such-solver {opb}"), "no-such-solver")) is None


def test_the_page_counts_and_names_what_is_not_the_same() -> None:
    best = {name: sf.solve(SMALL) for name in ("a", "b")}
    runs = [Run("a", 0.5, "same"), Run("b", 1.0, "wrong", "it lies")]
    text = page({_solver(""): ("1.0", runs)}, best, 10.0)
    assert "| brute | 1.0 | OPB, 63-bit, presolved | 1 of 2 | 0 | 1 | 0 | 0.50 | 0.50 |" in text
    assert "All 1 agree on 1 of 2 instances: a." in text
    assert "on b: wrong, it lies" in text


def test_the_kept_page_has_five_solvers_that_agree_on_thirty_instances() -> None:
    text = KEPT.read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if re.match(r"\| \w.* of \d+ \|", line)
    ]
    assert len({name for name, *_ in rows}) >= 5
    assert {reads.partition(",")[0] for _, _, reads, *_ in rows} == {"OPB", "MPS", "WCNF"}
    assert {wrong for _, _, _, _, _, wrong, *_ in rows} == {"0"}
    (agreed,) = re.findall(r"^All \d+ agree on \d+ of \d+ instances: (.*)\.$", text, re.M)
    names = agreed.split(", ")
    assert len(names) >= 30
    assert set(names) <= set(INSTANCES)
