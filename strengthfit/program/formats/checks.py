"""Reading plain data piece by piece: each function notes what is wrong and goes on.

A piece that cannot be used comes back as None. A piece that is missing was noted by `fields`
already, so it comes in as `MISSING` and is passed over.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np

from ...domain.checks import unknown
from ...errors import shown
from ..costs.cost import FloatArray
from ..rows import IntArray

MISSING: Final = object()
LARGEST_NUMBER = 2**48
"""No cost or bound is larger: sums over tens of thousands of sessions stay exact in 64 bits."""


def fields(problems: list[str], value: Any, path: str, names: Sequence[str]) -> dict[str, Any]:
    """Return a table with exactly these fields, absent ones as `MISSING`."""
    table: dict[str, Any] = dict.fromkeys(names, MISSING)
    if value is MISSING:
        return table
    if not isinstance(value, dict):
        problems.append(f"{path}: {shown(value)} is not a table of {', '.join(names)}")
        return table
    dot = f"{path}." if path else ""
    for name in sorted(set(value) - set(names), key=str):
        problems.append(f"{dot}{name}: {unknown(name, names, 'a field here')}")
    for name in names:
        if name in value:
            table[name] = value[name]
        else:
            problems.append(f"{dot}{name}: is missing")
    return table


def items(
    problems: list[str], value: Any, path: str, what: str, count: int | None = None
) -> list[Any] | None:
    """Return a list, of so many members where the number is known."""
    if value is MISSING:
        return None
    if not isinstance(value, list | tuple):
        problems.append(f"{path}: {shown(value)} is not a list of {what}")
        return None
    if count is not None and len(value) != count:
        problems.append(f"{path}: has {len(value)} members but needs {count}")
        return None
    return list(value)


def each(
    problems: list[str], members: Iterable[Any], path: str, good: Callable[[Any], bool], told: str
) -> bool:
    """Whether all members are good; the first that is not is told, with the number of the rest."""
    bad = [(index, member) for index, member in enumerate(members) if not good(member)]
    if bad:
        index, member = bad[0]
        rest = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
        problems.append(f"{path}[{index}]: {shown(member)} {told}{rest}")
    return not bad


def whole(
    problems: list[str],
    value: Any,
    path: str,
    low: int = 0,
    high: int = LARGEST_NUMBER,
    *,
    count: int | None = None,
) -> IntArray | None:
    """Return a list of whole numbers within bounds as an array."""
    found = items(problems, value, path, "whole numbers", count)
    if found is None:
        return None
    told = f"is not a whole number from {low} to {high}"
    if not each(problems, found, path, lambda n: type(n) is int and low <= n <= high, told):
        return None
    return np.array(found, dtype=np.int64)


def one(problems: list[str], value: Any, path: str, low: int, high: int) -> int | None:
    """Return one whole number."""
    if value is MISSING:
        return None
    if type(value) is not int or not low <= value <= high:
        accepted = f"{low}" if low == high else f"a whole number from {low} to {high}"
        problems.append(f"{path}: {shown(value)} is not {accepted}")
        return None
    return value


def numbers(
    problems: list[str], value: Any, path: str, count: int | None = None
) -> FloatArray | None:
    """Return a list of finite numbers as an array of floats."""
    found = items(problems, value, path, "numbers", count)
    if found is None or not each(problems, found, path, is_number, "is not a finite number"):
        return None
    return np.array(found, dtype=np.float64)


def is_number(value: Any) -> bool:
    """Whether a value is a finite number that a float can hold."""
    if type(value) is int:
        return abs(value) <= 2**1023
    return type(value) is float and math.isfinite(value)


def matrix(
    problems: list[str], value: Any, path: str, rows: int | None, width: int | None
) -> IntArray | None:
    """Return a list of lists of whole numbers from 0 as an array of shape (rows, width)."""
    found = items(problems, value, path, "lists of whole numbers", rows)
    if found is None:
        return None
    lines = [
        whole(problems, row, f"{path}[{index}]", count=width) for index, row in enumerate(found)
    ]
    good = [line for line in lines if line is not None]
    if width is None or len(good) < len(lines):
        return None
    return np.array(good, dtype=np.int64).reshape(len(good), width)


def rising(problems: list[str], value: IntArray | None, path: str, why: str) -> bool:
    """Whether no number is less than the one before it."""
    if value is None:
        return False
    falls = np.flatnonzero(np.diff(value) < 0)
    if len(falls):
        at = int(falls[0]) + 1
        problems.append(f"{path}[{at}]: {value[at]} is less than the one before it; {why}")
    return not len(falls)
