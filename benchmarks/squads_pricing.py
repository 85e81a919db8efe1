"""Big squads by pricing: seconds, memory, and how near to the bound, in one process and in more.

    python -m benchmarks.squads_pricing PLANS [--athletes 100 300 1000 10000] [--processes 0 1 2]
        [--dask 1 2] [--exact 300] [--different 1000 5000] [--note TEXT]
        [--out benchmarks/results/squads_pricing.md]

PLANS is a folder of published plans in the form of `strengthfit.interchange.corpus`. Athletes and
gyms are those of `benchmarks.squads`; all but the largest squad are planned with fewer places too,
one for every fourteenth.
Each run has a process of its own, whose peak of memory it reports; 0 processes: it works by itself.
The largest squad is planned with so many `--processes`, and with so many Dask workers on this
machine. Squads of up to `--exact` athletes are solved as one program too. In those of `--different`
athletes no two weeks are equal: runs are some minutes longer.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
from distributed import Client, LocalCluster

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks
from benchmarks.squads import squad_of
from strengthfit.squads import Gym, Member, plan_squad

FEW = 14
"""Athletes for a place in the fuller gym."""


@attrs.frozen
class Run:
    """One run of the benchmark."""

    athletes: int
    processes: int = 0
    dask: bool = False
    few: bool = False
    exact: bool = False
    different: bool = False


def measured(plans: Path, run: Run) -> None:
    """Plan one squad in this process, and print as JSON what it took."""
    weeks = read_weeks(plans)
    members, gym = squad_of(weeks, run.athletes)
    members = (
        [_unlike(one, number) for number, one in enumerate(members)] if run.different else members
    )
    gym = Gym(places=max(2, run.athletes // FEW)) if run.few else gym
    stages: dict[str, float] = {}
    with _workers(run) as executor:
        began = time.perf_counter()

        def note(seen: sf.Progress) -> None:
            stages[seen.what] = time.perf_counter() - began

        plan = plan_squad(members, gym, strategy="pricing", progress=note, executor=executor)
    found: dict[str, Any] = {
        "weeks": len({member.week for member in members}),
        "places": gym.places,
        "stages": stages,
        "status": str(plan.status),
        "objective": plan.outcome.objective,
        "bound": plan.outcome.bound,
        "statistics": plan.outcome.statistics,
        "cpu": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
        "cpu_workers": sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "memory_worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    if run.exact:
        began = time.perf_counter()
        best = plan_squad(members, gym, limits=sf.Limits(seconds=300))
        found["exact"] = (time.perf_counter() - began, str(best.status), best.outcome.objective)
    print(json.dumps(found))


def _unlike(member: Member, number: int) -> Member:
    """Return a member some runs of whose week are somewhat longer, unlike any other's."""
    week = member.week
    assert isinstance(week, sf.Week)
    digits = [number // 10**place % 10 for place in range(len(week.runs))]
    runs = [_longer(run, more) for run, more in zip(week.runs, digits, strict=True)]
    return attrs.evolve(member, week=attrs.evolve(week, runs=runs))


def _longer(run: sf.Run, more: int) -> sf.Run:
    if run.minutes is not None:
        return attrs.evolve(run, minutes=run.minutes + more)
    return run if run.km is None else attrs.evolve(run, km=run.km + more / 10)


@contextmanager
def _workers(run: Run) -> Iterator[Executor | None]:
    """Yield what the run works on: started, and with all imported, before the clock runs."""
    if not run.processes:
        yield None
        return
    if not run.dask:
        with ProcessPoolExecutor(run.processes) as executor:
            list(executor.map(_ready, range(4 * run.processes)))
            yield executor
        return
    cluster: Any = LocalCluster
    client_of: Any = Client  # the two have no types
    given = {"n_workers": run.processes, "threads_per_worker": 1, "dashboard_address": None}
    with cluster(**given) as local, client_of(local) as client:
        client.run(_ready, 0)
        yield client.get_executor()


def _ready(_number: int) -> None:
    """Import in a worker what it needs, before the clock runs."""
    sf.plan(sf.Week([], strength=1), strategy="dynamic")


def line_of(run: Run, found: dict[str, Any]) -> str:
    """Return a line of the table."""
    stages, objective, bound = found["stages"], found["objective"], found["bound"]
    above = 100 * (objective[2] - bound[2]) / max(1, bound[2])
    gap = f"{above:.3f}" if objective[:2] == bound[:2] else "strength not proven"
    exact = "-"
    if "exact" in found:
        seconds, status, best = found["exact"]
        apart = objective[2] - best[2] if objective[0] == best[0] else "other strength"
        exact = f"{seconds:.1f} s, {status}, {apart}"
    worker = f" + {found['memory_worker']:.0f} each" if run.processes else ""
    cells = [
        f"{run.athletes:,}",
        f"{found['weeks']:,}",
        f"{found['places']:,}",
        f"{run.processes}{' of Dask' if run.dask else ''}",
        f"{stages['listed']:.1f}",
        f"{stages['priced'] - stages['listed']:.1f}",
        f"{stages['read'] - stages['priced']:.1f}",
        f"{stages['read']:.1f}",
        f"{found['cpu'] + found['cpu_workers']:.0f}",
        f"{found['statistics']['rounds']:.0f}",
        f"{found['statistics']['plans']:,.0f}",
        f"{found['status']}",
        gap,
        f"{found['memory']:.0f}{worker}",
        exact,
    ]
    return "| " + " | ".join(cells) + " |"


HEAD = (
    "| athletes | different weeks | places | processes | listing, s | rounds, s | fitting, s "
    "| all, s | all processors, s | rounds | plans | status | above the bound, % | peak, MB "
    "| as one program: seconds, status, steps of interference saved |"
)


def lines(plans: Path, runs: list[Run]) -> list[str]:
    """Return the table, each run in a process of its own."""
    table = [HEAD, "|" + "---|" * (HEAD.count("|") - 1)]
    for run in runs:
        given = ["--one", json.dumps(attrs.asdict(run))]
        command = [sys.executable, "-m", "benchmarks.squads_pricing", str(plans), *given]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        table.append(line_of(run, json.loads(said)))
        print(table[-1], flush=True)
    return table


def main() -> None:
    """Measure, print, and keep the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--athletes", nargs="+", type=int, default=[100, 300, 1000, 10_000])
    parser.add_argument("--processes", nargs="+", type=int, default=[0, 1, 2])
    parser.add_argument("--dask", nargs="*", type=int, default=[1, 2])
    parser.add_argument("--different", nargs="*", type=int, default=[1000, 3000])
    parser.add_argument("--exact", type=int, default=300)
    parser.add_argument("--one", type=json.loads, help=argparse.SUPPRESS)
    parser.add_argument("--note", help="what else ran on the machine")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.one:
        measured(given.plans, Run(**given.one))
        return
    most = max(given.athletes)
    alone = [Run(count, exact=count <= given.exact) for count in given.athletes]
    usual = [run for run in alone if run.athletes < most or 0 in given.processes]
    usual += [Run(most, processes) for processes in given.processes if processes]
    usual += [Run(most, workers, dask=True) for workers in given.dask]
    fuller = [attrs.evolve(run, few=True) for run in alone if run.athletes < most]
    different = [
        Run(count, processes, different=True)
        for count in given.different
        for processes in (given.processes if count == max(given.different) else given.processes[:1])
    ]
    numbers = " ".join(map(str, given.athletes))
    processes, workers = " ".join(map(str, given.processes)), " ".join(map(str, given.dask))
    command = f"python -m benchmarks.squads_pricing PLANS --athletes {numbers}"
    command += f" --processes {processes} --dask {workers} --exact {given.exact}"
    command += f" --different {' '.join(map(str, given.different))}"
    text = "\n\n".join(
        [
            "# Big squads by pricing",
            f"`{command}`. {describe()}",
            "Each athlete asks for two circuits. What is above the bound is interference, at a "
            "strength that is proven; `rounds` is what the rounds of pricing took.",
            *([given.note] if given.note else []),
            "## A place for every tenth athlete",
            "\n".join(lines(given.plans, usual)),
            f"## A place for every {FEW}th athlete",
            "\n".join(lines(given.plans, fuller)),
            "## No two weeks equal, a place for every tenth athlete",
            "\n".join(lines(given.plans, different)),
        ]
    )
    print(text)
    if given.out is not None:
        given.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
