"""Values for one numeric field: accepted ones, and refused ones of every sort."""

import math
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from strengthfit import InputError

T = TypeVar("T")

RUBBISH: tuple[object, ...] = (
    math.nan,
    math.inf,
    -math.inf,
    np.float64("nan"),
    np.float32("inf"),
    True,
    False,
    np.True_,
    "30",
    "",
    b"30",
    1j,
    [],
    [30],
    (30,),
    {},
    np.array([30.0]),
    np.array([1.0, 2.0]),
    10**400,
    -(10**400),
    1e300,
)
"""What no numeric field takes."""


def inside(low: float, high: float, *, whole: bool = False) -> st.SearchStrategy[object]:
    """Numbers within bounds, both included, as Python's and as numpy's scalars."""
    first, last = math.ceil(low), math.floor(high)
    integers = st.integers(first, last)
    kinds: list[st.SearchStrategy[object]] = [integers, integers.map(np.int64)]
    if not whole:
        floats = st.floats(low, high)
        kinds += [
            floats,
            floats.map(np.float64),
            st.just(np.float32(first)),
            integers.map(np.array),
        ]
    return st.one_of(*kinds)


def outside(low: float, high: float) -> st.SearchStrategy[object]:
    """Numbers beyond the bounds, and rubbish."""
    return st.one_of(
        st.sampled_from(RUBBISH),
        st.floats(max_value=low, exclude_max=True),
        st.floats(min_value=high, exclude_min=True),
        st.integers(max_value=math.ceil(low) - 1),
        st.integers(min_value=math.floor(high) + 1),
    )


def attempt(make: Callable[[], T]) -> tuple[T | None, InputError | None]:
    """Return what was made, or the refusal; any other error is the test's failure."""
    try:
        return make(), None
    except InputError as error:
        return None, error
