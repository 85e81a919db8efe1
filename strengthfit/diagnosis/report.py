"""Audits and diagnoses as text, in 80 columns of ASCII."""

from __future__ import annotations

import textwrap

from ..domain.clock import moment_text
from .audits import Audit
from .conflicts import Diagnosis
from .grid import WIDTH, causes_text
from .price import price_text


def audit_text(audit: Audit) -> str:
    """Return what a week breaks, what it costs, how far from the best it is, and what repairs it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Wed 07:00", "intervals")], repeats=True)
    >>> print(sf.audit(week, [sf.Session("Tue 18:00", "heavy")]))  # doctest: +ELLIPSIS
    1 session, judged by the policy supporting:
      Tue 18:00 heavy, full, 45 min
    ...
    """
    lines = [f"{_sessions(len(audit.placements))}, judged by the policy {audit.policy.name}:"]
    lines += [f"  {p.when} {p.kind}, {p.dose}, {p.minutes} min" for p in audit.placements]
    lines += ["", *_broken(audit), "", *_costs(audit), "", *_best(audit)]
    if audit.repairs:
        lines += ["", *_repairs(audit)]
    return "\n".join(lines)


def diagnosis_text(diagnosis: Diagnosis) -> str:
    """Return the minimal conflicts, and the ways out with their prices.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.diagnose(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)))
    Everything that is asked for can be placed.
    """
    if diagnosis.met:
        return "Everything that is asked for can be placed."
    lines: list[str] = []
    for number, conflict in enumerate(diagnosis.conflicts, start=1):
        of = f" {number}" if diagnosis.met_conflicts > 1 else ""
        lines += _wrap(f"Conflict{of}: these cannot all hold, but any of them could give way:", "")
        lines += [line for label in conflict for line in _wrap(f"- {label.text} ({label.rule})")]
    if diagnosis.met_conflicts > len(diagnosis.conflicts):
        shown = len(diagnosis.conflicts)
        lines += _wrap(f"{diagnosis.met_conflicts} conflicts were met; {shown} are shown.")
    lines += ["", "Ways out, cheapest first (prices are a convention; strength gives way first):"]
    for relaxation in diagnosis.relaxations:
        lines += _wrap(f"{relaxation.price:g}  {relaxation.text}", "   ")
        placed = ", ".join(f"{p.when} {p.kind} ({p.dose})" for p in relaxation.plan.placements)
        cost = f"interference {relaxation.plan.interference:.2f} %"
        lines += _wrap(f"   then: {placed or 'no session'}; {cost}", "   ")
    if not diagnosis.relaxations:
        lines.append("   none was found")
    if diagnosis.complete:
        lines.append("There are no other ways out.")
    return "\n".join(lines)


def _sessions(number: int) -> str:
    return f"{number} session{'' if number == 1 else 's'}"


def _broken(audit: Audit) -> list[str]:
    if not audit.broken:
        return ["No rule is broken."]
    told = [line for label in audit.broken for line in _wrap(f"- {label.text} ({label.rule})")]
    return ["Broken rules:", *told]


def _costs(audit: Audit) -> list[str]:
    told = causes_text([cause for cause in audit.parts if cause.unit == "%"])
    total = f"Interference {audit.interference:.2f} % of speed"
    lines = _wrap(f"{total}: {told}." if told else f"{total}.")
    trace = audit.fatigue
    if trace.sessions:
        most = int(trace.impairment.argmax())
        when = moment_text(int(trace.minutes[most]), audit.week.first_weekday)
        lines += _wrap(
            f"Residual fatigue is largest on {when}: the most sensitive kind of run would lose "
            f"{trace.impairment[most]:.1f} % of speed if it started then."
        )
    return lines


def _best(audit: Audit) -> list[str]:
    best = audit.best
    placed = ", ".join(f"{p.when} {p.kind}" for p in best.placements) or "no session"
    told = f"Best plan of the same sessions: {placed}; interference {best.interference:.2f} %."
    lines = _wrap(told)
    if best.skipped:
        lines += _wrap(f"{_sessions(len(best.skipped))} would have to be left out.")
    lines += _wrap(f"The week against it: {price_text(audit.price, audit.policy.resolution)}.")
    return lines


def _repairs(audit: Audit) -> list[str]:
    lines = ["Fewest moves that keep every rule:"]
    lines += [line for move in audit.repairs for line in _wrap(f"- {move}")]
    return [*lines, *_wrap(f"Interference then: {audit.repaired_interference:.2f} %.")]


def _wrap(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
