"""The folder for benchopt does what benchopt asks of it, and knows what the library knows."""

import math
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

from strengthfit.lab import instances, strategies

FOLDER = Path(__file__).parents[2] / "benchmarks" / "benchopt"


def _part(path: str) -> Any:
    """Return a module of the folder, loaded by its path, as benchopt does it."""
    spec = spec_from_file_location(Path(path).stem, FOLDER / path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any, Any]:
    """Return dataset, objective and solver, made without benchopt: it sets parameters as fields."""
    stand_in: Any = ModuleType("benchopt")
    stand_in.BaseDataset = stand_in.BaseObjective = stand_in.BaseSolver = object
    monkeypatch.setitem(sys.modules, "benchopt", stand_in)
    dataset = _part("datasets/suite.py").Dataset()
    objective = _part("objective.py").Objective()
    solver = _part("solvers/strategy.py").Solver()
    objective.seconds = 5.0
    return dataset, objective, solver


def test_it_has_the_strategies_and_the_instances_of_the_library(
    parts: tuple[Any, Any, Any],
) -> None:
    dataset, _, solver = parts
    assert solver.parameters == {"strategy": strategies.names()}
    assert dataset.parameters == {"instance": instances.names("quick")}


@pytest.mark.parametrize(
    ("instance", "strategy", "gap", "proven"),
    [
        ("weeks-0", "cpsat", 0.0, 1.0),
        ("infeasible-1", "cpsat", 0.0, 1.0),
        ("mixed-2", "exhaustive", 1.0, 0.0),  # too large for it
    ],
)
def test_a_run_is_judged(
    parts: tuple[Any, Any, Any], instance: str, strategy: str, gap: float, proven: float
) -> None:
    dataset, objective, solver = parts
    dataset.instance, solver.strategy = instance, strategy
    objective.set_data(**dataset.get_data())
    solver.set_objective(**objective.get_objective())
    solver.warm_up()
    solver.run(None)
    result = objective.evaluate_result(**solver.get_result())
    assert (result["value"], result["proven"], result["wrong"]) == (gap, proven, 0.0)
    assert result["cpu_seconds"] >= 0
    nothing = objective.evaluate_result(**objective.get_one_result())
    assert nothing["wrong"] == 0.0
    assert nothing["value"] == 1.0 or math.isnan(nothing["value"])


def test_a_lie_has_the_whole_gap(parts: tuple[Any, Any, Any]) -> None:
    dataset, objective, _ = parts
    dataset.instance = "demands-0"
    objective.set_data(**dataset.get_data())
    greedy = strategies.load("greedy").solve(objective.program)
    honest = objective.evaluate_result(outcome=greedy, cpu=0.0)
    assert 0 < honest["value"] < 1
    assert greedy.objective is not None
    lie = attrs.evolve(greedy, status="optimal", bound=greedy.objective)
    result = objective.evaluate_result(outcome=lie, cpu=0.0)
    assert (result["value"], result["wrong"], result["proven"]) == (1.0, 1.0, 0.0)


def test_benchopt_finds_its_parts() -> None:
    benchmark = pytest.importorskip("benchopt.benchmark").Benchmark(FOLDER)
    assert [solver.name for solver in benchmark.get_solvers()] == ["strategy"]
    assert [dataset.name for dataset in benchmark.get_datasets()] == ["suite"]
