"""Whether solvers that were not written here read the files and find the same optimum.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.other_solvers [--pysat PYTHON] [--seconds 10]
        [--out benchmarks/results/other_solvers.md]

Each solver is called as `strengthfit.strategies.command.Command` calls it, objective after
objective, and what it says is checked against the program and the certificate. Solvers that are not
installed are left out; PYTHON is an interpreter that has PySAT. The instances are small, so that
all of it takes a few minutes, with one process at a time.
"""

import argparse
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.lab.checker import check
from strengthfit.lab.instances import Instance, instance
from strengthfit.strategies.command import Command

INSTANCES = (
    *(f"weeks-{seed}" for seed in range(18)),
    *(f"infeasible-{seed}" for seed in (0, 1, 3, 5, 6, 8, 10, 14)),
    *("adversarial-0", "adversarial-1", "adversarial-2"),
    *("dense-0", "demands-2", "squads-0"),
)
HEAD = (
    *("solver", "version", "reads", "same optimum", "unproven", "wrong", "failed or refused"),
    *("median s", "most s"),
)
FOLDER = Path(__file__).with_name("solvers")
HERE = shlex.quote(sys.executable)
SAT4J = Path("/usr/share/java/org.ow2.sat4j.maxsat.jar")


@attrs.frozen
class Solver:
    """A solver with the command that it is called by, and one that says its version."""

    name: str
    command: Command
    version: str

    @property
    def file(self) -> str:
        """What it reads, in words."""
        size = self.command.max_value or {"opb": "31-bit", "mps": "30-bit"}[self.command.form]
        return f"{self.command.form.upper()}, {size}{', presolved' * self.command.reduced}"


@attrs.frozen
class Run:
    """What a solver made of an instance, in one word, and why if it is not as it should be."""

    instance: str
    seconds: float
    word: str
    reason: str = ""


def every_solver(pysat: str) -> list[Solver]:
    """Return all solvers, installed or not."""
    python = shlex.quote(pysat)
    highs, rc2, scip = (shlex.quote(str(FOLDER / f"{n}.py")) for n in ("highs", "rc2", "scip"))

    def whole(line: str) -> Command:
        return Command(line, reduced=False)

    return [
        Solver("clasp", whole("clasp --outf=1 {opb}"), "clasp --version"),
        Solver("SCIP", whole(f"{HERE} {scip} {{opb}}"), f"{HERE} {scip}"),
        Solver("SCIP", whole(f"{HERE} {scip} {{mps}}"), f"{HERE} {scip}"),
        Solver("HiGHS", whole(f"{HERE} {highs} {{mps}} {{solution}}"), f"{HERE} {highs}"),
        Solver("CBC", whole("cbc {mps} solve solution {solution}"), "cbc -quit"),
        Solver("GLPK", whole("glpsol --freemps {mps} -o {solution}"), "glpsol --version"),
        Solver("lp_solve", whole("lp_solve -fmps {mps} -S3"), "dpkg-query -W lp-solve"),
        Solver("clasp", Command("clasp --outf=1 {wcnf}", "31-bit"), "clasp --version"),
        Solver("RC2", Command(f"{python} {rc2} {{wcnf}}", "63-bit"), f"{python} {rc2}"),
        Solver("sat4j", Command(f"java -jar {SAT4J} {{wcnf}}", "63-bit"), f"ls {SAT4J.resolve()}"),
    ]


def version_of(solver: Solver) -> str | None:
    """Return a solver's version, or None if it is not installed."""
    words = shlex.split(solver.version)
    if shutil.which(shlex.split(solver.command.line)[0]) is None or shutil.which(words[0]) is None:
        return None
    said = subprocess.run(words, capture_output=True, text=True, check=False, input="")
    found = re.findall(r"\d+(?:\.\d+)+(?:\.dev\d+)?", said.stdout)
    return found[0] if said.returncode == 0 and found else None


def run(solver: Solver, made: Instance, best: sf.Outcome, seconds: float) -> Run:
    """Let a solver solve an instance, and judge what it says."""
    began = time.perf_counter()
    try:
        claim = solver.command.solve(made.program, sf.Limits(seconds=seconds))
    except sf.TooLargeError as error:
        return Run(made.name, time.perf_counter() - began, "refused", str(error))
    except sf.StrengthfitError as error:
        return Run(made.name, time.perf_counter() - began, "failed", str(error))
    taken = time.perf_counter() - began
    problems = check(made.program, claim, best.objective, certificate=made.certificate)
    if problems:
        return Run(made.name, taken, "wrong", "; ".join(problems))
    if claim.status in ("optimal", "infeasible"):
        same = (claim.status, claim.objective) == (best.status, best.objective)
        return Run(made.name, taken, "same" if same else "other", str(claim.objective))
    return Run(made.name, taken, "unproven", f"{claim.status} after {seconds:g} s")


def page(
    found: dict[Solver, tuple[str, list[Run]]], best: dict[str, sf.Outcome], limit: float
) -> str:
    """Return the report."""
    lines = [
        "# Files read by other solvers",
        "",
        f"{len(best)} small instances of the laboratory, written as files and given to solvers "
        "that were not written here, one objective after another. What they call the best, or "
        "without a plan, is compared in all tiers with what CP-SAT does, which a certificate "
        "proves for instances of the suites.",
        "",
        "    OPENBLAS_NUM_THREADS=1 python -m benchmarks.other_solvers --pysat PYTHON "
        "--out benchmarks/results/other_solvers.md",
        "",
        describe(),
        f"Limit {limit:g} s for each instance; times are of a machine with other work.",
        "",
        f"| {' | '.join(HEAD)} |",
        "|---" * len(HEAD) + "|",
    ]
    for solver, (version, runs) in found.items():
        words = [each.word for each in runs]
        seconds = [each.seconds for each in runs if each.word == "same"]
        cells = [
            *(solver.name, version, solver.file, f"{words.count('same')} of {len(runs)}"),
            *(str(words.count("unproven")), str(words.count("wrong") + words.count("other"))),
            str(words.count("failed") + words.count("refused")),
            *(f"{value:.2f}" for value in (statistics.median(seconds), max(seconds)) if seconds),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    odd = [
        f"- {solver.name} ({solver.file}) on {each.instance}: {each.word}, {each.reason}"
        for solver, (_, runs) in found.items()
        for each in runs
        if each.word != "same"
    ]
    every = [
        name
        for name in best
        if all(
            each.word == "same"
            for _, runs in found.values()
            for each in runs
            if each.instance == name
        )
    ]
    lines += [
        "",
        f"All {len(found)} agree on {len(every)} of {len(best)} instances: {', '.join(every)}.",
        "",
        *(["What is not the same:", "", *odd] if odd else []),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pysat", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--instances", nargs="+", default=INSTANCES)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    made = [instance(name) for name in given.instances]
    best = {each.name: sf.solve(each.program) for each in made}
    found = {}
    for solver in every_solver(given.pysat):
        version = version_of(solver)
        if version is None:
            print(f"{solver.name}: is not installed", file=sys.stderr)
            continue
        runs = [run(solver, each, best[each.name], given.seconds) for each in made]
        found[solver] = (version, runs)
        total = sum(each.seconds for each in runs)
        print(f"{solver.name}, {solver.file}: {total:.0f} s", file=sys.stderr)
    text = page(found, best, given.seconds)
    print(text)
    if given.out is not None:
        given.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
