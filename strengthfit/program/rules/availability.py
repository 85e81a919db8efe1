"""Strength lies inside an open span of its day, where the equipment is."""

import numpy as np

from ...domain.strength import STRENGTH_KINDS
from ..horizon import Opening
from ..labels import Label
from ..rows import BoolArray, IntArray, Rows, forbid
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return one row for each day: none of the choices outside the day's open spans."""
    outside = ~_inside(table) | _closed(table)

    def labels() -> list[Label]:
        return [Label("availability", name, f"not open on {name}") for name in table.day_names]

    return forbid(outside & table.on_day, labels)


def _inside(table: Timetable) -> BoolArray:
    choices, openings = table.choices, table.horizon.openings
    if not openings:
        return np.zeros(len(choices), dtype=bool)
    start, end = _edges(openings)
    fits = (choices.start >= start) & (choices.end <= end)
    if any(opening.equipment is not None for opening in openings):
        needs = dict(table.policy.equipment)
        equipped = [
            [
                opening.equipment is None or set(needs.get(kind, ())) <= set(opening.equipment)
                for kind in STRENGTH_KINDS
            ]
            for opening in openings
        ]
        fits &= np.array(equipped)[:, choices.kind]
    inside: BoolArray = np.any(fits, axis=0)
    return inside


def _closed(table: Timetable) -> BoolArray:
    choices, closings = table.choices, table.horizon.closings
    if not closings:
        return np.zeros(len(choices), dtype=bool)
    start, end = _edges(closings)
    closed: BoolArray = np.any((choices.start < end) & (choices.end > start), axis=0)
    return closed


def _edges(spans: tuple[Opening, ...]) -> tuple[IntArray, IntArray]:
    start = np.array([span.start for span in spans])[:, None]
    end = np.array([span.end for span in spans])[:, None]
    return start, end
