"""Trade-offs as plain data for JSON: the same names as on the values, in a stable order."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import MissingExtraError
from ..results import Plan
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
        "points": [
            {
                "values": {
                    axis: rounded(value) for axis, value in zip(frontier.axes, values, strict=True)
                },
                "plan": plan_to_dict(plan),
            }
            for plan, values in zip(frontier.points, frontier.values, strict=True)
        ],
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
    """Return how a plan holds up, in summary. Drivers are null where SciPy is not installed.

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
        "survival": [
            {
                "placement": placement_to_dict(placement),
                "start": rounded(share),
                "day": rounded(robust.day_survival[placement]),
            }
            for placement, share in robust.survival.items()
        ],
        "regret": {
            "mean": rounded(float(robust.regret.mean())),
            "quantiles": {
                str(share): rounded(float(np.quantile(robust.regret, share)))
                for share in _QUANTILES
            },
            "max": rounded(float(robust.regret.max())),
        },
        "interference": {"mean": rounded(float(robust.interference.mean()))},
        "drivers": _drivers(robust),
        "plan": plan_to_dict(robust.plan),
    }


def sweep_to_dict(swept: Sweep) -> dict[str, Any]:
    """Return the plans for each value of one number of the policy, in the order of the values.

    A value that is neither a number nor a text, such as a row of the policy, is told as text.

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


def _drivers(robust: Robustness) -> list[dict[str, Any]] | None:
    try:
        drivers = robust.drivers
    except MissingExtraError:
        return None
    return [
        {"parameter": one.parameter, "correlation": rounded(one.correlation)} for one in drivers
    ]
