"""A cap on the minutes of running and strength together on a day that has strength."""

import numpy as np

from ..labels import Label
from ..rows import Rows, grouped
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each day: minutes of strength at most what running leaves."""
    horizon = table.horizon
    run = np.zeros(horizon.days, dtype=np.int64)
    inside = (table.run_days >= 0) & (table.run_days < horizon.days)
    np.add.at(run, table.run_days[inside], table.run_minutes[inside])
    left = np.maximum(np.floor(table.policy.daily_minutes).astype(np.int64) - run, 0)

    def labels() -> list[Label]:
        most = f"more than {table.policy.daily_minutes:g} min"
        return [Label("daily_minutes", name, f"{most} on {name}") for name in table.day_names]

    choices = table.choices
    return grouped(choices.day, np.arange(len(choices)), choices.minutes, left, labels)
