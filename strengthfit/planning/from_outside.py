"""What a plan owes to extensions of its policy: their kinds, rules, costs and numbers."""

from collections.abc import Iterator

import attrs

from ..domain.extension import Extension
from ..domain.own_kinds import key_run_kinds
from ..domain.policy import Policy
from ..physiology.evidence import BY_KEY
from ..physiology.parameters import parameters_of
from ..program.key_runs import LEAST_KEY, MOST_NOT_KEY, importance_of


@attrs.frozen
class OutsideNumber:
    """A number of the model that an extension brings.

    Parameters
    ----------
    key : str
        Such as "peak.heavy".
    value : float
        As it is in force: the importance of a kind of run may be held by how much a key run, or
        one that is not, weighs.
    unit : str
    low, high : float or None
        The bounds of the evidence table; None of what it has no row for.
    beyond : bool
        Whether the value lies outside the bounds of the evidence table.
    source : str
        The citation.
    """

    key: str
    value: float
    unit: str
    low: float | None
    high: float | None
    beyond: bool
    source: str


@attrs.frozen
class OutsideKind:
    """A kind that an extension brings.

    Parameters
    ----------
    name : str
        Such as "acme:nordic".
    like : str
        The kind of the house whose rules hold for it.
    curve : str or None
        Where its own curve comes from, in words; None if it has that of the kind it is like.
    """

    name: str
    like: str
    curve: str | None = None


@attrs.frozen
class ExtensionUse:
    """An extension of a plan's policy, and what it brings.

    Parameters
    ----------
    name, version : str
    source : str or None
        Who says so, or where.
    kinds : tuple of OutsideKind
    numbers : tuple of OutsideNumber
    rules, costs : tuple of str
        By their names.
    """

    name: str
    version: str
    source: str | None
    kinds: tuple[OutsideKind, ...]
    numbers: tuple[OutsideNumber, ...]
    rules: tuple[str, ...]
    costs: tuple[str, ...]


def extensions_used(policy: Policy) -> tuple[ExtensionUse, ...]:
    """Return what the extensions of a policy bring, with the numbers as they are in force.

    Examples
    --------
    >>> from strengthfit.domain import Extension, Parameter
    >>> smith = Parameter("peak", "heavy", 8.0, 5.0, 10.0, "% of speed", "Smith et al 2027")
    >>> (used,) = extensions_used(Policy(extensions=[Extension("acme", evidence=[smith])]))
    >>> used.numbers[0].beyond, used.numbers[0].high
    (True, 6.0)
    """
    return tuple(
        ExtensionUse(
            name=extension.name,
            version=extension.version,
            source=extension.source,
            kinds=tuple(_kinds(extension)),
            numbers=tuple(_numbers(extension, policy)),
            rules=tuple(rule.name for rule in extension.rules),
            costs=tuple(cost.name for cost in extension.costs),
        )
        for extension in policy.extensions
    )


def _kinds(extension: Extension) -> Iterator[OutsideKind]:
    for kind in extension.strength_kinds:
        curve = None if kind.curve is None else kind.source or "no source"
        yield OutsideKind(kind.name, kind.like, curve)
    for run in extension.run_kinds:
        yield OutsideKind(run.name, run.like)


def _numbers(extension: Extension, policy: Policy) -> Iterator[OutsideNumber]:
    value = parameters_of(policy).value
    for row in extension.evidence:
        table, here = BY_KEY.get(row.key), value(row.name, row.subject)
        source = "; ".join(row.source)
        if here != row.value:
            source = f"set by the policy, within the bounds of {source}"
        key = row.subject in key_run_kinds(policy.extensions)
        said = here
        if row.name == "importance":
            here = float(importance_of(row.subject, key, value))
        if here != said:
            at = f"at least {LEAST_KEY:g}" if key else f"at most {MOST_NOT_KEY:g}"
            what = "a key run" if key else "a run that is not key"
            source = f"{said:g} by {source}, but {what} weighs {at}"
        yield OutsideNumber(
            key=row.key,
            value=float(here),
            unit=row.unit,
            low=None if table is None else table.low,
            high=None if table is None else table.high,
            beyond=table is not None and not table.low <= here <= table.high,
            source=source,
        )
