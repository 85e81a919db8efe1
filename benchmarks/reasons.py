"""Why strength is skipped or made lighter in published weeks, and what would help.

    python -m benchmarks.reasons PLANS [--out benchmarks/results/reasons.md]

PLANS is a folder as for `benchmarks.real_weeks`. Every week that cannot have two full short
sessions is diagnosed.
"""

import argparse
from collections import Counter
from pathlib import Path

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks
from strengthfit.diagnosis import Diagnosis, Relaxation
from strengthfit.domain.presets import PRESETS

SHOWN = 8


@attrs.frozen
class Trouble:
    """One week in which not all that is asked can be given, and its diagnosis."""

    plan: sf.Plan
    diagnosis: Diagnosis


def find_trouble(weeks: list[sf.Week], preset: str) -> list[Trouble]:
    """Diagnose every week that does not get all its strength."""
    plans = [sf.plan(week, preset) for week in weeks]
    return [
        Trouble(plan, sf.diagnose(plan.week_alone(0), preset))
        for plan in plans
        if plan.score.tiers[0][1] > 0
    ]


def preset_row(preset: str, troubles: list[Trouble]) -> str:
    """Return the table row of one preset; it fails where a week is left without an answer."""
    assert all(trouble.diagnosis.conflicts for trouble in troubles)
    assert all(trouble.diagnosis.relaxations for trouble in troubles)
    skipped = sum(bool(trouble.plan.skipped) for trouble in troubles)
    several = sum(trouble.diagnosis.met_conflicts > 1 for trouble in troubles)
    prices = Counter(trouble.diagnosis.relaxations[0].price for trouble in troubles)
    told = ", ".join(f"{price:g}: {count}" for price, count in sorted(prices.items()))
    return f"| {preset} | {len(troubles)} | {skipped} | {several} | {told} |"


def conflict_rows(troubles: list[Trouble]) -> list[str]:
    """Return which rules clash together, by the number of weeks whose first conflict is that."""
    kinds = Counter(
        ", ".join(dict.fromkeys(label.rule for label in trouble.diagnosis.conflicts[0]))
        for trouble in troubles
    )
    return [f"| {rules} | {count} |" for rules, count in kinds.most_common(SHOWN)]


def rule_rows(troubles: list[Trouble]) -> list[str]:
    """Return in how many weeks each rule is a member of a conflict."""
    weeks = Counter(
        rule
        for trouble in troubles
        for rule in {lb.rule for conflict in trouble.diagnosis.conflicts for lb in conflict}
    )
    return [f"| {rule} | {count} |" for rule, count in weeks.most_common()]


def way_out_rows(troubles: list[Trouble]) -> list[str]:
    """Return what the cheapest ways out give up, by the number of weeks."""
    ways = Counter(_what_gives_way(trouble.diagnosis.relaxations[0]) for trouble in troubles)
    return [f"| {way} | {count} |" for way, count in ways.most_common(SHOWN)]


def _what_gives_way(relaxation: Relaxation) -> str:
    """Return the advice where only doses give way, else the rules: their cases differ by week."""
    rules = dict.fromkeys(label.rule for label in relaxation.labels)
    return relaxation.text if list(rules) == ["demand"] else ", ".join(rules)


def report(weeks: list[sf.Week]) -> str:
    """Return the tables as Markdown."""
    troubles = {preset: find_trouble(weeks, preset) for preset in PRESETS}
    lines = [
        f"{len(weeks)} weeks, two full circuits asked in each. Every week that cannot have them "
        "has a conflict and a way out.",
        "",
        "| preset | weeks without all of it | of these with a session skipped "
        "| with several conflicts | price of the cheapest way out: weeks |",
        "|---|---|---|---|---|",
        *(preset_row(preset, found) for preset, found in troubles.items()),
    ]
    for preset, found in troubles.items():
        lines += [
            "",
            f"## {preset}",
            "",
            "Rules that clash in a week's first conflict:",
            "",
            "| rules | weeks |",
            "|---|---|",
            *conflict_rows(found),
            "",
            "Rules that are members of any listed conflict:",
            "",
            "| rule | weeks |",
            "|---|---|",
            *rule_rows(found),
            "",
            "Cheapest way out:",
            "",
            "| what gives way | weeks |",
            "|---|---|",
            *way_out_rows(found),
        ]
    return "\n".join(lines)


def main() -> None:
    """Diagnose, print, and keep the tables where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = "python -m benchmarks.reasons PLANS"
    body = report(read_weeks(arguments.plans))
    text = f"# Why strength is skipped\n\n`{command}`\n\n{describe()}\n\n{body}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
