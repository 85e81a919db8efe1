"""At most so many strength sessions on one calendar day."""

import numpy as np

from ..labels import Label
from ..rows import Rows, grouped
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each day."""
    most = np.full(table.horizon.days, table.policy.sessions_per_day, dtype=np.int64)

    def labels() -> list[Label]:
        return [Label("per_day", name, f"another session on {name}") for name in table.day_names]

    choices = table.choices
    return grouped(choices.day, np.arange(len(choices)), None, most, labels)
