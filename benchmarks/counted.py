"""The counted model against the naive one, from 1 to 104 weeks: where a proof stops coming.

    python -m benchmarks.counted [--seconds 60] [--sessions 2] [--out benchmarks/results/counted.md]
        [--picture benchmarks/results/counted.svg]

The naive model gives each session variables of its own, so that equal sessions of a week can change
places. Both are solved by CP-SAT with OR-Tools' own defaults, one worker, on the same reduction,
so that the model is all that differs; the library's settings and dynamic programming are there to
compare. A solve that is not proven within the limit is shown at the limit.
"""

import argparse
import time
from pathlib import Path

import attrs
from matplotlib.figure import Figure

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.speed import WEEK
from strengthfit.lab.strategies import load
from strengthfit.program import Program

WEEKS = (1, 2, 3, 4, 6, 8, 10, 13, 18, 26, 39, 52, 78, 104)
STRATEGIES = {
    "naive": "naive: a thing for each session",
    "cpsat_plain": "counted",
    "cpsat": "counted, the library's settings",
    "dynamic": "dynamic programming",
}
_GIVE_UP = 2  # sizes in a row without a proof, after which larger ones are not tried


@attrs.frozen
class Point:
    """One solve: seconds, whether it was proven, and the objective found."""

    seconds: float
    proven: bool
    objective: tuple[int, ...] | None


def program_of(weeks: int, sessions: int) -> Program:
    """Return the standard week, one after another, as one program."""
    return sf.formulate(sf.Block([attrs.evolve(WEEK, strength=sessions)] * weeks))


def measure(weeks: tuple[int, ...], sessions: int, seconds: float) -> dict[str, dict[int, Point]]:
    """Return the solves by strategy and number of weeks; proofs have to agree."""
    found: dict[str, dict[int, Point]] = {name: {} for name in STRATEGIES}
    for name in STRATEGIES:  # what is loaded at the first call is not the model's time
        sf.solve(program_of(1, 1), load(name))
    for number in weeks:
        program = program_of(number, sessions)
        for name, points in found.items():
            if len(points) >= _GIVE_UP and not any(
                point.proven for point in list(points.values())[-_GIVE_UP:]
            ):
                continue
            began = time.perf_counter()
            outcome = sf.solve(program, load(name), sf.Limits(seconds=seconds))
            points[number] = Point(
                time.perf_counter() - began, outcome.status == "optimal", outcome.objective
            )
            print(f"{number} weeks, {name}: {points[number]}", flush=True)
        proven = {
            points[number].objective
            for points in found.values()
            if number in points and points[number].proven
        }
        assert len(proven) <= 1, f"{number} weeks: proofs disagree"
    return found


def report(found: dict[str, dict[int, Point]], seconds: float) -> str:
    """Return the table as Markdown."""
    lines = [
        "| weeks | " + " | ".join(STRATEGIES.values()) + " | naive to counted |",
        "|" + "---|" * (len(STRATEGIES) + 2),
    ]
    for number in sorted({number for points in found.values() for number in points}):
        cells = [_cell(found[name].get(number), seconds) for name in STRATEGIES]
        naive, counted = found["naive"].get(number), found["cpsat_plain"].get(number)
        both = naive is not None and counted is not None and naive.proven and counted.proven
        ratio = f"{naive.seconds / counted.seconds:.1f}" if both and naive and counted else "-"
        lines.append(f"| {number} | " + " | ".join(cells) + f" | {ratio} |")
    return "\n".join(lines)


def _cell(point: Point | None, seconds: float) -> str:
    if point is None:
        return "not tried"
    return f"{point.seconds:.3g} s" if point.proven else f"unproven after {seconds:g} s"


def picture(found: dict[str, dict[int, Point]], seconds: float) -> Figure:
    """Return time to the proof against weeks, both on logarithmic axes."""
    figure = Figure(figsize=(6.3, 3.9), layout="constrained")
    axes = figure.subplots()
    looks = ["s--", "^-.", "o-", "d:"]
    for (name, words), look, shade in zip(
        STRATEGIES.items(), looks, ("0.0", "0.35", "0.0", "0.5"), strict=True
    ):
        points = found[name]
        proven = [(number, point.seconds) for number, point in points.items() if point.proven]
        open_ones = [number for number, point in points.items() if not point.proven]
        axes.plot(*zip(*proven, strict=True), look, color=shade, label=words, markersize=4)
        axes.plot(open_ones, [seconds] * len(open_ones), "x", color=shade, markersize=8)
    axes.axhline(seconds, color="0.7", linewidth=0.8)
    axes.annotate(
        f"limit, {seconds:g} s; x: not proven",
        (1, seconds),
        xytext=(0, 3),
        textcoords="offset points",
        fontsize=8,
        color="0.3",
    )
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xticks([1, 2, 4, 8, 13, 26, 52, 104], ["1", "2", "4", "8", "13", "26", "52", "104"])
    axes.minorticks_off()
    axes.set_ylim(top=seconds * 3)
    axes.set_xlabel("weeks planned as one")
    axes.set_ylabel("seconds to the proof")
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=8)
    return figure


def main() -> None:
    """Measure, print, and keep the table and the picture where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--sessions", type=int, default=2)
    parser.add_argument("--most", type=int, default=max(WEEKS), help="weeks of the longest block")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--picture", type=Path)
    arguments = parser.parse_args()
    weeks = tuple(number for number in WEEKS if number <= arguments.most)
    found = measure(weeks, arguments.sessions, arguments.seconds)
    command = f"python -m benchmarks.counted --seconds {arguments.seconds:g}"
    command += f" --sessions {arguments.sessions}"
    text = (
        f"# Counted and naive\n\n`{command}`\n\n{describe()}\n\n"
        f"The standard week again and again, {arguments.sessions} circuits a week, starts every "
        "half hour. Seconds to the proof, one solve each.\n\n"
        f"{report(found, arguments.seconds)}\n"
    )
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    if arguments.picture:
        picture(found, arguments.seconds).savefig(arguments.picture, metadata={"Date": None})


if __name__ == "__main__":
    main()
