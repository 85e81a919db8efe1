"""Whether extensions at hand are those that a written plan was made with."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..domain.policy import Policy
from ..errors import FileError, Problem, shown
from ..planning import Plan
from ..planning.from_outside import extensions_used

_CLOSE = 1e-5
"""How far a number may lie from the written one, which is rounded."""


def check_extensions_are_those(written: Any, policy: Policy, source: str) -> None:
    """Refuse a plan if what its file holds of extensions is not what those at hand bring.

    A name and a version are the word of whoever wrote them. The kinds, numbers, rules and costs
    are what the plan was made with.
    """
    here = [_plain(used) for used in map(attrs.asdict, extensions_used(policy))]
    _refuse(_differences(written, here, "extensions"), source)


def check_terms_are_those(written: Any, plan: Plan, source: str) -> None:
    """Refuse a plan whose extensions give its terms other numbers now, as by another curve."""
    if plan.policy.extensions:
        terms = written.get("terms") if isinstance(written, dict) else None
        _refuse(_differences(terms, dict(plan.score.terms), "score.terms"), source)


def _refuse(problems: Iterator[Problem], source: str) -> None:
    found = list(problems)
    if found:
        raise FileError(source, found)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: lists for tuples."""
    if isinstance(value, Mapping):
        return {name: _plain(member) for name, member in value.items()}
    return [_plain(member) for member in value] if isinstance(value, tuple) else value


def _differences(written: Any, here: Any, path: str) -> Iterator[Problem]:
    """Yield where something written differs from what there is here."""
    if isinstance(here, dict) and isinstance(written, dict) and written.keys() == here.keys():
        for name, member in here.items():
            yield from _differences(written[name], member, f"{path}.{name}")
    elif isinstance(here, list) and isinstance(written, list) and len(written) == len(here):
        for index, member in enumerate(here):
            yield from _differences(written[index], member, f"{path}[{index}]")
    elif not is_as_written(written, here, _CLOSE):
        accepted = f"is not what the extensions at hand bring, {shown(here)}; plan the week anew"
        yield Problem.at(path, f"{shown(written)} {accepted}", "contradiction")


def is_as_written(written: Any, here: Any, close: float) -> bool:
    """Whether what stands in a file is a value that there is here, but for how floats are rounded.

    Examples
    --------
    >>> is_as_written(0.3, 0.1 + 0.2, close=1e-6), is_as_written(1, True, close=1e-6)
    (True, False)
    """
    if isinstance(written, bool) or isinstance(here, bool):
        return written is here
    if isinstance(written, int | float) and isinstance(here, int | float):
        is_float = abs(written) < 2**1023  # else it has no float to be close to
        return is_float and math.isclose(written, here, rel_tol=close, abs_tol=close)
    return bool(written == here)
