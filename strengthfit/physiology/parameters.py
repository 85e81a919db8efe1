"""The numbers of the interference model that are in force for one policy."""

import functools
from typing import Any

import attrs

from ..domain.checks import Overrides, as_pairs
from ..domain.policy import Policy
from .evidence import check_overrides, lookup


def _to_overrides(value: Overrides) -> Any:
    return as_pairs(value)


def _check(_instance: object, _attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_overrides(dict(value))


@attrs.frozen(slots=False)
class Parameters:
    """The evidence table, with the numbers that differ from it; hashable, so that curves are kept.

    Examples
    --------
    >>> Parameters({"peak.heavy": 2.5}).value("peak", "heavy"), TABLE.value("peak", "heavy")
    (2.5, 3.0)
    """

    overrides: tuple[tuple[str, float], ...] = attrs.field(
        default=(), converter=_to_overrides, validator=_check
    )

    @functools.cached_property
    def _by_key(self) -> dict[str, float]:
        return dict(self.overrides)

    def value(self, name: str, subject: str) -> float:
        """Return one number, such as the "peak" of "heavy"; see `lookup`."""
        return lookup(name, subject, self._by_key)


TABLE = Parameters()
"""The evidence table as it is."""


def parameters_of(policy: Policy) -> Parameters:
    """Return the parameters of a policy, or raise an `InputError` that names `Policy.evidence`."""
    return _in_force(policy.evidence)


@functools.lru_cache(maxsize=256)
def _in_force(evidence: tuple[tuple[str, float], ...]) -> Parameters:
    check_overrides(dict(evidence), "Policy.evidence")
    return Parameters(evidence)
