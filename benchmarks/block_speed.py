"""How much the library adds to a bare OR-Tools model of a block, and how time grows with weeks.

    python -m benchmarks.block_speed [--rounds 5] [--out benchmarks/results/block_speed.md]
        [--picture benchmarks/results/block_speed.svg]

The bare model is written by hand for the same counted program: it is given open choices, rows and
costs for nothing, as in `benchmarks.speed`. Like the library it solves the tiers in two groups, as
together they do not fit into the solver's whole numbers.
"""

import argparse
import statistics
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from matplotlib.figure import Figure
from ortools.sat.python import cp_model

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.speed import WEEK, measure
from strengthfit.program import Program
from strengthfit.program.presolve import presolve

WEEKS = (1, 2, 4, 8, 13, 18, 26, 39, 52)
_ROOM = 2**52


def facts(program: Program) -> dict[str, Any]:
    """Return the program as the plain lists that someone would write a model from by hand."""
    left = presolve(program)
    costs = np.hstack([program.tier_costs[:, left.kept], program.skip_costs, left.window_costs])
    units = np.maximum(np.gcd.reduce(costs, axis=1), 1)
    return {
        "kept": left.kept.tolist(),
        "demand": program.choices.demand[left.kept].tolist(),
        "counts": program.counts.tolist(),
        "rows": _lists(left.rows),
        "windows": _lists(left.windows),
        "costs": (costs // units[:, None]).tolist(),
    }


def _lists(rows: Any) -> list[tuple[list[int], list[int], int]]:
    return [
        (
            rows.columns[rows.indptr[row] : rows.indptr[row + 1]].tolist(),
            rows.coefficients[rows.indptr[row] : rows.indptr[row + 1]].tolist(),
            int(rows.bounds[row]),
        )
        for row in range(len(rows))
    ]


def bare(given: dict[str, Any], *, tuned: bool) -> list[int]:
    """Build and solve the model that a user of OR-Tools would write for these lists."""
    counts, demand = given["counts"], given["demand"]
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in demand]
    skipped = [model.new_int_var(0, count, "") for count in counts]
    members: list[list[cp_model.IntVar]] = [[] for _ in counts]
    for variable, owner in zip(taken, demand, strict=True):
        members[owner].append(variable)
    for own, skip, count in zip(members, skipped, counts, strict=True):
        model.add(sum(own) + skip == count)
    for columns, coefficients, bound in given["rows"]:
        if bound == 1 and set(coefficients) == {1}:
            model.add_at_most_one([taken[column] for column in columns])
        else:
            pairs = zip(columns, coefficients, strict=True)
            model.add(sum(weight * taken[column] for column, weight in pairs) <= bound)
    above = []
    for columns, coefficients, bound in given["windows"]:
        excess = model.new_int_var(0, 4, "")
        pairs = zip(columns, coefficients, strict=True)
        model.add(sum(weight * taken[column] for column, weight in pairs) - excess <= bound)
        above.append(excess)
    variables = [*taken, *skipped, *above]
    sessions = sum(counts)
    solver = cp_model.CpSolver()
    for group in _groups(given["costs"], sessions):
        weights = [0] * len(variables)
        for tier, radix in group:
            weights = [w * radix + c for w, c in zip(weights, given["costs"][tier], strict=True)]
        model.minimize(cp_model.LinearExpr.weighted_sum(variables, weights))
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        if tuned:
            solver.parameters.symmetry_level = 0
            solver.parameters.cp_model_probing_level = 0
        assert solver.solve(model) == cp_model.OPTIMAL
        for tier, _ in group:
            row = given["costs"][tier]
            value = sum(c * solver.value(v) for c, v in zip(row, variables, strict=True))
            model.add(cp_model.LinearExpr.weighted_sum(variables, row) <= int(value))
    return [index for index, variable in enumerate(taken) if solver.boolean_value(variable)]


def _groups(costs: list[list[int]], sessions: int) -> list[list[tuple[int, int]]]:
    """Return tiers with their radices, as many together as there is room for."""
    groups: list[list[tuple[int, int]]] = []
    room = 0
    for tier, row in enumerate(costs):
        radix = max(row) * sessions + 1
        if groups and room * radix < _ROOM:
            groups[-1].append((tier, radix))
            room *= radix
        else:
            groups.append([(tier, radix)])
            room = radix
    return groups


def block(weeks: int) -> sf.Block:
    """Return the standard week, one after another."""
    return sf.Block([attrs.evolve(WEEK) for _ in range(weeks)])


def report(rounds: int) -> tuple[str, dict[int, tuple[float, float]]]:
    """Return the table as Markdown, and the median seconds of plan and bare model by weeks."""
    lines = [
        "| weeks | choices | left open | plan(block) ms | bare model ms | bare, tuned ms "
        "| plan to bare | plan to bare, tuned | plan ms a week |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    curve: dict[int, tuple[float, float]] = {}
    for weeks in WEEKS:
        asked = block(weeks)
        program = sf.formulate(asked)
        given = facts(program)
        chosen = tuple(given["kept"][index] for index in bare(given, tuned=False))
        assert chosen == sf.plan(asked).outcome.taken
        times = measure(
            {
                "plan": lambda asked=asked: sf.plan(asked),  # type: ignore[misc]  # bound now
                "bare": lambda given=given: bare(given, tuned=False),  # type: ignore[misc]  # too
                "tuned": lambda given=given: bare(given, tuned=True),  # type: ignore[misc]  # too
            },
            rounds if weeks > 8 else 5 * rounds,
            warm=1,
        )
        plan, plain, tuned = (statistics.median(times[name]) for name in ("plan", "bare", "tuned"))
        curve[weeks] = plan, plain
        lines.append(
            f"| {weeks} | {len(program.choices)} | {len(given['kept'])} | {plan:.0f} | {plain:.0f} "
            f"| {tuned:.0f} | {plan / plain:.2f} | {plan / tuned:.2f} | {plan / weeks:.1f} |"
        )
    return "\n".join(lines), curve


def picture(curve: dict[int, tuple[float, float]]) -> Figure:
    """Return time against weeks."""
    figure = Figure(figsize=(4.2, 3.2), layout="constrained")
    axes = figure.subplots()
    weeks = list(curve)
    axes.plot(weeks, [plan / 1000 for plan, _ in curve.values()], "ko-", label="plan(block)")
    axes.plot(weeks, [one / 1000 for _, one in curve.values()], "s--", color="0.5", label="bare")
    axes.set_xlabel("weeks planned as one")
    axes.set_ylabel("seconds to the proof")
    axes.set_ylim(bottom=0)
    axes.set_xlim(left=0)
    axes.legend(frameon=False)
    return figure


def main() -> None:
    """Measure, print, and keep the table and the picture where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--picture", type=Path)
    arguments = parser.parse_args()
    table, curve = report(arguments.rounds)
    command = f"python -m benchmarks.block_speed --rounds {arguments.rounds}"
    text = (
        f"# Speed of a block\n\n`{command}`\n\n{describe()}\n\nThe standard week again and again, "
        f"two circuits a week, starts every half hour; medians, taking turns.\n\n{table}\n"
    )
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    if arguments.picture:
        picture(curve).savefig(arguments.picture, metadata={"Date": None})


if __name__ == "__main__":
    main()
