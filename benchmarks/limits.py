"""How well limits are kept: how late a plan is, and how soon a call that is cancelled ends.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.limits [--rounds 5] [--cancels 40]
        [--out benchmarks/results/limits.md]

A call with `Limits(seconds=s)` should be back after 1.2 s and 100 ms, with a plan wherever greedy
construction has one, and one that is cancelled after 100 ms. Run it on a machine with nothing else
to do: the worst of several rounds is what is reported.
"""

import argparse
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.lab.families.blocks import random_block
from strengthfit.lab.families.seeded_random import SeededRandom
from strengthfit.lab.families.weeks import random_week

SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
CANCELLED_WITHIN = 0.1

SIX = [
    sf.Demand("heavy", 2),
    sf.Demand("core", 2),
    sf.Demand("plyometric", 1),
    sf.Demand("upper", 1),
]
"""Six sessions a week, of four kinds."""

USUAL = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Wed 07:00", "easy", minutes=45),
        sf.Run("Thu 07:00", "tempo", minutes=50, id="tempo"),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    strength=2,
    repeats=True,
)
FULL = attrs.evolve(USUAL, strength=SIX)
CROWDED = sf.Week(
    [sf.Run(f"{day} 07:00", "tempo") for day in ("Mon", "Tue", "Wed", "Thu", "Fri")],
    strength=3,
    available=["Mon-Fri 17:00-20:00", "Sat"],
    repeats=True,
)


def block(weeks: int, strength: Any = 2) -> sf.Block:
    """Return a runner's next weeks, with so many sessions in each."""
    made = random_block(SeededRandom("blocks", 1000 + weeks), weeks)
    return sf.Block([attrs.evolve(week, strength=strength) for week in made.weeks])


def asked() -> dict[str, sf.Week | sf.Block]:
    """Return what is planned, by name."""
    some = {f"a random week, {seed}": random_week(SeededRandom("limits", seed)) for seed in (1, 2)}
    return {
        "a week of four runs, 2 sessions": USUAL,
        "the same, 6 sessions": FULL,
        "the same, starts every 5 minutes": USUAL,
        **some,
        **{
            f"{weeks} weeks, {sessions} sessions a week": block(weeks, strength)
            for weeks in (12, 52, 104)
            for sessions, strength in ((2, 2), (6, SIX))
        },
    }


class Kept(NamedTuple):
    """The calls of one instance with one limit."""

    name: str
    seconds: float
    taken: list[float]
    statuses: list[str]
    floor: float

    @property
    def late(self) -> bool:
        """Whether the worst call came back later than it should."""
        return max(self.taken) > 1.2 * self.seconds + 0.1


def calls(rounds: int, names: str | None) -> Iterator[Kept]:
    """Plan everything within every limit."""
    for name, week in asked().items():
        if names is not None and names not in name:
            continue
        policy = sf.Policy(grid=5) if "5 minutes" in name else sf.Policy()
        floor = min(_floor(week, policy) for _ in range(3))
        for seconds in SECONDS:
            taken, statuses = [], []
            for _ in range(rounds):
                began = time.perf_counter()
                try:
                    status = str(sf.plan(week, policy, limits=sf.Limits(seconds=seconds)).status)
                except sf.OutOfTimeError:
                    status = "none"
                taken.append(time.perf_counter() - began)
                statuses.append(status)
            yield Kept(name, seconds, taken, statuses, floor)


def _floor(week: sf.Week | sf.Block, policy: sf.Policy) -> float:
    """Return what compiling, greedy construction and reading take: less is not possible."""
    began = time.perf_counter()
    sf.plan(week, policy, "greedy")
    return time.perf_counter() - began


def verbs() -> dict[str, Callable[[sf.Limits], Any]]:
    """Return calls that take a while, by name."""
    plan, full = sf.plan(USUAL), sf.plan(FULL, limits=sf.Limits(seconds=5))
    placed = [sf.Session(f"{day} 18:00", "heavy") for day in ("Mon", "Wed", "Sat")]
    long, longer, longest = block(12), block(52, SIX), block(104, SIX)
    ahead = sf.plan(long)
    off: dict[str, sf.Run | None] = {ahead.days[20].runs[0].id: None}
    squads = sf.formulate(block(52))
    found = sf.solve(squads, "auto")
    fine = sf.Policy(grid=5)
    return {
        "plan, a week": lambda limits: sf.plan(FULL, fine, limits=limits),
        "plan, 52 weeks of 6 sessions": lambda limits: sf.plan(longer, limits=limits),
        "plan, 104 weeks of 6 sessions": lambda limits: sf.plan(longest, limits=limits),
        "plan by dynamic programming, 52 weeks": lambda limits: sf.plan(
            longer, strategy="auto", limits=limits
        ),
        "plan by local search, 12 weeks": lambda limits: sf.plan(
            long, strategy="local_search", limits=limits
        ),
        "plan by neighbourhoods, 12 weeks": lambda limits: sf.plan(
            long, strategy="neighbourhood", limits=limits
        ),
        "solve by HiGHS, 52 weeks": lambda limits: sf.solve(squads, "highs", limits),
        "replan, 12 weeks": lambda limits: sf.replan(
            ahead, today="W3 Tue", changed=off, limits=limits
        ),
        "explain, 6 sessions": lambda limits: sf.explain(full, limits=limits),
        "why_not, 6 sessions": lambda limits: sf.why_not(full, "Mon", limits=limits),
        "audit, starts every 5 minutes": lambda limits: sf.audit(
            USUAL, placed, fine, limits=limits
        ),
        "diagnose": lambda limits: sf.diagnose(CROWDED, limits=limits),
        "alternatives": lambda limits: sf.alternatives(FULL, 50, limits=limits),
        "frontier, 12 weeks": lambda limits: sf.frontier(long, limits=limits),
        "frontier of three aims": lambda limits: sf.frontier(FULL, z="days", limits=limits),
        "compare_presets, 12 weeks": lambda limits: sf.compare_presets(long, limits=limits),
        "sweep, 12 weeks": lambda limits: sf.sweep(
            long, "rest_day", [n / 10 for n in range(10)], limits=limits
        ),
        "robustness, 20,000 draws": lambda limits: sf.robustness(plan, 20_000, limits=limits),
        "certify, 52 weeks": lambda limits: sf.certify(squads, found, limits),
        "robust_plan": lambda limits: sf.robust_plan(USUAL, "tail", 2000, limits=limits),
    }


class Cancelled(NamedTuple):
    """How long one verb took to end after it was cancelled."""

    name: str
    latencies: list[float]
    answered: int


def cancels(rounds: int, names: str | None) -> Iterator[Cancelled]:
    """Cancel every verb at random times, from another thread."""
    draw = random.Random(0)  # noqa: S311  # nothing secret hangs on it
    for name, verb in verbs().items():
        if names is not None and names not in name:
            continue
        longest = min(3.0, _length(verb))
        latencies: list[float] = []
        answered = 0
        for _ in range(rounds):
            latency = _cancelled(verb, draw.uniform(0, 0.9 * longest))
            if latency is None:
                answered += 1
            else:
                latencies.append(latency)
        yield Cancelled(name, latencies, answered)


def _length(verb: Callable[[sf.Limits], Any]) -> float:
    began = time.perf_counter()
    verb(sf.Limits(seconds=3))
    return time.perf_counter() - began


def _cancelled(verb: Callable[[sf.Limits], Any], after: float) -> float | None:
    """Return the seconds from setting the event to the call's end; None if it had answered."""
    stop, at = threading.Event(), list[float]()

    def cancel() -> None:
        at.append(time.perf_counter())
        stop.set()

    timer = threading.Timer(after, cancel)
    timer.start()
    try:
        verb(sf.Limits(cancel=stop))
    except sf.CancelledError:
        return time.perf_counter() - at[0]
    finally:
        timer.cancel()
        timer.join()
    return None


def page(kept: list[Kept], cancelled: list[Cancelled], command: str) -> str:
    """Return the result as a page."""
    rows = [
        f"| {one.name} | {one.seconds:g} | {statistics.median(one.taken):.2f} "
        f"| {max(one.taken):.2f} | {1.2 * one.seconds + 0.1:.2f} | {_words(one)} "
        f"| {one.floor:.2f} |"
        for one in kept
    ]
    late = [one for one in kept if one.late]
    stops = [
        f"| {one.name} | {len(one.latencies)} | {1000 * statistics.median(one.latencies):.0f} "
        f"| {1000 * max(one.latencies):.0f} |"
        for one in cancelled
        if one.latencies
    ]
    slow = sum(max(one.latencies) > CANCELLED_WITHIN for one in cancelled if one.latencies)
    heads = "| what is planned | limit, s | median, s | worst, s | at most, s | plans | floor, s |"
    lines = [
        "# How limits are kept",
        "",
        f"`{command}`. {describe()}",
        "",
        "## Seconds",
        "",
        "A call with `Limits(seconds=s)` should be back after 1.2 s and 100 ms. The floor is what",
        "compiling, greedy construction and reading take together: a plan is not to be had in",
        "less, and a call that would be later raises `OutOfTimeError` (none below).",
        "",
        f"{len(late)} of {len(kept)} rows have a call that was later"
        + (f": {', '.join(f'{one.name} in {one.seconds:g} s' for one in late)}." if late else "."),
        "",
        heads,
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
        "## Cancelling",
        "",
        "From setting the event, at a random time in another thread, to the end of the call. It",
        f"should be at most 100 ms; {slow} of {len(stops)} verbs have a call that took longer.",
        "",
        "| verb | cancelled | median, ms | worst, ms |",
        "|---|---|---|---|",
        *stops,
    ]
    return "\n".join(lines) + "\n"


def _words(kept: Kept) -> str:
    counts = {status: kept.statuses.count(status) for status in sorted(set(kept.statuses))}
    return ", ".join(f"{count} {status}" for status, count in counts.items())


def main() -> None:
    """Run the study and print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cancels", type=int, default=40)
    parser.add_argument("--names", help="only what has this in its name")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    sf.plan(USUAL)  # imports are not what is measured
    kept = list(calls(options.rounds, options.names)) if options.rounds else []
    cancelled = list(cancels(options.cancels, options.names)) if options.cancels else []
    command = f"python -m benchmarks.limits --rounds {options.rounds} --cancels {options.cancels}"
    text = page(kept, cancelled, command)
    if options.out is None:
        print(text)
    else:
        options.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
