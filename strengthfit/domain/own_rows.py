"""The rows of a policy as they hold for kinds from outside."""

from collections.abc import Iterable
from typing import Any

import attrs

from .own_kinds import own_run_kinds, own_strength_kinds
from .policy import ROWS_BY_KIND, Policy


def with_own_kinds(policy: Policy) -> Policy:
    """Return a policy whose rows name the kinds of its extensions too, where they hold for them.

    A row for a kind of the house holds for every own kind that is like it. So what keeps hard days
    free keeps them free of own kinds too, whatever rows a policy has.

    Examples
    --------
    >>> from .extension import Extension, OwnStrengthKind
    >>> acme = Extension("acme", strength_kinds=[OwnStrengthKind("acme:nordic", "heavy")])
    >>> with_own_kinds(Policy(extensions=[acme])).guards[1].kinds
    ('heavy', 'acme:nordic')
    """
    if not policy.extensions:
        return policy
    kinds = [(kind.name, kind.like) for kind in own_strength_kinds(policy.extensions)]
    runs = [(kind.name, kind.like) for kind in own_run_kinds(policy.extensions)]
    needs: dict[str, tuple[str, ...]] = dict(policy.equipment)
    for name, like in kinds:
        if like in needs or name in needs:
            own = (*needs.get(like, ()), *needs.get(name, ()))
            needs[name] = tuple(dict.fromkeys(own))
    rows: dict[str, Any] = {
        field: [_widened(row, kinds, runs) for row in getattr(policy, field)]
        for field in ROWS_BY_KIND
    }
    return attrs.evolve(policy, equipment=needs, **rows)


def _widened(row: Any, kinds: Iterable[tuple[str, str]], runs: Iterable[tuple[str, str]]) -> Any:
    """Return a row with the own kinds that are like those it names."""
    changes = {"kinds": _with_alike(row.kinds, kinds)}
    if hasattr(row, "runs"):
        changes["runs"] = _with_alike(row.runs, runs)
    return attrs.evolve(row, **changes)


def _with_alike(names: tuple[str, ...], own: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *(name for name, like in own if like in names))))
