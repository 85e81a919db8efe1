"""Strength waits after a key run, and may be kept off its day altogether."""

import numpy as np

from ..labels import Label
from ..rows import Rows, nothing_of
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each key run: none of the choices too soon after it, or on its day."""
    run, choice = table.pairs
    key = np.array([run.key for run in table.runs], dtype=bool)
    wait = table.run_minutes + 60 * table.policy.hours_after_key
    closed = (table.since >= 0) & (table.since < wait[run])
    if not table.policy.share_hard_days:
        closed |= table.run_days[run] == table.choices.day[choice]
    closed &= key[run]

    def labels() -> list[Label]:
        how = "too soon after" if table.policy.share_hard_days else "on the day of"
        return [Label("after_key_run", run.id, f"{how} the {run.text}") for run in table.runs]

    return nothing_of(run[closed], choice[closed], len(table.runs), labels)
