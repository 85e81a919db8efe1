"""A plan as text: a week at a glance, in at most 80 columns of plain ASCII."""

import textwrap
from itertools import zip_longest

import numpy as np

from ..domain.clock import DAY, clock_text
from ..program import Program, formulate
from ..program.horizon import FixedRun
from ..program.rows import BoolArray
from .plan import Placement, Plan
from .stops import Stops, find_stops, main_labels

_WIDTH = 80
_DAY = 5
_RUNS = 32
_TERMS = {
    "strength_on_runs": "on the runs",
    "runs_on_strength": "tired legs",
    "load_of_day": "load of the day",
    "rest_day": "rest days",
}


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
    taken = np.zeros(len(program.choices), dtype=bool)
    taken[list(plan.outcome.taken)] = True
    stops = find_stops(program, taken)
    lines = [f"{'day':<{_DAY}}{'runs':<{_RUNS}}strength"]
    for day in range(program.horizon.days):
        lines += _day_lines(plan, program, stops, taken, day)
    return "\n".join([*lines, "", *_summary(plan)])


def _day_lines(plan: Plan, program: Program, stops: Stops, taken: BoolArray, day: int) -> list[str]:
    runs = [_run_text(run) for run in program.horizon.runs if run.day == day] or ["-"]
    placed = [_placement_text(p) for p in plan.placements if p.day == day]
    strength = placed or textwrap.wrap(
        f"- {_why_not(program, stops, taken, day)}", _WIDTH - _DAY - _RUNS, subsequent_indent="  "
    )
    rows = zip_longest([program.horizon.day_name(day)], runs, strength, fillvalue="")
    return [f"{name:<{_DAY}}{run:<{_RUNS}}{text}".rstrip() for name, run, text in rows]


def _run_text(run: FixedRun) -> str:
    text = f"{clock_text(run.start % DAY)} {run.kind.replace('_', ' ')} {run.minutes} min"
    return f"{text} *" if run.key else text


def _placement_text(placement: Placement) -> str:
    dose = "" if placement.dose == "full" else f", {placement.dose}"
    return f"{clock_text(placement.start % DAY)} {placement.kind}{dose} {placement.minutes} min"


def _why_not(program: Program, stops: Stops, taken: BoolArray, day: int) -> str:
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
        np.lexsort(program.tier_costs[1::-1, still])[0]
    ]  # the fullest dose, then the least
    return f"open; would cost {program.tier_costs[1, best] * program.resolution:.2f} %"


def _summary(plan: Plan) -> list[str]:
    asked = len(plan.placements) + len(plan.skipped)
    proof = {
        "optimal": "proven best",
        "feasible": f"at most {plan.gap or 0:.2f} % from the best",
        "broken": "breaks a rule",
        "unknown": "nothing found within the limits",
    }[plan.status]
    parts = ", ".join(
        f"{text} {value:.2f}"
        for name, text in _TERMS.items()
        for value in (dict(plan.score.terms).get(name, 0.0),)
    )
    lines = [
        f"* key run. {len(plan.placements)} of {asked} sessions placed, "
        f"{100 * plan.strength:.0f} % of the strength asked; {proof}.",
        f"Interference {plan.interference:.2f} % of speed: {parts}.",
    ]
    worst = max(plan.score.runs, key=lambda run: run.percent, default=None)
    if worst is not None and plan.placements:
        lines.append(f"Largest loss: {worst.percent:.2f} % in the {worst.text}.")
    if not (plan.week.repeats or plan.week.after):
        lines.append(
            "Nothing is known after this week, so its last days look free: give the runs that "
            "follow (after), or say that it repeats."
        )
    lines += [f"Skipped: {s.kind} ({s.dose}); {s.reason}." for s in plan.skipped]
    lines += [f"Broken: {label.rule}, {label.text}." for label in plan.broken]
    return [part for line in lines for part in textwrap.wrap(line, _WIDTH, subsequent_indent="  ")]
