"""Whether `auto` picks the faster of dynamic programming and CP-SAT, on weeks of every shape.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.auto_speed [--weeks 300] [--seed 5]
        [--out benchmarks/results/auto_speed.md]

Weeks are drawn at random: three to seven runs, one to three kinds of strength, any preset, on a
line or repeating. The three strategies are given the same compiled program, in turn.
"""

import argparse
import random
import time
from pathlib import Path

import attrs
import numpy as np

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.domain.clock import DAY
from strengthfit.domain.presets import PRESETS
from strengthfit.domain.run import KEY_RUN_KINDS
from strengthfit.program import Program

_KINDS = ("circuit", "core", "heavy", "upper", "plyometric")
_RUNS = ("easy", "recovery", "steady", *(kind for kind in KEY_RUN_KINDS if kind != "race"))


@attrs.frozen
class Measured:
    """Seconds of each strategy on one program; `dynamic` is None if it refused."""

    auto: float
    by: str
    cpsat: float
    dynamic: float | None

    @property
    def best(self) -> float:
        """The time of the faster of the two."""
        return self.cpsat if self.dynamic is None else min(self.cpsat, self.dynamic)


def drawn(weeks: int, seed: int) -> list[Program]:
    """Return the programs of so many random weeks that can be compiled."""
    draw = random.Random(seed)  # noqa: S311  # it draws weeks, not secrets
    found = list[Program]()
    while len(found) < weeks:
        days = draw.sample(range(7), draw.randint(3, 7))
        runs = [
            sf.Run(
                DAY * day + draw.choice([360, 420, 1080]),
                draw.choice(_RUNS),
                minutes=draw.choice([30, 45, 60, 90]),
            )
            for day in days
        ]
        kinds = draw.sample(_KINDS, draw.randint(1, 3))
        demands = [sf.Demand(kind, draw.randint(1, 3)) for kind in kinds]
        week = sf.Week(runs, demands, repeats=draw.random() < 0.5)
        found.append(sf.formulate(week, draw.choice(sorted(PRESETS))))
    return found


def measure(program: Program) -> Measured:
    """Time the three on one program; their answers have to be the same."""
    times = dict[str, float]()
    outcomes = dict[str, sf.Outcome]()
    for name in ("auto", "cpsat", "dynamic"):
        began = time.perf_counter()
        try:
            outcomes[name] = sf.solve(program, name)
            times[name] = time.perf_counter() - began
        except sf.TooLargeError:
            pass
    assert all(outcome == outcomes["cpsat"] for outcome in outcomes.values())
    return Measured(times["auto"], outcomes["auto"].by, times["cpsat"], times.get("dynamic"))


def report(found: list[Measured]) -> str:
    """Return the table as Markdown."""
    best = np.array([one.best for one in found])
    rows = {
        "auto": np.array([one.auto for one in found]),
        "cpsat": np.array([one.cpsat for one in found]),
    }
    lines = [
        "| strategy | time to that of the faster one: geometric mean | median | 90th percentile "
        "| most | all weeks together, s |",
        "|---|---|---|---|---|---|",
    ]
    for name, times in rows.items():
        middle, high, most = np.percentile(times / best, [50, 90, 100])
        mean = np.exp(np.mean(np.log(times / best)))
        lines.append(
            f"| {name} | {mean:.2f} | {middle:.2f} | {high:.2f} | {most:.2f} | {times.sum():.1f} |"
        )
    by = sum(one.by == "dynamic" for one in found)
    wrong = [
        one.cpsat / one.dynamic
        for one in found
        if one.by == "cpsat" and one.dynamic is not None and 2 * one.dynamic < one.cpsat
    ]
    slower = [
        one.dynamic / one.cpsat
        for one in found
        if one.by == "dynamic" and one.dynamic is not None and one.dynamic > 2 * one.cpsat
    ]
    refused = sum(one.dynamic is None for one in found)
    return "\n".join(
        [
            *lines,
            "",
            f"Of {len(found)} weeks dynamic programming answered {by} for `auto`; asked by its own "
            f"name it refused {refused}. It would have been more than twice as fast in "
            f"{len(wrong)} of those that `auto` left to CP-SAT (at most "
            f"{max(wrong, default=0):.1f} times), and CP-SAT in {len(slower)} of the others (at "
            f"most {max(slower, default=0):.1f} times).",
        ]
    )


def main() -> None:
    """Measure, print, and keep the table if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=300)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    programs = drawn(arguments.weeks, arguments.seed)
    for name in ("auto", "cpsat", "dynamic"):
        sf.solve(programs[0], name)  # loads the library
    text = (
        "# Which strategy `auto` picks\n\n`OPENBLAS_NUM_THREADS=1 python -m benchmarks.auto_speed "
        f"--weeks {arguments.weeks} --seed {arguments.seed}`\n\n{describe()}\n\n"
        f"{report([measure(program) for program in programs])}\n"
    )
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
