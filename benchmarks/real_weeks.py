"""Every week of a folder of published plans, planned with two sessions.

    python -m benchmarks.real_weeks PLANS [--out benchmarks/results/real_weeks.md]

PLANS is a folder of plan files in the form of `strengthfit.interchange.corpus`. A week's edges are
real: the week before it and the two weeks after it are known to the plan.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import read_corpus
from strengthfit.program.resolve import resolve_week

BASELINES = ("greedy", "first_fit")


@attrs.frozen
class Planned:
    """One planned week and the milliseconds it took."""

    plan: sf.Plan
    milliseconds: float


def read_weeks(folder: Path) -> list[sf.Week]:
    """Return all weeks of all plan files of a folder."""
    corpora = [read_corpus(path) for path in sorted(folder.glob("*.json"))]
    return [corpus.week(number) for corpus in corpora for number in range(1, len(corpus) + 1)]


def plan_all(weeks: Iterable[sf.Week], preset: str, strategy: str) -> list[Planned]:
    """Plan every week, warm."""
    weeks = list(weeks)
    sf.plan(weeks[0], preset, strategy)
    planned = []
    for week in weeks:
        began = time.perf_counter()
        plan = sf.plan(week, preset, strategy)
        planned.append(Planned(plan, 1000 * (time.perf_counter() - began)))
    return planned


def placed_row(preset: str, planned: list[Planned]) -> str:
    """Return the table row of one preset under CP-SAT."""
    plans = [entry.plan for entry in planned]
    assert all(plan.status == "optimal" for plan in plans)
    assert all(skipped.labels for plan in plans for skipped in plan.skipped)
    counts = Counter(len(plan.placements) for plan in plans)
    full = sum(plan.strength == 1 for plan in plans)
    times = [entry.milliseconds for entry in planned]
    shares = " | ".join(f"{100 * counts[n] / len(plans):.1f}" for n in (2, 1, 0))
    return (
        f"| {preset} | {shares} | {100 * full / len(plans):.1f} "
        f"| {statistics.mean(plan.interference for plan in plans):.2f} "
        f"| {statistics.median(times):.1f} | {statistics.quantiles(times, n=100)[98]:.1f} |"
    )


def days_row(preset: str, planned: list[Planned]) -> str:
    """Return the table row that tells on which kind of day the sessions fell."""
    days = Counter(
        day_kind(entry.plan, placement.day)
        for entry in planned
        for placement in entry.plan.placements
    )
    total = days.total()
    shares = " | ".join(f"{100 * days[kind] / total:.0f}" for kind in ("easy", "hard", "rest"))
    return f"| {preset} | {shares} |"


def day_kind(plan: sf.Plan, day: int) -> str:
    """Return hard (a key run), easy (runs but no key run) or rest for a day of a plan."""
    keys = [run.key for run in resolve_week(plan.week, plan.policy).runs if run.day == day]
    return "hard" if any(keys) else "easy" if keys else "rest"


def baseline_row(name: str, planned: list[Planned], best: list[Planned]) -> str:
    """Return the table row of a baseline against the proven plans of the same weeks."""
    pairs = [(entry.plan, other.plan) for entry, other in zip(planned, best, strict=True)]
    alike = [
        (plan.interference, proven.interference)
        for plan, proven in pairs
        if plan.strength == proven.strength and plan.status == "feasible"
    ]
    above = [mine - proven for mine, proven in alike]
    less = sum(plan.strength < proven.strength for plan, proven in pairs)
    broken = [{(label.rule, label.text) for label in plan.broken} for plan, _ in pairs]
    rules = Counter(rule for found in broken for rule, _ in found)
    weeks = sum(bool(found) for found in broken)
    by_rule = ", ".join(f"{rule} {count}" for rule, count in rules.most_common()) or "none"
    percent = 100 * sum(above) / sum(proven for _, proven in alike)
    return (
        f"| {name} | {len(alike)} | {statistics.mean(above):.2f} | {percent:.0f} | {less} "
        f"| {weeks} | {sum(rules.values())} | {by_rule} |"
    )


def report(weeks: list[sf.Week]) -> str:
    """Return the tables as Markdown."""
    best = {preset: plan_all(weeks, preset, "cpsat") for preset in PRESETS}
    lines = [
        f"{len(weeks)} weeks, two circuits asked in each: all proven optimal, all skips explained.",
        "",
        "| preset | 2 placed % | 1 placed % | 0 placed % | both at full dose % "
        "| mean interference, % of speed | median ms | 99th percentile ms |",
        "|---|---|---|---|---|---|---|---|",
        *(placed_row(preset, planned) for preset, planned in best.items()),
        "",
        "Where the sessions fell, in percent of sessions:",
        "",
        "| preset | easy days | hard days, after the run | rest days |",
        "|---|---|---|---|",
        *(days_row(preset, planned) for preset, planned in best.items()),
        "",
        "Baselines under `supporting`. Interference is compared in weeks where the baseline breaks "
        "no rule and delivers as much strength as the proven plan:",
        "",
        "| strategy | weeks compared | mean interference above the best, % of speed "
        "| that in percent of the best | weeks with less strength | weeks that break a rule "
        "| rules broken | by rule |",
        "|---|---|---|---|---|---|---|---|",
        *(
            baseline_row(name, plan_all(weeks, "supporting", name), best["supporting"])
            for name in BASELINES
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    """Plan, print, and keep the tables where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = "python -m benchmarks.real_weeks PLANS"
    text = f"# Real weeks\n\n`{command}`\n\n{describe()}\n\n{report(read_weeks(arguments.plans))}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
