"""Each figure of a report's tables beside what its records give, for `benchmarks.recompute`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import recompute_measures as measures
from benchmarks.recompute_measures import Objective, Ratio, Run
from benchmarks.recompute_pages import Figure, Row, count, name_of, sections, tables

REFERENCE = "cpsat"
LEAST_INSTANCES, LEAST_FAMILIES = 10, 5
VIRTUAL = "virtual best"
SHIFT = 0.01
"""Seconds, where the head of a column names no other shift."""


@dataclass(frozen=True)
class Study:
    """All that a page is about."""

    records: list[dict[str, Any]]
    shown: list[dict[str, Any]]
    """The one record of each run that the tables are about."""
    runs: list[Run]
    best: dict[str, Objective | None]
    kinds: dict[str, str]
    """heuristic, from outside or nothing for each strategy, as the page says it."""
    known: dict[str, Objective]
    """What was known before these runs, if the page uses it."""

    @property
    def family_of(self) -> dict[str, str]:
        """Return the family of each instance."""
        return {run.instance: run.family for run in self.runs}

    def of(self, strategy: str) -> list[Run]:
        """Return the runs of a strategy."""
        return [run for run in self.runs if run.strategy == strategy]


def figures(page: str, study: Study) -> Iterator[Figure]:
    """Yield every figure of a report that is recomputed."""
    parts = sections(page)
    for name, part in PARTS.items():
        try:
            yield from part(parts[name], study)
        except KeyError as missing:  # a page of another version of the report
            yield Figure(f"section {name}", f"no {missing}", "as this script knows it")


def _what_was_run(text: str, study: Study) -> Iterator[Figure]:
    records = study.records
    expected = {
        "runs": len(records),
        "strategies": len({r["strategy"] for r in records}),
        "instances": len({r["instance"] for r in records}),
        "families": ", ".join(sorted({r["family"] for r in records})),
        "limit, s": ", ".join(f"{limit:g}" for limit in sorted({r["limit"] for r in records})),
        "seeds": ", ".join(map(str, sorted({r["seed"] for r in records}))),
        "peak memory of a run, MB": f"{max(r['megabytes'] for r in records):.0f}",
        "repeats": len({r.get("repeat", 0) for r in records}),
    }
    for row in tables(text)[0]:
        if row["what"] in expected:
            yield Figure(row["what"], row["value"].strip("`"), expected[row["what"]])


def _standing(where: str, row: Row, runs: Sequence[Run]) -> Iterator[Figure]:
    fates = Counter(run.fate for run in runs)
    expected = {
        "runs": len(runs),
        "certified": sum(run.certified for run in runs),
        **{column: fates[fate] for column, fate in FATES.items()},
    }
    for column, value in expected.items():
        if column in row:
            yield Figure(f"{where}, {column}", count(row[column]), value)


FATES = {
    "proven": "proven",
    "plan only": "plan",
    "no plan": "none",
    "wrong claims": "wrong",
    "refused": "refused",
    "ended": "ended",
}


def _mean(column: str, runs: Sequence[Run]) -> float | None:
    """Return the mean that the head of a column names."""
    alike = column.endswith(", families alike")
    what = column.removeprefix("time ")
    shifted = re.search(r"shift (\S+) s", what)
    shift = float(shifted[1]) if shifted else SHIFT if what.startswith("to ") else None
    if what.startswith(("to best", "primal")):
        runs = [run for run in runs if run.integral is not None]
    if what.startswith("to proof"):
        values = [measures.proof_or_limit(run) for run in runs]
    elif what.startswith("PAR10"):
        values = [measures.proof_or_limit(run, 10) for run in runs]
    elif what.startswith("to best"):
        values = [run.limit if run.best is None else run.best for run in runs]
    else:
        values = [run.integral or 0.0 for run in runs]
    families = [run.family if alike else "" for run in runs]
    return measures.families_alike(values, families, shift)


def _means(where: str, row: Row, runs: Sequence[Run]) -> Iterator[Figure]:
    """Yield the means of a row, with the least and the most of single seeds in brackets."""
    for column, cell in row.items():
        if not column.startswith(("to ", "time to", "PAR10", "primal")):
            continue
        mean, _, brackets = cell.partition(" (")
        yield Figure(f"{where}, {column}", mean, _mean(column, runs), "seconds")
        if brackets:
            seeds = sorted({run.seed for run in runs})
            each = [_mean(column, [r for r in runs if r.seed == seed]) for seed in seeds]
            some = [value for value in each if value is not None]
            for end, value in zip(brackets[:-1].split(" to "), (min(some), max(some)), strict=True):
                yield Figure(f"{where}, {column}, seeds", end, value, "seconds")


def _all_instances(text: str, study: Study) -> Iterator[Figure]:
    for row in [row for table in tables(text) for row in table]:
        name = name_of(row["strategy"])
        if "runs" in row:
            yield from _standing(name, row, study.of(name))
        runs = list(virtual_runs(study).values()) if name == VIRTUAL else study.of(name)
        shown = {c: cell for c, cell in row.items() if name != VIRTUAL or cell != "-"}
        yield from _means(name, shown, runs)
    proven = sum(run.fate == "proven" for run in study.runs)
    found = re.search(r"A certificate goes with (\S+) of (?:the )?(\S+)? ?proven runs", text)
    if found:
        certified = sum(run.certified for run in study.runs)
        yield Figure("certified", found[1], certified or "none")
        if certified:
            yield Figure("proven", found[2], proven)
    late = re.search(r"Proofs that came after the limit, not counted: (.*)\.\n", text)
    expected = Counter(run.strategy for run in study.runs if run.late)
    told = dict(re.findall(r"`(\S+)`: (\d+)", late[1])) if late else {}
    for name in expected.keys() | told.keys():
        yield Figure(f"{name}, late", told.get(name, "0"), expected[name])


def strategy_times(study: Study) -> dict[str, dict[str, tuple[float, bool]]]:
    """Return by instance and strategy the time to a proof, and whether there was one."""
    found: dict[str, dict[str, tuple[float, bool]]] = defaultdict(dict)
    for instance, some in measures.by_instance(study.runs).items():
        for strategy in sorted({run.strategy for run in some}):
            if study.kinds[strategy] != "heuristic":
                runs = [run for run in some if run.strategy == strategy]
                mean = measures.geometric_mean([measures.proof_or_limit(run) for run in runs])
                found[instance][strategy] = mean, any(run.proof is not None for run in runs)
    return found


def virtual_runs(study: Study, without: str = "") -> dict[str, Run]:
    """Return the runs of a strategy that is on each instance as fast as the fastest one."""
    times, found = strategy_times(study), {}
    for instance, runs in measures.by_instance(study.runs).items():
        some = [each for name, each in times[instance].items() if name != without]
        closed = [mean for mean, proven in some if proven]
        limit = max(run.limit for run in runs)
        found[instance] = Run(
            instance=instance,
            family=runs[0].family,
            strategy=VIRTUAL,
            seed=0,
            limit=limit,
            fate="",
            late=False,
            certified=False,
            proof=min(closed, default=None),
            cpu=None,
            best=None,
            gap=None,
            integral=None,
        )
    return found


def _virtual_best(text: str, study: Study) -> Iterator[Figure]:
    best, times = virtual_runs(study), strategy_times(study)
    closed = {name: run.proof for name, run in best.items() if run.proof is not None}
    mean = _mean("to proof", list(best.values())) or 0.0
    head = re.search(r"closes (\d+) of (\d+) instances, in a shifted .* mean of (\S+) s", text)
    if head:
        yield Figure("virtual best closes", head[1], len(closed))
        yield Figure("virtual best, instances", head[2], len(best))
        yield Figure("virtual best, mean", head[3], mean, "seconds")
    for row in tables(text)[0] if tables(text) else []:
        name = name_of(row["strategy"])
        where = f"virtual best, {name}"
        mine = {at for at in times if times[at].get(name, (0, False))[1]}
        first, alone = 0.0, 0
        for at in mine:
            others = [other for other, (_, proven) in times[at].items() if proven]
            alone += others == [name]
            fastest = [other for other in others if times[at][other][0] == closed[at]]
            first += (name in fastest) / len(fastest)
        ratios = {at: times[at][name][0] / closed[at] for at in closed if name in times[at]}
        lost = _mean("to proof", list(virtual_runs(study, name).values())) or 0.0
        yield Figure(f"{where}, closed", row["closed"], len(mine))
        yield Figure(f"{where}, alone", row["alone"], alone)
        yield Figure(f"{where}, first", row["first"], first, "rounded")
        yield Figure(f"{where}, lost without it", row["lost without it"], alone)
        longer = 100 * (lost / mean - 1)
        yield Figure(f"{where}, longer", row["longer without it, %"], longer, "rounded")
        yield from _ratio(where, row, measures.mean_ratio(ratios, study.family_of))


def _ratio(where: str, row: Row, ratio: Ratio | None) -> Iterator[Figure]:
    if "instances" in row:
        yield Figure(f"{where}, instances", row["instances"], ratio.instances if ratio else 0)
        yield Figure(f"{where}, families", row["families"], ratio.families if ratio else 0)
    means = {"ratio": ratio and ratio.ratio, "families alike": ratio and ratio.family_ratio}
    for column, value in means.items():
        yield Figure(f"{where}, {column}", row[column], value, "rounded")
    if "least to most" in row:
        ends = row["least to most"].split(" to ") if ratio else ["-", "-"]
        some = (ratio.least, ratio.most) if ratio else (None, None)
        for shown, value in zip(ends, some, strict=True):
            yield Figure(f"{where}, least to most", shown, value, "rounded")
    enough = ratio is not None and ratio.families >= LEAST_FAMILIES
    for column, interval, told in (
        (
            "over instances",
            ratio and ratio.over_instances,
            ratio is not None and ratio.instances >= LEAST_INSTANCES,
        ),
        ("over families", ratio and ratio.over_families, enough),
        ("alike, over families", ratio and ratio.family_interval, enough),
    ):
        if column in row:
            if ratio is None or told:
                yield Figure(f"{where}, {column}", row[column], interval, "interval")
            else:
                yield Figure(f"{where}, {column}", row[column], "too few")


def _speed(text: str, study: Study) -> Iterator[Figure]:
    reference = study.of(REFERENCE)
    found = tables(text)
    clocks = (("wall", lambda run: run.proof), ("processor", lambda run: run.cpu))
    for (clock, seconds), start in zip(clocks, range(0, len(found), 2), strict=False):
        for row in found[start]:
            name = name_of(row["strategy"])
            ratios = measures.speed(study.of(name), reference, seconds)
            where = f"speed, {clock}, {name}"
            yield from _ratio(where, row, measures.mean_ratio(ratios, study.family_of))
        for row in found[start + 1]:
            name = name_of(row["strategy"])
            ratios = measures.speed(study.of(name), reference, seconds)
            for family in [column.strip("`") for column in row if column != "strategy"]:
                some = [r for at, r in ratios.items() if study.family_of[at] == family]
                mean, _, instances = row[f"`{family}`"].partition(" (")
                where = f"speed, {clock}, {name}, {family}"
                value = measures.geometric_mean(some) if some else None
                yield Figure(where, mean, value, "rounded")
                if some:
                    yield Figure(f"{where}, instances", instances[:-1], len(some))


def _clocks(text: str, study: Study) -> Iterator[Figure]:
    for row in tables(text)[0] if tables(text) else []:
        name = name_of(row["strategy"])
        runs = [
            record
            for record in study.shown
            if record["strategy"] == name
            and record.get("cpu_seconds") is not None
            and record["status"] not in (*measures.STOPPED, "refused")
        ]
        yield Figure(f"clocks, {name}, runs", row["runs"], len(runs))
        for column in list(row)[2:]:
            field = CLOCKS.get(column)
            key = column.replace(" ", "_")
            some = [run[field] if field else (run["statistics"] or {}).get(key) for run in runs]
            kept = [value for value in some if value is not None]
            total = sum(kept) if kept else None
            yield Figure(f"clocks, {name}, {column}", row[column], total, "rounded")


CLOCKS = {
    "wall, s": "seconds",
    "processor, s": "cpu_seconds",
    "started processes, s": "children_cpu_seconds",
}


def _families(text: str, study: Study) -> Iterator[Figure]:
    for head, part in sections(text, "### ").items():
        told = re.fullmatch(r"`(\S+)`, (\d+) instances?", head)
        if not told:
            continue
        runs = [run for run in study.runs if run.family == told[1]]
        yield Figure(f"{told[1]}, instances", told[2], len({run.instance for run in runs}))
        for row in tables(part)[0]:
            name = name_of(row["strategy"])
            mine = [run for run in runs if run.strategy == name]
            yield from _standing(f"{told[1]}, {name}", row, mine)
            yield from _means(f"{told[1]}, {name}", row, mine)


PARTS = {
    "What was run": _what_was_run,
    "All instances": _all_instances,
    "Virtual best": _virtual_best,
    "Speed": _speed,
    "Clocks": _clocks,
    "By family": _families,
}
