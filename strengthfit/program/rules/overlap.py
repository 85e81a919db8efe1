"""Strength never overlaps a run, nor comes nearer to it than the transition time."""

from ..context import RuleContext
from ..labels import Label
from ..rows import Rows, nothing_of
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return one row for each run: none of the choices that touch it."""
    transition = context.policy.transition
    longest_run = int(context.run_minutes.max(initial=0))
    near = context.near(context.longest + transition, longest_run + transition)
    minutes = context.choices.minutes[near.choice]
    touches = (near.ahead >= 0) & (near.ahead < minutes + transition)
    touches |= (near.since >= 0) & (near.since < context.run_minutes[near.run] + transition)

    def labels() -> list[Label]:
        numbers = {"minutes": float(context.policy.transition)}
        return [
            Label("overlap", run.id, f"at the time of the {run.text}", run=run.id, numbers=numbers)
            for run in context.runs
        ]

    return nothing_of(near.run[touches], near.choice[touches], len(context.runs), labels)


RULE = Rule(
    "overlap",
    rows,
    word="running",
    meaning="a run is on",
    price=None,  # runs never move
)
