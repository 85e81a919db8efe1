"""Squads that share a gym, proven: against a bare, hand-written OR-Tools model of the same program.

    python -m benchmarks.squads PLANS [--athletes 20 100 300 1000] [--seconds 600]
        [--only bare settings coach] [--out benchmarks/results/squads.md]

PLANS is a folder of published plans in the form of `strengthfit.interchange.corpus`. Each athlete
has a week of one, drawn with a fixed seed, asks for two circuits, and trains on weekday evenings or
on Saturday morning. The gym has a place for every tenth of them, and one for three of the smallest.

The bare model is what a user of OR-Tools would write for the same lists: a 0-1 variable for each
start that no rule forbids alone, counted skips, the rows that can bind, tiers one after another,
one worker. The lists themselves it gets for nothing; `plan_squad` makes them too.

Seconds are those of the processor, all threads together, as other work on a machine changes them
less than those of the clock; limits are by the clock.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import attrs
import numpy as np
from ortools.sat.python import cp_model

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks
from strengthfit.lab.families import coach
from strengthfit.program import Program, Rows
from strengthfit.program.presolve import Presolved, open_part
from strengthfit.squads import Gym, Member, plan_squad
from strengthfit.squads.squad_program import compile_squad
from strengthfit.strategies import cpsat

SEED = 1
HOURS = ["Mon-Fri 16:00-21:00", "Sat 09:00-13:00"]


def squad_of(weeks: Sequence[sf.Week], athletes: int) -> tuple[list[Member], Gym]:
    """Return so many athletes, and their gym."""
    rng = random.Random(SEED)  # noqa: S311  # no secret
    asked = [attrs.evolve(rng.choice(weeks), strength=2, available=HOURS) for _ in range(athletes)]
    members = [Member(f"athlete {number + 1}", week) for number, week in enumerate(asked)]
    return members, Gym(places=max(3, athletes // 10))


def bare(program: Program, part: Presolved, seconds: float) -> tuple[str, tuple[int, ...] | None]:
    """Build and solve the model that a user of OR-Tools would write; status and objective."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in part.kept]
    counts = program.counts.tolist()
    skipped = [model.new_int_var(0, count, "") for count in counts]
    owner = program.choices.demand[part.kept]
    for demand, count in enumerate(counts):
        members = [taken[index] for index in np.flatnonzero(owner == demand)]
        model.add(sum(members) + skipped[demand] == count)
    for entries, columns, coefficients, bound in _lines(part.rows):
        if bound == 1 and set(coefficients) == {1}:
            model.add_at_most_one([taken[column] for column in columns])
        elif entries:
            pairs = zip(columns, coefficients, strict=True)
            model.add(sum(number * taken[column] for column, number in pairs) <= bound)
    above = []
    for entries, columns, coefficients, bound in _lines(part.windows):
        excess = model.new_int_var(0, entries, "")
        pairs = zip(columns, coefficients, strict=True)
        model.add(sum(number * taken[column] for column, number in pairs) - bound <= excess)
        above.append(excess)
    every = [*taken, *skipped, *above]
    costs = np.hstack([program.tier_costs[:, part.kept], program.skip_costs, part.window_costs])
    until = time.perf_counter() + seconds
    found: list[int] = []
    for tier in costs.tolist():
        total = cp_model.LinearExpr.weighted_sum(every, tier)
        model.minimize(total)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_time_in_seconds = max(0.0, until - time.perf_counter())
        if solver.solve(model) != cp_model.OPTIMAL:
            return "not proven", None
        found.append(round(solver.objective_value))
        model.add(total <= found[-1])
    return "proven", tuple(found)


def _lines(rows: Rows) -> list[tuple[int, list[int], list[int], int]]:
    """Return rows as lists: how many entries, columns, coefficients and bound."""
    ends = rows.indptr.tolist()
    return [
        (b - a, rows.columns[a:b].tolist(), rows.coefficients[a:b].tolist(), int(bound))
        for a, b, bound in zip(ends, ends[1:], rows.bounds.tolist(), strict=False)
    ]


# The parts of the page


def bare_part(weeks: Sequence[sf.Week], sizes: Sequence[int], seconds: float) -> list[str]:
    """Return the lines on `plan_squad` against the bare model."""
    lines = [
        "| athletes | places | choices | left open | compile, s | solve, s | `plan_squad`, s "
        "| bare model, s | solve to bare | `plan_squad` to bare |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for athletes in sizes:
        members, gym = squad_of(weeks, athletes)
        began = time.process_time()
        program = compile_squad(members, gym, None, None).joined.program
        compiled = time.process_time() - began
        part = open_part(program)
        solve, outcome = _timed(program, seconds)
        began = time.process_time()
        squad = plan_squad(members, gym, limits=sf.Limits(seconds=seconds + 60))
        whole = time.process_time() - began
        assert squad.outcome.objective == outcome.objective or "optimal" not in (
            squad.status,
            outcome.status,
        )
        began = time.process_time()
        status, objective = bare(program, part, seconds)
        by_hand = time.process_time() - began
        assert objective in (None, outcome.objective) or outcome.status != "optimal"
        ratio = f"{solve / by_hand:.2f}" if outcome.status == "optimal" else "-"
        both = f"{whole / by_hand:.2f}" if squad.status == "optimal" else "-"
        lines.append(
            f"| {athletes:,} | {gym.places} | {len(program.choices):,} | {len(part.kept):,} "
            f"| {compiled:.1f} | {_shown(solve, outcome.status)} | {_shown(whole, squad.status)} "
            f"| {_shown(by_hand, status)} | {ratio} | {both} |"
        )
        print(lines[-1], flush=True)
    return [
        "## A gym",
        "Two circuits each; proven unless it says otherwise. Seconds are of the processor.",
        "\n".join(lines),
    ]


def settings_part(weeks: Sequence[sf.Week], sizes: Sequence[int], seconds: float) -> list[str]:
    """Return the lines on what CP-SAT sees of its relaxation."""
    lines = [
        "| athletes | left open | rows seen whole, s | rows as needed, s |",
        "|---|---|---|---|",
    ]
    usual = cpsat._LONG
    for athletes in sizes:
        members, gym = squad_of(weeks, athletes)
        program = compile_squad(members, gym, None, None).joined.program
        cells = []
        for long in (usual, 10**9):
            cpsat._LONG = long
            cells.append(_shown(*_status(_timed(program, seconds))))
        cpsat._LONG = usual
        lines.append(f"| {athletes:,} | {len(open_part(program).kept):,} | {' | '.join(cells)} |")
        print(lines[-1], flush=True)
    return [
        "## Settings of CP-SAT",
        "The same programs with the relaxation seen whole and costs joined only as far as 2^36, as "
        f"for programs of more than {usual} open choices, and as for shorter ones: at most "
        f"{seconds:g} s each. Seconds are of the processor.",
        "\n".join(lines),
    ]


def coach_part(_weeks: Sequence[sf.Week], _sizes: Sequence[int], seconds: float) -> list[str]:
    """Return the lines on the family of instances in which the coach's hours are chosen too."""
    strategies = ("cpsat", "highs", "scip", "neighbourhood", "greedy")
    lines = [
        "| instance | athletes | left open | " + " | ".join(strategies) + " |",
        "|" + "---|" * (len(strategies) + 3),
    ]
    for seed in range(12):
        program = coach.make(seed)
        cells = []
        found = {}
        for name in strategies:
            found[name] = _timed(program, seconds, name)
        objectives = [one.objective for _, one in found.values() if one.objective is not None]
        best = min(objectives, default=None)
        for name in strategies:
            spent, outcome = found[name]
            mark = "" if outcome.objective == best else ", not the best"
            mark = ", no plan" if outcome.objective is None else mark
            cells.append(_shown(spent, outcome.status) + mark)
        lines.append(
            f"| coach-{seed} | {coach.athletes_in(seed)} | {len(open_part(program).kept):,} | "
            + " | ".join(cells)
            + " |"
        )
        print(lines[-1], flush=True)
    return [
        "## A coach",
        "The family `coach`: a heavy session and a circuit each, few racks, and a coach whose "
        f"half-hours and shifts are chosen too; at most {seconds:g} s for each strategy. Not the "
        "best: another of them has a better plan. Seconds are of the processor.",
        "\n".join(lines),
    ]


def _timed(program: Program, seconds: float, strategy: str = "cpsat") -> tuple[float, sf.Outcome]:
    began = time.process_time()
    outcome = sf.solve(program, strategy, sf.Limits(seconds=seconds))
    return time.process_time() - began, outcome


def _status(timed: tuple[float, sf.Outcome]) -> tuple[float, str]:
    return timed[0], timed[1].status


def _shown(seconds: float, status: str) -> str:
    return f"{seconds:.3g}" if status in ("optimal", "proven") else f"not proven in {seconds:.0f}"


PARTS = {"bare": bare_part, "settings": settings_part, "coach": coach_part}
HEADINGS = {"bare": "A gym", "settings": "Settings of CP-SAT", "coach": "A coach"}


def main() -> None:
    """Measure, print, and keep the page where asked; parts that are not run stay as they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--athletes", nargs="+", type=int, default=[20, 100, 300, 1000])
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    weeks = read_weeks(given.plans)
    before = given.out.read_text("utf-8") if given.out and given.out.exists() else ""
    parts = {part.partition("\n")[0]: f"## {part.strip()}" for part in before.split("\n## ")[1:]}
    sizes = " ".join(map(str, given.athletes))
    for name in given.only:
        heading, *rest = PARTS[name](weeks, given.athletes, given.seconds)
        command = f"`python -m benchmarks.squads PLANS --only {name} --athletes {sizes}"
        command += f" --seconds {given.seconds:g}`. {describe()}"
        parts[HEADINGS[name]] = "\n\n".join([heading, command, *rest])
    order = [parts[heading] for heading in HEADINGS.values() if heading in parts]
    text = "\n\n".join(["# Squads that share a gym", *order]) + "\n"
    print(text)
    if given.out is not None:
        given.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
