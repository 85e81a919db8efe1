"""The strategies by name. A new one is one more line here; it is imported when it is used."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

import attrs

from ..domain.checks import unknown, word_code
from ..errors import InputError
from ..late_import import late_import
from .parameters import NamedStrategy, make, read_name
from .protocol import Strategy

GROUP = "strengthfit.strategies"
"""Entry points of this group, in any installed package, are strategies too."""


@attrs.frozen
class StrategyInfo:
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


STRATEGIES: dict[str, StrategyInfo] = {
    "cpsat": StrategyInfo("cpsat", "CpSat", anytime=True),
    "auto": StrategyInfo("auto", "Auto", anytime=True),
    "dynamic": StrategyInfo("dynamic.strategy", "Dynamic"),
    "highs": StrategyInfo("mip", "highs", anytime=True),
    "scip": StrategyInfo("mip", "scip", anytime=True),
    "exhaustive": StrategyInfo("exhaustive", "Exhaustive"),
    "neighbourhood": StrategyInfo(
        "heuristics.large_neighbourhood", "Neighbourhood", exact=False, anytime=True
    ),
    "local_search": StrategyInfo("heuristics.annealing", "LocalSearch", exact=False, anytime=True),
    "greedy": StrategyInfo("heuristics.greedy", "Greedy", exact=False),
    "first_fit": StrategyInfo("heuristics.first_fit", "FirstFit", exact=False, every_rule=False),
}
"""By name, in the order in which they are listed to users."""

NEEDING_PARAMETERS: dict[str, StrategyInfo] = {
    "command": StrategyInfo("command", "Command", every_rule=False),
}
"""Further strategies, which are nothing without parameters: ``"command('clasp {opb}')"``."""


def base_name(strategy: str) -> str:
    """Return a strategy's name without parameters.

    Examples
    --------
    >>> base_name("cpsat(seed=3)"), base_name("greedy")
    ('cpsat', 'greedy')
    """
    return strategy.partition("(")[0].strip()


def find(strategy: str | Strategy) -> Strategy:
    """Return a strategy by its name, or the strategy itself.

    Parameters
    ----------
    strategy : str or Strategy
        A name of the registry, the name of an entry point in the group `strengthfit.strategies`, or
        any object with a method ``solve``. Parameters may stand behind a name, as literals.

    Raises
    ------
    InputError
        If there is no strategy of that name, it does not take the parameters, or the object has no
        method ``solve``.

    Examples
    --------
    >>> find("greedy"), find("local_search(seed=3)")
    (Greedy(), LocalSearch(seed=3, steps=400))
    """
    if isinstance(strategy, str):
        return _by_name(strategy)
    if _solves(strategy):
        return strategy
    raise _no_strategy(strategy)


def outside() -> dict[str, EntryPoint]:
    """Return the strategies of other installed packages, by name; those of the registry win."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    ours = {*STRATEGIES, *NEEDING_PARAMETERS}
    return {name: found[name] for name in sorted(found) if name not in ours}


def instantiate(thing: Any, named: NamedStrategy) -> Strategy:
    """Return the strategy that a name stands for: an object, or what a class or function makes.

    Raises `InputError` with the name if there is no strategy in it, or not with these parameters.

    Examples
    --------
    >>> from .heuristics.greedy import Greedy
    >>> instantiate(Greedy, NamedStrategy("greedy"))
    Greedy()
    """
    plain = not (named.values or named.given)
    try:
        made = thing if plain and _solves(thing) else make(thing, named)
    except InputError:
        raise
    except Exception as error:
        accepted = f"cannot be made: {error}"
        raise InputError("strategy", named.name, accepted, "unsupported") from None
    if not _solves(made):
        raise InputError(
            "strategy", named.name, f"stands for {made!r}, which has no method solve", "unsupported"
        )
    strategy: Strategy = made
    return strategy


def _solves(thing: Any) -> bool:
    try:
        return not isinstance(thing, type) and callable(getattr(thing, "solve", None))
    except Exception:  # of a property, and of whichever kind
        return False


def _by_name(text: str) -> Strategy:
    named = read_name(text)
    return instantiate(maker(named.name), named)


def maker(name: str) -> Any:
    """Return what makes the strategy of a name without parameters: a class, function or object.

    Raises
    ------
    InputError
        If there is no such strategy, or the package that offers it cannot be imported.

    Examples
    --------
    >>> maker("greedy").__name__
    'Greedy'
    """
    info = STRATEGIES.get(name, NEEDING_PARAMETERS.get(name))
    if info is not None:
        return getattr(late_import(f"{__package__}.{info.module}"), info.make)
    points = outside()
    if name not in points:
        raise _no_strategy(name)
    try:
        return points[name].load()
    except Exception as error:  # of another package, and of whichever kind
        problem = f"is the entry point {points[name].value}, which cannot be imported: {error}"
        raise InputError("strategy", name, problem, "unsupported") from None


def _no_strategy(strategy: Any) -> InputError:
    names = [*STRATEGIES, *NEEDING_PARAMETERS, *outside()]
    return InputError(
        "strategy", strategy, unknown(strategy, names, "a strategy"), word_code(strategy)
    )
