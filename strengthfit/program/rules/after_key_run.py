"""Strength waits after a key run, and may be kept off its day altogether."""

import numpy as np

from ..labels import Label
from ..rows import Rows, forbid
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each key run: none of the choices too soon after it, or on its day."""
    key = [index for index, run in enumerate(table.runs) if run.key]
    runs = [table.runs[index] for index in key]
    since = table.since[key]
    wait = np.array([run.minutes for run in runs])[:, None] + 60 * table.policy.hours_after_key
    closed = (since >= 0) & (since < wait)
    if not table.policy.share_hard_days:
        closed |= table.run_days[key][:, None] == table.choices.day

    def labels() -> list[Label]:
        how = "too soon after" if table.policy.share_hard_days else "on the day of"
        return [Label("after_key_run", run.id, f"{how} the {run.text}") for run in runs]

    return forbid(closed, labels)
