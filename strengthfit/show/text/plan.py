"""A plan as text: a week at a glance, or a block week by week."""

from __future__ import annotations

from ...domain.block import week_days, weeks_of
from ...domain.clock import day_name, moment_text
from ...domain.week import Week
from ...planning import Day, Placement, Plan
from ...planning.values import DayRun
from ...program.costs import Tier
from ...program.own_records import terms_in_force
from .layout import WIDTH, table, wrap, wrap_all, wrap_list
from .words import (
    INFERRED,
    beyond_words,
    dated,
    dated_day,
    day_reason,
    day_run,
    day_session,
    extension_words,
    kept_words,
    km_words,
    less_strength,
    placed_words,
    session_at,
    skipped_words,
    status_words,
)

_DAY, _DATED_DAY, _NUMBERED_DAY, _RUNS = 5, 12, 15, 32
_WEEK, _DATED_WEEK, _KM, _KEY_RUNS = 6, 11, 4, 17
_SHOWN = 0.005  # percent: less than this would be written as 0.00
_OPEN_WEEK = (
    "Nothing is known after this week, so its last days look free: add the runs of the next week "
    "(after), or say that it repeats."
)
_OPEN_BLOCK = (
    "Nothing is known after the last week, so its last days look free: add the runs of the next "
    "week (after)."
)

_INFERRED_KM = (
    f"km with {INFERRED} are inferred where a run gives none: from its minutes at an easy pace, or "
    "as is usual for its kind. Weeks are compared on them."
)
_GENTLEST = (
    "Circuits are the gentlest choice, not the most effective: strength='two_short_heavy' for "
    "those used to weights."
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
    first = _DAY
    if plan.week.start is not None:
        first = _DATED_DAY if week_days(plan.week) == 7 else _NUMBERED_DAY
    rest = WIDTH - first - _RUNS
    rows = [
        (
            dated_day(plan.week, day.day, day.name),
            [line for run in day.runs for line in _run_lines(run)] or "-",
            [
                line
                for placement in day.placements
                for line in wrap(day_session(day, placement), width=rest)
            ]
            or wrap(f"- {day_reason(plan, day)}".rstrip(), width=rest),
        )
        for day in plan.days
    ]
    return table([("day", "runs", "strength"), *rows], (first, _RUNS), gap="")


def _run_lines(run: DayRun) -> list[str]:
    """Return a run in its column: one line, or two if its kind is from outside and has a long name.

    Its minutes and its star stay together.
    """
    text = day_run(run)
    if len(text) < _RUNS:
        return [text]
    ending = text[text.rindex(f" {run.minutes} min") :]
    return [*wrap(text.removesuffix(ending), width=_RUNS - 1), f" {ending}"]


def _block(plan: Plan) -> list[str]:
    """Return each week with its key runs and its strength, and why it has less of it."""
    first = _WEEK if plan.week.start is None else _DATED_WEEK
    widths = (first, -_KM, 2, _KEY_RUNS)
    rest = WIDTH - sum(abs(width) for width in widths)
    rows, less = [], less_strength(plan)
    for number, week in enumerate(weeks_of(plan.week)):
        days = [day for day in plan.days if day.week == number]
        key = [day_name(day.day, plan.week.first_weekday) for day in days if _has_key_run(day)]
        strength = wrap_list([_short(plan, day, p) for day in days for p in day.placements], rest)
        strength = strength or ["-"]
        prescription = plan.prescriptions[number]
        said = plan.prescriptions[number - 1].notes if number else ()
        notes = [note for note in prescription.notes if note not in said]
        for reason in (*less[number], *notes):
            strength += wrap(f"({reason})", "", rest)
        key_runs = wrap(" ".join(key), "", _KEY_RUNS - 1)
        name = dated(f"W{number + 1}", plan.week.start, 7 * number)
        rows.append((name, km_words(week, plan.policy), "", key_runs, strength))
    return table([("week", "km", "", "key runs", "strength"), *rows], widths, gap="")


def _has_key_run(day: Day) -> bool:
    return any(run.key for run in day.runs)


def _short(plan: Plan, day: Day, placement: Placement) -> str:
    """Return a session without the name of its week, and whether it is done."""
    done = ", done" if day.state == "past" else ""
    return f"{session_at(moment_text(placement.start, plan.week.first_weekday), placement)}{done}"


def summary(plan: Plan) -> list[str]:
    """Return what is to be said of a plan as a whole, a sentence or two at a time."""
    values, weeks = dict(plan.score.terms), len(weeks_of(plan.week))
    parts = ", ".join(
        f"{term.word} {values.get(term.name, 0.0) / weeks:.2f}"
        for term in terms_in_force(plan.policy.extensions).values()
        if term.tier == Tier.INTERFERENCE
    )
    mean = f" a week on average over {weeks} weeks" if weeks > 1 else ""
    lines = [
        f"* key run. {placed_words(plan)} placed, "
        f"{100 * plan.strength:.0f} % of the strength asked; {status_words(plan)}.",
    ]
    if plan.not_reached:
        lines.append(f"Not reached: {plan.not_reached}.")
    if plan.status != "infeasible":
        lines.append(f"Interference {plan.interference / weeks:.2f} % of speed{mean}: {parts}.")
    worst = max(plan.score.runs, key=lambda run: run.percent, default=None)
    if worst is not None and plan.placements:
        size = f"{worst.percent:.2f} %" if worst.percent >= _SHOWN else "less than 0.01 %"
        lines.append(f"Largest loss: {size} in the {worst.text}.")
    if weeks > 1 and any(INFERRED in km_words(week, plan.policy) for week in weeks_of(plan.week)):
        lines.append(_INFERRED_KM)
    last = weeks_of(plan.week)[-1]
    if plan.status != "infeasible" and not (last.repeats or last.after or _ends_in_goal(last)):
        lines.append(_OPEN_BLOCK if len(plan.prescriptions) > 1 else _OPEN_WEEK)
    if len(plan.prescriptions) == 1 and any(day.could_move for day in plan.days):
        lines.append("Where a session could move, why_not says what that costs.")
    if len(plan.prescriptions) == 1:
        lines += [f"Less strength: {reason}" for reason in less_strength(plan)[0]]
        lines += plan.prescriptions[0].notes
    lines += [kept_words(kept) for kept in plan.kept]
    for used in plan.extensions:
        lines += [extension_words(used), *beyond_words(used)]
    if _asks_for_circuits_alone(plan):
        lines.append(_GENTLEST)
    lines += [f"Changed: {change}." for change in plan.changes]
    lines += [f"Skipped: {words}." for words in skipped_words(plan)]
    lines += [f"Broken: {label.rule}, {label.text}." for label in plan.broken]
    return lines


def _ends_in_goal(week: Week) -> bool:
    """Whether a week has a race of priority A, after which nothing need be known."""
    return any(run.counts_as == "race" and run.priority == "A" for run in week.runs)


def _asks_for_circuits_alone(plan: Plan) -> bool:
    """Whether an athlete used to strength is asked for nothing but full circuits, as by default."""
    weeks = weeks_of(plan.week)
    demands = [demand for week in weeks for demand in week.strength if demand.count]
    return (
        bool(demands)
        and all(demand.kind == "circuit" and demand.dose == "full" for demand in demands)
        and all(week.athlete.accustomed for week in weeks)
        and not any(prescription.notes for prescription in plan.prescriptions)
    )
