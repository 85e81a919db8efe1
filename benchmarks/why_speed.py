"""What asking why costs, in plans of the same week.

    python -m benchmarks.why_speed PLANS [--rounds 5] [--cpu] [--out FILE]

PLANS is a folder as for `benchmarks.real_weeks`. For each week the plan and the question take turns
in one process, warm; a week's ratio is that of the medians of its rounds. With --cpu what counts is
the processor time of all threads, which a busy machine disturbs less; set OPENBLAS_NUM_THREADS=1,
as threads that wait for one another take processor time too.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks

EVERY = 9  # of the weeks that are explained and audited: one in so many
MARATHON = Path(__file__).parents[1] / "examples" / "marathon_week.toml"


Clock = Callable[[], float]


def milliseconds(call: Callable[[], object], clock: Clock) -> float:
    """Return how long one call takes."""
    began = clock()
    call()
    return 1000 * (clock() - began)


def ratio(
    plan: sf.Plan,
    question: Callable[[sf.Plan], object],
    rounds: int,
    clock: Clock = time.perf_counter,
) -> tuple[float, float]:
    """Return the time of the question over that of the plan, and the milliseconds of the plan."""
    pairs = [
        (
            milliseconds(lambda: sf.plan(plan.week), clock),
            milliseconds(lambda: question(plan), clock),
        )
        for _ in range(rounds)
    ]
    plans, asked = (statistics.median(times) for times in zip(*pairs, strict=True))
    return asked / plans, plans


def row(name: str, found: list[tuple[float, float]]) -> str:
    """Return the table row of one question."""
    ratios = sorted(value for value, _ in found)
    high = ratios[min(len(ratios) - 1, int(0.9 * len(ratios)))]
    plan = statistics.median(milliseconds for _, milliseconds in found)
    return (
        f"| {name} | {len(ratios)} | {statistics.median(ratios):.1f} | {high:.1f} "
        f"| {ratios[-1]:.1f} | {plan:.1f} |"
    )


def _diagnose(plan: sf.Plan) -> object:
    return sf.diagnose(plan.week_alone(0))


def report(weeks: list[sf.Week], rounds: int, clock: Clock) -> str:
    """Return the table as Markdown."""
    example = sf.read_week(MARATHON).week
    every = [sf.plan(week) for week in weeks]
    some, short = every[::EVERY], [plan for plan in every if plan.score.tiers[0][1] > 0]
    three = [sf.plan(attrs.evolve(example, strength=3))]

    def measured(name: str, plans: list[sf.Plan], question: Callable[[sf.Plan], object]) -> str:
        return row(name, [ratio(plan, question, rounds, clock) for plan in plans])

    return "\n".join(
        [
            "How many plans of the same week each question costs:",
            "",
            "| question | weeks | median | 90th percentile | largest | median ms of a plan |",
            "|---|---|---|---|---|---|",
            measured("explain(plan)", some, sf.explain),
            measured("why_not(plan, when)", some, lambda plan: sf.why_not(plan, "Wed 18:00")),
            measured(
                "audit(week, placements)",
                some,
                lambda plan: sf.audit(plan.week_alone(0), plan.placements),
            ),
            measured("diagnose(week), where two do not fit", short, _diagnose),
            measured("diagnose(week), the example asking for three", three, _diagnose),
        ]
    )


def main() -> None:
    """Measure, print, and keep the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = f"python -m benchmarks.why_speed PLANS --rounds {arguments.rounds}"
    clock = time.process_time if arguments.cpu else time.perf_counter
    if arguments.cpu:
        command = f"OPENBLAS_NUM_THREADS=1 {command} --cpu"
    body = report(read_weeks(arguments.plans), arguments.rounds, clock)
    text = f"# What asking why costs\n\n`{command}`\n\n{describe()}\n\n{body}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
