"""The options of a strategy as plain values, so that a record says what was compared."""

import math
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from ..strategies import Strategy

_LONGEST = 200  # characters of a value that has no plain form


def options_of(strategy: Strategy) -> dict[str, Any]:
    """Return what made a strategy: its class, and every field if that is an attrs class.

    Values without a form in JSON stand as text.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.strategies.cpsat import CpSat
    >>> for name, value in options_of(CpSat(workers=2, parameters={"cut_level": 2})).items():
    ...     print(name, value)
    class strengthfit.strategies.cpsat:CpSat
    workers 2
    seed 0
    parameters {'cut_level': 2}
    """
    kind: Any = type(strategy)
    options = {"class": f"{kind.__module__}:{kind.__qualname__}"}
    return options | (_fields(strategy) if attrs.has(kind) else {})


def _fields(value: Any) -> dict[str, Any]:
    return {
        field.name: _plain(getattr(value, field.name, None)) for field in attrs.fields(type(value))
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Enum):
        return _plain(value.value)
    if attrs.has(type(value)):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(map(_plain, value), key=str)
    return value if _is_plain(value) else str(value)[:_LONGEST]


def _is_plain(value: Any) -> bool:
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in (bool, int, str)
