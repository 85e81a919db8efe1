"""Floats end here: each rounding goes to its side and no further than a step."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from strengthfit.program.scaling import (
    ISOLATION_BITS,
    isolation_weights,
    nearest_of_resolution,
    nearest_steps,
    steps_down,
    steps_up,
    whole_part,
    whole_steps,
)

values = hnp.arrays(np.float64, 8, elements=st.floats(0, 100, allow_subnormal=False))
NOISE = 1e-6


@given(values, st.sampled_from([1, 1000, 2000]))
@settings(max_examples=300)
def test_up_is_never_less_and_down_never_more(numbers: np.ndarray, steps: int) -> None:
    up, down = steps_up(numbers, steps), steps_down(numbers, steps)
    assert (up >= numbers * steps - NOISE).all()
    assert (down <= numbers * steps + NOISE).all()
    assert (up - down <= 1).all()
    assert (abs(nearest_steps(numbers, steps) - numbers * steps) <= 0.5 + NOISE).all()


@given(values, st.sampled_from([0.05, 0.001, 1.0]))
@settings(max_examples=300)
def test_whole_steps_are_below_by_less_than_one(numbers: np.ndarray, resolution: float) -> None:
    rest = numbers - whole_steps(numbers, resolution) * resolution
    assert (rest >= -NOISE).all()
    assert (rest < resolution + NOISE).all()


def test_floating_noise_does_not_decide() -> None:
    assert whole_steps(np.array([0.15, 0.1 + 0.05, 3 * 0.05]), 0.05).tolist() == [3, 3, 3]
    assert steps_up(np.array([0.1 + 0.2]), 1000).tolist() == [300]


def test_isolation_weights_are_spread_and_fixed() -> None:
    weights = isolation_weights(np.arange(100_000))
    assert weights.min() >= 1
    assert weights.max() <= 1 << ISOLATION_BITS
    expected = 2**ISOLATION_BITS * (1 - np.exp(-100_000 / 2**ISOLATION_BITS))
    assert abs(len(np.unique(weights)) / expected - 1) < 0.01
    assert (isolation_weights(np.arange(100)) == weights[:100]).all()


@pytest.mark.parametrize(
    ("seed", "output"),
    [
        (0, 0xE220A8397B1DCDAF),
        (1, 0x910A2DEC89025CC1),
        (1234567, 6457827717110365317),
    ],
)
def test_isolation_weights_are_the_first_bits_of_splitmix64(seed: int, output: int) -> None:
    """The first output of the published generator for these seeds."""
    (weight,) = isolation_weights(np.array([seed])).tolist()
    assert weight == (output >> (64 - ISOLATION_BITS)) + 1


@given(values, st.sampled_from([0.05, 0.001, 1.0]))
@settings(max_examples=300)
def test_to_the_nearest_is_off_by_half_a_step_at_most(
    numbers: np.ndarray, resolution: float
) -> None:
    rest = numbers - nearest_of_resolution(numbers, resolution) * resolution
    assert (abs(rest) <= resolution / 2 + NOISE).all()
    assert nearest_of_resolution(np.array([0.0, 0.03, 0.11]), 0.05).tolist() == [0, 1, 2]


def test_the_whole_part_of_a_number_or_of_many() -> None:
    assert whole_part(90.5) == 90
    assert whole_part(np.array([0.0, 2.999])).tolist() == [0, 2]
