"""Dynamic programming against CP-SAT: single weeks and blocks, in ratios within one run.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.dynamic_speed PLANS [--rounds 5]
        [--out benchmarks/results/dynamic_speed.md]

PLANS is a folder of published plans. Both strategies are given the same compiled program and take
turns; each time is the median of the rounds. One thread for numpy, as CP-SAT has one worker.
"""

import argparse
import statistics
import time
from collections.abc import Iterable
from pathlib import Path

import attrs
import numpy as np

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks
from benchmarks.speed import WEEK
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import read_corpus
from strengthfit.program import Program

PAIR = ("cpsat", "dynamic")
BLOCK_WEEKS = (4, 13, 26, 52, 104)


@attrs.frozen
class Measured:
    """Median seconds of each strategy on one program; `dynamic` is None where it refused."""

    cpsat: float
    dynamic: float | None

    @property
    def ratio(self) -> float | None:
        """How many times as long CP-SAT took."""
        return None if self.dynamic is None else self.cpsat / self.dynamic


def measure(program: Program, rounds: int) -> Measured:
    """Time both on one program; their answers have to be the same."""
    times: dict[str, list[float]] = {name: [] for name in PAIR}
    outcome = sf.solve(program)
    try:
        assert sf.solve(program, "dynamic") == outcome
    except sf.TooLargeError:
        began = time.perf_counter()
        sf.solve(program)
        return Measured(time.perf_counter() - began, None)
    for _ in range(rounds):
        for name in PAIR:
            began = time.perf_counter()
            sf.solve(program, name)
            times[name].append(time.perf_counter() - began)
    return Measured(*(statistics.median(times[name]) for name in PAIR))


def row(name: str, programs: Iterable[Program], rounds: int) -> str:
    """Return the table row of one kind of program."""
    found = [measure(program, rounds) for program in programs]
    ratios = [one.ratio for one in found if one.ratio is not None]
    refused = len(found) - len(ratios)
    answered = [one.dynamic for one in found if one.dynamic is not None]
    least, low, middle, most = np.percentile(ratios, [0, 10, 50, 100])
    mean = np.exp(np.mean(np.log(ratios)))
    line = (
        f"| {name} | {len(found)} | {refused} | {1000 * statistics.median(answered):.2f} "
        f"| {mean:.1f} | {middle:.1f} | {least:.1f} | {low:.1f} | {most:.1f} |"
    )
    print(line, flush=True)
    return line


def report(folder: Path, rounds: int) -> str:
    """Return the table as Markdown."""
    weeks = read_weeks(folder)
    three = [attrs.evolve(week, strength=3) for week in weeks[::5]]
    mixed = [
        attrs.evolve(week, strength=[sf.Demand("heavy"), sf.Demand("core")]) for week in weeks[::5]
    ]
    plans = [read_corpus(path).block() for path in sorted(folder.glob("*.json"))]
    kinds: list[tuple[str, Iterable[Program]]] = [
        (f"published weeks, two circuits, {preset}", (sf.formulate(w, preset) for w in weeks))
        for preset in PRESETS
    ]
    kinds += [
        ("every fifth published week, three circuits", (sf.formulate(w) for w in three)),
        ("every fifth published week, heavy and core", (sf.formulate(w) for w in mixed)),
        ("published plans as blocks, two circuits a week", (sf.formulate(b) for b in plans)),
    ]
    kinds += [
        (f"the standard week {number} times as one block", [_block(number)])
        for number in BLOCK_WEEKS
    ]
    lines = [
        "| programs | number | refused | dynamic, median ms | CP-SAT to dynamic, geometric mean "
        "| median | least | 10th percentile | most |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(row(name, programs, rounds) for name, programs in kinds)])


def _block(weeks: int) -> Program:
    return sf.formulate(sf.Block([WEEK] * weeks))


def main() -> None:
    """Measure, print, and keep the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = "OPENBLAS_NUM_THREADS=1 python -m benchmarks.dynamic_speed PLANS"
    command += f" --rounds {arguments.rounds}"
    text = (
        f"# Speed of dynamic programming\n\n`{command}`\n\n{describe()}\n\n"
        "How many times as long CP-SAT takes on the same compiled program, taking turns. Both "
        "prove the same plan.\n\n"
        f"{report(arguments.plans, arguments.rounds)}\n"
    )
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
