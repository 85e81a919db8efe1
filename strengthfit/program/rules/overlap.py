"""Strength never overlaps a run, nor comes nearer to it than the transition time."""

from ..context import RuleContext
from ..labels import Label
from ..rows import Rows, nothing_of
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return one row for each run: none of the choices that touch it."""
    transition = context.policy.transition
    longest_run = int(context.run_minutes.max(initial=0))
    near = context.pairs_within(context.longest + transition, longest_run + transition)
    run, choice = (pair[near] for pair in context.pairs)
    ahead, since = context.ahead[near], context.since[near]
    touches = (ahead >= 0) & (ahead < context.choices.minutes[choice] + transition)
    touches |= (since >= 0) & (since < context.run_minutes[run] + transition)

    def labels() -> list[Label]:
        numbers = {"minutes": float(context.policy.transition)}
        return [
            Label("overlap", run.id, f"at the time of the {run.text}", run=run.id, numbers=numbers)
            for run in context.runs
        ]

    return nothing_of(run[touches], choice[touches], len(context.runs), labels)


RULE = Rule(
    "overlap",
    rows,
    word="running",
    meaning="a run is on",
    price=None,  # runs never move
)
