"""The strategies of a comparison by name: the laboratory's variants, then those of the registry.

A variant is one more line of `VARIANTS`.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from ..domain.checks import unknown
from ..errors import InputError
from ..strategies import STRATEGIES, Strategy
from ..strategies.parameters import read_name, written
from ..strategies.registry import (
    NEEDING_PARAMETERS,
    base_name,
    instantiate,
    maker,
    outside,
)

VARIANTS: Mapping[str, str] = {
    "cpsat_plain": "strengthfit.lab.variants.configurations:PLAIN",
    "cpsat_fixed": "strengthfit.lab.variants.configurations:FIXED",
    "cpsat_no_lp": "strengthfit.lab.variants.configurations:NO_LP",
    "cpsat_max_lp": "strengthfit.lab.variants.configurations:MAX_LP",
    "cpsat_8_workers": "strengthfit.lab.variants.configurations:EIGHT_WORKERS",
    "naive": "strengthfit.lab.variants.uncounted:Naive",
}
"""Where each variant is, as "module:object". All are exact."""

_ORDER = (
    *(name for name, listed in STRATEGIES.items() if listed.exact),
    *VARIANTS,
    *(name for name, listed in STRATEGIES.items() if not listed.exact),
)


def names() -> list[str]:
    """Return the names of all strategies that can be compared, those of other packages last."""
    return [*_ORDER, *(name for name in outside() if name not in VARIANTS)]


def load(name: str) -> Strategy:
    """Return a strategy by its name, or by "module:object"; parameters may stand behind either.

    Raises
    ------
    InputError
        If there is no such strategy, or it cannot be imported, or made with these parameters.

    Examples
    --------
    >>> load("cpsat_8_workers").workers, load("cpsat(workers=2)").workers
    (8, 2)
    >>> load("strengthfit.lab.variants.uncounted:Naive(seed=7)")
    Naive(seed=7)
    """
    named = read_name(name)
    return instantiate(_maker(named.name), named)


def canonical(name: str) -> str:
    """Return the one way to write a strategy's name with its parameters.

    Examples
    --------
    >>> canonical("cpsat( workers=1, linearization_level = 0)"), canonical("greedy()")
    ('cpsat(linearization_level=0)', 'greedy')
    """
    named = read_name(name)
    load(name)
    return written(_maker(named.name), named)


def fixed_seed(name: str) -> int | None:
    """Return the seed that stands in a strategy's name, None without one.

    Examples
    --------
    >>> fixed_seed("cpsat(seed=3)"), fixed_seed("cpsat")
    (3, None)
    """
    seed = read_name(canonical(name)).given.get("seed")
    return seed if type(seed) is int else None


def _maker(name: str) -> Any:
    """Return what makes the strategy of a name without parameters: a class, function or object."""
    module, colon, attribute = VARIANTS.get(name, name).partition(":")
    if not colon:
        known = [*names(), *NEEDING_PARAMETERS]
        if name not in known:
            raise InputError("strategy", name, unknown(name, known, "a strategy"), "unknown_name")
        return maker(name)
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise InputError("strategy", name, f"cannot be imported: {error}", "unsupported") from None


def kind_of(name: str) -> str:
    """Return "exact" or "heuristic", or "outside" for a strategy of somebody else.

    Examples
    --------
    >>> kind_of("cpsat"), kind_of("naive"), kind_of("greedy"), kind_of("a friend's")
    ('exact', 'exact', 'heuristic', 'outside')
    """
    base = base_name(name)
    if base not in _ORDER:
        return "outside"
    return "heuristic" if base in STRATEGIES and not STRATEGIES[base].exact else "exact"


def in_order(strategies: Iterable[str]) -> list[str]:
    """Return each strategy once: exact ones, variants, heuristics, then those from outside.

    Those with parameters follow the one without.

    Examples
    --------
    >>> in_order(["greedy", "cpsat(seed=3)", "a friend's", "auto", "cpsat"])
    ['cpsat', 'cpsat(seed=3)', 'auto', 'greedy', "a friend's"]
    """
    place = {name: index for index, name in enumerate(_ORDER)}
    return sorted(set(strategies), key=lambda name: (place.get(base_name(name), len(place)), name))
