"""Strength never overlaps a run, nor comes nearer to it than the transition time."""

from ..labels import Label
from ..rows import Rows, forbid
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each run: none of the choices that touch it."""
    transition = table.policy.transition
    into_run = (table.ahead >= 0) & (table.ahead < table.choices.minutes + transition)
    into_strength = (table.since >= 0) & (table.since < table.run_minutes[:, None] + transition)

    def labels() -> list[Label]:
        return [Label("overlap", run.id, f"at the time of the {run.text}") for run in table.runs]

    return forbid(into_run | into_strength, labels)
