"""The report's lists: what was run, what failed, what contradicts, and what is still open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from ..measures import Best, Objective
from ..records import Record
from ..strategies import in_order
from .consistency import Disagreement, Open
from .highlights import Highlights
from .markdown import code, digits, listed, table
from .tables import named


def what_was_run(records: Sequence[Record]) -> str:
    """Return what ran, on what, and with which limits, as a table of facts."""
    facts: dict[str, list[object]] = {
        "runs": [len(records)],
        "strategies": [len({record.strategy for record in records})],
        "instances": [len({record.instance for record in records})],
        "families": [*sorted({record.family for record in records})],
        "limit, s": [digits(limit) for limit in sorted({record.limit for record in records})],
        "seeds": [*sorted({record.seed for record in records})],
        "peak memory of a run, MB": [digits(max(record.megabytes for record in records))],
    }
    repeats = {record.repeat for record in records}
    if len(repeats) > 1:
        facts["repeats"] = [len(repeats)]
    about = {fact for record in records for fact in _flat(record.run)}
    for name, value in sorted(about):
        facts.setdefault(name, []).append(value)
    rows = [[name, code(listed(values, most=30))] for name, values in facts.items()]
    return table(["what", "value"], rows, left=2)


def _flat(facts: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a run's machine, versions and so on are, one by one."""
    for name, value in sorted(facts.items()):
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name} ")
        else:
            yield code(f"{above}{name}"), "unknown" if value is None else str(value)


def given_list(records: Iterable[Record], given: Best | None) -> str:
    """Return how many best known objectives came from elsewhere."""
    instances = {record.instance for record in records}
    used = instances & {name for name, value in (given or {}).items() if value is not None}
    if not used:
        return "The best known plans are those of these runs."
    return (
        f"For {len(used)} of {len(instances)} instances the best known plan takes in one that was "
        "known before these runs."
    )


def wrong_claims(runs: pd.DataFrame) -> str:
    """Return every claim that the checker rejected, with its reasons."""
    rows = [
        [named(run.strategy), code(run.instance), str(run.seed), *_coded(run.status, run.problems)]
        for run in runs[runs["fate"] == "wrong"].itertuples()
    ]
    head = ["strategy", "instance", "seed", "claim", "what the checker found"]
    return table(head, rows, left=5) if rows else "None."


def ended_runs(runs: pd.DataFrame) -> str:
    """Return every run that crashed or was stopped from outside, by message."""
    ended = runs[runs["status"].isin(("crash", "memory", "timeout"))]
    alike = ended.groupby(["strategy", "status", "message"], sort=False)["instance"]
    rows = [
        [named(name), *_coded(status, message, _each(instances)), str(len(instances))]
        for (name, status, message), instances in alike
    ]
    head = ["strategy", "end", "message", "instances", "runs"]
    return table(head, rows, left=4) if rows else "None."


def _coded(*texts: str) -> list[str]:
    return [code(text) for text in texts]


def _each(names: Iterable[str]) -> str:
    return " ".join(sorted(set(names)))


def refusals(runs: pd.DataFrame) -> str:
    """Return for each strategy how often it refused, where, and a message of each family."""
    refused = runs[runs["status"] == "refused"]
    by_strategy = dict(iter(refused.groupby("strategy")))
    rows = [
        [named(name), code(family), str(len(messages)), code(messages.iloc[0])]
        for name in in_order(by_strategy)
        for family, messages in by_strategy[name].groupby("family", sort=False)["message"]
    ]
    head = ["strategy", "family", "runs", "the first message"]
    return table(head, rows, left=4) if rows else "None."


def curve_list(shown: Highlights) -> str:
    """Return which strategies stand out in figures with curves, and which are grey."""
    grey = (*shown.rest, *shown.other_heuristics)
    lines = ["- with a look of their own: " + ", ".join(map(code, shown.looks))]
    if grey:
        lines.append("- in grey: " + ", ".join(map(code, grey)))
    return "\n".join(lines)


def disagreement_list(found: Iterable[Disagreement]) -> str:
    """Return each contradiction between checked claims, plan against claim."""
    rows = [
        [
            *_coded(each.instance, objective(each.plan)),
            *(", ".join(_coded(*some)) for some in (each.found_by, each.claims)),
        ]
        for each in found
    ]
    if not rows:
        return "None: no checked plan contradicts a checked claim of any other run."
    words = (
        "A plan that the checker accepts, and a claim that it accepts too, cannot both be right."
    )
    head = ["instance", "plan", "found by", "against"]
    return f"{words}\n\n{table(head, rows, left=4)}"


def open_list(found: Iterable[Open]) -> str:
    """Return the instances that no run closed, with the best known objective and bound."""
    rows = [
        _coded(each.instance, each.family, objective(each.best), objective(each.bound))
        for each in found
    ]
    head = ["instance", "family", "best known", "best bound"]
    return table(head, rows, left=4) if rows else "None: every instance was closed by some run."


def objective(value: Objective | None) -> str:
    """Return an objective tier by tier.

    Examples
    --------
    >>> objective((0, 12)), objective(None), objective(())
    ('(0, 12)', 'none', 'none')
    """
    return f"({', '.join(map(str, value))})" if value else "none"
