"""Rules and costs that extensions bring, checked where they are used: it is the code of others."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import attrs
import numpy as np

from ..domain.checks import is_finite, is_pairs, text_code
from ..domain.extension import Extensions
from ..errors import InputError, StrengthfitError
from ..physiology.fatigue import FloatArray
from ..physiology.uncertainty import Draws
from ..visible import is_visible
from .context import RuleContext
from .costs import TERMS, Term
from .costs.cost import Cost, WindowCost
from .costs.term import Part, Sampled
from .labels import Label
from .rows import IntArray, Rows
from .rules import RULES, Rule
from .tier_names import Tier

MOST = 1_000_000
"""The largest coefficient or bound of a row, or price of a cost. CONVENTION."""

MOST_PERCENT = 100.0
"""The most that a cost of interference may be for one choice, in percent of speed."""

UNITS: Mapping[Tier, str | None] = {
    Tier.INTERFERENCE: "%",
    Tier.PREFERENCE: "min",
    Tier.CONTINUITY: None,
    Tier.HABIT: None,
}
"""The tiers that a cost from outside may stand in, and the unit in which what stands there is added
up; None if each window counts by itself, in any unit. What strength delivers is not for costs."""

_BY_CHOICE = (Tier.INTERFERENCE, Tier.PREFERENCE)
_BY_WINDOW = (Tier.CONTINUITY, Tier.HABIT, Tier.PREFERENCE)


def rules_in_force(extensions: Extensions) -> Mapping[str, Rule]:
    """Return the rules by name: those of the house, then those that extensions bring.

    An `InputError` is raised if one of these is not a `Rule`.
    """
    if not extensions:
        return RULES
    own = [_own_rule(rule, path) for rule, path in _records(extensions, "rules")]
    return {**RULES, **{rule.name: rule for rule in own}}


def terms_in_force(extensions: Extensions) -> Mapping[str, Term]:
    """Return the cost terms by name: those of the house, then those that extensions bring.

    An `InputError` is raised if one of these is not a `Term`, or stands in a tier or a unit in
    which it would not add up with the others.
    """
    if not extensions:
        return TERMS
    own = [_own_term(term, path) for term, path in _records(extensions, "costs")]
    return {**TERMS, **{term.name: term for term in own}}


def own_parts(extensions: Extensions) -> Mapping[str, Part]:
    """Return what is said of the costs that extensions bring, by name: tier, unit and words."""
    return {
        term.name: Part(
            term.name, tier=term.tier, unit=term.unit, word=term.word, decimals=term.decimals
        )
        for name, term in terms_in_force(extensions).items()
        if name not in TERMS
    }


def _records(extensions: Extensions, field: str) -> Iterator[tuple[Any, str]]:
    """Yield the records in a field of each extension, each with its path."""
    for number, extension in enumerate(extensions):
        for index, record in enumerate(getattr(extension, field)):
            yield record, f"Policy.extensions[{number}].{field}[{index}]"


def _own_rule(rule: Any, path: str) -> Rule:
    """Return a rule from outside, with its rows checked when they are made."""
    if not isinstance(rule, Rule):
        raise InputError(
            path,
            rule,
            "is not a Rule; write strengthfit.program.Rule(name, rows, ...)",
            "wrong_type",
        )
    for field in ("word", "meaning", "advice"):
        _check_text(getattr(rule, field), f"{path}.{field}")
    price = rule.price
    if price is not None and not (is_finite(price) and 0 <= price <= MOST):
        raise InputError(
            f"{path}.price", price, f"is not a number from 0 to {MOST}, nor None", "out_of_range"
        )
    if not callable(rule.rows):
        raise InputError(
            f"{path}.rows", rule.rows, "is not a function of a RuleContext", "wrong_type"
        )
    return attrs.evolve(rule, rows=partial(_checked_rows, rule.rows, rule.name, f"{path}.rows"))


def _own_term(term: Any, path: str) -> Term:
    """Return a cost from outside, with its numbers checked when they are made."""
    if not isinstance(term, Term):
        raise InputError(
            path,
            term,
            "is not a Term; write strengthfit.program.Term(name, cost, ...)",
            "wrong_type",
        )
    for field in ("word", "unit"):
        _check_text(getattr(term, field), f"{path}.{field}")
    tier = term.tier
    if not isinstance(tier, Tier) or tier not in UNITS:
        accepted = f"is not a tier for costs from outside; write one of {', '.join(UNITS)}"
        raise InputError(f"{path}.tier", tier, accepted, "unknown_name")
    unit = UNITS[tier]
    if unit not in (None, term.unit):
        accepted = f"is not {unit!r}, in which the costs of the tier {tier} are added up"
        raise InputError(f"{path}.unit", term.unit, accepted, "contradiction")
    if not isinstance(term.decimals, int) or not 0 <= term.decimals <= 6:
        raise InputError(
            f"{path}.decimals", term.decimals, "is not a whole number from 0 to 6", "out_of_range"
        )
    if not callable(term.cost):
        raise InputError(
            f"{path}.cost", term.cost, "is not a function of a RuleContext", "wrong_type"
        )
    sampled = term.sampled and _with_checks(term.sampled, f"{path}.sampled")
    return attrs.evolve(term, cost=partial(_checked_cost, term, f"{path}.cost"), sampled=sampled)


def _check_text(value: Any, path: str) -> None:
    if not isinstance(value, str) or not value.strip() or not is_visible(value):
        raise InputError(path, value, "is not a line of text", text_code(value))


def _made(make: Callable[[RuleContext], Any], context: RuleContext, path: str) -> Any:
    """Return what a function from outside makes; an error that it raises says whose it is."""
    try:
        return make(context)
    except StrengthfitError:
        raise
    except Exception as error:  # of any kind: it is the code of others that runs
        accepted = f"raised {type(error).__name__}: {error}"
        raise InputError(path, getattr(make, "__name__", make), accepted, "failed") from error


def _checked_rows(
    make: Callable[[RuleContext], Rows], name: str, path: str, context: RuleContext
) -> Rows:
    rows = _made(make, context, path)
    check_own_rows(rows, name, len(context.choices), path)
    checked: Rows = rows
    return checked


def check_own_rows(rows: Any, name: str, choices: int, path: str) -> None:
    """Refuse what is not rows over so many choices, each with a label of the name."""
    if not isinstance(rows, Rows):
        accepted = "did not return Rows; strengthfit.program.forbid makes some"
        raise InputError(path, rows, accepted, "wrong_type")
    arrays = (rows.indptr, rows.columns, rows.coefficients, rows.bounds)
    if not all(_is_whole(array) for array in arrays):
        raise InputError(
            path, "rows", "are not arrays of whole numbers of one dimension each", "wrong_type"
        )
    sizes = len(rows.indptr) == len(rows.bounds) + 1 and len(rows.columns) == len(rows.coefficients)
    if not (sizes and rows.indptr[0] == 0 and rows.indptr[-1] == len(rows.columns)):
        raise InputError(
            path, "rows", "do not own the entries that there are, as Rows says", "contradiction"
        )
    if (np.diff(rows.indptr) < 0).any():
        raise InputError(
            path, "rows", "do not own the entries that there are, as Rows says", "contradiction"
        )
    if len(rows.columns) and not (rows.columns.min() >= 0 and rows.columns.max() < choices):
        raise InputError(
            path, "columns", f"are not indices of choices, from 0 to {choices - 1}", "out_of_range"
        )
    owners = rows.owners
    if ((np.diff(owners) == 0) & (np.diff(rows.columns) <= 0)).any():
        raise InputError(path, "columns", "do not rise within each row", "wrong_value")
    numbers = np.concatenate([rows.coefficients, rows.bounds])
    if len(numbers) and np.abs(numbers).max() > MOST:
        raise InputError(path, "rows", f"have a number beyond {MOST}", "out_of_range")
    _check_labels(rows.labels, len(rows), name, path)


def _check_labels(labels: Any, count: int, name: str, path: str) -> None:
    if not isinstance(labels, list) or len(labels) != count:
        raise InputError(
            path, "labels", f"are not a list of {count} Label, one for each", "wrong_type"
        )
    for label in labels:
        good = isinstance(label, Label) and label.rule == name
        texts = good and all(
            isinstance(text, str) and text and is_visible(text)
            for text in (label.cause, label.text, label.code, label.run or "-")
        )
        if not texts:
            accepted = f"is not a Label of {name!r} with a cause and a text, each one line"
            raise InputError(path, label, accepted, "wrong_type")
        if not is_pairs(label.numbers) or not all(
            isinstance(unit, str) and is_finite(number) for unit, number in label.numbers
        ):
            accepted = "are not numbers by their unit, such as {'hours': 48}"
            raise InputError(path, label.numbers, accepted, "wrong_type")


def _is_whole(array: Any) -> bool:
    return (
        isinstance(array, np.ndarray)
        and array.ndim == 1
        and np.issubdtype(array.dtype, np.signedinteger)
    )


def _checked_cost(term: Term, path: str, context: RuleContext) -> Cost | WindowCost:
    cost = _made(term.cost, context, path)
    if isinstance(cost, Cost):
        _check_cost(cost, term, len(context.choices), path)
        return cost
    if isinstance(cost, WindowCost):
        _check_windows(cost, term, len(context.choices), path)
        return cost
    raise InputError(path, cost, "did not return a Cost or a WindowCost", "wrong_type")


def _with_checks(add: Sampled, path: str) -> Sampled:
    """Return a form for many draws that is checked after it has added what choices cost."""

    def add_checked(
        total: FloatArray, context: RuleContext, draws: Draws, choices: IntArray
    ) -> None:
        before = total.sum()
        _made(lambda context: add(total, context, draws, choices), context, path)
        if not total.sum() >= before:  # refuses nan too
            accepted = "is less than it was, or not a number, after it was added"
            raise InputError(path, "total", accepted, "contradiction")

    return add_checked


def _check_cost(cost: Cost, term: Term, choices: int, path: str) -> None:
    if term.tier not in _BY_CHOICE:
        accepted = f"is for a WindowCost; a Cost stands in one of {', '.join(_BY_CHOICE)}"
        raise InputError(f"{path}.tier", term.tier, accepted, "contradiction")
    if not isinstance(cost.count, int | np.integer) or cost.count < 0:
        raise InputError(path, cost.count, "is not the number of causes", "contradiction")
    arrays = (cost.causes, cost.choices)
    values = cost.values
    good = all(_is_whole(array) for array in arrays) and isinstance(values, np.ndarray)
    if not good or not cost.causes.shape == cost.choices.shape == values.shape:
        accepted = "are not three arrays of one length: causes and choices, which are whole, values"
        raise InputError(path, "entries", accepted, "wrong_type")
    most = MOST_PERCENT if term.tier == Tier.INTERFERENCE else float(MOST)
    if len(values) and not bool(((values >= 0) & (values <= most)).all()):  # refuses nan too
        raise InputError(path, "values", f"are not numbers from 0 to {most:g}", "out_of_range")
    for name, array, size in (
        ("causes", cost.causes, cost.count),
        ("choices", cost.choices, choices),
    ):
        if len(array) and not (array.min() >= 0 and array.max() < size):
            raise InputError(path, name, f"are not indices from 0 to {size - 1}", "out_of_range")
    if len(np.unique(cost.causes * max(choices, 1) + cost.choices)) < len(values):
        raise InputError(path, "entries", "have one pair of cause and choice twice", "duplicate")
    _check_labels(cost.labels, int(cost.count), term.name, path)


def _check_windows(cost: WindowCost, term: Term, choices: int, path: str) -> None:
    if term.tier not in _BY_WINDOW:
        accepted = f"is for a Cost; a WindowCost stands in one of {', '.join(_BY_WINDOW)}"
        raise InputError(f"{path}.tier", term.tier, accepted, "contradiction")
    price = cost.price
    if not is_finite(price) or price != int(price) or not 0 <= price <= MOST:
        raise InputError(
            path, price, f"is not a price: a whole number from 0 to {MOST}", "out_of_range"
        )
    check_own_rows(cost.rows, term.name, choices, path)
    if len(cost.rows.coefficients) and cost.rows.coefficients.max() > 1:
        raise InputError(
            path, "coefficients", "are above 1; a window counts each session once", "out_of_range"
        )
