"""Published weeks with strength in them, judged under every preset.

    python -m benchmarks.coach_weeks WEEKS [--before OLD] [--out benchmarks/results/coach_weeks.md]

WEEKS is a JSON file: a list of weeks, each with `id`, `source` and `days`, Monday first; a day has
`runs` (a kind each) and `strength` (a kind, and `when` in a word). The words have no clock times,
so these are assumed: runs at the policy's usual time; "after" a run, as soon as the policy's
transition allows; "before" it, likewise; all else at the policy's preferred time. As much hangs on
the first of these, the weeks are judged a second time with "after" a run read as that evening. A
week repeats, unless it holds a race; a race is taken for a tune-up (priority C), as the plans that
these weeks are from go on after it.

OLD is a page that this study wrote with an earlier version of the library; its figures stand in the
columns "before".
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
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


def on_coach_days(audit: Audit) -> int:
    """Return how many sessions of the best plan are on a day where the week has one of the kind."""
    days = Counter((placement.day, placement.kind) for placement in audit.placements)
    best = Counter((placement.day, placement.kind) for placement in audit.best.placements)
    return (days & best).total()


Before = Mapping[tuple[str, ...], Mapping[str, str]]
"""Cells of an earlier page by week or heading and preset, then by the title of the column."""

WAS, ARROW = "before: ", " → "


def read_before(path: Path | None) -> Before:
    """Return the cells of the tables of an earlier page; none without a page.

    A page that has a "before" itself hands that on.
    """
    found: dict[tuple[str, ...], dict[str, str]] = {}
    heading, titles = "", list[str]()
    for line in path.read_text("utf-8").splitlines() if path else ():
        if line.startswith("#"):
            heading = line.strip("# ")
        elif not line.startswith("|"):
            titles = []
        elif not titles:
            titles = _cells(line)
        elif not line.startswith("|---"):
            cells = dict(zip(titles, _cells(line), strict=True))
            older = {
                title.removeprefix(WAS): text
                for title, text in cells.items()
                if title.startswith(WAS) and text
            }
            where = cells.get("week", heading), cells["preset"].removesuffix(" *")
            found[where] = {title: text.split(ARROW)[0] for title, text in (cells | older).items()}
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _order(audit: Audit) -> tuple[int, int]:
    """Order presets by how well they explain a week: fewest moves, then nearest to the best."""
    return moved(audit), audit.price.interference


MOVES, ABOVE, DAYS = "moves to keep them all", "above the best plan", "on the coach's days"


def week_rows(coach: CoachWeek, audits: dict[str, Audit], before: Before) -> list[str]:
    """Return the table rows of one week, a preset each."""
    best = min(_order(audit) for audit in audits.values())
    rows = []
    for preset, audit in audits.items():
        rules = Counter(label.rule for label in audit.broken)
        told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common()) or "none"
        out = len(audit.best.skipped)
        note = f" (it leaves {out} out)" if out else ""
        mark = " *" if _order(audit) == best else ""
        was = before.get((coach.name, preset), {})
        rows.append(
            f"| {coach.name} | {len(audit.placements)} | {preset}{mark} | {told} "
            f"| {was.get(MOVES, '')} | {moved(audit)} | {audit.interference:.2f} "
            f"| {was.get(ABOVE, '')} | {above_best(audit):+.2f}{note} "
            f"| {was.get(DAYS, '')} | {on_coach_days(audit)} |"
        )
    return rows


Audits = dict[str, dict[str, Audit]]


STRAIGHT = "All weeks, strength straight after the run"
EVENING = "All weeks, strength in the evening of the run"


def report(weeks: list[CoachWeek], before: Before) -> str:
    """Return the tables as Markdown."""
    audits = {coach.name: {name: judge(coach, name) for name in PRESETS} for coach in weeks}
    evening = {coach.name: {name: judge(coach, name, ()) for name in PRESETS} for coach in weeks}
    rows = [row for coach in weeks for row in week_rows(coach, audits[coach.name], before)]
    return "\n".join(
        [
            f"{len(weeks)} weeks as published. `*`: the preset that explains a week best: it asks "
            "for the fewest moves, and among such puts the week nearest to its best plan. Each "
            "preset counts interference with its own prices. Below zero: what the week breaks "
            "bought it less interference than any week that keeps the rules. Where the best plan "
            "of the same sessions has to leave some out, the week has more strength as well. "
            "*On the coach's days*: sessions of the best plan on a day on which the week has one "
            "of their kind. *Before*: an earlier version of the library, on the same weeks; prices "
            "differ between versions, so the totals by week compare less well than moves and days.",
            "",
            f"| week | sessions | preset | cases of rules broken | {WAS}{MOVES} | {MOVES} "
            f"| interference, % of speed | {WAS}{ABOVE} | {ABOVE} | {WAS}{DAYS} | {DAYS} |",
            "|---|---|---|---|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"## {STRAIGHT}",
            "",
            *_totals(weeks, audits, STRAIGHT, before),
            "",
            f"## {EVENING}",
            "",
            *_totals(weeks, evening, EVENING, before),
        ]
    )


KEEP, MOVE, WINS = "weeks that break nothing", "sessions to move", "weeks it explains best"
SUM = "above the best plans, sum"


def _totals(weeks: list[CoachWeek], audits: Audits, heading: str, before: Before) -> list[str]:
    sessions = sum(len(coach.strength) for coach in weeks)
    rows = [_total_row(preset, audits, before.get((heading, preset), {})) for preset in PRESETS]
    note = " Each as it was before → as it is. The fit is nearer with fewer sessions to move and "
    note += "more on the coach's days, farther with the opposite."
    return [
        f"{sessions} sessions.{note if before else ''}",
        "",
        f"| preset | {KEEP} | {MOVE} | {WINS} | {SUM} | {DAYS} | fit | cases of rules broken |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ]


def _total_row(preset: str, audits: Audits, was: Mapping[str, str]) -> str:
    mine = [of[preset] for of in audits.values()]
    wins = sum(_order(of[preset]) == min(map(_order, of.values())) for of in audits.values())
    rules = Counter(label.rule for audit in mine for label in audit.broken)
    listed = ", ".join(f"{rule} {count}" for rule, count in rules.most_common()) or "none"
    moves, days = sum(map(moved, mine)), sum(map(on_coach_days, mine))
    now = {
        KEEP: f"{sum(not audit.broken for audit in mine)}",
        MOVE: f"{moves}",
        WINS: f"{wins}",
        SUM: f"{sum(map(above_best, mine)):.2f}",
        DAYS: f"{days}",
    }
    cells = [was[title] + ARROW + text if title in was else text for title, text in now.items()]
    fit = ""
    if MOVE in was and DAYS in was:
        fit = _fit(int(was[MOVE]) - moves, days - int(was[DAYS]))
    return f"| {preset} | {' | '.join(cells)} | {fit} | {listed} |"


def _fit(fewer_moves: int, more_days: int) -> str:
    """Return in a word which way the fit moved."""
    if fewer_moves * more_days < 0:
        return "both ways"
    both = fewer_moves + more_days
    return "nearer" if both > 0 else "farther" if both < 0 else "as before"


def main() -> None:
    """Judge, print, and keep the tables where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weeks", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    before = read_before(arguments.before)
    command = f"python -m benchmarks.coach_weeks WEEKS{' --before OLD' if before else ''}"
    body = report(read_coach_weeks(arguments.weeks), before)
    text = f"# Coaches' weeks\n\n`{command}`\n\n{describe()}\n\n{body}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
