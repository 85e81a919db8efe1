"""Where floats end: the one place that turns percents and weights into whole numbers.

What is divided, or rounded in one direction, is rounded to a few decimals first, so that floating
noise does not decide.
"""

import numpy as np

from ..physiology.fatigue import FloatArray
from .rows import IntArray

LOSS_STEPS = 1000
"""Steps of the loss cap in one percent."""

STRENGTH_STEPS = 2000
"""Steps of strength in one full heavy session's benefit: 0.0005 each."""

ISOLATION_BITS = 20


def steps_up(values: FloatArray, steps: int) -> IntArray:
    """Return values in whole steps of ``1 / steps``, rounded up: never less than the value."""
    return np.ceil(np.round(values * steps, 6)).astype(np.int64)


def steps_down(values: FloatArray, steps: int) -> IntArray:
    """Return values in whole steps of ``1 / steps``, rounded down: never more than the value."""
    return np.floor(np.round(values * steps, 6)).astype(np.int64)


def whole_steps(values: FloatArray, resolution: float) -> IntArray:
    """Return values in whole steps of `resolution`, rounded down, off by less than one step."""
    return np.floor(np.round(values / resolution, 6)).astype(np.int64)


def nearest_of_resolution(values: FloatArray, resolution: float) -> IntArray:
    """Return values in whole steps of `resolution`, to the nearest."""
    return np.rint(np.round(values / resolution, 6)).astype(np.int64)


def nearest_steps(values: FloatArray, steps: int) -> IntArray:
    """Return values in steps of ``1 / steps``, to the nearest."""
    return np.rint(values * steps).astype(np.int64)


def whole_part(values: FloatArray | float) -> IntArray:
    """Return the whole part of what a policy gives in minutes or as a price, such as 90 of 90.5."""
    whole: IntArray = np.floor(np.asarray(values)).astype(np.int64)
    return whole


def isolation_weights(keys: IntArray) -> IntArray:
    """Return a fixed pseudo-random weight for each key, from 1 to 2**20.

    Their sum decides between plans that are equal in every other tier. Two different sets share
    their sum with a chance of about one in a million (isolation lemma: Mulmuley, Vazirani &
    Vazirani 1987, 10.1007/BF02579206). The mixing is the finaliser of splitmix64 (Steele, Lea &
    Flood 2014, 10.1145/2660193.2660195).
    """
    values = keys.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return (values >> np.uint64(64 - ISOLATION_BITS)).astype(np.int64) + 1
