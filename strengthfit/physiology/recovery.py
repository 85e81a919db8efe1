"""Check-ins: an athlete's own recovery factor, learnt from how runs felt after strength.

The factor multiplies every loss that strength causes (`Athlete.recovery`). What is known of it is a
probability for each value of a grid, from a prior and what check-ins say (Bayes' rule). No study
gives the numbers below: all are CONVENTION, and the factor is not a medical measure.
"""

import math
from collections.abc import Iterable

import attrs
import numpy as np
import numpy.typing as npt

from ..domain.check_in import FEEL_SCALE, SORENESS_SCALE, CheckIn
from ..domain.checks import listed
from ..domain.week import Athlete
from ..errors import InputError
from .arrays import BY_NUMBERS

FloatArray = npt.NDArray[np.float64]

LOW, HIGH = 0.2, 5.0  # the bounds of `Athlete.recovery`
PRIOR_WIDTH = 0.3  # of the logarithm: two in three athletes lie between 0.74 and 1.35
SORENESS_USUAL, SORENESS_RISE = 1.0, 2.0  # points of ten: without strength, and for each percent
SORENESS_NOISE = 3.0  # points: one sore day says little, as life has other causes
FEEL_USUAL, FEEL_FALL = 3.0, 0.5  # points of 1 to 5: as usual, and for each percent
FEEL_NOISE = 1.5
_POINTS = 241


@attrs.frozen
class Recovery:
    """What is known of an athlete's recovery factor: a probability for each value of a grid.

    Parameters
    ----------
    grid
        Values of the factor, rising, evenly spaced by ratio.
    density
        Their probabilities, which add up to 1.
    check_ins
        How many check-ins were learnt from.

    Examples
    --------
    >>> import strengthfit as sf
    >>> recovery = sf.learn_recovery([sf.CheckIn(expected=1.0, soreness=7)] * 4)
    >>> recovery.check_ins, recovery.athlete.recovery > 1
    (4, True)
    """

    grid: FloatArray = attrs.field(eq=BY_NUMBERS, hash=False, repr=False)
    density: FloatArray = attrs.field(eq=BY_NUMBERS, hash=False, repr=False)
    check_ins: int = 0

    @property
    def mean(self) -> float:
        """The expected factor."""
        return float(self.grid @ self.density)

    def interval(self, share: float = 0.9) -> tuple[float, float]:
        """Return the middle interval that holds a share of the probability.

        Parameters
        ----------
        share
            More than 0, less than 1.

        Raises
        ------
        InputError
            If `share` is not such a number.

        Examples
        --------
        >>> [round(end, 2) for end in learn_recovery([]).interval()]
        [0.61, 1.64]
        """
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share < 1:
            raise InputError("share", share, "is not a number between 0 and 1", "out_of_range")
        total = np.cumsum(self.density) - self.density / 2
        low, high = np.interp([(1 - share) / 2, (1 + share) / 2], total, self.grid)
        return float(low), float(high)

    @property
    def athlete(self) -> Athlete:
        """An athlete with the middle factor (the median), for `Week`: 1 before any check-in."""
        total = np.cumsum(self.density) - self.density / 2
        return Athlete(recovery=round(float(np.interp(0.5, total, self.grid)), 3))

    def __str__(self) -> str:
        low, high = self.interval()
        number = "1 check-in" if self.check_ins == 1 else f"{self.check_ins} check-ins"
        return f"recovery {self.mean:.2f} (90 % interval {low:.2f} to {high:.2f}) after {number}"


def learn_recovery(check_ins: Iterable[CheckIn], prior: Recovery | None = None) -> Recovery:
    """Learn an athlete's own recovery factor from how runs felt after strength.

    The prior is log-normal around 1, cut at the bounds. A soreness is taken for the whole number
    nearest to a normal variable around ``1 + 2 * factor * expected``, held between 0 and 10; a feel
    likewise around ``3 - 0.5 * factor * expected``, held between 1 and 5.

    Parameters
    ----------
    check_ins
        In any order.
    prior
        What was learnt before; learning in parts is learning at once.

    Returns
    -------
    Recovery
        The posterior, with `mean`, `interval` and `athlete`.

    Raises
    ------
    InputError
        If a member is not a check-in, or `prior` not a Recovery.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.learn_recovery([sf.CheckIn(expected=1.0, soreness=7, feel=2)] * 6))
    recovery 1.70 (90 % interval 1.04 to 2.46) after 6 check-ins
    """
    if prior is not None and not isinstance(prior, Recovery):
        raise InputError(
            "prior", prior, "is not a Recovery; leave it out, or give an earlier one", "wrong_type"
        )
    known = _prior() if prior is None else prior
    given = listed("check_ins", check_ins, "is not a list of CheckIn")
    logs = np.log(np.maximum(known.density, 1e-300))  # what is all but ruled out stays so
    count = known.check_ins
    for index, check_in in enumerate(given):
        if not isinstance(check_in, CheckIn):
            raise InputError(f"check_ins[{index}]", check_in, "is not a CheckIn", "wrong_type")
        cost = known.grid * check_in.expected
        if check_in.soreness is not None:
            middle = SORENESS_USUAL + SORENESS_RISE * cost
            logs = logs + _log_chance(check_in.soreness, middle, SORENESS_NOISE, SORENESS_SCALE)
        if check_in.feel is not None:
            middle = FEEL_USUAL - FEEL_FALL * cost
            logs = logs + _log_chance(check_in.feel, middle, FEEL_NOISE, FEEL_SCALE)
        count += 1
    density = np.exp(logs - logs.max())
    return Recovery(known.grid, density / density.sum(), count)


def _prior() -> Recovery:
    grid = np.geomspace(LOW, HIGH, _POINTS)
    density = np.exp(-0.5 * (np.log(grid) / PRIOR_WIDTH) ** 2)
    return Recovery(grid, density / density.sum())


def _log_chance(
    answer: float, middle: FloatArray, noise: float, scale: tuple[int, int]
) -> FloatArray:
    """Return the log of the chance that the nearest whole number on a scale is the answer."""
    point = math.floor(answer + 0.5)
    low, high = scale
    above = np.ones(len(middle)) if point >= high else _below((point + 0.5 - middle) / noise)
    under = np.zeros(len(middle)) if point <= low else _below((point - 0.5 - middle) / noise)
    return np.log(np.maximum(above - under, 1e-12))  # a day beyond all likelihood moves nothing


def _below(values: FloatArray) -> FloatArray:
    """Return the share of a standard normal variable below each value."""
    return np.array([0.5 * math.erfc(-value / math.sqrt(2)) for value in values.tolist()])
