"""Audits and diagnoses as text, in 80 columns of ASCII."""

from __future__ import annotations

from ...diagnosis import Audit, Diagnosis
from ...diagnosis.objective_difference import JUST_AS_GOOD, price_text
from ...domain.block import week_days
from ...domain.clock import moment_text
from ...domain.words import counted, effort_words
from ...physiology.parameters import parameters_of
from ...planning import Plan
from ...program.labels import label_words
from .explanation import interference_lines
from .layout import wrap, wrap_all
from .preset_comparison import fits_words
from .words import cut_short, placements_words

MET = "Everything that is asked for can be placed."
WAYS_OUT = (
    "Ways out, the cheapest of each kind first (prices are a convention; strength gives way first)"
)
NO_WAY_OUT = "none was found"
REPAIRS = "Smallest changes that keep every rule"
COMPLETE = "There are no other ways out."


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
    lines = [
        f"{counted(len(audit.placements), 'session')}, judged by the policy {audit.policy.name}:"
    ]
    lines += [f"  {session}" for session in audited_sessions(audit)]
    lines += ["", *_broken(audit), "", *interference_lines(audit.interference, audit.parts)]
    lines += [*wrap_all(fatigue_words(audit)), "", *wrap_all(best_words(audit))]
    if audit.repairs:
        lines += ["", f"{REPAIRS}:"]
        lines += wrap_all(f"- {change}" for change in audit.repairs)
        lines += wrap(repaired_words(audit))
    return "\n".join([*lines, *wrap_all(unproven(audit))])


def diagnosis_text(diagnosis: Diagnosis) -> str:
    """Return the minimal conflicts, and the ways out with their prices.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.diagnose(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)))
    Everything that is asked for can be placed.
    """
    if diagnosis.met:
        return MET
    if not diagnosis.met_conflicts and not diagnosis.finished:
        return "\n".join(wrap_all(undiagnosed(diagnosis)))
    lines: list[str] = []
    for number, conflict in enumerate(diagnosis.conflicts, start=1):
        lines += wrap(f"{conflict_head(diagnosis, number)}:", "")
        lines += wrap_all(f"- {label_words(label)}" for label in conflict)
    lines += wrap_all(more_conflicts(diagnosis))
    lines += ["", *wrap(f"{WAYS_OUT}:")]
    for relaxation in diagnosis.relaxations:
        lines += wrap(f"{relaxation.price:g}  {relaxation.text}", "   ")
        lines += wrap(f"   then: {plan_words(relaxation.plan)}", "   ")
    if not diagnosis.relaxations:
        lines.append(f"   {NO_WAY_OUT}")
    if diagnosis.complete:
        lines.append(COMPLETE)
    lines += ["", *wrap_all(preset_words(diagnosis)), *wrap_all(undiagnosed(diagnosis))]
    return "\n".join(lines)


def undiagnosed(diagnosis: Diagnosis) -> list[str]:
    """Return what limits left no time for, if anything."""
    if diagnosis.finished:
        return []
    if not diagnosis.met_conflicts:
        return [cut_short("it is not known whether all can be placed")]
    return [cut_short("there may be other conflicts, ways out and presets")]


def preset_words(diagnosis: Diagnosis) -> list[str]:
    """Return under which presets more fits; nothing of what there was no time to look at."""
    known = diagnosis.finished or diagnosis.presets
    return fits_words(diagnosis.presets) if known else []


def _broken(audit: Audit) -> list[str]:
    if not audit.broken:
        return ["No rule is broken."]
    return ["Broken rules:", *wrap_all(f"- {label_words(label)}" for label in audit.broken)]


def audited_sessions(audit: Audit) -> list[str]:
    """Return the sessions of a judged week."""
    return [
        f"{p.when} {p.name}, {p.dose}{effort_words(p.effort)}, {p.minutes} min"
        for p in audit.placements
    ]


def repaired_words(audit: Audit) -> str:
    """Return what a judged week costs once it is repaired."""
    return f"Interference then: {audit.repaired_interference:.2f} %."


def conflict_head(diagnosis: Diagnosis, number: int) -> str:
    """Return what the members of a conflict are, numbered if there are several conflicts."""
    name = f"Conflict {number}" if diagnosis.met_conflicts > 1 else "Conflict"
    return f"{name}: these cannot all hold, but any of them could give way"


def more_conflicts(diagnosis: Diagnosis) -> list[str]:
    """Return how many conflicts there are beside those that are listed, if there are any."""
    met, shown = diagnosis.met_conflicts, len(diagnosis.conflicts)
    return [f"{met} conflicts were met; {shown} are shown."] if met > shown else []


def plan_words(plan: Plan) -> str:
    """Return the sessions of a plan and what they cost."""
    placed = "; ".join(placements_words(plan)) or "no session"
    return f"{placed}; interference {plan.interference:.2f} %"


def unproven(audit: Audit) -> list[str]:
    """Return what limits left no time for, if anything."""
    if audit.finished:
        return []
    repairs = " and the smallest changes" if audit.broken else ""
    verb = "are" if audit.broken else "is"
    return [cut_short(f"the best plan{repairs} {verb} not proven")]


def fatigue_words(audit: Audit) -> list[str]:
    """Return when the legs are most tired by strength."""
    trace = audit.fatigue
    if not trace.sessions:
        return []
    most = int(trace.impairment.argmax())
    week = audit.week
    when = moment_text(int(trace.minutes[most]), week.first_weekday, days=week_days(week))
    parameters = parameters_of(audit.policy)
    sensitivity = max(parameters.value("sensitivity", kind) for kind in parameters.run_kinds)
    return [
        f"Residual fatigue is largest on {when}: the most sensitive kind of run would lose "
        f"{trace.impairment[most] * sensitivity:.1f} % of speed if it started then."
    ]


def best_words(audit: Audit) -> list[str]:
    """Return the best plan of the same sessions, and how far the week is from it."""
    if audit.best.status == "unknown":
        return []
    sentences = [f"Best plan of the same sessions: {plan_words(audit.best)}."]
    if audit.best.skipped:
        left_out = counted(len(audit.best.skipped), "session")
        sentences.append(f"{left_out} would have to be left out.")
    price = price_text(audit.price, audit.policy.resolution)
    has = "is" if price == JUST_AS_GOOD else "has"
    but = "; but it breaks rules" if audit.broken else ""
    return [*sentences, f"Against it this week {has} {price}{but}."]
