"""Bootstrap intervals of a geometric mean of ratios: over instances, and over families first."""

import math
from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

SEED = 20
"""Of the resampling, so that the same ratios have the same interval. CONVENTION."""

RESAMPLES = 2000
"""CONVENTION: at least a thousand are usual for percentile intervals."""

LEVEL = 95.0
"""Percent of the resampled means that lie in an interval, as many below it as above. CONVENTION."""

LEAST_INSTANCES = 10
"""CONVENTION: with fewer, resampling them says next to nothing about others."""

LEAST_FAMILIES = 5
"""CONVENTION: as above."""


@attrs.frozen
class Interval:
    """The ends of an interval of ratios."""

    low: float
    high: float


def over_instances(logs: Sequence[float]) -> Interval | None:
    """Return the interval of ``exp(mean(logs))`` if other instances had been drawn.

    The percentile bootstrap: as many instances are drawn again, with replacement, `RESAMPLES` times
    (B. Efron and R. J. Tibshirani, An introduction to the bootstrap, Chapman and Hall, 1993,
    10.1201/9780429246593; MEMORY). None if there are fewer than `LEAST_INSTANCES`.

    Examples
    --------
    >>> over_instances([0.0] * 10), over_instances([0.0] * 9)
    (Interval(low=1.0, high=1.0), None)
    """
    if len(logs) < LEAST_INSTANCES:
        return None
    sums = _drawn_sums(np.asarray(logs), RESAMPLES, np.random.RandomState(SEED))
    return _interval(sums / len(logs))


def over_families(
    logs: Sequence[float], families: Sequence[str], *, alike: bool = False
) -> Interval | None:
    """Return the interval of a mean ratio if other families, and others of their kind, were drawn.

    The cluster bootstrap in two stages: families are drawn with replacement, and in each family
    that was drawn its instances (C. A. Field and A. H. Welsh, Bootstrapping clustered data, Journal
    of the Royal Statistical Society B 69, 2007, 10.1111/j.1467-9868.2007.00593.x). Instances of one
    family resemble one another, so this interval is the wider one, and the one to use for what is
    said about families that are not here. None if there are fewer than `LEAST_FAMILIES`.

    Parameters
    ----------
    logs
        Of ratios, one an instance.
    families
        That of each.
    alike
        Whether the mean is that of the families' means, ``exp(mean(mean(logs)))``, in which each
        family weighs the same, and not that of all instances.

    Examples
    --------
    >>> over_families([0.0] * 5, ["a", "b", "c", "d", "e"])
    Interval(low=1.0, high=1.0)
    """
    names = np.asarray(families)
    values = [np.asarray(logs)[names == name] for name in sorted(set(families))]
    count = len(values)
    if count < LEAST_FAMILIES:
        return None
    # numpy keeps this generator's numbers as they are, whatever its version (NEP 19)
    generator = np.random.RandomState(SEED)
    drawn = generator.randint(count, size=(RESAMPLES, count))
    sizes = np.array([len(some) for some in values])
    sums = np.empty(drawn.shape)
    for place in range(count):
        for family, some in enumerate(values):
            where = drawn[:, place] == family
            sums[where, place] = _drawn_sums(some, int(where.sum()), generator)
    if alike:
        return _interval((sums / sizes[drawn]).mean(axis=1))
    return _interval(sums.sum(axis=1) / sizes[drawn].sum(axis=1))


def _drawn_sums(
    values: npt.NDArray[np.float64], times: int, generator: np.random.RandomState
) -> npt.NDArray[np.float64]:
    """Return the sum of as many values as there are, drawn with replacement, so many times."""
    places = generator.randint(len(values), size=(times, len(values)))
    sums: npt.NDArray[np.float64] = values[places].sum(axis=1)
    return sums


def _interval(means: npt.NDArray[np.float64]) -> Interval:
    ends = np.percentile(means, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    low, high = (math.exp(end) for end in ends)
    return Interval(low, high)
