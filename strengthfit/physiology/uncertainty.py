"""Draws of the evidence's parameters within their bounds: how unsure the science is, as numbers.

No study gives a distribution for any of these numbers, so the form is CONVENTION: each parameter is
triangular, from its low bound to its high one with its peak at the value in force. Recovery times
(how fast fatigue fades, when soreness peaks, how long tired legs cost strength) belong to one body,
so that whoever is slow in one tends to be slow in all: a Gaussian copula with one common factor and
a correlation of 0.5, CONVENTION too. All other parameters are drawn independently.
"""

import math
from collections.abc import Mapping
from functools import cached_property
from numbers import Real

import attrs
import numpy as np

from ..errors import InputError
from ..stopping import check
from .evidence import BY_KEY, Parameter
from .fatigue import FloatArray
from .parameters import TABLE, Parameters

DRAWN_NAMES = (
    "peak",
    "fast_share",
    "fast_hours",
    "delayed_share",
    "delayed_peak_hours",
    "delayed_shape",
    "unaccustomed_factor",
    "effort",
    "sensitivity",
    "importance",
    "strength_quality_lost",
    "strength_recovery_hours",
    "leg_work",
    "cost_factor",
)
"""What is drawn: everything that interference is made of. Not drawn are sizes and loads of sessions
(they say what is planned) and the benefit of strength (it says what is asked)."""

RECOVERY_TIMES = ("fast_hours", "delayed_peak_hours", "strength_recovery_hours")

CORRELATION = 0.5
"""Between the normal scores of any two recovery times. CONVENTION."""

ParameterBounds = Mapping[str, tuple[float, float]]


@attrs.frozen(eq=False, slots=False)
class Draws:
    """Values of parameters, such as "peak.circuit", each in its unit: shape (draws, parameters).

    `likes` has by kind from outside the kind whose draws stand for the numbers it has none of.
    """

    parameters: tuple[str, ...]
    values: FloatArray
    likes: Mapping[str, str] = attrs.field(factory=dict)

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def _column(self) -> dict[str, int]:
        return {key: column for column, key in enumerate(self.parameters)}

    def of(self, name: str, subject: str) -> FloatArray:
        """Return the draws of one parameter, shape (draws,)."""
        column = self._column.get(f"{name}.{subject}")
        if column is None and subject in self.likes:
            column = self._column[f"{name}.{self.likes[subject]}"]
        if column is None:
            raise KeyError(f"{name}.{subject}")
        drawn: FloatArray = self.values[:, column]
        return drawn

    def evidence(self, draw: int) -> dict[str, float]:
        """Return one draw as a policy takes it.

        Examples
        --------
        >>> draw_parameters(10, seed=1).evidence(0)["cost_factor.full"]
        1.0
        """
        return dict(zip(self.parameters, self.values[draw].tolist(), strict=True))


def draw_parameters(
    draws: int,
    seed: int,
    parameters: Parameters = TABLE,
    *,
    width: float = 1.0,
    bounds: ParameterBounds | None = None,
) -> Draws:
    """Draw all parameters of interference within their bounds.

    The same seed draws the same bodies for every week, whatever is in it. The value in force is the
    peak of its distribution; `width` is the share of the distance from it to either bound that is
    used, 0 to 1. `bounds` takes the place of some, such as ``{"peak.circuit": (1.0, 2.0)}``, and
    must lie within the table's and hold the value in force; `width` leaves these as they are.

    Examples
    --------
    >>> peaks = draw_parameters(1000, seed=0).of("peak", "heavy")
    >>> bool((peaks >= 1.0).all() and (peaks <= 6.0).all())
    True
    """
    names = {*DRAWN_NAMES, *parameters.own.drawn}
    rows = [row for row in parameters.rows if row.name in names]
    given = _check_bounds(rows, parameters, bounds or {})
    value = np.array([parameters.value(row.name, row.subject) for row in rows], dtype=np.float64)
    low = value + width * (np.array([row.low for row in rows]) - value)
    high = value + width * (np.array([row.high for row in rows]) - value)
    for column, row in enumerate(rows):
        if row.key in given:
            low[column], high[column] = given[row.key]
    ranks = _ranks(draws, seed, rows)
    values = _triangular(ranks, low, value, high)
    return Draws(tuple(row.key for row in rows), values, parameters.own.likes)


def _check_bounds(
    rows: list[Parameter], parameters: Parameters, bounds: ParameterBounds
) -> ParameterBounds:
    if not isinstance(bounds, Mapping):
        raise InputError(
            "bounds", bounds, "is not a mapping, such as {'peak.circuit': (1.0, 2.0)}", "wrong_type"
        )
    known = {row.key: row for row in rows}
    for key, pair in bounds.items():
        if key not in known:
            raise InputError(
                "bounds", key, "is not a drawn parameter; write e.g. 'peak.circuit'", "unknown_name"
            )
        row, where = known[key], f"bounds[{key!r}]"
        numbers = isinstance(pair, tuple | list) and all(isinstance(end, Real) for end in pair)
        if not (numbers and len(pair) == 2 and row.low <= pair[0] <= pair[1] <= row.high):
            accepted = f"is not a low and a high number within {row.low:g} to {row.high:g}"
            raise InputError(where, pair, f"{accepted} ({row.unit})", "out_of_range")
        value = parameters.value(row.name, row.subject)
        if not pair[0] <= value <= pair[1]:
            raise InputError(
                where, pair, f"does not hold the value in force, {value:g}", "contradiction"
            )
    return bounds


def _ranks(draws: int, seed: int, rows: list[Parameter]) -> FloatArray:
    """Return ranks in (0, 1), shape (draws, parameters); recovery times hang together.

    The rows of the table come first and are drawn first, so that what an extension brings beside
    them leaves their draws as they are.
    """
    together = [row.name in RECOVERY_TIMES for row in rows]
    generator = np.random.Generator(np.random.PCG64(seed))
    common = generator.standard_normal((draws, 1))
    house = sum(row.key in BY_KEY for row in rows)
    separate = generator.standard_normal((draws, house))
    if house < len(rows):
        more = generator.standard_normal((draws, len(rows) - house))
        separate = np.hstack([separate, more])
    mixed = math.sqrt(CORRELATION) * common + math.sqrt(1 - CORRELATION) * separate
    scores = np.where(together, mixed, separate)
    errors = np.empty_like(scores)
    for first in range(0, draws, _AT_A_TIME):
        check()
        some = slice(first, first + _AT_A_TIME)
        errors[some] = _error_function(scores[some] / math.sqrt(2))
    return (1 + errors) / 2


_AT_A_TIME = 500
"""Draws between two looks at what cancels a call: some tens of milliseconds. CONVENTION."""


_error_function = np.frompyfunc(math.erf, 1, 1)
"""Once for each draw and parameter; numpy has none."""


def _triangular(
    ranks: FloatArray, low: FloatArray, peak: FloatArray, high: FloatArray
) -> FloatArray:
    """Return the values at ranks of triangular distributions, the inverse of their distribution."""
    span = high - low
    left = np.divide(peak - low, span, out=np.ones_like(span), where=span > 0)
    rising = low + np.sqrt(ranks * span * (peak - low))
    falling = high - np.sqrt((1 - ranks) * span * (high - peak))
    values: FloatArray = np.where(ranks <= left, rising, falling)
    return np.clip(values, low, high)
