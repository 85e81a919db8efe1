"""The page of what many generated weeks showed."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from strengthfit.domain.presets import PRESETS

from .batches import Batch, kept, total
from .soak import MOST_MEGABYTES, MOST_OBJECTS, WARM_UP, Sample, growth, is_flat

_SHOWN = 50
_ROWS = 10


def page(folders: Sequence[Path]) -> str:
    """Return the page of the batches and soaks of some folders."""
    parts = [
        "# Generated weeks",
        "",
        "Weeks of any shape, with policies whose numbers are drawn too. Each part can be run "
        "again, in batches that are the same each time: `python -m tests.weeks --help`.",
        "",
        *_profile(_batches(folders, "profile")),
        *_agreement(_batches(folders, "agreement")),
        *_soak(folders),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def _batches(folders: Iterable[Path], name: str) -> list[Batch]:
    known: dict[int, Batch] = {}
    for folder in folders:
        for batch in kept(folder / f"{name}.jsonl"):
            known.setdefault(batch.number, batch)
    return [known[number] for number in sorted(known)]


def _profile(batches: list[Batch]) -> list[str]:
    if not batches:
        return []
    counts = total(batches)
    columns = ("plans", "plain", "changed", "sessions placed", "sessions skipped")
    rows = [
        f"| {preset} | " + " | ".join(f"{counts[f'{preset}: {name}']:,}" for name in columns) + " |"
        for preset in PRESETS
    ]
    promises = [
        f"| {name.removeprefix('promise: ')} | {count:,} |"
        for name, count in counts.items()
        if name.startswith("promise: ")
    ]
    return [
        "## Every promise, under each preset",
        "",
        f"{counts['weeks']:,} weeks, each planned under every preset: under one of four as it is, "
        "under the others with some numbers changed and starts an hour or three apart. Each plan "
        "was held to what is promised of it, by the word of an oracle that shares no code with "
        "rules, costs and solvers. The last promises, which cost as much as several plans, are "
        "those of the plans of one week in 25.",
        "",
        "| preset | plans | preset as it is | numbers changed | sessions placed | skipped |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "| promise | plans held to it |",
        "|---|---|",
        *promises,
        "",
        *_end("profile", batches),
    ]


def _agreement(batches: list[Batch]) -> list[str]:
    if not batches:
        return []
    counts = total(batches)
    strategies = [name for name in counts if name.startswith("by ")]
    placed = [name for name in counts if name.endswith("sessions placed")]
    statuses = [name for name in counts if name.startswith("status ")]
    said = ", ".join(f"{counts[name]:,} {name.removeprefix('status ')}" for name in statuses)
    return [
        "## Exact strategies against one another",
        "",
        f"{counts['weeks']:,} weeks, {counts['different weeks']:,} of them different within their "
        "batch, on coarse grids. Two strategies or more solved each, and had to agree on status, "
        "objective, bound and on every session. One in eight got further rows at random, which "
        f"may leave no plan. They said: {said}. {counts['refused: a pin']:,} more were refused, as "
        "a pin contradicts the week.",
        "",
        "| strategy | weeks |",
        "|---|---|",
        *(
            f"| {name.removeprefix('by ')} | {counts[name]:,} |"
            for name in sorted(strategies, key=lambda name: -counts[name])
        ),
        "",
        "| sessions placed | weeks |",
        "|---|---|",
        *(
            f"| {name.removesuffix(' sessions placed')} | {counts[name]:,} |"
            for name in sorted(placed, key=lambda name: int(name.split()[0]))
        ),
        "",
        f"{counts[_CHECKED]:,} {_CHECKED}, by code that shares none with strategies.",
        "",
        *_end("agreement", batches),
    ]


_CHECKED = "answers checked from the program's arrays"


def _end(name: str, batches: list[Batch]) -> list[str]:
    wrong = [line for batch in batches for line in batch.wrong]
    hours = sum(batch.cpu_seconds for batch in batches) / 3600
    return [
        f"Wrong: {len(wrong)}.",
        *(f"- {line}" for line in wrong[:_SHOWN]),
        "",
        f"`python -m tests.weeks {name} --records FOLDER --batches {len(batches)}`, "
        f"{hours:.1f} h of one core, {_made_with(batch.made_with for batch in batches)}",
        "",
    ]


def _soak(folders: Iterable[Path]) -> list[str]:
    lines = []
    for folder in folders:
        for name in ("soak", "traced"):
            if (folder / f"{name}.json").exists():
                record = json.loads((folder / f"{name}.json").read_text("utf-8"))
                lines += _one_soak(record, traced=name == "traced")
    return lines


def _one_soak(record: dict[str, Any], traced: bool) -> list[str]:
    samples = tuple(Sample(**one) for one in record["samples"])
    megabytes, objects = growth(samples)
    calls = Counter(record["calls"])
    of_plans = {name: count for name, count in calls.items() if name.partition(":")[0] == "plan"}
    others = Counter({name: count for name, count in calls.items() if name not in of_plans})
    refused = sum(count for name, count in others.items() if ": " in name)
    shown = samples[:: max(1, len(samples) // _ROWS)]
    shown = shown if shown[-1] == samples[-1] else (*shown, samples[-1])
    head = " traced by Python |" if traced else ""
    return [
        "## One process" + (", its memory traced" if traced else ""),
        "",
        f"{calls['plan']:,} plans of {record['questions']:,} different questions, with "
        f"{record['texts']:,} different texts; {sum(of_plans.values()) - calls['plan']:,} weeks "
        f"more were refused. Between them {others.total():,} calls of other verbs and strategies, "
        f"{refused:,} of them refused by an error of the library.",
        "",
        f"After the first {100 * WARM_UP:.0f} % a straight line through the samples rises by "
        f"{megabytes:.1f} MB of resident memory and {objects:,.0f} objects: "
        f"{'flat' if is_flat(samples) else 'NOT flat'} by the bounds of {MOST_MEGABYTES:.0f} MB "
        f"and {MOST_OBJECTS:,} objects.",
        "",
        f"| plans | MB resident | objects |{head}",
        "|---|---|---|---|" if traced else "|---|---|---|",
        *(
            f"| {one.plans:,} | {one.megabytes:.1f} | {one.objects:,} |"
            + (f" {one.traced} MB |" if traced else "")
            for one in shown
        ),
        "",
        f"Wrong: {len(record['wrong'])}.",
        *(f"- {line}" for line in record["wrong"][:_SHOWN]),
        "",
        f"`python -m tests.weeks soak --records FOLDER --plans {record['plans']}"
        f"{' --trace' if traced else ''}`, {_made_with([record['made_with']])}",
        "",
    ]


def _made_with(made: Iterable[dict[str, Any]]) -> str:
    """Return machine, versions and commits, each once, of everything that was kept."""
    texts = []
    for one in made:
        versions = ", ".join(f"{name} {number}" for name, number in one["versions"].items())
        texts.append(
            f"{one['machine']}, Python {one['python']}, {versions}, commit {one['commit']}"
        )
    return "; ".join(dict.fromkeys(texts)) + "."
