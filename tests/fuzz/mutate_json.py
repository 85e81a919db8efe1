"""Files of JSON, a table or one in each line, in which values are others, and which stay JSON."""

import json
import random
from collections.abc import Callable
from typing import Any

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2, 7, 0.5, -0.0, 1e-300, 1e300, 10**9, 2**31, 2**63, 10**25),
    *("", "a", "x" * 999, "Tue 07:00", "2026-02-30", "0001-01-01", "9999-12-31", "nan", "\x00"),
    *("\u202e", "\ud800", "heavy", "long", "optimal", "1" * 400, [], {}, [[]], [0], {"a": 0}),
    *(10**400, -(10**400)),
    *(["Mon"], {"when": "Tue 07:00", "kind": "easy"}, [[[[[[[[[[]]]]]]]]]], [1e300] * 3),
)


_NAMES = ("__class__", "a['\\x']", "[" + "1" * 5000 + "]")
"""Names of fields that look like code, or like the way to a field."""


def changed_values(draw: random.Random, content: bytes, changes: int) -> bytes:
    """Return a file of JSON after some changes of values, or as it is if it is not JSON.

    Examples
    --------
    >>> json.loads(changed_values(random.Random(4), b'{"a": [1, 2]}', 1))
    {'a': [True, 2]}
    """
    try:
        tables = [json.loads(line) for line in content.splitlines()]
        between = "\n"
    except ValueError:
        try:
            tables, between = [json.loads(content)], ""
        except ValueError:
            return content
    for _ in range(changes):
        number = draw.randrange(len(tables))
        holder = {"": tables[number]}
        _change(draw, holder)
        tables[number] = holder.get("", {})
    text = between.join(map(json.dumps, tables))
    return (text + between).encode()


def _change(draw: random.Random, whole: dict[str, Any]) -> None:
    """Change one value somewhere in a table."""
    holder, at = _place(draw, whole)
    change = draw.choice(_CHANGES)
    change(draw, whole, holder, at)


def _place(draw: random.Random, whole: dict[str, Any]) -> tuple[Any, Any]:
    """Return what holds a value, and where in it: as likely near the top as deep within."""
    holder: Any = whole
    at: Any = ""
    while (inner := holder[at]) and isinstance(inner, dict | list) and draw.random() < 0.8:
        holder = inner
        at = draw.choice([*inner]) if isinstance(inner, dict) else draw.randrange(len(inner))
    return holder, at


_Change = Callable[[random.Random, dict[str, Any], Any, Any], None]


def _put(draw: random.Random, _whole: dict[str, Any], holder: Any, at: Any) -> None:
    holder[at] = json.loads(json.dumps(draw.choice(_VALUES)))  # of its own, as it may be changed


def _leave_out(_draw: random.Random, _whole: dict[str, Any], holder: Any, at: Any) -> None:
    del holder[at]


def _number(draw: random.Random, whole: dict[str, Any], holder: Any, at: Any) -> None:
    """Change a number a little or much, a text in one sign, and else put another value."""
    value = holder[at]
    if isinstance(value, str) and value:
        place = draw.randrange(len(value))
        holder[at] = value[:place] + draw.choice("0179-:T .,xZ\u00e9") + value[place + 1 :]
    elif isinstance(value, int | float) and not isinstance(value, bool):
        by = draw.choice((1, -1, 0.5, value, -2 * value, 10**6, 10**12))
        holder[at] = value + (by if isinstance(value, float) or abs(value) < 10**300 else 1)
    else:
        _put(draw, whole, holder, at)


def _copy(draw: random.Random, whole: dict[str, Any], holder: Any, at: Any) -> None:
    """Put what stands elsewhere."""
    other, there = _place(draw, whole)
    holder[at] = json.loads(json.dumps(other[there]))


def _repeat(draw: random.Random, whole: dict[str, Any], holder: Any, at: Any) -> None:
    """Double an entry of a list, or give a table a field of another name."""
    if isinstance(holder, list):
        holder[at:at] = [holder[at]] * draw.choice((1, 1, 2, 40))
    elif at:
        holder[draw.choice((f"{at}s", at.upper(), "", "id", *_NAMES))] = holder[at]
    else:
        _put(draw, whole, holder, at)


_CHANGES: tuple[_Change, ...] = (_put, _put, _leave_out, _number, _number, _copy, _repeat)
