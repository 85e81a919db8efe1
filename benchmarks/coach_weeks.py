"""Published weeks with strength in them, judged under every preset.

    python -m benchmarks.coach_weeks WEEKS [--out benchmarks/results/coach_weeks.md]

WEEKS is a JSON file: a list of weeks, each with `id`, `source` and `days`, Monday first; a day has
`runs` (a kind each) and `strength` (a kind, and `when` in a word). The words have no clock times,
so these are assumed: runs at the policy's usual time; "after" a run, as soon as the policy's
transition allows; "before" it, likewise; all else at the policy's preferred time. As much hangs on
the first of these, the weeks are judged a second time with "after" a run read as that evening. A
week repeats, unless it holds a race; a race is taken for a tune-up (priority C), as the plans that
these weeks are from go on after it.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.diagnosis import Audit
from strengthfit.domain.clock import DAY
from strengthfit.domain.presets import PRESETS
from strengthfit.program.resolve import resolve_sessions, resolve_week

AFTER = ("after_run", "after_run_optional", "same_session")


@attrs.frozen
class CoachWeek:
    """One published week."""

    name: str
    week: sf.Week
    strength: tuple[tuple[int, str, str], ...]  # day, kind, when in a word


def read_coach_weeks(path: Path) -> list[CoachWeek]:
    """Return the weeks of a file."""
    return [_coach_week(data) for data in json.loads(path.read_text("utf-8"))]


def _coach_week(data: dict[str, Any]) -> CoachWeek:
    days = list(enumerate(data["days"]))
    runs = [
        sf.Run(day["day"].title(), run["kind"], priority="C")
        for _, day in days
        for run in day["runs"]
    ]
    week = sf.Week(runs, strength=0, repeats=all(run.kind != "race" for run in runs))
    strength = tuple(
        (index, session["kind"], session["when"])
        for index, day in days
        for session in day["strength"]
    )
    return CoachWeek(data["id"], week, strength)


def placed(coach: CoachWeek, policy: sf.Policy, at_once: tuple[str, ...]) -> list[sf.Session]:
    """Return the sessions at the times that the words stand for.

    Words in `at_once` mean as soon after the day's last run as may be.
    """
    runs = resolve_week(coach.week, policy).runs
    sessions: list[sf.Session] = []
    free: dict[int, int] = {}
    for day, kind, word in coach.strength:
        today = [run for run in runs if run.day == day]
        length = resolve_sessions(coach.week, policy, [sf.Session(0, kind)], "")[0].minutes
        if word in at_once and today:
            start = max(free.get(day, 0), today[-1].end + policy.transition)
        elif word == "before_run" and today:
            start = today[0].start - policy.transition - length
        else:
            start = max(free.get(day, 0), day * DAY + policy.preferred_time)
        free[day] = start + length
        sessions.append(sf.Session(start, kind))
    return sessions


def judge(coach: CoachWeek, preset: str, at_once: tuple[str, ...] = AFTER) -> Audit:
    """Return the audit of a week under a preset."""
    policy = sf.Policy.preset(preset)
    return sf.audit(coach.week, placed(coach, policy, at_once), policy)


def moved(audit: Audit) -> int:
    """Return how many sessions the repairs move or leave out."""
    return sum(move.before is not None for move in audit.repairs)


def above_best(audit: Audit) -> float:
    """Return the interference above that of the best plan of the same sessions."""
    return audit.interference - audit.best.interference


def _order(audit: Audit) -> tuple[int, int]:
    """Order presets by how well they explain a week: fewest moves, then nearest to the best."""
    return moved(audit), audit.price.interference


def week_rows(coach: CoachWeek, audits: dict[str, Audit]) -> list[str]:
    """Return the table rows of one week, a preset each."""
    best = min(_order(audit) for audit in audits.values())
    rows = []
    for preset, audit in audits.items():
        rules = Counter(label.rule for label in audit.broken)
        told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common()) or "none"
        out = len(audit.best.skipped)
        note = f" (it leaves {out} out)" if out else ""
        mark = " *" if _order(audit) == best else ""
        rows.append(
            f"| {coach.name} | {len(audit.placements)} | {preset}{mark} | {told} | {moved(audit)} "
            f"| {audit.interference:.2f} | {above_best(audit):+.2f}{note} |"
        )
    return rows


Audits = dict[str, dict[str, Audit]]


def report(weeks: list[CoachWeek]) -> str:
    """Return the tables as Markdown."""
    audits = {coach.name: {name: judge(coach, name) for name in PRESETS} for coach in weeks}
    evening = {coach.name: {name: judge(coach, name, ()) for name in PRESETS} for coach in weeks}
    rows = [row for coach in weeks for row in week_rows(coach, audits[coach.name])]
    return "\n".join(
        [
            f"{len(weeks)} weeks as published. `*`: the preset that explains a week best: it asks "
            "for the fewest moves, and among such puts the week nearest to its best plan. Each "
            "preset counts interference with its own prices. Below zero: what the week breaks "
            "bought it less interference than any week that keeps the rules. Where the best plan "
            "of the same sessions has to leave some out, the week has more strength as well.",
            "",
            "| week | sessions | preset | cases of rules broken | moves to keep them all "
            "| interference, % of speed | above the best plan |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            "## All weeks, strength straight after the run",
            "",
            *_totals(weeks, audits),
            "",
            "## All weeks, strength in the evening of the run",
            "",
            *_totals(weeks, evening),
        ]
    )


def _totals(weeks: list[CoachWeek], audits: Audits) -> list[str]:
    sessions = sum(len(coach.strength) for coach in weeks)
    return [
        f"| preset | weeks that break nothing | sessions to move, of {sessions} "
        "| weeks it explains best | cases of rules broken |",
        "|---|---|---|---|---|",
        *(_total_row(preset, audits) for preset in PRESETS),
    ]


def _total_row(preset: str, audits: Audits) -> str:
    mine = [of[preset] for of in audits.values()]
    wins = sum(_order(of[preset]) == min(map(_order, of.values())) for of in audits.values())
    rules = Counter(label.rule for audit in mine for label in audit.broken)
    told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common()) or "none"
    return (
        f"| {preset} | {sum(not audit.broken for audit in mine)} | {sum(map(moved, mine))} "
        f"| {wins} | {told} |"
    )


def main() -> None:
    """Judge, print, and keep the tables where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weeks", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = "python -m benchmarks.coach_weeks WEEKS"
    body = report(read_coach_weeks(arguments.weeks))
    text = f"# Coaches' weeks\n\n`{command}`\n\n{describe()}\n\n{body}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
