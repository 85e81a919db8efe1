"""Solvers that this project did not write, each given a file's text."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from strengthfit.program import Program
from strengthfit.program.formats import read_opb_answer, read_values

from .opb_reader import read_opb


def highs(text: str, program: Program, folder: Path) -> tuple[tuple[int, ...], int]:
    """Let HiGHS read an MPS file; return what it takes, from the file it writes, and the value."""
    highspy = pytest.importorskip("highspy")
    highspy.Highs.resetGlobalScheduler(True)  # its threads are the process's, set by the first use
    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_rel_gap", 0.0),  # by default it stops a ten-thousandth before the optimum
        ("mip_abs_gap", 0.0),
    ):
        solver.setOptionValue(name, value)
    path = folder / "program.mps"
    path.write_text(text, "utf-8")
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.run()
    proven = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
    assert solver.getModelStatus() in proven
    solver.writeSolution(str(folder / "values.txt"), 0)
    value = round(solver.getInfo().objective_function_value)
    return read_values((folder / "values.txt").read_text("utf-8"), program), value


def scip(text: str, program: Program, folder: Path, suffix: str) -> tuple[int, ...]:
    """Let SCIP read a file by its suffix, ".opb" or ".mps"; return what it takes."""
    pyscipopt: Any = pytest.importorskip("pyscipopt")
    path = folder / f"program{suffix}"
    path.write_text(text, "utf-8")
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(str(path))
    model.optimize()
    assert model.getStatus() == "optimal"
    own = {f"x{number + 1}" for number in range(len(program.choices))}
    values = {variable.name: model.getVal(variable) for variable in model.getVars()}
    lines = [f"{name} {value}" for name, value in values.items() if name in own]
    return read_values("\n".join(lines), program)


def exact(text: str, program: Program) -> tuple[tuple[int, ...], int]:
    """Let Exact, a pseudo-Boolean solver, solve an OPB file; return what it takes and the value."""
    module: Any = pytest.importorskip("exact")
    file = read_opb(text)
    solver = module.Exact()
    names = [f"x{number}" for number in range(1, file.variables + 1)]
    for name in names:
        solver.addVariable(name, 0, 1)
    solver.setObjective([(weight, f"x{x}") for weight, x in file.goal])
    for terms, bound in file.rows:
        solver.addConstraint([(weight, f"x{x}") for weight, x in terms], True, bound)
    assert solver.runFull(True) == "UNSAT"  # nothing is better than the last it found
    values = solver.getLastSolutionFor(names[: len(program.choices)])
    taken = tuple(index for index, value in enumerate(values) if value)
    return taken, int(solver.getBestSoFar())


def clasp(text: str, program: Program, folder: Path) -> tuple[tuple[int, ...], int | None]:
    """Let clasp read an OPB file and print its answer in the competitions' form."""
    binary = shutil.which("clasp")
    if binary is None:
        pytest.skip("clasp is not installed")
    path = folder / "program.opb"
    path.write_text(text, "utf-8")
    printed = subprocess.run(
        [binary, "--outf=1", str(path)], capture_output=True, text=True, check=False
    ).stdout
    answer = read_opb_answer(printed, program)
    assert answer.status in ("optimal", "feasible")  # without an objective there is no optimum
    return answer.taken, answer.value


def cbc(path: Path, program: Program) -> tuple[int, ...]:
    """Let CBC read an MPS file; return what it takes, from the file that it writes."""
    answer = path.with_suffix(".cbc")
    _run("cbc", str(path), "solve", "solution", str(answer))
    text = answer.read_text("utf-8")
    assert text.startswith("Optimal - objective value")
    return read_values(text, program)


def glpsol(path: Path, program: Program) -> tuple[int, ...]:
    """Let GLPK read a free MPS file; return what it takes, from the file that it writes."""
    answer = path.with_suffix(".glpk")
    printed = _run("glpsol", "--freemps", str(path), "-o", str(answer))
    assert "OPTIMAL SOLUTION FOUND" in printed, printed
    return read_values(answer.read_text("utf-8"), program)


def lp_solve(path: Path, program: Program) -> tuple[int, ...]:
    """Let lp_solve read a free MPS file; return what it takes, as it prints it."""
    printed = _run("lp_solve", "-fmps", str(path), "-S3")
    assert "Value of objective function" in printed, printed
    return read_values(printed, program)


def need(name: str) -> str:
    """Return where a program is, or skip the test."""
    binary = shutil.which(name)
    if binary is None:
        pytest.skip(f"{name} is not installed")
    return binary


def _run(name: str, *options: str) -> str:
    binary = need(name)
    return subprocess.run([binary, *options], capture_output=True, text=True, check=True).stdout
