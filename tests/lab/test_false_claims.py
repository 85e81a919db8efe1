"""A lie about what is best costs the liar the run, on instances of which nothing is known too."""

from pathlib import Path

import pytest

from strengthfit.lab.instances import instance
from strengthfit.lab.records import Record
from strengthfit.lab.report.consistency import disagreements
from strengthfit.lab.runner import run_jobs
from strengthfit.lab.worker import Job

LIARS = "tests.lab.foreign_strategies:"
KNOWN, NEW = "demands-0", "dense-7001"
"""On both the greedy plan is not the best; the second is in no suite."""


def _run(strategy: str, name: str, tmp_path: Path) -> Record:
    (record,) = run_jobs([Job(name, strategy, 0, 5.0)], tmp_path / f"{name}.jsonl")
    return record


def test_of_one_instance_the_package_knows_the_best_and_of_the_other_nothing() -> None:
    fact = instance(KNOWN).known
    assert fact is not None
    assert fact.closed
    assert instance(NEW).known is None


@pytest.mark.parametrize(
    ("name", "strategy", "problem"),
    [
        (KNOWN, "Boaster", "a certificate proves that the objective"),
        (KNOWN, "Bluffer", "is above the objective"),
        (KNOWN, "Denier", "it is called infeasible, and a plan with objective"),
        (NEW, "Boaster", "it is called optimal, and a better plan comes to"),
        (NEW, "Denier", "it is called infeasible, and a plan comes to"),
    ],
)
def test_a_false_proof_is_found(name: str, strategy: str, problem: str, tmp_path: Path) -> None:
    record = _run(LIARS + strategy, name, tmp_path)
    assert any(problem in each for each in record.problems)
    assert (record.proven, record.solved, record.certified) == (False, False, False)


def test_a_false_bound_that_nobody_can_judge_is_contradicted_by_a_better_plan(
    tmp_path: Path,
) -> None:
    bluff = _run(LIARS + "Bluffer", NEW, tmp_path)
    assert bluff.problems == ()  # the plan keeps every row, and its bound is not above it
    assert not bluff.proven
    honest = _run("cpsat", NEW, tmp_path)
    (found,) = disagreements([bluff, honest])
    assert found.plan == honest.objective
    assert found.claims == (f"{bluff.strategy}: no plan comes before {bluff.bound}",)
