"""Many weeks at a time: what `plan_many` adds to a bare loop, two processes against one, memory.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.many [--weeks 1500] [--rounds 5]
        [--memory 100000] [--out benchmarks/results/many.md]

Every round plans the same weeks in each way, the ways taking turns in another order; figures are
ratios within a round, and the table has the median and the range over the rounds. Time is wall time
from the first result on, with the weeks of the first tasks taken off: starting processes is another
figure. It wants a machine that does nothing else.
"""

import argparse
import os
import random
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import strengthfit as sf
from benchmarks.machine import describe

_KEYS = ("intervals", "tempo", "hills")
_SAMPLES = 10
"""Looks at the memory."""


def make_weeks(number: int) -> list[sf.Week]:
    """Return weeks of a usual shape that differ: two key runs, a long one and some easy ones."""
    draw = random.Random(number)  # noqa: S311  # for weeks, not for secrets
    made = []
    for _ in range(number):
        first, second = draw.sample((1, 2, 3), 2)
        days = {first: draw.choice(_KEYS), second: draw.choice(_KEYS), 6: "long"}
        days |= dict.fromkeys(draw.sample((0, 4, 5), 2), "easy")
        runs = [
            sf.Run(day * 1440 + draw.choice((390, 420, 1080)), kind, minutes=draw.randint(35, 110))
            for day, kind in sorted(days.items())
        ]
        made.append(sf.Week(runs, strength=2))
    return made


def loop(weeks: list[sf.Week]) -> float:
    """Return the seconds of a bare loop."""
    began = time.perf_counter()
    for week in weeks:
        sf.plan(week)
    return time.perf_counter() - began


def many(weeks: list[sf.Week], workers: int, warm: int = 200) -> tuple[float, float]:
    """Return seconds for as many weeks as `weeks` holds, and those until the first result."""
    began = time.perf_counter()
    results = iter(sf.plan_many([*weeks[:warm], *weeks], workers=workers))
    next(results)
    started = time.perf_counter() - began
    for _ in range(warm - 1):
        next(results)
    began = time.perf_counter()
    assert sum(result.plan is not None for result in results) == len(weeks)
    return time.perf_counter() - began, started


def measure(weeks: list[sf.Week], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each way, round by round."""
    times: dict[str, list[float]] = {"loop": [], "one": [], "two": [], "start": []}
    ways: list[Callable[[], object]] = [
        lambda: times["loop"].append(loop(weeks)),
        lambda: times["one"].append(many(weeks, 1)[0]),
        lambda: _two(weeks, times),
    ]
    loop(weeks[:50])
    for turn in range(rounds):
        for index in range(len(ways)):
            ways[(turn + index) % len(ways)]()
    return times


def _two(weeks: list[sf.Week], times: dict[str, list[float]]) -> None:
    seconds, started = many(weeks, 2)
    times["two"].append(seconds)
    times["start"].append(started)


def _ratio(above: list[float], below: list[float]) -> str:
    ratios = sorted(one / other for one, other in zip(above, below, strict=True))
    return f"{statistics.median(ratios):.2f} | {ratios[0]:.2f} to {ratios[-1]:.2f}"


def _megabytes() -> float:
    """Return the memory that this process and its children hold, as Linux counts it."""
    found = subprocess.run(
        ["ps", "-o", "rss=", "--ppid", str(os.getpid()), "-p", str(os.getpid())],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    return sum(int(line) for line in found.stdout.split()) / 1024


def memory(number: int) -> Iterator[tuple[int, float]]:
    """Yield how many weeks of a generator were planned, and the megabytes of all processes then."""
    weeks = make_weeks(500)
    results = sf.plan_many(weeks[index % 500] for index in range(number))
    for done, _ in enumerate(results, start=1):
        if done % max(1, number // _SAMPLES) == 0:
            yield done, _megabytes()


def report(arguments: argparse.Namespace) -> str:
    """Return the page's tables as Markdown."""
    times = measure(make_weeks(arguments.weeks), arguments.rounds)
    each = 1000 * statistics.median(times["loop"]) / arguments.weeks
    lines = [
        f"{arguments.weeks} weeks of five runs and two sessions, {each:.1f} ms each in the bare "
        f"loop; {arguments.rounds} rounds.",
        "",
        "| ratio of seconds | median | range |",
        "|---|---|---|",
        f"| `plan_many` on one process to the bare loop | {_ratio(times['one'], times['loop'])} |",
        f"| one process to two | {_ratio(times['one'], times['two'])} |",
        f"| the bare loop to two processes | {_ratio(times['loop'], times['two'])} |",
        "",
        f"The first result came {statistics.median(times['start']):.1f} s after the call.",
        "",
        f"## {arguments.memory} weeks from a generator",
        "",
        "On one process for each core; the memory is that of all processes, as Linux counts it.",
        "",
        "| weeks planned | MB |",
        "|---|---|",
        *(f"| {done} | {held:.0f} |" for done, held in memory(arguments.memory)),
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and keep the tables if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", type=int, default=100_000)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = (
        f"OPENBLAS_NUM_THREADS=1 python -m benchmarks.many --weeks {arguments.weeks} "
        f"--rounds {arguments.rounds} --memory {arguments.memory}"
    )
    text = f"# Many weeks at a time\n\n`{command}`\n\n{describe()}\n\n{report(arguments)}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
