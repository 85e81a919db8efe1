"""The report's lists: what was run, what failed, what contradicts, and what is still open."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..measures import Best
from ..records import Record
from ..strategies import in_order
from .consistency import Disagreement, Open
from .markdown import code, digits, listed, objective, table
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
    about = {fact for record in records for fact in _flat(record.run)}
    for name, value in sorted(about):
        facts.setdefault(name, []).append(value)
    rows = [[name, code(listed(values, most=30))] for name, values in facts.items()]
    return table(["what", "value"], rows, left=2)


def wrong_claims(records: Iterable[Record]) -> str:
    """Return every claim that the checker rejected, with its reasons."""
    rows = [
        [*_who(record), code(record.status), code("; ".join(record.problems))]
        for record in records
        if record.problems
    ]
    head = ["strategy", "instance", "seed", "claim", "what the checker found"]
    return table(head, rows, left=5) if rows else "None."


def ended_runs(records: Iterable[Record]) -> str:
    """Return every run that crashed or was stopped from outside, by message."""
    alike: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        if record.status in ("crash", "memory", "timeout"):
            alike.setdefault((record.strategy, record.status, record.message), []).append(record)
    rows = [
        [named(name), code(status), code(message), _where(some), str(len(some))]
        for (name, status, message), some in alike.items()
    ]
    head = ["strategy", "end", "message", "instances", "runs"]
    return table(head, rows, left=4) if rows else "None."


def refusals(records: Sequence[Record]) -> str:
    """Return for each strategy how often it refused, where, and a message of each family."""
    refused: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record.status == "refused":
            refused.setdefault((record.strategy, record.family), []).append(record)
    rows = [
        [named(name), code(family), str(len(some)), code(some[0].message)]
        for name in in_order(strategy for strategy, _ in refused)
        for (strategy, family), some in refused.items()
        if strategy == name
    ]
    head = ["strategy", "family", "runs", "the first message"]
    return table(head, rows, left=4) if rows else "None."


def disagreement_list(found: Iterable[Disagreement]) -> str:
    """Return each contradiction between checked claims, plan against claim."""
    rows = [
        [
            code(one.instance),
            code(objective(one.plan)),
            ", ".join(map(code, one.found_by)),
            ", ".join(map(code, one.claims)),
        ]
        for one in found
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
        [
            code(one.instance),
            code(one.family),
            *map(code, (objective(one.best), objective(one.bound))),
        ]
        for one in found
    ]
    head = ["instance", "family", "best known", "best bound"]
    return table(head, rows, left=4) if rows else "None: every instance was closed by some run."


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


def _where(records: Iterable[Record]) -> str:
    return code(" ".join(sorted({record.instance for record in records})))


def _who(record: Record) -> list[str]:
    return [named(record.strategy), code(record.instance), str(record.seed)]


def _flat(facts: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, str]]:
    """Yield what a run's machine, versions and so on are, one line each."""
    for name, value in sorted(facts.items()):
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name} ")
        else:
            yield code(f"{above}{name}"), str(value)
