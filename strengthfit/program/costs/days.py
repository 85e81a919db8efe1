"""Stretches of days, and what lies in them: for costs over several sessions."""

import numpy as np

from ..context import RuleContext
from ..horizon import Horizon
from ..labels import Labeller
from ..rows import BoolArray, IntArray, Rows, grouped, stretches


def each_stretch(
    context: RuleContext,
    first: IntArray,
    width: IntArray,
    *,
    coefficient: int,
    bounds: IntArray,
    labeller: Labeller,
) -> Rows:
    """Return a row for each stretch of days, with one coefficient on all choices in it.

    As in `grouped`, a stretch without choices has no row, unless its bound is negative.
    """
    day, choices = context.choices.day, len(context.choices)
    last = first + width
    if context.horizon.circular:  # twice round, so that a stretch over the edge is in one piece
        day = np.concatenate([day, day + context.horizon.days])
    owners, columns = stretches(np.searchsorted(day, first), np.searchsorted(day, last))
    columns = columns % choices if choices else columns
    order = np.lexsort((columns, owners)) if context.horizon.circular else slice(None)
    owners, columns = owners[order], columns[order]
    coefficients = np.full(len(columns), coefficient, dtype=np.int64)
    return grouped(owners, columns, coefficients, bounds, labeller)


def holds_session(horizon: Horizon, first: IntArray, width: IntArray) -> BoolArray:
    """Whether a session outside the horizon lies in each stretch of days."""
    fixed = np.array([session.day for session in horizon.sessions], dtype=np.int64)
    held: BoolArray = np.any((fixed >= first[:, None]) & (fixed < (first + width)[:, None]), axis=1)
    return held
