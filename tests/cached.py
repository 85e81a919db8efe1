"""Answers of plain functions about weeks and policies, kept.

`functools.lru_cache` would hash a week with all its runs at each call, which took half of the
oracle's time. Here a week or policy is hashed once for each object, and has a number from then on.
"""

import functools
from collections.abc import Callable, Hashable
from itertools import count
from typing import Any, TypeVar

from strengthfit.domain import Policy, Week

R = TypeVar("R")

_MOST = 20_000
"""Above this everything is forgotten."""

_next_number = count()
_by_value: dict[Hashable, int] = {}
_by_object: dict[int, tuple[Hashable, int]] = {}


def _number(value: Hashable) -> int:
    """Return a number that equal values share. The object is held, so that its id stays its own."""
    known = _by_object.get(id(value))
    if known is not None:
        return known[1]
    if len(_by_object) >= _MOST:
        _by_object.clear()
        _by_value.clear()
    number = _by_value.get(value)
    if number is None:
        number = _by_value[value] = next(_next_number)
    _by_object[id(value)] = value, number
    return number


def cached(function: Callable[..., R]) -> Callable[..., R]:
    """Keep the answers of a function of positional arguments, all of them hashable."""
    answers: dict[tuple[Hashable, ...], R] = {}

    @functools.wraps(function)
    def asked(*args: Any) -> R:
        key = tuple(
            _number(value) if isinstance(value, (Week, Policy)) else value for value in args
        )
        if key not in answers:
            if len(answers) >= _MOST:
                answers.clear()
            answers[key] = function(*args)
        return answers[key]

    return asked
