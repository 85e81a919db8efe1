"""A thousand draws of a week as one matrix, against a thousand dynamic-programming solves.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.draw_speed PLANS [--out FILE]

PLANS is a folder of plan files in the form of `strengthfit.interchange.corpus`. Both sides start
from a planned week. The matrix side draws, formulates, makes the diagram, costs all draws and looks
up regret and survival; the other side only solves programs that are already made, one for each
draw. They take turns, in processor time, and have to agree on the least interference.
"""

import argparse
import statistics
from pathlib import Path
from time import process_time

import attrs
import numpy as np

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks
from strengthfit.program.edit import with_costs
from strengthfit.program.rows import IntArray
from strengthfit.strategies.dynamic.strategy import Dynamic
from strengthfit.tradeoffs import draw_scenarios
from strengthfit.tradeoffs.robust import measure_robustness
from strengthfit.tradeoffs.scenarios import Scenarios, least_in_each

DRAWS, TURNS = 1000, 3
BLOCK_WEEKS = (4, 12, 18)
ASKED: dict[str, int | list[sf.Demand]] = {
    "two circuits": 2,
    "three circuits": 3,
    "heavy and core": [sf.Demand("heavy", 1), sf.Demand("core", 2)],
}
STANDARD = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Wed 07:00", "easy", minutes=45),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    repeats=True,
)


@attrs.frozen
class Pair:
    """Seconds of both sides, the best of the turns."""

    matrix: float
    solves: float

    @property
    def ratio(self) -> float:
        """Time of the matrix over time of the solves."""
        return self.matrix / self.solves


def by_matrix(plan: sf.Plan) -> tuple[float, Scenarios, IntArray]:
    """Time all that `robustness` does with a plan."""
    began = process_time()
    scenarios = draw_scenarios(plan, DRAWS, 0)
    measure_robustness(plan, scenarios)
    return process_time() - began, scenarios, least_in_each(scenarios)


def by_solves(scenarios: Scenarios, draws: int) -> tuple[float, list[int]]:
    """Time one dynamic-programming solve for each draw, of programs that are made already."""
    programs = []
    for draw in range(draws):
        costs = np.zeros(len(scenarios.program.choices), dtype=np.int64)
        costs[scenarios.choices] = scenarios.costs[:, draw]
        programs.append(with_costs(scenarios.program, "interference", costs))
    strategy = Dynamic()
    began = process_time()
    outcomes = [strategy.solve(program) for program in programs]
    seconds = process_time() - began
    return seconds, [outcome.objective[-1] for outcome in outcomes if outcome.objective]


def compare(week: sf.Week | sf.Block, solved: int = DRAWS) -> Pair:
    """Time both sides in turns; where fewer draws are solved, that time is scaled up."""
    plan = sf.plan(week)
    matrix, solves = [], []
    for _ in range(TURNS):
        seconds, scenarios, least = by_matrix(plan)
        assert scenarios.diagram is not None  # else each draw is solved by itself, and this is moot
        matrix.append(seconds)
        seconds, values = by_solves(scenarios, solved)
        assert values == least[:solved].tolist()
        solves.append(seconds * DRAWS / solved)
    return Pair(min(matrix), min(solves))


def row(name: str, pairs: list[Pair]) -> str:
    """Return a table row of one kind of week."""
    matrix = statistics.median(1000 * pair.matrix for pair in pairs)
    solves = statistics.median(1000 * pair.solves for pair in pairs)
    mean = statistics.geometric_mean([pair.ratio for pair in pairs])
    worst = max(pair.ratio for pair in pairs)
    return f"| {name} | {len(pairs)} | {matrix:.0f} | {solves:.0f} | {mean:.2f} | {worst:.2f} |"


def report(folder: Path) -> str:
    """Measure and return the report."""
    compare(STANDARD, 20)  # warm
    rows = []
    real = read_weeks(folder)[::30]
    for name, asked in ASKED.items():
        standard = attrs.evolve(STANDARD, strength=asked)
        rows.append(row(f"the standard week, {name}", [compare(standard)]))
        some = [attrs.evolve(week, strength=asked) for week in real]
        rows.append(row(f"published weeks, {name}", [compare(week, 250) for week in some]))
    inner = attrs.evolve(STANDARD, repeats=False)
    for weeks in BLOCK_WEEKS:
        block = sf.Block([inner] * weeks)
        rows.append(row(f"the standard week {weeks} times as one block", [compare(block, 50)]))
    return "\n".join(
        [
            "# A thousand draws as one matrix",
            "",
            "Made by `OPENBLAS_NUM_THREADS=1 python -m benchmarks.draw_speed PLANS "
            "--out benchmarks/results/draw_speed.md`.",
            f"On {describe()}",
            "",
            "What `robustness` does with a planned week (draw 1,000 times, formulate, make the",
            "decision diagram, cost every choice in every draw, regret and survival of each",
            "session, start and day), against 1,000 dynamic-programming solves of programs that",
            "are made already. Processor time, best of three turns. Of published weeks it is every",
            "30th, of whose draws 250 are solved and the time scaled up; of blocks 50. Both sides",
            "gave the same least interference in every draw that was solved. A ratio below 1: the",
            "matrix is faster. The machine was not quiet.",
            "",
            "| weeks | number | matrix, ms (median) | solves, ms (median) "
            "| ratio (geometric mean) | largest ratio |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/draw_speed.md"))
    given = parser.parse_args()
    given.out.write_text(report(given.plans), encoding="utf-8")


if __name__ == "__main__":
    main()
