"""Every plan of a folder of published plans as one block, with two sessions asked a week.

    python -m benchmarks.blocks PLANS [--out benchmarks/results/blocks.md]
        [--picture benchmarks/results/block.svg]

PLANS is a folder of plan files in the form of `strengthfit.interchange.corpus`. Each block is
solved to the proof and told to the oracle of the tests, which judges rules and score by itself. The
picture is of one plan of 18 weeks.
"""

import argparse
import statistics
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import attrs
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.domain.strength import DOSES
from strengthfit.interchange import read_corpus
from strengthfit.physiology.load import STEPS, week_load
from strengthfit.program.resolve import resolve_week
from tests import oracle

PICTURED = "higdon_adv_mara1"
_GREYS = {"full": "0.15", "reduced": "0.5", "simplified": "0.8"}


@attrs.frozen
class Planned:
    """One plan as a block."""

    name: str
    block: sf.Block
    plan: sf.Plan
    seconds: float


def plan_all(folder: Path) -> list[Planned]:
    """Plan every file of a folder as one block, and check each plan."""
    planned = []
    for path in sorted(folder.glob("*.json")):
        block = read_corpus(path).block()
        began = time.perf_counter()
        plan = sf.plan(block)
        seconds = time.perf_counter() - began
        assert plan.status == "optimal", path
        sittings = oracle.sittings_of(plan)
        assert oracle.broken_in_block(block, plan.policy, sittings) == [], path
        score = oracle.score_of_block(block, plan.policy, sittings)
        assert tuple(v for _, v in plan.score.tiers[:6]) == oracle.tier_tuple(score), path
        planned.append(Planned(path.stem, block, plan, seconds))
    return planned


def longest_gap(plan: sf.Plan) -> int:
    """Return the most days from one session to the next inside a block."""
    days = [placement.day for placement in plan.placements]
    return max((second - first for first, second in pairwise(days)), default=0)


def row(planned: Planned) -> str:
    """Return the table row of one block."""
    plan, weeks = planned.plan, len(planned.block.weeks)
    steps = Counter(prescription.step for prescription in plan.prescriptions)
    doses = Counter(placement.dose for placement in plan.placements)
    return (
        f"| {planned.name} | {weeks} | {len(plan.placements)} of {2 * weeks} "
        f"| {' / '.join(str(doses[dose]) for dose in DOSES)} "
        f"| {' / '.join(str(steps[step]) for step in STEPS)} "
        f"| {100 * plan.strength:.0f} | {plan.interference / weeks:.2f} | {longest_gap(plan)} "
        f"| {1000 * planned.seconds:.0f} | {by_week(plan)} |"
    )


def by_week(plan: sf.Plan) -> str:
    """Return how many sessions at which dose each week holds: F2 is two full ones, - is none."""
    told = []
    for number in range(len(plan.prescriptions)):
        doses = Counter(p.dose[0].upper() for p in plan.placements if p.week == number)
        told.append("".join(f"{dose}{doses[dose]}" for dose in "FRS" if doses[dose]) or "-")
    return " ".join(told)


def report(planned: list[Planned]) -> str:
    """Return the table as Markdown."""
    plans = [entry.plan for entry in planned]
    weeks = sum(len(entry.block.weeks) for entry in planned)
    steps = Counter(step.step for plan in plans for step in plan.prescriptions)
    doses = Counter(placement.dose for plan in plans for placement in plan.placements)
    causes = Counter(step.cause for plan in plans for step in plan.prescriptions if step.cause)
    placed = sum(doses.values())
    gaps = sum(dict(plan.score.tiers)["continuity"] > 0 for plan in plans)
    times = [1000 * entry.seconds / len(entry.block.weeks) for entry in planned]
    return "\n".join(
        [
            f"{len(planned)} plans, {weeks} weeks, two circuits asked a week: all blocks proven "
            "optimal; the oracle of the tests agrees on every rule and on the score.",
            "",
            f"{placed} of {2 * weeks} sessions placed ({100 * placed / (2 * weeks):.1f} %): "
            + ", ".join(f"{doses[dose]} {dose}" for dose in DOSES)
            + ". Weeks by what running load, races and slow rise allow: "
            + ", ".join(f"{steps[step]} {step}" for step in STEPS)
            + ". What decided, race tapers apart: "
            + ", ".join(f"{cause} {count}" for cause, count in causes.most_common())
            + f". Blocks with a gap of more than 10 days: {gaps}. "
            f"Median {statistics.median(times):.0f} ms a week.",
            "",
            "| plan | weeks | placed | full / reduced / simplified "
            "| weeks keep / reduce / simplify / fewer | strength % "
            "| interference a week, % of speed | longest gap, days | ms "
            "| by week (full, reduced, simplified) |",
            "|---|---|---|---|---|---|---|---|---|---|",
            *(row(entry) for entry in planned),
        ]
    )


def picture(planned: Planned) -> Figure:
    """Return running load, strength dose and key runs of a block, week by week."""
    plan, weeks = planned.plan, np.arange(1, len(planned.block.weeks) + 1)
    loads = [week_load(week) for week in planned.block.weeks]
    horizon = resolve_week(planned.block, plan.policy)
    figure = Figure(figsize=(6.3, 5.2), layout="constrained")
    top, middle, bottom = figure.subplots(3, 1, sharex=True, height_ratios=(3, 2, 3))
    top.bar(weeks, [load.volume or 0 for load in loads], color="0.7")
    top.set_ylabel("running, km")
    top.set_title(f"{planned.name}: strength follows the running", fontsize=10)
    highest = [
        np.nan if trend.highest is None else trend.highest
        for step in plan.prescriptions
        for trend in step.trends
        if trend.measure == "volume"
    ]
    top.plot(weeks, highest, color="black", linewidth=1.2, label="highest of the weeks before")
    top.legend(fontsize=7, loc="upper left", frameon=False)
    under = np.zeros(len(weeks))
    for dose in DOSES:
        count = np.array(
            [sum(p.week == week - 1 and p.dose == dose for p in plan.placements) for week in weeks]
        )
        middle.bar(weeks, count, bottom=under, color=_GREYS[dose], edgecolor="black", linewidth=0.4)
        under = under + count
    middle.set_ylabel("strength\nsessions")
    middle.set_yticks([0, 1, 2])
    middle.set_ylim(0, 2.9)
    middle.legend(
        handles=[Patch(facecolor=_GREYS[d], edgecolor="black", label=d) for d in DOSES],
        fontsize=7,
        ncols=3,
        loc="upper left",
        frameon=False,
    )
    key = [run for run in horizon.runs if run.key]
    races = [run for run in key if run.kind == "race"]
    for runs, marker, size, name in (
        ([run for run in key if run.kind != "race"], "o", 14, "key run"),
        (races, "*", 70, "race"),
    ):
        bottom.scatter(
            [run.day // 7 + 1 for run in runs],
            [run.day % 7 for run in runs],
            s=size,
            marker=marker,
            color="black",
            label=name,
        )
    bottom.scatter(
        [p.week + 1 for p in plan.placements],
        [p.day % 7 for p in plan.placements],
        s=42,
        marker="s",
        facecolors="none",
        edgecolors="0.35",
        label="strength",
    )
    bottom.set_yticks(range(7), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], fontsize=7)
    bottom.set_ylim(6.6, -1.9)
    bottom.set_ylabel("day")
    bottom.set_xlabel("week")
    bottom.set_xticks(weeks)
    bottom.legend(fontsize=7, ncols=3, loc="upper left", frameon=False)
    return figure


def main() -> None:
    """Plan, print, and keep the table and the picture where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--picture", type=Path)
    arguments = parser.parse_args()
    planned = plan_all(arguments.plans)
    command = "python -m benchmarks.blocks PLANS"
    text = f"# Blocks\n\n`{command}`\n\n{describe()}\n\n{report(planned)}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    if arguments.picture:
        chosen = next(entry for entry in planned if entry.name == PICTURED)
        picture(chosen).savefig(arguments.picture, metadata={"Date": None})


if __name__ == "__main__":
    main()
