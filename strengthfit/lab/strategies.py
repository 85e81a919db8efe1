"""The strategies of a comparison by name: the laboratory's variants, then those of the registry.

A variant is one more line of `VARIANTS`.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module

from ..domain.checks import unknown
from ..errors import InputError
from ..strategies import STRATEGIES, Strategy, find
from ..strategies.registry import instantiate, outside

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
    """Return a strategy by its name, or by "module:object".

    Raises
    ------
    InputError
        If there is no such strategy, or it cannot be imported or made.

    Examples
    --------
    >>> load("cpsat_8_workers").workers
    8
    >>> load("strengthfit.lab.variants.uncounted:Naive")
    Naive(seed=0)
    """
    module, colon, attribute = VARIANTS.get(name, name).partition(":")
    if not colon:
        if name not in names():
            raise InputError("strategy", name, unknown(name, names(), "a strategy"), "unknown_name")
        return find(name)
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise InputError("strategy", name, f"cannot be imported: {error}", "unsupported") from None
    return instantiate(found, name)


def kind_of(name: str) -> str:
    """Return "exact" or "heuristic", or "outside" for a strategy of somebody else.

    Examples
    --------
    >>> kind_of("cpsat"), kind_of("naive"), kind_of("greedy"), kind_of("a friend's")
    ('exact', 'exact', 'heuristic', 'outside')
    """
    if name not in _ORDER:
        return "outside"
    return "heuristic" if name in STRATEGIES and not STRATEGIES[name].exact else "exact"


def in_order(strategies: Iterable[str]) -> list[str]:
    """Return each strategy once: exact ones, variants, heuristics, then those from outside."""
    given = set(strategies)
    return [name for name in _ORDER if name in given] + sorted(given.difference(_ORDER))
