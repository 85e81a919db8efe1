"""From plain data to a program, with every problem told and none let through."""

from typing import Any

import attrs

from ...errors import shown
from ..choices import Choices
from ..costs.cost import Cost
from ..labels import Label
from ..program import Program
from ..rows import Rows
from .array_reading import read_choices, read_cost, read_labels, read_rows
from .checks import MISSING, each, fields, is_number, items, matrix, whole
from .horizon_dict import read_horizon

FORMAT, VERSION = "strengthfit.program", 1
_EARLIER = "strengthfit-program"  # files that were written before every format had a dot
_HEAD = ("format", "version")
_BODY = (*(field.name for field in attrs.fields(Program)), "labels")
_MOST_SESSIONS = 1000


def read_instance(problems: list[str], data: Any) -> Program | None:
    """Return the program in a table, or None after noting everything that is wrong.

    Parameters
    ----------
    problems : list of str
        What is wrong is added to it.
    data : dict
    """
    if not isinstance(data, dict) or data.get("format") not in (FORMAT, _EARLIER):
        problems.append(f'is not a program file: expected a table with "format": "{FORMAT}"')
        return None
    version = data.get("version")
    if type(version) is not int or version != VERSION:
        told = f"is not a version that is known; known is {VERSION}"
        problems.append(f"version: {shown(version)} {told}")
        return None
    body = fields(problems, data, "", (*_HEAD, *_BODY))
    labels = read_labels(problems, body["labels"])
    horizon = read_horizon(problems, body["horizon"], "horizon")
    tiers = _tiers(problems, body["tiers"])
    asked = None if horizon is None else len(horizon.demands)
    counts = whole(problems, body["counts"], "counts", 0, _MOST_SESSIONS, count=asked)
    demands = None if counts is None else len(counts)
    choices = read_choices(problems, body["choices"], demands, horizon)
    width, depth = _size(choices), _size(tiers)
    rows = read_rows(problems, body["rows"], "rows", width=width, labels=labels)
    windows = read_rows(problems, body["windows"], "windows", width=width, labels=labels, most=1)
    runs = None if horizon is None else len(horizon.runs)
    terms = _terms(problems, body["cost_terms"], tiers)
    loss = read_cost(problems, body["loss_part"], "loss_part", width=width, labels=labels, due=runs)
    values: dict[str, Any] = {
        "horizon": horizon,
        "choices": choices,
        "counts": counts,
        "rows": rows,
        "cost_terms": terms,
        "cost_parts": _parts(problems, body["cost_parts"], terms, width, labels),
        "loss_part": loss,
        "tier_costs": matrix(problems, body["tier_costs"], "tier_costs", depth, width),
        "skip_costs": matrix(problems, body["skip_costs"], "skip_costs", depth, demands),
        "window_terms": _window_terms(problems, body["window_terms"], _size(windows)),
        "windows": windows,
        "window_costs": matrix(
            problems, body["window_costs"], "window_costs", depth, _size(windows)
        ),
        "resolution": _resolution(problems, body["resolution"]),
        "tiers": tiers,
    }
    return None if problems else Program(**values)


def _size(value: Choices | Rows | tuple[Any, ...] | None) -> int | None:
    return None if value is None else len(value)


def _tiers(problems: list[str], value: Any) -> tuple[str, ...] | None:
    found = items(problems, value, "tiers", "names")
    if found is None or not each(problems, found, "tiers", _is_name, "is not a name"):
        return None
    if not found or len(set(found)) < len(found):
        problems.append("tiers: is empty, or names a tier twice")
        return None
    return tuple(found)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.isidentifier()


def _resolution(problems: list[str], value: Any) -> float | None:
    if value is not MISSING and not (is_number(value) and value > 0):
        problems.append(f"resolution: {shown(value)} is not a number above 0")
    return None if value is MISSING else value


def _terms(
    problems: list[str], value: Any, tiers: tuple[str, ...] | None
) -> tuple[tuple[str, str, int], ...] | None:
    """Return for each cost term its name, its tier and its number of causes."""
    told = "is not [name, tier, number of causes]"

    def good(term: Any) -> bool:
        if not isinstance(term, list | tuple) or len(term) != 3:
            return False
        known = isinstance(term[1], str) and (tiers is None or term[1] in tiers)
        return _is_name(term[0]) and known and _is_count(term[2])

    found = items(problems, value, "cost_terms", "[name, tier, number of causes]")
    if found is None or not each(problems, found, "cost_terms", good, told):
        return None
    return tuple((name, tier, causes) for name, tier, causes in found)


def _window_terms(
    problems: list[str], value: Any, windows: int | None
) -> tuple[tuple[str, int], ...] | None:
    """Return for each term over several sessions its name and its number of rows."""

    def good(term: Any) -> bool:
        pair = isinstance(term, list | tuple) and len(term) == 2
        return pair and _is_name(term[0]) and _is_count(term[1])

    path = "window_terms"
    found = items(problems, value, path, "[name, number of rows]")
    if found is None or not each(problems, found, path, good, "is not [name, number of rows]"):
        return None
    total = sum(rows for _, rows in found)
    if windows is not None and total != windows:
        problems.append(f"{path}: adds up to {total} rows, and windows has {windows}")
    return tuple((name, rows) for name, rows in found)


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 2**31


def _parts(
    problems: list[str],
    value: Any,
    terms: tuple[tuple[str, str, int], ...] | None,
    width: int | None,
    labels: list[Label] | None,
) -> tuple[Cost | None, ...] | None:
    """Return the costs term by term."""
    found = items(problems, value, "cost_parts", "costs", _size(terms))
    if found is None:
        return None
    causes = [None] * len(found) if terms is None else [count for _, _, count in terms]
    return tuple(
        read_cost(problems, part, f"cost_parts[{index}]", width=width, labels=labels, due=count)
        for index, (part, count) in enumerate(zip(found, causes, strict=True))
    )
