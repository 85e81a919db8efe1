"""A habit of the week: sessions on the weekdays that the runner is used to."""

import numpy as np

from ...domain.clock import day_name
from ...stopping import check
from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray, grouped, stack
from ..tier_names import Tier
from .cost import WindowCost
from .term import Term


def cost(context: RuleContext) -> WindowCost:
    """Return a row for each day and kind: its sessions less those that the habit has there.

    The habit is stated, or what lies on the same weekday of the week before, outside the horizon or
    in it. Only kinds that the habit knows are compared. CONVENTION: coaches keep the gym days of a
    runner; no study was found.
    """
    horizon, choices, count = context.horizon, context.choices, len(context.kinds)
    if not len(choices):
        return WindowCost(stack([]), 0.0)
    follows, states = _compared(context)
    week, kind = choices.day // horizon.week_days, choices.kind
    following = np.append(follows[1:], np.zeros((1, count), dtype=bool), axis=0)
    # A choice counts on its own day, and for the same day a week later if that follows it.
    own = np.flatnonzero(follows[week, kind] | states[week, kind])
    later = np.flatnonzero(following[week, kind])
    columns = np.concatenate([own, later])
    days = np.concatenate([choices.day[own], choices.day[later] + horizon.week_days])
    rows, owners = np.unique(days * count + kind[columns], return_inverse=True)
    check()
    order = np.lexsort((columns, owners))
    slots = [slot for habit in horizon.habits for slot in habit or ()]
    used_to = np.array([slot.day * count + choices.kind_index(slot.kind) for slot in slots])
    bounds = (rows[:, None] == used_to).sum(axis=1).astype(np.int64)

    def labels() -> list[Label]:
        return [_label(context, int(row) // count, int(row) % count) for row in rows]

    signs = np.repeat([1, -1], [len(own), len(later)])
    return WindowCost(grouped(owners[order], columns[order], signs[order], bounds, labels), 1.0)


def _label(context: RuleContext, day: int, kind: int) -> Label:
    horizon = context.horizon
    name = day_name(day, horizon.first_weekday, days=horizon.week_days)
    name = f"a {name}" if horizon.week_days == 7 else name
    text = f"{context.kinds[kind]} on {name} is not the habit"
    return Label("habit", horizon.day_name(day), text)


def _compared(context: RuleContext) -> tuple[BoolArray, BoolArray]:
    """Return of which weeks and kinds the habit is the week before, and of which it is stated."""
    horizon = context.horizon
    asked = np.zeros((horizon.weeks, len(context.kinds)), dtype=bool)
    for demand, week in zip(horizon.demands, horizon.demand_weeks, strict=True):
        asked[week, context.choices.kind_index(demand.kind)] = True
    follows, states = np.zeros_like(asked), np.zeros_like(asked)
    for week, habit in enumerate(horizon.habits):
        if habit is None:
            follows[week] = asked[week - 1] & asked[week]
        for slot in habit or ():
            number = context.choices.kind_index(slot.kind)
            states[week, number] = asked[week, number]
    return follows, states


TERM = Term("habit", cost, tier=Tier.HABIT, unit="session", word="other days", decimals=0)
