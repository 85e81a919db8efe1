"""Audits and diagnoses as HTML for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ...diagnosis import Audit, Cause, Diagnosis
from ...domain.words import counted
from ..text.diagnosis import (
    audited_sessions,
    best_words,
    fatigue_words,
    label_words,
    plan_words,
)
from ..text.explanation import cause_words
from .element import element, items, number, row, table


def audit_html(audit: Audit) -> str:
    """Return an audit as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Wed 07:00", "intervals")], repeats=True)
    >>> page = audit_html(sf.audit(week, [sf.Session("Tue 18:00", "heavy")]))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    sessions = counted(len(audit.placements), "session")
    parts = [
        _list(f"{sessions}, judged by the policy {audit.policy.name}", audited_sessions(audit)),
        _list("Broken rules", map(label_words, audit.broken))
        if audit.broken
        else "<p>No rule is broken.</p>",
        causes_table(audit.interference, audit.parts),
        items([*fatigue_words(audit), *best_words(audit)]),
    ]
    if audit.repairs:
        then = f"interference then {audit.repaired_interference:.2f} %"
        parts.append(_list(f"Fewest moves that keep every rule; {then}", map(str, audit.repairs)))
    return element(*parts)


def diagnosis_html(diagnosis: Diagnosis) -> str:
    """Return a diagnosis as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> diagnosis_html(sf.diagnose(sf.Week([], strength=1))).count("can be placed")
    1
    """
    if diagnosis.met:
        return element("<p>Everything that is asked for can be placed.</p>")
    conflicts = [
        _list("These cannot all hold, but any of them could give way", map(label_words, conflict))
        for conflict in diagnosis.conflicts
    ]
    shown, met = len(diagnosis.conflicts), diagnosis.met_conflicts
    more = f"<p>{met} conflicts were met; {shown} are shown.</p>" if met > shown else ""
    ways_out = [
        row(
            [
                number(f"{relaxation.price:g}"),
                f"<td>{escape(relaxation.text)}</td>",
                f"<td>{escape(plan_words(relaxation.plan))}</td>",
            ]
        )
        for relaxation in diagnosis.relaxations
    ]
    caption = "Ways out, cheapest first (prices are a convention; strength gives way first)"
    listed = table(ways_out, ["price", "way out", "the plan then"], caption)
    end = "<p>There are no other ways out.</p>" if diagnosis.complete else ""
    return element(*conflicts, more, listed, end)


def causes_table(interference: float, causes: Iterable[Cause]) -> str:
    """Return what a week costs the running, and what that is made of."""
    rows = [
        row([f"<td>{escape(text)}</td>", number(amount)]) for text, amount in cause_words(causes)
    ]
    caption = f"Interference {interference:.2f} % of speed, and what it is made of"
    return table(rows, caption=caption)


def _list(title: str, lines: Iterable[str]) -> str:
    return f"<p>{escape(title)}:</p>{items(lines)}"
