"""Are answers to real weeks the same bytes, whatever the process?

python -m tests.same_bytes PLANS [--weeks 500] [--locales FOLDER] [--environments FOLDER]
    [--work FOLDER] [--only GROUP] [--out FILE]

PLANS is a folder of published plans. The folders of locales and of virtual environments with other
versions are those that `python -m tests.same_bytes.prepare` makes. What is in the folder of work
already is not run again.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import attrs

from strengthfit.lab.machine import describe_run

from .conditions import Condition, conditions

_ROOT = Path(__file__).parents[2]
_SECONDS = 3600
_SHOWN = 5


@attrs.frozen
class Answered:
    """What a process said of itself, and the digests of each week; or why it failed."""

    condition: Condition
    process: dict[str, Any]
    weeks: tuple[dict[str, str], ...]
    failed: str = ""


def answered(condition: Condition, plans: Path, weeks: int, work: Path) -> Answered:
    """Answer all weeks under a condition, unless that was done before."""
    name = "".join(letter if letter.isalnum() else "_" for letter in condition.name)
    out = work / f"{condition.group.replace(' ', '_')}-{name}-{weeks}-{_of(plans)}.jsonl"
    failed = "" if out.exists() else _run(condition, plans, weeks, out)
    if failed:
        return Answered(condition, {}, (), failed)
    process, *lines = [json.loads(line) for line in out.read_text("ascii").splitlines()]
    return Answered(condition, process, tuple(lines))


def _of(plans: Path) -> str:
    """Return what answers are of: the commit, and the folder of plans."""
    told = f"{describe_run()['commit']} {plans}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _run(condition: Condition, plans: Path, weeks: int, out: Path) -> str:
    """Run the process; return the last of what it said if it failed."""
    kept = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    unfinished = out.with_suffix(".part")
    command = [
        str(condition.python or sys.executable),
        *condition.options,
        *("-m", "tests.same_bytes.answers", str(plans), "--out", str(unfinished)),
        *("--weeks", str(weeks), "--how", condition.how, "--strategy", condition.strategy),
    ]
    done = subprocess.run(
        command,
        env=environment | dict(condition.environment),
        cwd=condition.folder or _ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"ended with {done.returncode}"
    unfinished.replace(out)
    return ""


def differences(first: Answered, other: Answered) -> list[str]:
    """Return a line for each answer that is not the same."""
    if other.failed:
        return [f"failed: {other.failed}"]
    if not first.weeks:
        return ["no week was answered"]
    if len(first.weeks) != len(other.weeks):
        return [f"{len(other.weeks)} weeks, not {len(first.weeks)}"]
    return [
        f"week {number}: {name}"
        for number, (ours, theirs) in enumerate(zip(first.weeks, other.weeks, strict=True))
        for name in ours
        if ours[name] != theirs.get(name)
    ]


def page(found: list[Answered], command: str) -> str:
    """Return the page: a row for each condition, and what differs."""
    first = found[0]
    made = describe_run()
    kinds = sorted({name for week in first.weeks for name in week})
    rows, lines = [], []
    for one in found[1:]:
        wrong = differences(first, one)
        rows.append(
            f"| {one.condition.group} | {_shown(one)} | {len(one.weeks)} "
            f"| {'yes' if not wrong else 'NO'} |"
        )
        label = f"{one.condition.group}, {one.condition.name}"
        lines += [f"- {label}: {line}" for line in wrong[:_SHOWN]]
    return "\n".join(
        [
            "# The same bytes",
            "",
            f"`{command}`",
            "",
            f"{made['machine']}, Python {made['python']}, commit {made['commit']}.",
            "",
            f"{len(first.weeks)} weeks of published plans, under one preset after another, each "
            "planned in a fresh process for each row, and compared with those of an ordinary "
            f"process ({_versions(first)}): digests of {', '.join(kinds)}. Those that are not of "
            "the plan itself are of one week in ten.",
            "",
            "| what differs | how | weeks | all the same bytes |",
            "|---|---|---|---|",
            *rows,
            "",
            *(lines or ["Nothing differs."]),
            "",
        ]
    )


def _versions(one: Answered) -> str:
    versions = one.process.get("versions", {})
    listed = ", ".join(f"{name} {number}" for name, number in versions.items())
    return f"Python {one.process.get('python')}, {listed}"


def _shown(one: Answered) -> str:
    """Return the name of a condition; of an environment what is in it."""
    own = one.condition.python
    return (
        f"{one.condition.name}: {_versions(one)}"
        if own and not one.failed
        else (one.condition.name)
    )


def main(arguments: list[str] | None = None) -> int:
    """Run, compare and report; 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.same_bytes", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("plans", type=Path)
    parser.add_argument("--weeks", type=int, default=500)
    parser.add_argument("--locales", type=Path)
    parser.add_argument("--environments", type=Path)
    parser.add_argument("--work", type=Path)
    groups = [one.group for one in conditions(None, None, Path())]
    parser.add_argument("--only", choices=sorted({*groups, "versions"}))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        found: list[Answered] = []
        for one in conditions(given.locales, given.environments, Path(temporary)):
            if not found or given.only in (None, one.group):
                found.append(answered(one, given.plans.resolve(), given.weeks, work))
                said = differences(found[0], found[-1])
                print(f"{one.group}, {one.name}: {said[:_SHOWN] or 'the same'}", flush=True)
    options = "--locales FOLDER --environments FOLDER"
    text = page(found, f"python -m tests.same_bytes PLANS --weeks {given.weeks} {options}")
    if given.out:
        given.out.write_text(text, "utf-8")
    return 1 if any(differences(found[0], one) for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
