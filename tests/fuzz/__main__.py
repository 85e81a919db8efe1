"""Feed every reader with many files that hold mistakes, and report.

python -m tests.fuzz [--inputs 1000] [--seed 1] [--jobs 2] [--only NAME] [--out FILE]

`--inputs` is how many each reader gets. Input n of a reader is the same each time; what a reader
cannot take is named with its number, and `python -m tests.fuzz --only NAME --show N` writes it out.
"""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import attrs

from .mutate import mutated
from .targets import outcome, targets

SLOW = 1.0
"""Seconds of the processor above which an input is named, however busy the machine. CONVENTION."""
_CHUNK = 500


@attrs.frozen
class Report:
    """What became of some inputs of a reader: how many of each, and those that are named."""

    counts: Counter[str]
    slowest: float
    named: tuple[str, ...]


def run(name: str, seed: int, numbers: range) -> Report:
    """Feed a reader with some inputs."""
    target = targets()[name]
    counts, slowest, named = Counter[str](), 0.0, list[str]()
    for number in numbers:
        content = mutated(f"{seed} {name} {number}", target.corpus)
        begun = time.process_time()
        became = outcome(target, content)
        seconds = time.process_time() - begun
        counts[became] += 1
        slowest = max(slowest, seconds)
        if became not in ("read", "refused") or seconds > SLOW:
            named.append(f"{name} {number}: {became}, {seconds:.1f} s")
    return Report(counts, slowest, tuple(named))


def run_all(names: list[str], seed: int, inputs: int, jobs: int) -> dict[str, Report]:
    """Feed several readers, in several processes."""
    chunks = [range(first, min(first + _CHUNK, inputs)) for first in range(0, inputs, _CHUNK)]
    reports: dict[str, Report] = {}
    with ProcessPoolExecutor(jobs) as pool:
        for name in names:
            parts = list(pool.map(partial(run, name, seed), chunks))
            reports[name] = Report(
                sum((part.counts for part in parts), Counter[str]()),
                max(part.slowest for part in parts),
                tuple(line for part in parts for line in part.named),
            )
            print(_row(name, reports[name]), flush=True)
    return reports


def _row(name: str, report: Report) -> str:
    ours = report.counts["read"] + report.counts["refused"]
    foreign = report.counts.total() - ours
    counts = f"{report.counts.total()} | {report.counts['read']} | {report.counts['refused']}"
    return f"| {name} | {counts} | {foreign} | {1000 * report.slowest:.0f} |"


def _document(reports: dict[str, Report], command: str) -> str:
    from benchmarks.machine import describe

    total = sum(report.counts.total() for report in reports.values())
    rows = [_row(name, report) for name, report in reports.items()]
    named = [f"- {line}" for report in reports.values() for line in report.named]
    lines = [
        "# Files with mistakes",
        "",
        f"`{command}`",
        "",
        f"{describe()}",
        "",
        f"{total} files, made from good ones by one to eight changes each, were given to readers.",
        "Each was read, or refused by an error of the library. Anything else is named below.",
        "",
        "| reader | inputs | read | refused | other errors | slowest, ms |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        *(named or ["No other error, and none took longer than a second."]),
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=list(targets()))
    parser.add_argument("--show", type=int)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    names = [given.only] if given.only else list(targets())
    if given.show is not None:
        content = mutated(f"{given.seed} {names[0]} {given.show}", targets()[names[0]].corpus)
        sys.stdout.buffer.write(content)
        return 0
    reports = run_all(names, given.seed, given.inputs, given.jobs)
    for report in reports.values():
        print("\n".join(report.named), end="\n" if report.named else "")
    if given.out is not None:
        options = f"--inputs {given.inputs} --seed {given.seed} --jobs {given.jobs}"
        command = f"python -m tests.fuzz {options} --out {given.out}"
        given.out.write_text(_document(reports, command), "utf-8")
    return 1 if any(report.named for report in reports.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
