"""Whole frontiers: all points in one pass of dynamic programming against one solve a point.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.frontier_speed PLANS [--seconds 60]
        [--out benchmarks/results/frontier_speed.md]

PLANS is a folder of published plans. The standard week is repeated as a block, and both ways look
for the same points within the same seconds; published plans are asked as blocks, the first way
only.
"""

import argparse
import statistics
import time
from pathlib import Path

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.speed import WEEK
from strengthfit.interchange import read_corpus

WEEKS = (1, 2, 4, 8, 12, 16)


@attrs.frozen
class Measured:
    """What a search came to, and in which time."""

    frontier: sf.Frontier
    seconds: float

    @property
    def words(self) -> str:
        """The time, and how many points there were if some are missing."""
        took = f"{self.seconds:.2f}"
        return took if self.frontier.complete else f"{took}, {len(self.frontier)} points found"


def measure(week: sf.Week | sf.Block, strategy: str, seconds: float) -> Measured:
    """Look for the frontier of a week or a block."""
    began = time.perf_counter()
    found = sf.frontier(week, strategy=strategy, limits=sf.Limits(seconds=seconds))
    return Measured(found, time.perf_counter() - began)


def standard(seconds: float) -> list[str]:
    """Return the lines of the standard week, one after another."""
    lines = [
        "| weeks | points | all at once, s | one by one (CP-SAT), s | ratio |",
        "|---|---|---|---|---|",
    ]
    for weeks in WEEKS:
        asked = WEEK if weeks == 1 else sf.Block([WEEK] * weeks)
        once, each = (measure(asked, name, seconds) for name in ("auto", "cpsat"))
        if once.frontier.complete and each.frontier.complete:
            assert once.frontier.values == each.frontier.values
        ratio = f"{each.seconds / once.seconds:.0f}"
        if not each.frontier.complete:
            ratio = f"over {ratio}"
        lines.append(f"| {weeks} | {len(once.frontier)} | {once.words} | {each.words} | {ratio} |")
        print(lines[-1], flush=True)
    return lines


def published(folder: Path, seconds: float) -> str:
    """Return a sentence on the plans of a folder."""
    found = []
    for path in sorted(folder.glob("*.json")):
        block = read_corpus(path).block(2)
        found.append((len(block.weeks), measure(block, "auto", seconds)))
        print(path.stem, found[-1][0], found[-1][1].words, flush=True)
    whole = [one for _, one in found if one.frontier.complete]
    times = [one.seconds for one in whole]
    points = [len(one.frontier) for one in whole]
    slowest, weeks = max((one.seconds, weeks) for weeks, one in found)
    least, most = min(weeks for weeks, _ in found), max(weeks for weeks, _ in found)
    return (
        f"Of {len(found)} published plans as blocks (two circuits a week, {least} "
        f"to {most} weeks) the frontier of {len(whole)} was complete within "
        f"{seconds:g} s: {min(points)} to {max(points)} points, in a median of "
        f"{statistics.median(times):.1f} s. The longest took {slowest:.1f} s, of {weeks} weeks."
    )


def main() -> None:
    """Measure, print, and keep the table if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    measure(WEEK, "auto", 10)  # loads the library
    lines = standard(arguments.seconds)
    sentence = published(arguments.plans, arguments.seconds)
    command = "OPENBLAS_NUM_THREADS=1 python -m benchmarks.frontier_speed PLANS"
    command += f" --seconds {arguments.seconds:g}"
    text = "\n".join(
        [
            "# Speed of frontiers",
            "",
            f"`{command}`",
            "",
            describe(),
            "",
            "Every plan that no other beats on strength and interference: the standard week, two "
            "circuits a week, one after another as a block. One pass of dynamic programming keeps "
            "all points at once; the other way is a solve for each.",
            "",
            *lines,
            "",
            sentence,
            "",
        ]
    )
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
