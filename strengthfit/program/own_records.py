"""Rules and costs that extensions bring, checked where they are used: it is the code of others."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

import attrs

from ..domain.checks import is_finite, plain, text_code
from ..domain.extension import Extensions
from ..errors import InputError
from ..visible import is_visible
from .context import RuleContext
from .costs import TERMS, Term
from .costs.cost import Cost, WindowCost
from .costs.skipped import SKIPPED
from .costs.term import Part
from .horizon import FixedSession, Horizon
from .labels import Label
from .own_code import own_code
from .own_results import MOST, checked_cost, checked_form, checked_label, checked_rows
from .rows import Rows
from .rules import RULES, Rule
from .rules.of_squads import OF_SQUADS
from .rules.of_the_past import PAST
from .rules.rule import Measure
from .tier_names import Tier

UNITS: Mapping[Tier, str] = {Tier.INTERFERENCE: "%", Tier.PREFERENCE: "min"}
"""The tiers that a cost from outside may stand in, and the unit in which what stands there is added
up. What strength delivers, long gaps and habits are said in words of the house."""

LEAST_DECIMALS: Mapping[Tier, int] = {Tier.INTERFERENCE: 2, Tier.PREFERENCE: 0}
"""As many as the sum is written with, or its printed parts would not add up."""

_WORD = re.compile(r"[^\W\d_](?:[\w '-]*\w)?")
"""A word that stands in a list of words: no comma or colon, and no sign or number of a grid."""

_GRID_WORDS = ("past", "more", "less")
"""What a grid says beside rules."""


def rules_in_force(extensions: Extensions) -> Mapping[str, Rule]:
    """Return the rules by name: those of the house, then those that extensions bring.

    An `InputError` is raised if one of these is not a `Rule`.
    """
    if not extensions:
        return RULES
    own = [_own_rule(rule, path) for rule, path in _records(extensions, "rules")]
    every = (*RULES.values(), *OF_SQUADS.values(), PAST)
    _check_words(own, "rules", [*_GRID_WORDS, *(rule.word for rule in every)], extensions)
    return {**RULES, **{rule.name: rule for rule in own}}


def rules_in_words(extensions: Extensions) -> Mapping[str, Rule]:
    """Return all rules that a label may be of, by name: in force, of squads, and of the past."""
    return {**OF_SQUADS, PAST.name: PAST, **rules_in_force(extensions)}


def terms_in_force(extensions: Extensions) -> Mapping[str, Term]:
    """Return the cost terms by name: those of the house, then those that extensions bring.

    An `InputError` is raised if one of these is not a `Term`, or stands in a tier or a unit in
    which it would not add up with the others.
    """
    if not extensions:
        return TERMS
    own = [_own_term(term, path) for term, path in _records(extensions, "costs")]
    taken = [SKIPPED.word, *(term.word for term in TERMS.values())]
    _check_words(own, "costs", taken, extensions)
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


def _check_words(
    own: Sequence[Rule | Term], field: str, taken: Iterable[str], extensions: Extensions
) -> None:
    """Refuse words that are no words, or that stand for something else beside them."""
    known = {word.casefold() for word in taken}
    for record, (_, path) in zip(own, _records(extensions, field), strict=True):
        if not _WORD.fullmatch(record.word):
            accepted = "is not a word of letters, with digits, spaces and hyphens between"
            raise InputError(f"{path}.word", record.word, accepted, "wrong_form")
        if record.word.casefold() in known:
            accepted = "stands for something else already; write a word of your own"
            raise InputError(f"{path}.word", record.word, accepted, "duplicate")
        known.add(record.word.casefold())


def _own_rule(rule: Any, path: str) -> Rule:
    """Return a rule from outside, with all that its functions return checked when they run."""
    if not isinstance(rule, Rule):
        raise InputError(
            path,
            rule,
            "is not a Rule; write strengthfit.program.Rule(name, rows, ...)",
            "wrong_type",
        )
    for field in ("word", "meaning", "advice"):
        _check_text(getattr(rule, field), f"{path}.{field}")
    _check_advice(rule.advice, f"{path}.advice")
    price = plain(rule.price)
    if price is not None and not (is_finite(price) and 0 <= price <= MOST):
        raise InputError(
            f"{path}.price", price, f"is not a number from 0 to {MOST}, nor None", "out_of_range"
        )
    _check_function(rule.rows, "a RuleContext", f"{path}.rows")
    never = rule.never_waived
    if not isinstance(never, tuple):
        accepted = "is not a tuple of Label"
        raise InputError(f"{path}.never_waived", never, accepted, "wrong_type")
    for label in never:
        checked_label(label, rule.name, f"{path}.never_waived")
    measure = rule.measure
    if measure is not None:
        _check_function(measure, "a horizon, a label and sessions", f"{path}.measure")
        measure = _checked_measure(measure, f"{path}.measure")
    rows = _RowsOf(rule, f"{path}.rows")
    return attrs.evolve(rule, rows=rows, price=price, measure=measure)


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
    if term.unit != UNITS[tier]:
        accepted = f"is not {UNITS[tier]!r}, in which the costs of the tier {tier} are added up"
        raise InputError(f"{path}.unit", term.unit, accepted, "contradiction")
    least = LEAST_DECIMALS[tier]
    if type(term.decimals) is not int or not least <= term.decimals <= 6:
        accepted = f"is not a whole number from {least} to 6"
        raise InputError(f"{path}.decimals", term.decimals, accepted, "out_of_range")
    _check_function(term.cost, "a RuleContext", f"{path}.cost")
    cost = _CostOf(term, f"{path}.cost")
    if term.sampled is None:
        return attrs.evolve(term, cost=cost)
    if tier != Tier.INTERFERENCE:
        accepted = "is for the tier interference; no other is drawn"
        raise InputError(f"{path}.sampled", tier, accepted, "contradiction")
    _check_function(term.sampled, "an array, a RuleContext, draws and choices", f"{path}.sampled")
    return attrs.evolve(
        term, cost=cost, sampled=checked_form(term.sampled, cost, f"{path}.sampled")
    )


@attrs.frozen
class _RowsOf:
    """The rows of a rule from outside, checked when they are made."""

    rule: Rule
    path: str

    def __call__(self, context: RuleContext) -> Rows:
        """Return the rows."""
        with own_code(self.path, self.rule.rows):
            rows = self.rule.rows(context)
            return checked_rows(rows, self.rule.name, len(context.choices), self.path)


@attrs.frozen
class _CostOf:
    """The cost of a term from outside, checked when it is made."""

    term: Term
    path: str

    def __call__(self, context: RuleContext) -> Cost | WindowCost:
        """Return the cost."""
        with own_code(self.path, self.term.cost):
            cost = self.term.cost(context)
            return checked_cost(cost, self.term, len(context.choices), self.path)


def _checked_measure(measure: Measure, path: str) -> Measure:
    """Return a measure from outside, with its words checked when they are made."""

    def measured(horizon: Horizon, label: Label, sessions: Sequence[FixedSession]) -> str:
        with own_code(path, measure):
            words: Any = measure(horizon, label, sessions)
        if words != "":
            _check_text(words, path)
        return str(words)

    return measured


def _check_text(value: Any, path: str) -> None:
    if not isinstance(value, str) or not value.strip() or not is_visible(value):
        raise InputError(path, value, "is not a line of text", text_code(value))


def _check_function(value: Any, of: str, path: str) -> None:
    if not callable(value):
        raise InputError(path, value, f"is not a function of {of}", "wrong_type")


def _check_advice(advice: str, path: str) -> None:
    """Refuse advice that asks for more than its label's text and cause."""
    try:
        named = {name for _, name, _, _ in Formatter().parse(advice) if name is not None}
        good = named <= {"text", "cause"}
        if good:
            advice.format(text="text", cause="cause")
    except ValueError:  # a brace without its other, or a form that texts do not have
        good = False
    if not good:
        accepted = "is not a text in which {text} and {cause} of the label may stand"
        raise InputError(path, advice, accepted, "wrong_form")
