"""A rest day given up; and, for schools that keep them easy, an easy day."""

import numpy as np

from ..labels import Label
from ..timetable import Timetable
from .cost import Cost


def cost(table: Timetable) -> Cost:
    """Return, for each day without a run (or without a key run), the price of using it."""
    horizon, policy = table.horizon, table.policy
    running = {run.day for run in table.runs}
    hard = {run.day for run in table.runs if run.key}
    days = range(horizon.days)
    price = np.array(
        [
            0.0 if day in hard else policy.easy_day if day in running else policy.rest_day
            for day in days
        ]
    )
    on_day = table.choices.day == np.arange(horizon.days)[:, None]

    def labels() -> list[Label]:
        names = [horizon.day_name(day) for day in days]
        return [
            Label(
                "rest_day",
                name,
                f"{name} given up as {'an easy' if day in running else 'a rest'} day",
            )
            for day, name in zip(days, names, strict=True)
        ]

    return Cost(on_day * price[:, None], labels)
