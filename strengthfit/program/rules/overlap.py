"""Strength never overlaps a run, nor comes nearer to it than the transition time."""

from ..labels import Label
from ..rows import Rows, nothing_of
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each run: none of the choices that touch it."""
    transition = table.policy.transition
    run, choice = table.pairs
    ahead, since = table.ahead, table.since
    touches = (ahead >= 0) & (ahead < table.choices.minutes[choice] + transition)
    touches |= (since >= 0) & (since < table.run_minutes[run] + transition)

    def labels() -> list[Label]:
        return [Label("overlap", run.id, f"at the time of the {run.text}") for run in table.runs]

    return nothing_of(run[touches], choice[touches], len(table.runs), labels)
