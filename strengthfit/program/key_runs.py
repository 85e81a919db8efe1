"""What a run weighs and how sensitive it is, also if the runner says that it is key or is not."""

from collections.abc import Callable, Collection
from typing import TypeVar

import numpy as np

from ..domain.run import KEY_RUN_KINDS
from ..physiology.fatigue import FloatArray

LEAST_KEY = 1.0
"""A run that is key weighs at least this much. CONVENTION."""

MOST_NOT_KEY = 0.4
"""A run that is not key weighs at most as a medium-long run. CONVENTION."""

Value = TypeVar("Value", float, FloatArray)
"""One number of the evidence, or all draws of it."""


def importance_of(kind: str, key: bool, value: Callable[[str, str], Value]) -> Value:
    """Return the importance of a run: of a key run at least, of another at most, a fixed value."""
    usual = value("importance", kind)
    found: Value = np.maximum(LEAST_KEY, usual) if key else np.minimum(MOST_NOT_KEY, usual)
    return found


def sensitivity_of(
    kind: str,
    key: bool,
    value: Callable[[str, str], Value],
    as_given: Collection[str] = KEY_RUN_KINDS,
) -> Value:
    """Return the sensitivity of a run: one that is made key is at least as a tempo run.

    `as_given` are kinds that are key by themselves, with a sensitivity of their own.
    """
    usual = value("sensitivity", kind)
    if not key or kind in as_given:
        return usual
    found: Value = np.maximum(usual, value("sensitivity", "tempo"))
    return found
