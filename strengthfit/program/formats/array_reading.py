"""From plain data to choices, labels, rows and costs, noting everything that is wrong."""

from typing import Any

import numpy as np

from ...domain.clock import DAY
from ...domain.strength import DOSES, STRENGTH_KINDS
from ..choices import Choices
from ..costs.cost import Cost
from ..horizon import Horizon
from ..labels import Label
from ..rows import IntArray, Rows
from .checks import LARGEST_NUMBER, each, fields, items, numbers, one, rising, whole

CHOICES = ("demand", "start", "dose", "minutes", "kind", "day", "end")
_ROWS = ("starts", "columns", "coefficients", "bounds", "labels")
_COST = ("causes", "choices", "values", "count", "labels")
_LATEST = 10**7
"""No start is later, in minutes: 19 years."""
_MANY = 2**31 - 1


def read_labels(problems: list[str], value: Any) -> list[Label] | None:
    """Return the table of labels."""
    found = items(problems, value, "labels", "[rule, cause, text]")
    told = "is not a list of three texts: rule, cause, text"
    if found is None or not each(problems, found, "labels", _is_label, told):
        return None
    return [Label(*texts) for texts in found]


def _is_label(value: Any) -> bool:
    if not isinstance(value, list | tuple) or len(value) != 3:
        return False
    return all(isinstance(text, str) for text in value)


def read_choices(
    problems: list[str], value: Any, demands: int | None, horizon: Horizon | None
) -> Choices | None:
    """Return choices whose arrays agree with one another and are sorted."""
    table = fields(problems, value, "choices", CHOICES)
    start = whole(problems, table["start"], "choices.start", 0, _LATEST)
    count = None if start is None else len(start)
    last = {
        "demand": 10**6 if demands is None else demands - 1,
        "dose": len(DOSES) - 1,
        "minutes": DAY,
        "kind": len(STRENGTH_KINDS) - 1,
        "day": _LATEST if horizon is None else horizon.days - 1,
        "end": 2 * _LATEST,
    }
    arrays = {
        name: whole(problems, table[name], f"choices.{name}", 0, high, count=count)
        for name, high in last.items()
    }
    if start is None or any(array is None for array in arrays.values()):
        return None
    choices = Choices(start=start, **arrays)  # type: ignore[arg-type]  # none of them is None
    before = len(problems)
    _agree(
        problems, "day", choices.day, start // DAY, f"its start's minutes by {DAY}, rounded down"
    )
    _agree(problems, "end", choices.end, start + choices.minutes, "its start plus its minutes")
    _sorted(problems, choices)
    return choices if len(problems) == before else None


def _agree(problems: list[str], name: str, given: IntArray, due: IntArray, told: str) -> None:
    wrong = np.flatnonzero(given != due)
    if len(wrong):
        problems.append(f"choices.{name}[{wrong[0]}]: {given[wrong[0]]} is not {told}")


def _sorted(problems: list[str], choices: Choices) -> None:
    order = np.lexsort((choices.dose, choices.demand, choices.start))
    wrong = np.flatnonzero(order != np.arange(len(order)))
    if len(wrong):
        told = "are not sorted by start, then demand, then dose"
        problems.append(f"choices: they {told}; the first out of place is number {wrong[0]}")


def read_rows(
    problems: list[str],
    value: Any,
    path: str,
    *,
    width: int | None,
    labels: list[Label] | None,
    most: int = _MANY,
) -> Rows | None:
    """Return rows; `most` is 1 for windows: strategies take them to count sessions."""
    table = fields(problems, value, path, _ROWS)
    bounds = whole(problems, table["bounds"], f"{path}.bounds", -LARGEST_NUMBER, LARGEST_NUMBER)
    count = None if bounds is None else len(bounds)
    longer = None if count is None else count + 1
    starts = whole(problems, table["starts"], f"{path}.starts", 0, count=longer)
    named = _named(problems, table["labels"], f"{path}.labels", labels, count)
    good = rising(problems, starts, f"{path}.starts", "each row begins where the last one ends")
    entries = int(starts[-1]) if good and starts is not None and len(starts) else None
    if entries is not None and starts is not None and starts[0] != 0:
        problems.append(f"{path}.starts[0]: {starts[0]} is not 0")
    last = 2**31 if width is None else width - 1
    columns = whole(problems, table["columns"], f"{path}.columns", 0, last, count=entries)
    coefficients = whole(
        problems, table["coefficients"], f"{path}.coefficients", -_MANY, most, count=entries
    )
    if bounds is None or starts is None or columns is None or coefficients is None:
        return None
    if entries is None or named is None or starts[0] != 0:
        return None
    rows = Rows(starts, columns, coefficients, bounds, lambda: list(named))
    inside = np.diff(rows.owners) == 0
    falls = np.flatnonzero(inside & (np.diff(columns) <= 0))
    if len(falls):
        told = "is not above the one before it in its row"
        problems.append(f"{path}.columns[{falls[0] + 1}]: {columns[falls[0] + 1]} {told}")
    return None if len(falls) else rows


def _named(
    problems: list[str], value: Any, path: str, labels: list[Label] | None, count: int | None
) -> list[Label] | None:
    """Return the labels that a list of numbers names."""
    last = 2**31 if labels is None else len(labels) - 1
    found = whole(problems, value, path, 0, last, count=count)
    return None if found is None or labels is None else [labels[index] for index in found.tolist()]


def read_cost(
    problems: list[str],
    value: Any,
    path: str,
    *,
    width: int | None,
    labels: list[Label] | None,
    due: int | None,
) -> Cost | None:
    """Return a cost; `due` is the number of its causes where that is known from elsewhere."""
    table = fields(problems, value, path, _COST)
    low, high = (0, _MANY) if due is None else (due, due)
    causes = one(problems, table["count"], f"{path}.count", low, high)
    last = _MANY if causes is None else causes - 1
    cause = whole(problems, table["causes"], f"{path}.causes", 0, last)
    entries = None if cause is None else len(cause)
    top = _MANY if width is None else width - 1
    choice = whole(problems, table["choices"], f"{path}.choices", 0, top, count=entries)
    amounts = numbers(problems, table["values"], f"{path}.values", entries)
    named = _named(problems, table["labels"], f"{path}.labels", labels, causes)
    if cause is None or choice is None or amounts is None or named is None or causes is None:
        return None
    if len(np.unique(cause * (_MANY + 1) + choice)) < len(cause):
        problems.append(f"{path}: has two entries for one cause and one choice")
        return None
    return Cost(cause, choice, amounts, causes, lambda: list(named))
