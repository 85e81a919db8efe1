"""The strategies by name. A new one is one more line here; it is imported when it is used."""

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import attrs

from ..domain.checks import unknown
from ..errors import InputError
from .protocol import Strategy

GROUP = "strengthfit.strategies"
"""Entry points of this group, in any installed package, are strategies too."""


@attrs.frozen
class Listed:
    """Where a strategy is, and what it can do.

    Parameters
    ----------
    module : str
        Of this package; importing them all would load every solver.
    make : str
        The class, or a function without arguments that returns the strategy.
    exact : bool
        Whether it proves the best plan, given time, or refuses.
    every_rule : bool
        Whether it knows every row. (A row that asks for a choice a heuristic may still miss.)
    anytime : bool
        Whether it has a plan before it ends, and a better one with more time.
    """

    module: str
    make: str
    exact: bool = True
    every_rule: bool = True
    anytime: bool = False


STRATEGIES: dict[str, Listed] = {
    "cpsat": Listed("cpsat", "CpSat", anytime=True),
    "auto": Listed("auto", "Auto", anytime=True),
    "dynamic": Listed("dynamic", "Dynamic"),
    "highs": Listed("mip", "highs", anytime=True),
    "scip": Listed("mip", "scip", anytime=True),
    "exhaustive": Listed("exhaustive", "Exhaustive"),
    "neighbourhood": Listed("neighbourhood", "Neighbourhood", exact=False, anytime=True),
    "local_search": Listed("local_search", "LocalSearch", exact=False, anytime=True),
    "greedy": Listed("greedy", "Greedy", exact=False),
    "first_fit": Listed("first_fit", "FirstFit", exact=False, every_rule=False),
}
"""By name, in the order in which they are told."""


def find(strategy: str | Strategy) -> Strategy:
    """Return a strategy by its name, or the strategy itself.

    Parameters
    ----------
    strategy : str or Strategy
        A name of the listing, the name of an entry point in the group `strengthfit.strategies`, or
        any object with a method ``solve``.

    Raises
    ------
    InputError
        Where there is no strategy of that name, or the object has no method ``solve``.

    Examples
    --------
    >>> find("greedy")
    Greedy()
    """
    if isinstance(strategy, str):
        return _by_name(strategy)
    if _solves(strategy):
        return strategy
    raise _no_strategy(strategy)


def outside() -> dict[str, EntryPoint]:
    """Return the strategies of other installed packages, by name; those of the listing win."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    return {name: found[name] for name in sorted(found) if name not in STRATEGIES}


def made_of(thing: Any, name: str) -> Strategy:
    """Return the strategy that a name stands for: an object, or what a class or function makes.

    Parameters
    ----------
    thing : object
    name : str
        For the message.

    Raises
    ------
    InputError
        Where there is no strategy in it.

    Examples
    --------
    >>> from .greedy import Greedy
    >>> made_of(Greedy, "greedy")
    Greedy()
    """
    try:
        made = thing if _solves(thing) else thing()
    except Exception as error:
        raise InputError("strategy", name, f"cannot be made: {error}") from None
    if not _solves(made):
        raise InputError("strategy", name, f"stands for {made!r}, which has no method solve")
    strategy: Strategy = made
    return strategy


def _solves(thing: Any) -> bool:
    return not isinstance(thing, type) and callable(getattr(thing, "solve", None))


def _by_name(name: str) -> Strategy:
    if name in STRATEGIES:
        listed = STRATEGIES[name]
        made: Strategy = getattr(import_module(f".{listed.module}", __package__), listed.make)()
        return made
    points = outside()
    if name not in points:
        raise _no_strategy(name)
    try:
        loaded = points[name].load()
    except Exception as error:  # of another package, and of whichever kind
        told = f"is the entry point {points[name].value}, which cannot be imported: {error}"
        raise InputError("strategy", name, told) from None
    return made_of(loaded, name)


def _no_strategy(strategy: Any) -> InputError:
    names = [*STRATEGIES, *outside()]
    return InputError("strategy", strategy, unknown(strategy, names, "a strategy"))
