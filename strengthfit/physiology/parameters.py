"""The numbers of the interference model that are in force for one policy."""

import functools
from collections.abc import Mapping
from typing import Any

import attrs

from ..domain.checks import Overrides, as_pairs
from ..domain.parameter import Parameter
from ..domain.policy import Policy
from ..domain.run import RUN_KINDS, AnyRunKind
from ..domain.strength import STRENGTH_KINDS, AnyStrengthKind
from ..errors import InputError
from .evidence import BY_KEY, EVIDENCE, check_overrides, lookup
from .own_science import NO_SCIENCE, OwnScience, own_science


def _to_overrides(value: Overrides) -> Any:
    return as_pairs(value)


def _check(instance: "Parameters", _attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_overrides(dict(value), rows=instance.known)


@attrs.frozen(slots=False)
class Parameters:
    """The evidence table, with the numbers that differ from it; hashable, so that curves are kept.

    `own` is what extensions of the policy say beside it.

    Examples
    --------
    >>> Parameters({"peak.heavy": 2.5}).value("peak", "heavy"), TABLE.value("peak", "heavy")
    (2.5, 3.0)
    """

    own: OwnScience = attrs.field(default=NO_SCIENCE, kw_only=True)
    overrides: tuple[tuple[str, float], ...] = attrs.field(
        default=(), converter=_to_overrides, validator=_check
    )

    @functools.cached_property
    def _by_key(self) -> dict[str, float]:
        overrides = dict(self.overrides)
        if not self.own:
            return overrides
        brought = {row.key: row.value for row in self.own.evidence} | overrides
        inherited = {
            key: brought.get(like, BY_KEY[like].value) for key, like in self.own.inherited.items()
        }
        return inherited | brought

    def value(self, name: str, subject: str) -> float:
        """Return one number, such as the "peak" of "heavy"; see `lookup`."""
        return lookup(name, subject, self._by_key)

    @property
    def known(self) -> Mapping[str, Parameter]:
        """The rows of all numbers in force, by key, with the bounds that hold for them."""
        return self.own.rows if self.own else BY_KEY

    @functools.cached_property
    def rows(self) -> tuple[Parameter, ...]:
        """The rows of numbers that have a value of their own: the table, with those of extensions.

        What an own kind merely inherits is the number of another and has no row, unless the policy
        sets it.
        """
        if not self.own:
            return EVIDENCE
        set_here = dict(self.overrides)
        own = [
            row
            for key, row in self.own.rows.items()
            if key not in BY_KEY and (key not in self.own.inherited or key in set_here)
        ]
        return (*(self.own.rows[row.key] for row in EVIDENCE), *own)

    @functools.cached_property
    def strength_kinds(self) -> tuple[AnyStrengthKind, ...]:
        """The kinds of strength in force."""
        return (*STRENGTH_KINDS, *(kind.name for kind in self.own.strength_kinds))

    @functools.cached_property
    def run_kinds(self) -> tuple[AnyRunKind, ...]:
        """The kinds of run in force."""
        return (*RUN_KINDS, *(kind.name for kind in self.own.run_kinds))

    @functools.cached_property
    def without_curve(self) -> AnyStrengthKind | None:
        """The first kind of strength whose fatigue has no part at all; None if each has one."""
        two_part = (kind for kind in self.strength_kinds if kind not in self.own.curves)
        return next((kind for kind in two_part if not any(self._shares(kind))), None)

    def _shares(self, kind: str) -> tuple[float, float]:
        return self.value("fast_share", kind), self.value("delayed_share", kind)

    def trains_legs(self, kind: str) -> bool:
        """Whether a kind of strength is work for the legs: by itself, or by what it is like."""
        if self.value("leg_work", kind) > 0:
            return True
        return kind in self.own.likes and self.value("leg_work", self.own.likes[kind]) > 0


TABLE = Parameters()
"""The evidence table as it is."""


def parameters_of(policy: Policy) -> Parameters:
    """Return the parameters of a policy, or raise an `InputError` that names the policy's field."""
    parameters = _in_force(policy.evidence, own_science(policy.extensions))
    if policy.extensions and parameters.without_curve is not None:
        raise _no_curve(parameters.without_curve, policy, parameters.own)
    return parameters


def _no_curve(kind: str, policy: Policy, own: OwnScience) -> InputError:
    """Return the error of a kind that has no fatigue to be put on its peak, at the row that did."""
    keys = {
        f"{name}.{subject}"
        for name in ("fast_share", "delayed_share")
        for subject in (kind, own.likes.get(kind, kind))
    }
    where = next(
        (
            f"Policy.extensions[{number}].evidence[{index}].value"
            for number, extension in enumerate(policy.extensions)
            for index, row in enumerate(extension.evidence)
            if row.key in keys and row.value == 0
        ),
        "Policy.evidence",
    )
    accepted = f"leaves {kind} no curve: fast_share and delayed_share are both 0; write one above 0"
    return InputError(where, 0, accepted, "contradiction")


@functools.lru_cache(maxsize=256)
def _in_force(evidence: tuple[tuple[str, float], ...], own: OwnScience) -> Parameters:
    check_overrides(dict(evidence), "Policy.evidence", own.rows if own else BY_KEY)
    return Parameters(evidence, own=own)
