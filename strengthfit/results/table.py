"""A plan as text: a week at a glance, in at most 80 columns of plain ASCII."""

import textwrap
from itertools import zip_longest

import numpy as np

from ..domain.block import weeks_of
from ..domain.clock import DAY, clock_text, day_name, moment_text
from ..physiology.load import week_load
from ..program import Program, formulate
from ..program.costs import TERMS
from ..program.horizon import FixedRun
from ..program.program import INTERFERENCE
from ..program.rows import BoolArray
from .plan import Placement, Plan
from .stops import Stops, find_stops, main_labels
from .taken import taken_choices

_WIDTH = 80
_DAY = 5
_RUNS = 32
_OPEN_WEEK = (
    "Nothing is known after this week, so its last days look free: give the runs that follow "
    "(after), or say that it repeats."
)
_OPEN_BLOCK = (
    "Nothing is known after the last week, so its last days look free: give the runs that follow "
    "(after)."
)


def plan_table(plan: Plan) -> str:
    """Return a plan as text: the table of a week, or a line for each week of a block."""
    return block_table(plan) if len(plan.prescriptions) > 1 else week_table(plan)


def week_table(plan: Plan) -> str:
    """Return a plan as a table: each day with its runs and its strength, or why it has none.

    It holds nothing that differs from run to run.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=0)))  # doctest: +ELLIPSIS
    day  runs                            strength
    ...
    """
    program = formulate(plan.week, plan.policy)
    taken = taken_choices(program, plan.placements)
    stops = find_stops(program, taken)
    lines = [f"{'day':<{_DAY}}{'runs':<{_RUNS}}strength"]
    for day in range(program.horizon.days):
        lines += _day_lines(plan, program, stops, taken, day)
    return "\n".join([*lines, "", *_wrapped(summary(plan))])


def _day_lines(plan: Plan, program: Program, stops: Stops, taken: BoolArray, day: int) -> list[str]:
    runs = [run_text(run) for run in program.horizon.runs if run.day == day] or ["-"]
    placed = [placement_text(p) for p in plan.placements if p.day == day]
    strength = placed or textwrap.wrap(
        f"- {day_reason(program, stops, taken, day)}", _WIDTH - _DAY - _RUNS, subsequent_indent="  "
    )
    rows = zip_longest([program.horizon.day_name(day)], runs, strength, fillvalue="")
    return [f"{name:<{_DAY}}{run:<{_RUNS}}{text}".rstrip() for name, run, text in rows]


def run_text(run: FixedRun) -> str:
    """Return a run in a few words, with a star where it is a key run."""
    text = f"{clock_text(run.start % DAY)} {run.kind.replace('_', ' ')} {run.minutes} min"
    return f"{text} *" if run.key else text


def placement_text(placement: Placement) -> str:
    """Return a strength session in a few words."""
    dose = "" if placement.dose == "full" else f", {placement.dose}"
    return f"{clock_text(placement.start % DAY)} {placement.kind}{dose} {placement.minutes} min"


def day_reason(program: Program, stops: Stops, taken: BoolArray, day: int) -> str:
    """Return in a few words why a day has no strength: the rule, or what it would cost there."""
    among = (program.choices.day == day) & ~taken
    stopped = np.zeros(len(among), dtype=bool)
    stopped[stops.columns] = True
    still = np.flatnonzero(among & ~stopped)
    if not among.any():
        return ""
    if not len(still):
        return main_labels(program, stops, among)[0].text
    best = still[
        np.lexsort(program.tier_costs[INTERFERENCE::-1, still])[0]
    ]  # the fullest dose, then the least
    cost = program.tier_costs[INTERFERENCE, best] * program.resolution
    return f"open; a session here would cost {cost:.2f} %"


def block_table(plan: Plan) -> str:
    """Return the plan of a block as a table: a line for each week, and why it has less strength."""
    program = formulate(plan.week, plan.policy)
    horizon, overrides = program.horizon, dict(plan.policy.evidence)
    lines = [f"{'week':<6}{'km':>4}  {'key runs':<17}strength"]
    for number, week in enumerate(weeks_of(plan.week)):
        key = [
            day_name(run.day, horizon.first_weekday)
            for run in horizon.runs
            if run.key and run.day // 7 == number
        ]
        placed = [_short(plan, p) for p in plan.placements if p.week == number]
        prescription = plan.prescriptions[number]
        km = week_load(week, overrides).volume or 0.0
        head = f"W{number + 1:<5}{km:>4.0f}  {' '.join(dict.fromkeys(key)):<17}"
        told = [", ".join(placed) or "-"]
        told += (
            []
            if prescription.step == "keep"
            else [f"({reason})" for reason in prescription.reasons]
        )
        body = [line for text in told for line in textwrap.wrap(text, _WIDTH - len(head))]
        lines += [
            f"{first:<{len(head)}}{text}" for first, text in zip_longest([head], body, fillvalue="")
        ]
    return "\n".join([*lines, "", *_wrapped(summary(plan))])


def _short(plan: Plan, placement: Placement) -> str:
    dose = "" if placement.dose == "full" else f" {placement.dose}"
    when = moment_text(placement.start, plan.week.first_weekday)
    return f"{when} {placement.kind}{dose}"


def summary(plan: Plan) -> list[str]:
    """Return what is to be said of a plan as a whole, a sentence or two at a time."""
    asked = len(plan.placements) + len(plan.skipped)
    proof = {
        "optimal": "proven best",
        "feasible": f"at most {plan.gap or 0:.2f} % from the best",
        "broken": "breaks a rule",
        "infeasible": "no plan keeps every rule and pin",
        "unknown": "nothing found within the limits",
    }[plan.status]
    values = dict(plan.score.terms)
    parts = ", ".join(
        f"{term.word} {values.get(term.name, 0.0):.2f}"
        for term in TERMS.values()
        if term.tier == "interference"
    )
    lines = [
        f"* key run. {len(plan.placements)} of {asked} sessions placed, "
        f"{100 * plan.strength:.0f} % of the strength asked; {proof}.",
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
    lines += [f"Changed: {change}." for change in plan.changes]
    lines += [f"Skipped: {s.kind} ({s.dose}); {s.reason}." for s in plan.skipped]
    lines += [f"Broken: {label.rule}, {label.text}." for label in plan.broken]
    return lines


def _wrapped(lines: list[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, _WIDTH, subsequent_indent="  ")]
