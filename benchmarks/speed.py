"""How much the library adds to a bare, hand-written OR-Tools model of the same week.

    python -m benchmarks.speed [--rounds 200] [--out benchmarks/results/speed.md]

All figures are ratios of medians within one run, with the variants taking turns: machines differ,
and the same machine differs from minute to minute.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.program import Program
from strengthfit.program.presolve import open_choices
from strengthfit.strategies.cpsat import CpSat

WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Wed 07:00", "easy", minutes=45),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ]
)


Row = tuple[list[tuple[int, int]], int]


def facts(program: Program) -> dict[str, Any]:
    """Return the program as the plain lists that someone would write a model from by hand.

    Choices that a rule forbids alone, rows that nothing can break, and rows that lie inside another
    are already left out: the bare model gets these for nothing.
    """
    still = open_choices(program)
    number = {int(choice): index for index, choice in enumerate(np.flatnonzero(still))}
    rows: list[Row] = []
    for row in range(len(program.rows)):
        entries = slice(program.rows.indptr[row], program.rows.indptr[row + 1])
        members = [
            (number[int(column)], int(coefficient))
            for column, coefficient in zip(
                program.rows.columns[entries], program.rows.coefficients[entries], strict=True
            )
            if int(column) in number
        ]
        bound = int(program.rows.bounds[row])
        largest = max((coefficient for _, coefficient in members), default=0)
        if largest * int(program.counts.sum()) > bound:
            rows.append((members, bound))
    rows = _largest_only(rows)
    windows = []
    for row in range(len(program.windows)):
        entries = slice(program.windows.indptr[row], program.windows.indptr[row + 1])
        inside = [number[int(c)] for c in program.windows.columns[entries] if int(c) in number]
        if len(inside) > 1:
            windows.append((inside, program.window_costs[:, row].tolist()))
    units = np.gcd.reduce(
        np.hstack([program.tier_costs[:, still], program.skip_costs, program.window_costs]), axis=1
    )
    units = np.maximum(units, 1)
    windows = [(inside, (np.array(prices) // units).tolist()) for inside, prices in windows]
    return {
        "count": int(program.counts[0]),
        "costs": (program.tier_costs[:, still] // units[:, None]).tolist(),
        "skip": (program.skip_costs[:, 0] // units).tolist(),
        "rows": rows,
        "windows": windows,
    }


def _largest_only(rows: list[Row]) -> list[Row]:
    """Leave out rows "at most one" that lie inside another, as a careful hand would."""
    sets = [frozenset(column for column, _ in members) for members, _ in rows]
    plain = [
        bound == 1 and all(coefficient == 1 for _, coefficient in members)
        for members, bound in rows
    ]
    kept = []
    for index, row in enumerate(rows):
        inside = any(
            plain[index]
            and plain[other]
            and (sets[index] < sets[other] or (sets[index] == sets[other] and other < index))
            for other in range(len(rows))
        )
        if not inside:
            kept.append(row)
    return kept


def bare(given: dict[str, Any], tuned: bool) -> list[int]:
    """Build and solve the model that a user of OR-Tools would write for these lists."""
    costs, skip = given["costs"], given["skip"]
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in costs[0]]
    skipped = model.new_int_var(0, given["count"], "")
    model.add(sum(taken) + skipped == given["count"])
    for members, bound in given["rows"]:
        if bound == 1 and all(coefficient == 1 for _, coefficient in members):
            model.add_at_most_one([taken[column] for column, _ in members])
        else:
            model.add(sum(coefficient * taken[c] for c, coefficient in members) <= bound)
    above = []
    for members, _ in given["windows"]:
        excess = model.new_int_var(0, given["count"], "")
        model.add(sum(taken[c] for c in members) - 1 <= excess)
        above.append(excess)
    weights = [0] * (len(taken) + 1 + len(above))
    for tier, row in enumerate(costs):
        prices = [window[1][tier] for window in given["windows"]]
        all_costs = [*row, skip[tier], *prices]
        radix = max([*row, skip[tier]]) * given["count"] + sum(prices) * given["count"] + 1
        weights = [weight * radix + cost for weight, cost in zip(weights, all_costs, strict=True)]
    model.minimize(cp_model.LinearExpr.weighted_sum([*taken, skipped, *above], weights))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    if tuned:
        solver.parameters.symmetry_level = 0
        solver.parameters.cp_model_probing_level = 0
    status = solver.solve(model)
    assert status == cp_model.OPTIMAL
    return [index for index, variable in enumerate(taken) if solver.boolean_value(variable)]


def measure(
    variants: dict[str, Callable[[], object]], rounds: int, warm: int = 5
) -> dict[str, list[float]]:
    """Return the milliseconds of each variant, round by round, taking turns."""
    for run in variants.values():
        for _ in range(warm):
            run()
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, run in variants.items():
            began = time.perf_counter()
            run()
            times[name].append(1000 * (time.perf_counter() - began))
    return times


def import_milliseconds(rounds: int = 15) -> tuple[float, list[str]]:
    """Return the median time of the import in a fresh process, and heavy modules it loaded."""
    script = (
        "import time, sys; t = time.perf_counter(); import strengthfit;"
        "print(time.perf_counter() - t,"
        " *[m for m in ('ortools', 'pandas', 'numpy') if m in sys.modules])"
    )
    times, loaded = [], set[str]()
    for _ in range(rounds):
        out = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        first, *modules = out.stdout.decode().split()
        times.append(1000 * float(first))
        loaded.update(modules)
    return statistics.median(times), sorted(loaded)


def report(rounds: int) -> str:
    """Return the table as Markdown."""
    policy = sf.Policy()
    program = sf.formulate(WEEK, policy)
    given = facts(program)
    chosen = np.flatnonzero(open_choices(program))
    assert tuple(int(chosen[i]) for i in bare(given, tuned=False)) == sf.solve(program).taken
    strategy, planned = CpSat(), sf.plan(WEEK, policy)
    times = measure(
        {
            "bare model, CP-SAT as most would set it": lambda: bare(given, tuned=False),
            "bare model, set as this library sets it": lambda: bare(given, tuned=True),
            "plan(week)": lambda: sf.plan(WEEK, policy),
            "formulate(week)": lambda: sf.formulate(WEEK, policy),
            "solve(program)": lambda: strategy.solve(program),
            "str(plan)": lambda: str(planned),
            "HTML of the plan": planned._repr_html_,
        },
        rounds,
    )
    middle = {name: statistics.median(values) for name, values in times.items()}
    reference = middle["bare model, CP-SAT as most would set it"]
    lines = [
        f"{len(program.choices)} choices, {len(chosen)} of them not forbidden by a rule alone; "
        f"{rounds} rounds, taking turns.",
        "",
        "| what | median ms | 99th percentile ms | to the bare model | to plan(week) |",
        "|---|---|---|---|---|",
    ]
    for name, values in times.items():
        high = statistics.quantiles(values, n=100)[98]
        lines.append(
            f"| {name} | {middle[name]:.2f} | {high:.2f} | {middle[name] / reference:.2f} "
            f"| {middle[name] / middle['plan(week)']:.2f} |"
        )
    imported, loaded = import_milliseconds()
    lines += [
        "",
        f"`import strengthfit` in a fresh process: median {imported:.0f} ms; of ortools, pandas "
        f"and numpy it loads: {', '.join(loaded) or 'none'}.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and keep the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = f"python -m benchmarks.speed --rounds {arguments.rounds}"
    text = f"# Speed of one week\n\n`{command}`\n\n{describe()}\n\n{report(arguments.rounds)}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
