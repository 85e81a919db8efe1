"""Runs, sessions, days and plans in words: each idea once."""

from __future__ import annotations

from ...domain.clock import DAY, clock_text
from ...domain.words import session_words
from ...planning import Day, DayRun, Placement, Plan


def day_run(run: DayRun) -> str:
    """Return a run on its day in a few words, with a star for a key run."""
    text = f"{clock_text(run.start % DAY)} {run.kind.replace('_', ' ')} {run.minutes} min"
    return f"{text} *" if run.key else text


def clock_session(placement: Placement) -> str:
    """Return a session on its day in a few words."""
    return f"{session_at(clock_text(placement.start % DAY), placement)} {placement.minutes} min"


def session_at(when: str, placement: Placement) -> str:
    """Return a session with its time as it is to be said."""
    return f"{when} {session_words(placement.kind, placement.dose)}"


def placement_words(placement: Placement) -> str:
    """Return when a session is and what it is."""
    return session_at(placement.when, placement)


def placements_words(plan: Plan) -> list[str]:
    """Return when and what the sessions of a plan are, one by one."""
    return [placement_words(placement) for placement in plan.placements]


def day_reason(day: Day) -> str:
    """Return why a day has no strength: the rule, or what a session there would cost."""
    if day.price is not None:
        return f"open; a session here would cost {day.price:.2f} %"
    return day.rules[0].text if day.rules else ""


def status_words(plan: Plan) -> str:
    """Return how sure it is that no plan is better."""
    return {
        "optimal": "proven best",
        "feasible": f"at most {plan.gap or 0:.2f} % from the best",
        "broken": "breaks a rule",
        "infeasible": "no plan keeps every rule and pin",
        "unknown": "nothing found within the limits",
    }[plan.status]
