"""Hold the judge against the oracle on many weeks and questions, and report.

python -m tests.judge PLANS [--weeks 1000] [--questions 10000] [--jobs 2] [--out FILE]

PLANS is a folder of published plans. Week n and question n are the same each time.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import strengthfit as sf
from strengthfit.interchange import WeekFile, to_json
from strengthfit.interchange.questions import ask

from .mutated import mutated, pointer_of
from .planted import judged, planted
from .test_questions import validator

_KINDS = ("plan", "audit", "why_not", "diagnose", "replan")


def _week(folder: Path, number: int) -> Counter[str]:
    """Judge one week with breaks."""
    case = planted(folder, number, grid=180)
    counts = Counter({f"break of {rule}": 1 for rule in case.rules})
    for problem in judged(case):
        counts[f"WRONG {case.name}: {problem}"] += 1
    return counts + Counter(weeks=1, breaks=len(case.rules))


def _question(folder: Path, number: int) -> Counter[str]:
    """Ask one question with a mistake: the first of its number that its schema refuses."""
    name = _KINDS[number % len(_KINDS)]
    case = planted(folder, number % 200, grid=240)
    file = json.loads(to_json(WeekFile(case.week, case.policy, case.sessions)))
    fields: dict[str, Any] = {"week": file}
    if name == "why_not":
        fields |= {"when": "Thu 18:00"}
    if name == "replan":
        planned = json.loads(to_json(sf.plan(case.week, case.policy, strategy="auto")))
        fields = {"plan": planned, "today": "Wed", "missed": []}
    seeds = (f"{number} {step}" for step in range(1_000))
    spoilt = next(
        one
        for one in (mutated(fields, seed) for seed in seeds)
        if not validator(name).is_valid(one.fields)
    )
    place = pointer_of(spoilt.steps)
    try:
        ask(name, spoilt.fields)
    except sf.FileError as error:
        paths = [problem.path for problem in error.problems]
        if any(place.startswith(path) or path.startswith(place) for path in paths):
            return Counter({f"refused {name}": 1})
        return Counter({f"WRONG {name} {number}: {place} is refused at {paths}": 1})
    return Counter({f"WRONG {name} {number}: {place} is accepted": 1})


def _all(what: Callable[[int], Counter[str]], count: int, jobs: int) -> Counter[str]:
    with ProcessPoolExecutor(jobs) as pool:
        return sum(pool.map(what, range(count), chunksize=20), Counter[str]())


def _document(weeks: Counter[str], questions: Counter[str], command: str) -> str:
    rules = sorted(name for name in weeks if name.startswith("break of "))
    wrong = [name for name in (*weeks, *questions) if name.startswith("WRONG")]
    lines = [
        "# The judge against the oracle",
        "",
        f"`{command}`",
        "",
        f"{weeks['weeks']} weeks of published plans, each with sessions that break rules; "
        f"{weeks['breaks']} rules are broken in all. The judge is asked with plain data "
        "(`audit`). It has to name every broken rule and no other, by the word of the oracle; its "
        "repairs have to mend the week, and every smaller set of changes is tried against them.",
        "",
        "| rule | weeks that break it |",
        "|---|---|",
        *(f"| `{name.removeprefix('break of ')}` | {weeks[name]} |" for name in rules),
        "",
        f"{sum(questions.values())} questions have one mistake each that their schema refuses: a "
        "value replaced, a field taken out or put in. Each has to be refused with a JSON pointer "
        "to its place.",
        "",
        "| question | refused at the place |",
        "|---|---|",
        *(f"| `{name}` | {questions[f'refused {name}']} |" for name in _KINDS),
        "",
        f"Wrong: {len(wrong)}.",
        *(f"- {line.removeprefix('WRONG ')}" for line in wrong[:50]),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Judge and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.judge")
    parser.add_argument("plans", type=Path)
    parser.add_argument("--weeks", type=int, default=1_000)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    weeks = _all(partial(_week, given.plans), given.weeks, given.jobs)
    questions = _all(partial(_question, given.plans), given.questions, given.jobs)
    command = f"python -m tests.judge PLANS --weeks {given.weeks} --questions {given.questions}"
    text = _document(weeks, questions, command)
    if given.out:
        given.out.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
