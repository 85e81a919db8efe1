"""Strength lies inside an open span of its day, where the equipment is."""

import numpy as np

from ..context import RuleContext
from ..horizon import Opening
from ..labels import Label, Labeller
from ..rows import BoolArray, IntArray, Rows, nothing_of, stack, stretches
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return two rows for each day: none outside its open spans, none without the equipment."""
    inside, equipped = _inside(context)
    outside = ~inside | _closed(context)
    return stack(
        [
            _closes(context, outside, _hours(context, ~outside)),
            _closes(context, ~outside & ~equipped, _no_equipment(context)),
        ]
    )


def _closes(context: RuleContext, closed: BoolArray, labeller: Labeller) -> Rows:
    """Return a row for each day: none of its choices for which a mask is true."""
    columns = np.flatnonzero(closed)
    days = context.choices.day[columns]
    return nothing_of(days, columns, context.horizon.days, labeller)


def _no_equipment(context: RuleContext) -> Labeller:
    code = "availability.equipment"
    return lambda: [
        Label("availability", name, f"without its equipment on {name}", code=code)
        for name in context.day_names
    ]


def _hours(context: RuleContext, is_open: BoolArray) -> Labeller:
    """Return what labels days that are not open at all, or that are at other times."""

    def labels() -> list[Label]:
        some = np.bincount(context.choices.day[is_open], minlength=context.horizon.days) > 0
        return [
            Label(
                "availability",
                name,
                f"{'outside the open hours of' if day_open else 'not open on'} {name}",
                code=f"availability.{'hours' if day_open else 'day'}",
            )
            for name, day_open in zip(context.day_names, some.tolist(), strict=True)
        ]

    return labels


def _inside(context: RuleContext) -> tuple[BoolArray, BoolArray]:
    """Return which choices lie in an open span, and which in one that has their equipment."""
    choices, openings = context.choices, context.horizon.openings
    inside = np.zeros(len(choices), dtype=bool)
    equipped = inside.copy()
    start, end = _edges(openings)
    opening, choice = _starting_in(context, start, end)
    fits = choices.end[choice] <= end[opening]
    opening, choice = opening[fits], choice[fits]
    inside[choice] = True
    if all(span.equipment is None for span in openings):
        return inside, inside
    needs = dict(context.policy.equipment)
    has = [
        [
            span.equipment is None or set(needs.get(kind, ())) <= set(span.equipment)
            for kind in context.kinds
        ]
        for span in openings
    ]
    equipped[choice[np.array(has)[opening, choices.kind[choice]]]] = True
    return inside, equipped


def _closed(context: RuleContext) -> BoolArray:
    """Return which choices overlap a closed span."""
    choices = context.choices
    closed = np.zeros(len(choices), dtype=bool)
    start, end = _edges(context.horizon.closings)
    longest = int(choices.minutes.max(initial=0))  # what starts earlier ends before the span
    closing, choice = _starting_in(context, start - longest, end)
    closed[choice[choices.end[choice] > start[closing]]] = True
    return closed


def _starting_in(context: RuleContext, start: IntArray, end: IntArray) -> tuple[IntArray, IntArray]:
    """Return each pair of a span and a choice that starts in it."""
    starts = context.choices.start
    return stretches(np.searchsorted(starts, start), np.searchsorted(starts, end))


def _edges(spans: tuple[Opening, ...]) -> tuple[IntArray, IntArray]:
    """Return the starts and the ends of spans."""
    start = np.array([span.start for span in spans], dtype=np.int64)
    end = np.array([span.end for span in spans], dtype=np.int64)
    return start, end


RULE = Rule(
    "availability",
    rows,
    word="closed",
    meaning="not available",
    price=3,
    advice="make room on {cause}",
)
