"""A program as the data of the MiniZinc model `program.mzn`, whose names these are."""

from typing import Any

import numpy as np

from strengthfit.program.rows import IntArray

from .given import Given, rows_of


def program_data(given: Given) -> dict[str, Any]:
    """Return the data that is the same for each tier; MiniZinc counts from 1."""
    rows, windows = rows_of(given.presolved.rows), rows_of(given.presolved.windows)
    single = [bound == 1 and bool((weights == 1).all()) for _, weights, bound in rows]
    listed = [row for row, alike in zip(rows, single, strict=True) if not alike] + windows
    lengths = [len(columns) for columns, _, _ in listed]
    return {
        "choices": len(given.owner),
        "demands": len(given.counts),
        "ways": [_set(np.flatnonzero(given.owner == one)) for one in range(len(given.counts))],
        "count": given.counts.tolist(),
        "one_of": [_set(row[0]) for row, alike in zip(rows, single, strict=True) if alike],
        "first": [1 + sum(lengths[:row]) for row in range(len(lengths) + 1)],
        "column": [column + 1 for columns, _, _ in listed for column in columns.tolist()],
        "weight": [weight for _, weights, _ in listed for weight in weights.tolist()],
        "bound": [bound for _, _, bound in listed],
        "most_above": given.most.tolist(),
    }


def _most_paid(given: Given) -> IntArray:
    """Return the most that each demand can cost, shape (tiers, demands), in units of the tier."""
    choices, demands = len(given.owner), len(given.counts)
    dearest = given.costs[:, choices : choices + demands].copy()
    for demand in range(demands):
        own = given.costs[:, :choices][:, given.owner == demand]
        dearest[:, demand] = np.maximum(dearest[:, demand], own.max(axis=1, initial=0))
    most: IntArray = dearest * given.counts
    return most


def _set(columns: IntArray) -> dict[str, list[int]]:
    return {"set": (columns + 1).tolist()}


def prices(given: Given, limits: dict[int, int]) -> dict[str, Any]:
    """Return the prices and limits of the held tiers and of the last one, which is minimised."""
    choices, demands = len(given.owner), len(given.counts)
    tiers = list(limits)
    costs = given.costs[tiers]
    dearness = (*given.costs[tiers[-1] :, :choices][::-1], given.owner)
    return {
        "tiers": len(tiers) - 1,
        "choice_cost": costs[:, :choices].ravel().tolist(),
        "skip_cost": costs[:, choices : choices + demands].ravel().tolist(),
        "window_cost": costs[:, choices + demands :].ravel().tolist(),
        "most_paid": _most_paid(given)[tiers].ravel().tolist(),
        "limit": list(limits.values()),
        "order": (1 + np.lexsort(dearness)).tolist(),
    }
