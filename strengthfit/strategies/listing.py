"""The strategies by name. A new one is one more line here; it is imported when it is used."""

from importlib import import_module

from ..domain.checks import unknown
from ..errors import InputError
from .protocol import Strategy

STRATEGIES: dict[str, str] = {
    "cpsat": "CpSat",
    "exhaustive": "Exhaustive",
    "greedy": "Greedy",
    "first_fit": "FirstFit",
}
"""Module (and public name) to class. Importing them all would load every solver."""


def find(strategy: str | Strategy) -> Strategy:
    """Return a strategy by its name, or the strategy itself.

    Raises
    ------
    InputError
        Where there is no strategy of that name, or the object has no method ``solve``.

    Examples
    --------
    >>> find("greedy")
    Greedy()
    """
    if isinstance(strategy, str) and strategy in STRATEGIES:
        module = import_module(f".{strategy}", __package__)
        made: Strategy = getattr(module, STRATEGIES[strategy])()
        return made
    if not isinstance(strategy, str) and callable(getattr(strategy, "solve", None)):
        return strategy
    raise InputError("strategy", strategy, unknown(strategy, STRATEGIES, "a strategy"))
