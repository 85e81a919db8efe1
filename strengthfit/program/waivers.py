"""Rows that the user takes out: cases in which a rule does not hold this week."""

from collections.abc import Mapping

import numpy as np

from ..domain.week import Waiver
from ..errors import InputError, raise_all
from .labels import Label
from .rows import Rows, select
from .rules import RULES, Rule


def can_be_waived(label: Label, rules: Mapping[str, Rule] = RULES) -> bool:
    """Whether the user may take a label's rows out, by its rule among those in force."""
    return rules[label.rule].can_be_waived(label)


def waive(rows: Rows, waived: tuple[Waiver, ...], rules: Mapping[str, Rule] = RULES) -> Rows:
    """Return the rows that are left; `rules` are those in force."""
    gone = {(waiver.rule, waiver.cause) for waiver in waived}
    kept = [
        (label.rule, label.cause) not in gone or not can_be_waived(label, rules)
        for label in rows.labels
    ]
    return select(rows, np.array(kept, dtype=bool))


def check_waivers(
    rows: Rows, waived: tuple[Waiver, ...], rules: Mapping[str, Rule] = RULES
) -> None:
    """Refuse a waiver that changes nothing: a slip of the pen should not pass for a wish.

    An `InputError` is raised if a waiver has no row to take out, or one that cannot be waived.
    """
    names = {(label.rule, label.cause) for label in rows.labels if can_be_waived(label, rules)}
    raise_all(
        InputError(f"waived[{index}]", waiver.cause, _accepted(waiver, names), "unknown_name")
        for index, waiver in enumerate(waived)
        if (waiver.rule, waiver.cause) not in names
    )


def _accepted(waiver: Waiver, names: set[tuple[str, str]]) -> str:
    causes = sorted(cause for rule, cause in names if rule == waiver.rule)
    if causes:
        return f"is not a cause of the rule {waiver.rule!r} here; write one of {', '.join(causes)}"
    rules = sorted({rule for rule, _ in names})
    known = f"; rules that can be waived here: {', '.join(rules)}" if rules else ""
    return f"is waived for the rule {waiver.rule!r}, which closes nothing here{known}"
