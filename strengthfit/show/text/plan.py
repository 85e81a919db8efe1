"""A plan as text: a week at a glance, or a block week by week."""

from __future__ import annotations

from ...domain.block import weeks_of
from ...domain.clock import day_name, moment_text
from ...domain.words import effort_words
from ...physiology.load import week_load
from ...physiology.parameters import parameters_of
from ...planning import Day, Placement, Plan
from ...program.costs import TERMS, Tier
from .layout import WIDTH, table, wrap, wrap_all, wrap_list
from .words import day_reason, day_run, day_session, kept_words, session_at, status_words

_DAY, _RUNS = 5, 32
_WEEK, _KM, _KEY_RUNS = 6, 4, 17
_OPEN_WEEK = (
    "Nothing is known after this week, so its last days look free: give the runs that follow "
    "(after), or say that it repeats."
)
_OPEN_BLOCK = (
    "Nothing is known after the last week, so its last days look free: give the runs that follow "
    "(after)."
)


def plan_text(plan: Plan) -> str:
    """Return a plan as text: the table of a week, or a line for each week of a block.

    It holds nothing that differs from run to run.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=0)))  # doctest: +ELLIPSIS
    day  runs                            strength
    ...
    """
    lines = _block(plan) if len(plan.prescriptions) > 1 else _week(plan)
    return "\n".join([*lines, "", *wrap_all(summary(plan))])


def _week(plan: Plan) -> list[str]:
    """Return each day with its runs and its strength, or why it has none."""
    rows = [
        (day.name, [day_run(run) for run in day.runs] or "-", _strength(day)) for day in plan.days
    ]
    return table([("day", "runs", "strength"), *rows], (_DAY, _RUNS), gap="")


def _strength(day: Day) -> list[str]:
    return [day_session(day, placement) for placement in day.placements] or wrap(
        f"- {day_reason(day)}", width=WIDTH - _DAY - _RUNS
    )


def _block(plan: Plan) -> list[str]:
    """Return each week with its key runs and its strength, and why it has less of it."""
    widths = (_WEEK, -_KM, 2, _KEY_RUNS)
    rest = WIDTH - sum(abs(width) for width in widths)
    rows = []
    for number, week in enumerate(weeks_of(plan.week)):
        days = [day for day in plan.days if day.week == number]
        key = [day_name(day.day, plan.week.first_weekday) for day in days if _has_key_run(day)]
        km = week_load(week, parameters_of(plan.policy)).volume or 0.0
        strength = wrap_list([_short(plan, day, p) for day in days for p in day.placements], rest)
        strength = strength or ["-"]
        prescription = plan.prescriptions[number]
        given_way = prescription.reasons if prescription.step != "keep" else ()
        for reason in (*given_way, *prescription.notes):
            strength += wrap(f"({reason})", "", rest)
        key_runs = wrap(" ".join(key), "", _KEY_RUNS - 1)
        rows.append((f"W{number + 1}", f"{km:.0f}", "", key_runs, strength))
    return table([("week", "km", "", "key runs", "strength"), *rows], widths, gap="")


def _has_key_run(day: Day) -> bool:
    return any(run.key for run in day.runs)


def _short(plan: Plan, day: Day, placement: Placement) -> str:
    """Return a session without the name of its week, and whether it is done."""
    done = ", done" if day.state == "past" else ""
    return f"{session_at(moment_text(placement.start, plan.week.first_weekday), placement)}{done}"


def summary(plan: Plan) -> list[str]:
    """Return what is to be said of a plan as a whole, a sentence or two at a time."""
    asked = len(plan.placements) + len(plan.skipped)
    values = dict(plan.score.terms)
    parts = ", ".join(
        f"{term.word} {values.get(term.name, 0.0):.2f}"
        for term in TERMS.values()
        if term.tier == Tier.INTERFERENCE
    )
    lines = [
        f"* key run. {len(plan.placements)} of {asked} sessions placed, "
        f"{100 * plan.strength:.0f} % of the strength asked; {status_words(plan)}.",
        f"Interference {plan.interference:.2f} % of speed: {parts}.",
    ]
    worst = max(plan.score.runs, key=lambda run: run.percent, default=None)
    if worst is not None and plan.placements:
        lines.append(f"Largest loss: {worst.percent:.2f} % in the {worst.text}.")
    last = weeks_of(plan.week)[-1]
    if not (last.repeats or last.after):
        lines.append(_OPEN_BLOCK if len(plan.prescriptions) > 1 else _OPEN_WEEK)
    if len(plan.prescriptions) == 1 and plan.prescriptions[0].step != "keep":
        lines += [f"Less strength: {reason}" for reason in plan.prescriptions[0].reasons]
    if len(plan.prescriptions) == 1:
        lines += plan.prescriptions[0].notes
    lines += [kept_words(kept) for kept in plan.kept]
    lines += [f"Changed: {change}." for change in plan.changes]
    lines += [
        f"Skipped: {s.kind} ({s.dose}{effort_words(s.effort)}); {s.reason}." for s in plan.skipped
    ]
    lines += [f"Broken: {label.rule}, {label.text}." for label in plan.broken]
    return lines
