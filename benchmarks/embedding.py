"""What a host program gets: time of one plan by strategy, threads against a loop, memory.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.embedding [--weeks 300] [--rounds 5]
        [--out benchmarks/results/embedding.md]

Strategies take turns on the same weeks, whole calls of `plan` in one warm process. Threads plan the
same weeks as a bare loop, in turns with it; processes are the study `benchmarks.many`. Memory is
that of a fresh process. It wants a machine that does nothing else.
"""

import argparse
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.many import loop, make_weeks

STRATEGIES = ("cpsat", "auto", "dynamic", "greedy")
_BUDGET = 0.1
"""Seconds. The share of calls that take no longer is counted."""

_MEMORY = """
import sys
def used():
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    return int(status["VmRSS"].split()[0]) / 1024
found = [used()]
import strengthfit as sf
found.append(used())
from benchmarks.many import make_weeks
weeks = make_weeks(200)
for number in (1, 299, 2700):
    for step in range(number):
        sf.plan(weeks[step % 200], strategy=sys.argv[1])
    found.append(used())
print(*found)
"""


def latencies(weeks: list[sf.Week]) -> dict[str, list[float]]:
    """Return the seconds of each call by strategy; strategies take turns on each week."""
    found: dict[str, list[float]] = {name: [] for name in STRATEGIES}
    for name in STRATEGIES:
        sf.plan(weeks[0], strategy=name)
    for number, week in enumerate(weeks):
        turn = number % len(STRATEGIES)
        for name in (*STRATEGIES[turn:], *STRATEGIES[:turn]):
            began = time.perf_counter()
            sf.plan(week, strategy=name)
            found[name].append(time.perf_counter() - began)
    return found


def threads(weeks: list[sf.Week], workers: int) -> float:
    """Return the seconds that a pool of threads takes."""
    began = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(sf.plan, weeks):
            pass
    return time.perf_counter() - began


def memory(strategy: str) -> list[float]:
    """Return the memory of a fresh process in MB: bare, imported, after 1, 300 and 3,000 plans."""
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, strategy], capture_output=True, text=True, check=True
    )
    return [float(number) for number in done.stdout.split()]


def document(weeks: list[sf.Week], rounds: int, command: str) -> str:
    """Measure, and return the page."""
    lines = ["# A guest in a host program", "", f"`{command}`", "", describe(), ""]
    lines += [
        f"One call of `plan`, compiling and reading included, on {len(weeks)} different weeks with "
        "five runs and two sessions; milliseconds, and the median as a ratio to that of `greedy`.",
        "",
        "| strategy | median | 95 % | longest | ratio | within 100 ms |",
        "|---|---|---|---|---|---|",
    ]
    found = latencies(weeks)
    least = statistics.median(found["greedy"])
    for name, seconds in found.items():
        middle, late, last = (1000 * float(np.quantile(seconds, share)) for share in (0.5, 0.95, 1))
        within = sum(one <= _BUDGET for one in seconds) / len(seconds)
        ratio = statistics.median(seconds) / least
        lines.append(
            f"| `{name}` | {middle:.1f} | {late:.1f} | {last:.1f} | {ratio:.1f} | {within:.1%} |"
        )
    ratios = {workers: [] for workers in (1, 2, 4)}  # type: dict[int, list[float]]
    for _ in range(rounds):
        alone = loop(weeks)
        for workers, several in ratios.items():
            several.append(alone / threads(weeks, workers))
    lines += [
        "",
        f"Weeks a second in a pool of threads, as a ratio to a bare loop; median of {rounds} "
        "rounds, and range. Processes: [many.md](many.md).",
        "",
        "| threads | ratio | range |",
        "|---|---|---|",
        *(
            f"| {workers} | {statistics.median(several):.2f} "
            f"| {min(several):.2f} to {max(several):.2f} |"
            for workers, several in ratios.items()
        ),
        "",
        "Memory of a process in MB (Linux, resident).",
        "",
        "| strategy | bare Python | imported | 1 plan | 300 plans | 3,000 plans |",
        "|---|---|---|---|---|---|",
    ]
    for name in ("cpsat", "auto", "greedy"):
        lines.append(f"| `{name}` | " + " | ".join(f"{mb:.0f}" for mb in memory(name)) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.embedding")
    parser.add_argument("--weeks", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    command = (
        f"OPENBLAS_NUM_THREADS=1 python -m benchmarks.embedding --weeks {given.weeks} "
        f"--rounds {given.rounds}"
    )
    text = document(make_weeks(given.weeks), given.rounds, command)
    if given.out:
        given.out.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
