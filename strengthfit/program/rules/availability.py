"""Strength lies inside an open span of its day, where the equipment is."""

import numpy as np

from ...domain.strength import STRENGTH_KINDS
from ..horizon import Opening
from ..labels import Label, Labeller
from ..rows import BoolArray, IntArray, Rows, forbid, stack
from ..timetable import Timetable


def rows(table: Timetable) -> Rows:
    """Return two rows for each day: none outside its open spans, none without the equipment."""
    inside, equipped = _inside(table)
    outside = ~inside | _closed(table)
    return stack(
        [
            forbid(outside & table.on_day, _labeller(table, "not open on")),
            forbid(
                ~outside & ~equipped & table.on_day, _labeller(table, "without its equipment on")
            ),
        ]
    )


def _labeller(table: Timetable, text: str) -> Labeller:
    return lambda: [Label("availability", name, f"{text} {name}") for name in table.day_names]


def _inside(table: Timetable) -> tuple[BoolArray, BoolArray]:
    """Return which choices lie in an open span, and which in one that has their equipment."""
    choices, openings = table.choices, table.horizon.openings
    if not openings:
        nowhere = np.zeros(len(choices), dtype=bool)
        return nowhere, nowhere
    start, end = _edges(openings)
    fits = (choices.start >= start) & (choices.end <= end)
    inside: BoolArray = np.any(fits, axis=0)
    equipped = inside
    if any(opening.equipment is not None for opening in openings):
        needs = dict(table.policy.equipment)
        has = [
            [
                opening.equipment is None or set(needs.get(kind, ())) <= set(opening.equipment)
                for kind in STRENGTH_KINDS
            ]
            for opening in openings
        ]
        equipped = np.any(fits & np.array(has)[:, choices.kind], axis=0)
    return inside, equipped


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
