"""Trade-offs as plain data for JSON: every key is the name of a field, in a stable order."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import MissingExtraError
from ..physiology.fatigue import FloatArray
from ..planning import Placement, Plan
from ..tradeoffs import Frontier, Robustness, Sweep
from .plan_json import placement_to_dict, plan_to_dict, rounded

VERSION = 1
_QUANTILES = (0.5, 0.75, 0.95, 0.99)


def frontier_to_dict(frontier: Frontier) -> dict[str, Any]:
    """Return a frontier as dicts, lists, strings and numbers.

    Examples
    --------
    >>> import strengthfit as sf
    >>> data = frontier_to_dict(sf.frontier(sf.Week([], strength=1)))
    >>> data["axes"], data["complete"]
    (['strength', 'interference'], True)
    """
    return {
        "format": "strengthfit.frontier",
        "version": VERSION,
        "axes": list(frontier.axes),
        "complete": frontier.complete,
        "covered": frontier.covered,
        "values": [[rounded(value) for value in values] for values in frontier.values],
        "points": [plan_to_dict(plan) for plan in frontier.points],
    }


def alternatives_to_dict(plans: Sequence[Plan]) -> dict[str, Any]:
    """Return the best few plans, best first.

    Examples
    --------
    >>> import strengthfit as sf
    >>> len(alternatives_to_dict(sf.alternatives(sf.Week([], strength=1), 3))["plans"])
    3
    """
    return {
        "format": "strengthfit.alternatives",
        "version": VERSION,
        "plans": [plan_to_dict(plan) for plan in plans],
    }


def robustness_to_dict(robust: Robustness) -> dict[str, Any]:
    """Return how a plan holds up: what differs from draw to draw only in summary.

    Drivers are null if SciPy is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> data = robustness_to_dict(sf.robustness(sf.Week([], strength=1), draws=10))
    >>> data["draws"], data["regret"]["max"]
    (10, 0.0)
    """
    return {
        "format": "strengthfit.robustness",
        "version": VERSION,
        "draws": len(robust.regret),
        "plan_survival": rounded(robust.plan_survival),
        "survival": _shares(robust.survival),
        "day_survival": _shares(robust.day_survival),
        "regret": _summary(robust.regret),
        "interference": _summary(robust.interference),
        "parameters": list(robust.parameters),
        "drivers": _drivers(robust),
        "plan": plan_to_dict(robust.plan),
    }


def sweep_to_dict(swept: Sweep) -> dict[str, Any]:
    """Return the plans for each value of one number of the policy, in the order of the values.

    A value that is neither a number nor a text, such as a row of the policy, is written as text.

    Examples
    --------
    >>> import strengthfit as sf
    >>> data = sweep_to_dict(sf.sweep(sf.Week([], strength=1), "loss_cap", [1, 2]))
    >>> [(row["value"], row["moved"]) for row in data["rows"]]
    [(1, 0), (2, 0)]
    """
    return {
        "format": "strengthfit.sweep",
        "version": VERSION,
        "rows": [
            {
                "field": row.field,
                "value": row.value if isinstance(row.value, str | int | float) else str(row.value),
                "moved": row.moved,
                "plan": plan_to_dict(row.plan),
            }
            for row in swept
        ],
    }


def _shares(shares: Mapping[Placement, float]) -> list[dict[str, Any]]:
    return [
        {"placement": placement_to_dict(placement), "share": rounded(share)}
        for placement, share in shares.items()
    ]


def _summary(draws: FloatArray) -> dict[str, Any]:
    return {
        "mean": rounded(float(draws.mean())),
        "quantiles": {
            str(share): rounded(float(np.quantile(draws, share))) for share in _QUANTILES
        },
        "max": rounded(float(draws.max())),
    }


def _drivers(robust: Robustness) -> list[dict[str, Any]] | None:
    try:
        drivers = robust.drivers
    except MissingExtraError:
        return None
    return [
        {"parameter": one.parameter, "correlation": rounded(one.correlation)} for one in drivers
    ]
