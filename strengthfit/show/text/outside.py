"""Which numbers an answer goes by that lie outside the bounds of the evidence table, and whose."""

from __future__ import annotations

from collections.abc import Iterable

from ...diagnosis import Audit, Diagnosis, Explanation
from ...domain.policy import Policy
from ...planning.from_outside import extensions_used
from ...tradeoffs import Frontier, PresetComparison, Robustness, Sweep

Answer = Explanation | Audit | Diagnosis | Frontier | PresetComparison | Robustness | Sweep


def outside_words(answer: Answer) -> list[str]:
    """Return as a sentence for each extension which of its numbers are beyond the table's bounds.

    A plan itself says so with the values and the sources.
    """
    keys: dict[str, dict[str, None]] = {}
    for policy in _policies(answer):
        for used in extensions_used(policy):
            beyond = (number.key for number in used.numbers if number.beyond)
            keys.setdefault(f"{used.name} {used.version}", {}).update(dict.fromkeys(beyond))
    return [
        f"Outside the bounds of the evidence, by {name}: {', '.join(found)}."
        for name, found in keys.items()
        if found
    ]


def _policies(answer: Answer) -> Iterable[Policy]:
    """Return the policies that an answer goes by: several if it compares them."""
    if isinstance(answer, Audit | Diagnosis):
        return [answer.policy]
    if isinstance(answer, Explanation | Robustness):
        return [answer.plan.policy]
    if isinstance(answer, Frontier):
        return [plan.policy for plan in answer.points]
    return [row.plan.policy for row in answer.rows]
