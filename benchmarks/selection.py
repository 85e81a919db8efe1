"""Which strategy to choose by what a program looks like, learned from kept records.

    python -m benchmarks.selection RECORDS... [--plans DIR] [--out benchmarks/results/selection.md]

The runs of four exact strategies are taken: each is what `auto` can choose. What it does is
replayed on them: dynamic programming for as long as it may try, then what a tree of features says,
for half of the time that is left, then CP-SAT. Trees are learned with one family left out and
judged on that family, each in turn, so the figure says what to expect of instances unlike all that
were seen. Published weeks are one family. The question of `auto` was learned in this way from an
earlier run. Needs scikit-learn, which nothing else here does.
"""

import argparse
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from sklearn.tree import DecisionTreeClassifier, export_text

from benchmarks.machine import describe
from strengthfit.lab.instances import instance
from strengthfit.lab.measures import SHIFT, proof_time
from strengthfit.lab.records import Record, read_records
from strengthfit.strategies.auto import ALIKE, FEW, Auto
from strengthfit.strategies.features import features

CANDIDATES = ("cpsat", "highs", "scip")
"""What the tree can say. Dynamic programming is tried before it, and costs little in vain."""

DEPTH, LEAF = 1, 8
"""Of trees: questions one after another, and the fewest instances on each side. Deeper trees fit
better, and do worse on a family that they have not seen."""

PENALTY, MODEL = 10.0, 33
"""What an instance without a proof counts in learning, as a multiple of its limit, as in PAR10; and
the choices that a model counts beside its own, as dynamic programming does."""


@attrs.frozen
class Measured:
    """One instance: its features, and seconds to the proof by strategy, None without one in time.

    `tried` are the partial plans of dynamic programming, None if it has no proof.
    """

    name: str
    family: str
    limit: float
    features: Mapping[str, float]
    seconds: Mapping[str, float | None]
    tried: float | None

    @property
    def best(self) -> float | None:
        """The least seconds of any strategy: the virtual best."""
        return min((each for each in self.seconds.values() if each is not None), default=None)


def measured(records: Iterable[Record], plans: str | None) -> list[Measured]:
    """Return what records have of each instance on which all strategies ran."""
    runs: dict[str, dict[str, Record]] = {}
    for record in records:
        runs.setdefault(record.instance, {})[record.strategy] = record
    found = []
    for name, by_strategy in runs.items():
        if not {"dynamic", *CANDIDATES} <= set(by_strategy):
            continue
        dynamic = by_strategy["dynamic"]
        seconds = {each: proof_time(by_strategy[each]) for each in ("dynamic", *CANDIDATES)}
        counted = dynamic.statistics or {}
        tried = counted.get("tried") if seconds["dynamic"] is not None else None
        looks = features(instance(name, plans).program)
        found.append(Measured(name, dynamic.family, dynamic.limit, looks, seconds, tried))
    return found


def per_plan(some: Sequence[Measured]) -> float:
    """Return the seconds that a partial plan takes, in the median of long searches."""
    long = [
        one.seconds["dynamic"] / one.tried
        for one in some
        if one.tried and one.tried > 20_000 and one.seconds["dynamic"]
    ]
    return statistics.median(long)


def replayed(one: Measured, choice: str, each: float) -> float:
    """Return the seconds that `auto` takes for an instance, with a choice if it gets so far."""
    allowed = Auto().effort * (one.features["choices"] + MODEL)
    dynamic = one.seconds["dynamic"]
    if dynamic is not None and one.tried is not None and one.tried <= allowed:
        return dynamic
    spent = min(allowed * each, one.limit)
    choice = "cpsat" if one.features["choices"] > FEW else choice
    chosen, cpsat = one.seconds[choice], one.seconds["cpsat"]
    share = (one.limit - spent) / 2 if choice != "cpsat" else one.limit - spent
    if chosen is not None and chosen <= share:
        return spent + chosen
    if choice == "cpsat" or cpsat is None:
        return one.limit
    return min(spent + share + cpsat, one.limit)


def learned(some: Sequence[Measured], each: float) -> DecisionTreeClassifier | None:
    """Return a tree that says which strategy to take; None if one is always as good."""
    rows, labels, weights = [], [], []
    for one in some:
        logs = {choice: _weighed(one, replayed(one, choice, each)) for choice in CANDIDATES}
        best = min(logs, key=logs.__getitem__)
        regret = max(logs.values()) - logs[best]
        if regret > 0:
            rows.append(vector(one))
            labels.append(best)
            weights.append(regret)
    if len(set(labels)) < 2:
        return None
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=LEAF, random_state=0)
    return tree.fit(np.array(rows), labels, sample_weight=weights)


def _weighed(one: Measured, seconds: float) -> float:
    return math.log(SHIFT + (seconds if seconds < one.limit else PENALTY * one.limit))


def vector(one: Measured) -> list[float]:
    """Return the features in the order of their names."""
    return [one.features[name] for name in sorted(one.features)]


def said(tree: Any, one: Measured) -> str:
    """Return what a tree says of an instance."""
    return "cpsat" if tree is None else str(tree.predict([vector(one)])[0])


def left_out(some: Sequence[Measured], each: float) -> dict[str, float]:
    """Return the seconds of each instance, with a tree learned without its family."""
    found = {}
    for family in dict.fromkeys(one.family for one in some):
        tree = learned([one for one in some if one.family != family], each)
        for one in some:
            if one.family == family:
                found[one.name] = replayed(one, said(tree, one), each)
    return found


def shifted(values: Iterable[float]) -> float:
    """Return the shifted geometric mean of seconds."""
    logs = [math.log(SHIFT + value) for value in values]
    return math.exp(math.fsum(logs) / len(logs)) - SHIFT


def ratio(some: Sequence[Measured], seconds: Mapping[str, float]) -> float:
    """Return the geometric mean of seconds over those of the virtual best, both shifted."""
    logs = [
        math.log((SHIFT + seconds[one.name]) / (SHIFT + at_most(one.best, one.limit)))
        for one in some
    ]
    return math.exp(math.fsum(logs) / len(logs))


def by_family(some: Sequence[Measured], seconds: Mapping[str, float]) -> dict[str, float]:
    """Return the ratio of each family."""
    families = dict.fromkeys(one.family for one in some)
    return {
        family: ratio([one for one in some if one.family == family], seconds) for family in families
    }


def at_most(seconds: float | None, limit: float) -> float:
    """Return seconds, or the limit if there are none."""
    return limit if seconds is None else seconds


def page(some: Sequence[Measured], asked: Mapping[str, Record], command: str) -> str:
    """Return the page; `asked` are the runs of `auto` itself, by instance, as far as there are."""
    each = per_plan(some)
    tree = learned(some, each)
    ways = {f"`{name}` alone": alone(some, name) for name in ("dynamic", *CANDIDATES)}
    for name in CANDIDATES:
        ways[f"dynamic programming, then `{name}`"] = always(some, name, each)
    others = left_out(some, each)
    ways["dynamic programming, then a tree learned on other families"] = others
    ways["dynamic programming, then the tree learned on all"] = {
        one.name: replayed(one, said(tree, one), each) for one in some
    }
    real = {name: at_most(proof_time(run), run.limit) for name, run in asked.items()}
    if {one.name for one in some} <= set(real):
        ways["`auto`, as it ran"] = real
    ways["the virtual best of the four"] = {one.name: at_most(one.best, one.limit) for one in some}
    lines = [
        "# Which strategy `auto` chooses",
        "",
        f"`{command}`",
        "",
        f"{describe()} {len(some)} instances.",
        "",
        "| way | proven | geometric mean, s | ratio to the virtual best | the same, a family "
        "counting as one |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, seconds in ways.items():
        families = by_family(some, seconds).values()
        even = math.exp(math.fsum(map(math.log, families)) / len(families))
        lines.append(
            f"| {name} | {proofs(some, seconds)} | {shifted(seconds.values()):.3g} "
            f"| {ratio(some, seconds):.3f} | {even:.3f} |"
        )
    lines += [
        "",
        f"Means and ratios are shifted by {SHIFT:g} s; an instance without a proof counts its "
        "limit. The ways in words are replayed from the runs of the four.",
        "",
        "The tree learned on all instances:",
        "",
        "```text",
        "one is always as good" if tree is None else _text(tree, some),
        "```",
        "",
        f"The question of `auto` was learned in the same way from an earlier run, of 218 of these "
        f"instances: whether more than {ALIKE:g} choices share their costs, in the mean. Programs "
        f"with more than {FEW:,} open choices it leaves to CP-SAT, and so do the ways here.",
        "",
        "Each family with the tree learned without it:",
        "",
        "| family | instances | ratio to the virtual best | with CP-SAT instead of the tree |",
        "|---|---:|---:|---:|",
    ]
    plain = by_family(some, always(some, "cpsat", each))
    for family, value in by_family(some, others).items():
        count = sum(one.family == family for one in some)
        lines.append(f"| {family} | {count} | {value:.3f} | {plain[family]:.3f} |")
    return "\n".join(lines) + "\n"


def alone(some: Sequence[Measured], name: str) -> dict[str, float]:
    """Return the seconds of one strategy."""
    return {one.name: at_most(one.seconds[name], one.limit) for one in some}


def always(some: Sequence[Measured], choice: str, each: float) -> dict[str, float]:
    """Return the seconds if the tree always says the same."""
    return {one.name: replayed(one, choice, each) for one in some}


def _text(tree: Any, some: Sequence[Measured]) -> str:
    text: str = export_text(tree, feature_names=sorted(some[0].features))
    return text.strip()


def proofs(some: Sequence[Measured], seconds: Mapping[str, float]) -> int:
    """Return how many instances are proven in time."""
    return sum(seconds[one.name] < one.limit for one in some)


def main() -> None:
    """Learn, judge, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--plans")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/selection.md"))
    arguments = parser.parse_args()
    records = [record for file in arguments.records for record in read_records(file)]
    asked = {record.instance: record for record in records if record.strategy == "auto"}
    files = " ".join(file.name for file in arguments.records)
    command = f"python -m benchmarks.selection {files}" + " --plans PLANS" * bool(arguments.plans)
    some = measured(records, arguments.plans)
    arguments.out.write_text(page(some, asked, command), encoding="utf-8")


if __name__ == "__main__":
    main()
