"""What rules and costs of extensions may return: refused, or a copy that nobody changes later."""

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from ..domain.checks import is_finite, is_pairs, plain
from ..errors import InputError
from ..physiology.fatigue import FloatArray
from ..physiology.uncertainty import Draws
from ..visible import is_visible
from .context import RuleContext
from .costs import Term
from .costs.cost import Cost, WindowCost
from .costs.term import Sampled
from .labels import Label, MadeLabels
from .own_code import own_code
from .rows import ENTRY, IntArray, Rows
from .tier_names import Tier

MOST = 1_000_000
"""The largest coefficient or bound of a row, or price of a cost. CONVENTION."""

MOST_PERCENT = 100.0
"""The most that a cost of interference may be for one choice, in percent of speed."""

_CLOSE = 1e-6
"""In percent of speed, how near the two forms of a cost come to each other: what is computed in
another order differs by less."""


def checked_rows(rows: Any, name: str, choices: int, path: str) -> Rows:
    """Return rows over so many choices, each with a label of the name; refuse anything else."""
    if not isinstance(rows, Rows):
        accepted = "did not return Rows; strengthfit.program.forbid makes some"
        raise InputError(path, rows, accepted, "wrong_type")
    indptr, columns, coefficients, bounds = (
        _whole(array, path) for array in (rows.indptr, rows.columns, rows.coefficients, rows.bounds)
    )
    own = len(indptr) == len(bounds) + 1 and len(columns) == len(coefficients)
    own = own and indptr[0] == 0 and indptr[-1] == len(columns)
    if not own or (indptr[1:] < indptr[:-1]).any():
        accepted = "do not own the entries that there are, as Rows says"
        raise InputError(path, "rows", accepted, "contradiction")
    if not _within(columns, 0, choices - 1):
        raise InputError(
            path, "columns", f"are not indices of choices, from 0 to {choices - 1}", "out_of_range"
        )
    owners = np.repeat(np.arange(len(bounds)), np.diff(indptr))
    if ((np.diff(owners) == 0) & (np.diff(columns) <= 0)).any():
        raise InputError(path, "columns", "do not rise within each row", "wrong_value")
    if not (_within(coefficients, -MOST, MOST) and _within(bounds, -MOST, MOST)):
        raise InputError(path, "rows", f"have a number beyond {MOST}", "out_of_range")
    labels = _made_labels(rows.labeller, len(bounds), name, path)
    return Rows(indptr, columns.astype(ENTRY), coefficients.astype(ENTRY), bounds, labels)


def checked_cost(cost: Any, term: Term, choices: int, path: str) -> Cost | WindowCost:
    """Return a cost of so many choices, or one of windows, in its tier; refuse anything else."""
    if isinstance(cost, Cost):
        return _checked_numbers(cost, term, choices, path)
    if isinstance(cost, WindowCost):
        return _checked_windows(cost, term, choices, path)
    raise InputError(path, cost, "did not return a Cost or a WindowCost", "wrong_type")


def _checked_numbers(cost: Cost, term: Term, choices: int, path: str) -> Cost:
    count: Any = cost.count
    if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 0:
        raise InputError(path, count, "is not the number of causes", "contradiction")
    causes, columns, values = cost.causes, cost.choices, cost.values
    good = all(map(_is_whole, (causes, columns))) and _is_real(values)
    if not good or not causes.shape == columns.shape == values.shape:
        accepted = "are not three arrays of one length: causes and choices, which are whole, values"
        raise InputError(path, "entries", accepted, "wrong_type")
    causes, columns = causes.astype(np.int64), columns.astype(np.int64)
    values = values.astype(np.float64)
    most = MOST_PERCENT if term.tier == Tier.INTERFERENCE else float(MOST)
    if not _within(values, 0, most):
        raise InputError(path, "values", f"are not numbers from 0 to {most:g}", "out_of_range")
    for name, array, size in (("causes", causes, count), ("choices", columns, choices)):
        if not _within(array, 0, size - 1):
            raise InputError(path, name, f"are not indices from 0 to {size - 1}", "out_of_range")
    labels = _made_labels(cost.labeller, int(count), term.name, path)
    if len(np.unique(causes * max(choices, 1) + columns)) < len(values):
        raise InputError(path, "entries", "have one pair of cause and choice twice", "duplicate")
    return Cost(causes, columns, values, int(count), labels)


def _checked_windows(cost: WindowCost, term: Term, choices: int, path: str) -> WindowCost:
    if term.tier != Tier.PREFERENCE:
        accepted = f"is for a Cost; a WindowCost stands in the tier {Tier.PREFERENCE}"
        raise InputError(f"{path}.tier", term.tier, accepted, "contradiction")
    price = plain(cost.price)
    if not is_finite(price) or price != int(price) or not 0 <= price <= MOST:
        raise InputError(
            path, price, f"is not a price: a whole number from 0 to {MOST}", "out_of_range"
        )
    rows = checked_rows(cost.rows, term.name, choices, path)
    if not _within(rows.coefficients, -MOST, 1):
        raise InputError(
            path, "coefficients", "are above 1; a window counts each session once", "out_of_range"
        )
    return WindowCost(rows, float(price))


def checked_form(add: Sampled, cost: Any, path: str) -> Sampled:
    """Return a form for many draws that is checked before what it adds counts.

    It adds to an array of its own, so that it can change nothing else. With the values in force as
    the only draw it has to give what `cost` gives.
    """

    def added(context: RuleContext, draws: Draws, choices: IntArray) -> FloatArray:
        own = np.zeros((len(choices), len(draws)))
        with own_code(path, add):
            add(own, context, draws, choices)
        if not _within(own, 0, MOST_PERCENT):
            accepted = f"is less than nothing, more than {MOST_PERCENT:g} %, or not a number"
            raise InputError(path, "total", accepted, "out_of_range")
        return own

    def add_checked(
        total: FloatArray, context: RuleContext, draws: Draws, choices: IntArray
    ) -> None:
        choices = choices.view()
        choices.setflags(write=False)
        in_force = [context.parameters.value(*key.split(".")) for key in draws.parameters]
        once = Draws(draws.parameters, np.array([in_force], dtype=np.float64), draws.likes)
        usual = cost(context).by_choice(len(context.choices))[choices]
        if not np.allclose(added(context, once, choices)[:, 0], usual, rtol=_CLOSE, atol=_CLOSE):
            accepted = "is not what the cost gives for the values in force"
            raise InputError(path, "total", accepted, "contradiction")
        total += added(context, draws, choices)

    return add_checked


def _made_labels(labeller: Any, count: int, name: str, path: str) -> MadeLabels:
    """Return so many labels of a name as they are now: made once, they stay what they are."""
    labels = labeller()
    if not isinstance(labels, list | tuple) or len(labels) != count:
        raise InputError(
            path, "labels", f"are not a list of {count} Label, one for each", "wrong_type"
        )
    return MadeLabels(tuple(checked_label(label, name, path) for label in labels), (*range(count),))


def checked_label(label: Any, name: str, path: str) -> Label:
    """Return a label of a rule or a cost of a name; refuse anything else."""
    good = isinstance(label, Label) and label.rule == name
    texts = good and all(
        isinstance(text, str) and text and is_visible(text)
        for text in (label.cause, label.text, label.code, label.run or "-")
    )
    if not texts:
        accepted = f"is not a Label of {name!r} with a cause and a text, each one line"
        raise InputError(path, label, accepted, "wrong_type")
    numbers = label.numbers
    if is_pairs(numbers):
        numbers = tuple((unit, plain(number)) for unit, number in numbers)
    if not is_pairs(numbers) or not all(
        isinstance(unit, str) and is_finite(number) for unit, number in numbers
    ):
        accepted = "are not numbers by their unit, such as {'hours': 48}"
        raise InputError(path, label.numbers, accepted, "wrong_type")
    checked: Label = attrs.evolve(label, numbers=numbers)
    return checked


def _whole(array: Any, path: str) -> IntArray:
    """Return a copy of an array of whole numbers, wide enough to compute with."""
    if not _is_whole(array):
        raise InputError(
            path, "rows", "are not arrays of whole numbers of one dimension each", "wrong_type"
        )
    whole: IntArray = array.astype(np.int64)
    return whole


def _is_whole(array: Any) -> bool:
    return (
        isinstance(array, np.ndarray)
        and array.ndim == 1
        and np.issubdtype(array.dtype, np.signedinteger)
    )


def _is_real(array: Any) -> bool:
    return isinstance(array, np.ndarray) and array.dtype.kind in "iuf"


def _within(array: npt.NDArray[Any], low: float, high: float) -> bool:
    """Whether all numbers of an array lie within bounds; nan does not."""
    return not array.size or bool(array.min() >= low and array.max() <= high)
