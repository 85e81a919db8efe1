"""Audits and diagnoses as HTML for notebooks."""

from __future__ import annotations

from collections.abc import Iterable

from ...diagnosis import Audit, Cause, Diagnosis
from ...domain.words import counted
from ...program.labels import label_words
from ..text.diagnosis import (
    COMPLETE,
    MET,
    NO_WAY_OUT,
    REPAIRS,
    WAYS_OUT,
    audited_sessions,
    best_words,
    conflict_head,
    fatigue_words,
    more_conflicts,
    plan_words,
    preset_words,
    repaired_words,
    undiagnosed,
    unproven,
)
from ..text.explanation import cause_words, interference_causes
from .element import element, escape, items, number, paragraphs, row, table


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
        else paragraphs(["No rule is broken."]),
        causes_table(audit.interference, audit.parts),
        items([*fatigue_words(audit), *best_words(audit)]),
    ]
    if audit.repairs:
        parts.append(_list(REPAIRS, map(str, audit.repairs)))
        parts.append(paragraphs([repaired_words(audit)]))
    return element(*parts, paragraphs(unproven(audit)))


def diagnosis_html(diagnosis: Diagnosis) -> str:
    """Return a diagnosis as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> diagnosis_html(sf.diagnose(sf.Week([], strength=1))).count("can be placed")
    1
    """
    if diagnosis.met:
        return element(paragraphs([MET]))
    if not diagnosis.met_conflicts and not diagnosis.finished:
        return element(paragraphs(undiagnosed(diagnosis)))
    conflicts = [
        _list(conflict_head(diagnosis, number), map(label_words, conflict))
        for number, conflict in enumerate(diagnosis.conflicts, start=1)
    ]
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
    none = row([number(""), f"<td>{NO_WAY_OUT}</td>", "<td></td>"])
    listed = table(ways_out or [none], ["price", "way out", "the plan then"], WAYS_OUT)
    end = paragraphs([COMPLETE] if diagnosis.complete else [])
    end += paragraphs([*preset_words(diagnosis), *undiagnosed(diagnosis)])
    return element(*conflicts, paragraphs(more_conflicts(diagnosis)), listed, end)


def causes_table(interference: float, causes: Iterable[Cause]) -> str:
    """Return what a week costs the running, and what that is made of."""
    rows = [
        row([f"<td>{escape(text)}</td>", number(amount)])
        for text, amount in cause_words(interference_causes(causes))
    ]
    caption = f"Interference {interference:.2f} % of speed, and what it is made of"
    return table(rows, caption=caption)


def _list(title: str, lines: Iterable[str]) -> str:
    return f"<p>{escape(title)}:</p>{items(lines)}"
