"""The measures of a benchmark report, written from the words of its page and from nothing else.

Every definition here follows a sentence of the page ("How to read this", or the words above a
table). Nothing of the library is imported, so that a fault of the library's own measures cannot
be repeated here. The standard library and numpy are all that it takes.
"""

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

Objective = tuple[int, ...]

PLAN = ("optimal", "feasible")
STOPPED = ("timeout", "memory", "crash")
FASTEST = 1e-9
"""Seconds: the least that a time counts in a ratio, so that none is 0. CONVENTION, far below any
time that a clock tells."""

RESAMPLES = 10_000
"""More than the page's own, so that what chance there is lies on its side. CONVENTION."""


@dataclass(frozen=True)
class Run:
    """One strategy on one instance with one seed, as the tables count it."""

    instance: str
    family: str
    strategy: str
    seed: int
    limit: float
    fate: str
    """proven, plan, none, wrong, refused or ended; a proof after the limit is a plan or none."""
    late: bool
    certified: bool
    proof: float | None
    """Seconds to a proof within the limit."""
    cpu: float | None
    best: float | None
    """Seconds to a plan as good as the best known, within the limit."""
    gap: float | None
    """Of the last plan, between 0 and 1; None without a plan or a best known one."""
    integral: float | None
    """Primal integral in percent; None if no plan is known."""


def read_lines(folder: Path) -> list[dict[str, Any]]:
    """Return the records of a folder, one for each line."""
    packed = folder / "records.jsonl.gz"
    text = (
        gzip.decompress(packed.read_bytes())
        if packed.exists()
        else (folder / "records.jsonl").read_bytes()
    )
    return [json.loads(line) for line in text.decode("utf-8").split("\n") if line]


def is_proof(record: dict[str, Any]) -> bool:
    return record["status"] in ("optimal", "infeasible") and not record["problems"]


def has_plan(record: dict[str, Any]) -> bool:
    return record["status"] in PLAN and not record["problems"]


def in_time(record: dict[str, Any]) -> bool:
    return is_proof(record) and record["seconds"] <= record["limit"]


def one_of_repeats(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one record for each run: a wrong claim if there is one, else the median repeat."""
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        key = (*(record[name] for name in ("instance", "strategy", "seed", "limit")),)
        alike[*key, record.get("environment", "")].append(record)
    return [_median(some) for some in alike.values()]


def _median(repeats: list[dict[str, Any]]) -> dict[str, Any]:
    def order(record: dict[str, Any]) -> tuple[int, float, int]:
        ended = record["status"] in (*STOPPED, "refused")
        rank = 0 if in_time(record) else 2 if ended else 1
        return rank, record["seconds"], record.get("repeat", 0)

    wrong = [record for record in repeats if record["problems"]]
    some = sorted(wrong or repeats, key=order)
    return some[(len(some) - 1) // 2]


def best_objectives(
    records: Iterable[dict[str, Any]], known: dict[str, Objective]
) -> dict[str, Objective | None]:
    """Return the least objective of any checked plan of an instance, and of those known before."""
    found: dict[str, list[Objective]] = defaultdict(list)
    for record in records:
        plans = found[record["instance"]]
        if has_plan(record):
            plans.append(tuple(record["objective"]))
        if record["instance"] in known:
            plans.append(known[record["instance"]])
    return {instance: min(plans, default=None) for instance, plans in found.items()}


def gap(objective: Sequence[int], best: Objective) -> float:
    """Return how far a plan is from the best known one: the first tier that differs decides."""
    for tier, (value, least) in enumerate(zip(objective, best, strict=True)):
        if value != least:
            below = len(best) - tier - 1
            return (below + (value - least) / max(value, least)) / len(best)
    return 0.0


def trace(record: dict[str, Any]) -> list[tuple[float, Objective]]:
    """Return when a run had which plan; one better than its last, checked plan is not believed."""
    if not has_plan(record):
        return []
    last = tuple(record["objective"])
    steps = [(min(at, record["seconds"]), tuple(plan)) for at, plan in record["incumbents"]]
    return [step for step in steps if step[1] >= last] + [(record["seconds"], last)]


def integral(record: dict[str, Any], best: Objective) -> float:
    """Return the mean gap over the whole limit, in percent; 100 before the first plan."""
    limit, level, before, area = record["limit"], 1.0, 0.0, 0.0
    for at, plan in sorted(trace(record)):
        if at >= limit:
            break
        area += level * (at - before)
        level, before = min(level, gap(plan, best)), at
    return 100 * (area + level * (limit - before)) / limit if limit else 100.0


def as_run(record: dict[str, Any], best: Objective | None) -> Run:
    """Return what the page says of one run."""
    plan, proven = has_plan(record), in_time(record)
    fate = "none"
    if record["problems"]:
        fate = "wrong"
    elif record["status"] == "refused":
        fate = "refused"
    elif record["status"] in STOPPED:
        fate = "ended"
    elif proven or plan:
        fate = "proven" if proven else "plan"
    first = min((at for at, step in trace(record) if step == best), default=None)
    cpu = record.get("cpu_seconds")
    if cpu is not None:
        cpu += record.get("children_cpu_seconds") or 0.0
    names = ("instance", "family", "strategy", "seed", "limit")
    return Run(
        **{name: record[name] for name in names},
        fate=fate,
        late=is_proof(record) and not proven,
        certified=proven and record.get("certified", False),
        proof=record["seconds"] if proven else None,
        cpu=cpu,
        best=None if first is None or first > record["limit"] else first,
        gap=gap(record["objective"], best) if plan and best is not None else None,
        integral=None if best is None else integral(record, best),
    )


def shifted_mean(values: Sequence[float], shift: float) -> float:
    """Return the geometric mean of values that are all so much larger, made smaller again."""
    return math.exp(sum(math.log(value + shift) for value in values) / len(values)) - shift


def geometric_mean(values: Sequence[float]) -> float:
    return shifted_mean([max(value, FASTEST) for value in values], 0.0)


def proof_or_limit(run: Run, times: float = 1.0) -> float:
    return run.limit * times if run.proof is None else run.proof


def families_alike(
    values: Sequence[float], families: Sequence[str], shift: float | None
) -> float | None:
    """Return the mean in which each family weighs the same; without a shift the arithmetic one."""
    some: dict[str, list[float]] = defaultdict(list)
    for value, family in zip(values, families, strict=True):
        some[family].append(value if shift is None else math.log(value + shift))
    if not some:
        return None
    mean = sum(sum(each) / len(each) for each in some.values()) / len(some)
    return mean if shift is None else math.exp(mean) - shift


@dataclass(frozen=True)
class Interval:
    """The middle of resampled ratios, and all of them in order."""

    low: float
    high: float
    resamples: np.ndarray[Any, Any] = field(repr=False)

    def share(self, least: float, most: float) -> tuple[float, float]:
        """Return the shares of resamples below the first value, and not above the second."""
        below = np.searchsorted(self.resamples, least, "left") / len(self.resamples)
        return float(below), float(
            np.searchsorted(self.resamples, most, "right") / len(self.resamples)
        )


class Ratio(NamedTuple):
    """A geometric mean of ratios with its intervals, which are None where there are too few."""

    instances: int
    families: int
    ratio: float
    family_ratio: float
    least: float
    most: float
    over_instances: Interval
    over_families: Interval
    family_interval: Interval


def mean_ratio(ratios: dict[str, float], family_of: dict[str, str]) -> Ratio | None:
    """Return all that the page says of ratios by instance."""
    if not ratios:
        return None
    logs: dict[str, list[float]] = defaultdict(list)
    for instance, value in ratios.items():
        logs[family_of[instance]].append(math.log(value))
    every = np.concatenate([np.array(some) for some in logs.values()])
    draw = np.random.default_rng(20_261)
    plain = draw.choice(every, (RESAMPLES, len(every))).mean(axis=1)
    pooled, alike = _drawn_families([np.array(some) for some in logs.values()], draw)
    return Ratio(
        instances=len(every),
        families=len(logs),
        ratio=math.exp(every.mean()),
        family_ratio=math.exp(np.mean([np.mean(some) for some in logs.values()])),
        least=math.exp(every.min()),
        most=math.exp(every.max()),
        over_instances=_interval(plain),
        over_families=_interval(pooled),
        family_interval=_interval(alike),
    )


def _drawn_families(
    logs: list[np.ndarray[Any, Any]], draw: np.random.Generator
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return means of resamples, pooled and with families alike: families, then their instances."""
    picks = draw.integers(len(logs), size=(RESAMPLES, len(logs)))
    sums, counts = np.zeros(picks.shape), np.zeros(picks.shape)
    for family, some in enumerate(logs):
        at = picks == family
        sums[at] = draw.choice(some, (int(at.sum()), len(some))).sum(axis=1)
        counts[at] = len(some)
    return sums.sum(axis=1) / counts.sum(axis=1), (sums / counts).mean(axis=1)


def _interval(logs: np.ndarray[Any, Any]) -> Interval:
    ratios = np.sort(np.exp(logs))
    low, high = np.percentile(ratios, (2.5, 97.5))
    return Interval(float(low), float(high), ratios)


def by_instance(runs: Iterable[Run]) -> dict[str, list[Run]]:
    found: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        found[run.instance].append(run)
    return found


def speed(
    mine: Iterable[Run], theirs: Iterable[Run], clock: Callable[[Run], float | None]
) -> dict[str, float]:
    """Return their time over mine on each instance that both proved in every run."""
    one, other = by_instance(mine), by_instance(theirs)
    found = {}
    for instance in one.keys() & other.keys():
        runs = one[instance] + other[instance]
        times = [clock(run) for run in runs]
        if all(run.proof is not None for run in runs) and None not in times:
            fast, slow = (
                geometric_mean([clock(run) or 0.0 for run in some[instance]])
                for some in (one, other)
            )
            found[instance] = slow / fast
    return dict(sorted(found.items()))
