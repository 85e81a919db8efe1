"""Parameters in a strategy's name, such as "cpsat(seed=3)": read, made, and written one way."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any

import attrs

from ..errors import InputError

_LONGEST = 2000
"""Characters of a name with its parameters. CONVENTION."""

_FREE = "parameters"
"""A class with a field of this name takes any further parameters in it: those of its solver."""


@attrs.frozen
class NamedStrategy:
    """A strategy's name, and the parameters that stand in brackets behind it.

    Parameters
    ----------
    name
        What comes before the brackets.
    values
        Parameters without a name, in their order.
    given
        Parameters by name.
    """

    name: str
    values: tuple[Any, ...] = ()
    given: Mapping[str, Any] = attrs.field(factory=dict)


def read_name(text: str) -> NamedStrategy:
    """Return a strategy's name and its parameters, which are literals of Python.

    Raises
    ------
    InputError
        If the text is not of the form "name(parameter=value, ...)".

    Examples
    --------
    >>> read_name("cpsat(seed=3)").given
    {'seed': 3}
    >>> read_name("cpsat(seed=print())")
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: strategy: 'cpsat(seed=print())' is not a name ...
    """
    name, bracket, rest = text.partition("(")
    if not bracket:
        return NamedStrategy(text)
    try:
        call = ast.parse(f"f({rest}" if len(text) <= _LONGEST else "", mode="eval").body
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            raise _ill(text)
        given = {str(one.arg): ast.literal_eval(one.value) for one in call.keywords if one.arg}
        if len(given) < len(call.keywords):  # one is there twice, or stands for several
            raise _ill(text)
        return NamedStrategy(name.strip(), tuple(map(ast.literal_eval, call.args)), given)
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        raise _ill(text) from None


def _ill(text: str) -> InputError:
    accepted = (
        "is not a name with parameters, whose values are numbers, texts, True, False, None, or "
        "lists or tables of these; write e.g. 'cpsat(seed=3)'"
    )
    return InputError("strategy", text, accepted, "wrong_form")


def split_names(text: str) -> list[str]:
    """Return the names between commas, each once; commas in brackets and in texts do not count.

    Examples
    --------
    >>> split_names("cpsat(seed=3, workers=2), greedy,command('a, b {opb}')")
    ['cpsat(seed=3, workers=2)', 'greedy', "command('a, b {opb}')"]
    """
    return list(dict.fromkeys(name for name in map(str.strip, _parts(text)) if name))


def _parts(text: str) -> Iterator[str]:
    start, depth, quote, escaped = 0, 0, "", False
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote and not escaped else quote
            escaped = letter == "\\" and not escaped
        elif letter in "'\"" and depth:
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == "," and depth <= 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def make(thing: Any, named: NamedStrategy) -> Any:
    """Return what a class or function makes of parameters; of an object, a copy with them.

    Raises
    ------
    InputError
        If a parameter is not known, missing, or not accepted.

    Examples
    --------
    >>> from .heuristics.annealing import LocalSearch
    >>> make(LocalSearch, read_name("local_search(steps=5)"))
    LocalSearch(seed=0, steps=5)
    >>> make(LocalSearch, read_name("local_search(step=5)"))
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: strategy: 'step' is not a parameter of local_search; it takes ...
    """
    given = _by_name(thing, named)
    if isinstance(thing, type) or not attrs.has(type(thing)):
        return thing(**given) if given or callable(thing) else thing
    return attrs.evolve(thing, **given)


def _by_name(thing: Any, named: NamedStrategy) -> dict[str, Any]:
    """Return the arguments by name, after checking them against what the maker takes."""
    taken = accepted(thing)
    if len(named.values) > len(taken):
        text = f"are too many values; {named.name} {_takes(taken)}"
        raise InputError("strategy", list(named.values), text, "wrong_form")
    given = dict(zip(taken, named.values, strict=False))
    free: dict[str, Any] = {}
    for name, value in named.given.items():
        if name in given:
            raise InputError("strategy", name, f"is given twice to {named.name}", "duplicate")
        if name not in taken and _FREE not in taken:
            raise InputError("strategy", name, _unknown(named.name, taken), "unknown_name")
        (given if name in taken else free)[name] = value
    if free:
        own = given.get(_FREE, taken[_FREE])
        given[_FREE] = {**own, **free} if isinstance(own, Mapping) else own
    for name, default in taken.items():
        if default is attrs.NOTHING and name not in given:
            text = f"lacks its parameter {name!r}; it {_takes(taken)}"
            raise InputError("strategy", named.name, text, "missing")
    return given


def _unknown(strategy: str, taken: Mapping[str, Any]) -> str:
    what = f"a parameter of {strategy}"
    return f"is not {what}, which takes none" if not taken else f"is not {what}; it {_takes(taken)}"


def _takes(needed: Iterable[str]) -> str:
    names = ", ".join(needed)
    return f"takes {names}" if names else "takes no parameters"


def accepted(thing: Any) -> dict[str, Any]:
    """Return the parameters of a class, function or object by name, and their defaults.

    A default that has to be made is a value too; `attrs.NOTHING` stands for none at all.

    Examples
    --------
    >>> from .heuristics.annealing import LocalSearch
    >>> accepted(LocalSearch), accepted(LocalSearch(seed=3))
    ({'seed': 0, 'steps': 400}, {'seed': 3, 'steps': 400})
    """
    if attrs.has(thing if isinstance(thing, type) else type(thing)):
        fields = attrs.fields(thing if isinstance(thing, type) else type(thing))
        if isinstance(thing, type):
            return {field.name: _default(field) for field in fields if field.init}
        return {field.name: getattr(thing, field.name) for field in fields if field.init}
    if not callable(thing):
        return {}
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):  # some in C do not say what they take
        return {}
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return {
        one.name: attrs.NOTHING if one.default is inspect.Parameter.empty else one.default
        for one in parameters
        if one.kind in kinds
    }


def _default(field: attrs.Attribute[Any]) -> Any:
    factory = getattr(field.default, "factory", None)
    return field.default if factory is None else factory()


def written(thing: Any, named: NamedStrategy) -> str:
    """Return the one name of a strategy and its parameters, which does not depend on how given.

    Parameters stand in the order of the class, those of its solver behind them in alphabetical
    order. Those without a default have no name; those at their defaults are left out, but for a
    seed, which is fixed by being named.

    Examples
    --------
    >>> from .heuristics.annealing import LocalSearch
    >>> written(LocalSearch, read_name("local_search( steps = 5 ,seed=0)"))
    'local_search(seed=0,steps=5)'
    >>> written(LocalSearch, read_name("local_search(400)"))
    'local_search(seed=400)'
    """
    given, defaults = _by_name(thing, named), accepted(thing)
    free = given.get(_FREE)
    told = {
        name: given[name]
        for name, default in defaults.items()
        if name in given
        and not (name == _FREE and isinstance(free, Mapping))
        and (name == "seed" or given[name] != default)
    }
    if isinstance(free, Mapping):
        told |= {str(name): free[name] for name in sorted(free, key=str)}
    # All that have no default come first, in a class and in a function, but for keywords alone.
    plain = list(takewhile(lambda name: defaults.get(name) is attrs.NOTHING, told))
    inside = ",".join(
        repr(value) if name in plain else f"{name}={value!r}" for name, value in told.items()
    )
    return f"{named.name}({inside})" if inside else named.name
