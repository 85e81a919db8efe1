"""A rest day given up; and, for schools that keep them easy, an easy day."""

import numpy as np

from ..labels import Label
from ..timetable import Timetable
from .cost import Cost


def cost(table: Timetable) -> Cost:
    """Return, for each day without a run (or without a key run), the price of using it."""
    policy, days = table.policy, range(table.horizon.days)
    running = {run.day for run in table.runs}
    hard = {run.day for run in table.runs if run.key}
    price = np.zeros(len(days))
    for day in days:
        if day not in hard:
            price[day] = policy.easy_day if day in running else policy.rest_day

    def labels() -> list[Label]:
        kinds = ["an easy" if day in running else "a rest" for day in days]
        return [
            Label("rest_day", name, f"{name} given up as {kind} day")
            for name, kind in zip(table.day_names, kinds, strict=True)
        ]

    at = table.choices.day
    return Cost(at, np.arange(len(at)), price[at], len(days), labels)
