"""At most so many strength sessions on one calendar day."""

import numpy as np

from ..labels import Label
from ..rows import Rows, weighted
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each day."""
    horizon, most = table.horizon, table.policy.sessions_per_day
    on_day = table.choices.day == np.arange(horizon.days)[:, None]

    def labels() -> list[Label]:
        names = [horizon.day_name(day) for day in range(horizon.days)]
        return [Label("per_day", name, f"another session on {name}") for name in names]

    return weighted(on_day, np.full(horizon.days, most, dtype=np.int64), labels)
