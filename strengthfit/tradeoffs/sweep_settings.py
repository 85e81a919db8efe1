"""Every number of a policy by a name of its own, and how to set it."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from typing import Any

import attrs

from ..domain.checks import word_code
from ..domain.policy import Policy
from ..errors import InputError
from ..physiology.parameters import parameters_of

Setting = Callable[[Any], Policy]
"""Returns the policy with another value in one place, or raises `InputError`."""

_ACCEPTED = (
    "is not a number of the policy; write a field of Policy such as 'loss_cap', a number inside "
    "one such as 'guards[0].days', or a parameter of the evidence table such as 'peak.circuit'"
)


def find_setting(policy: Policy, field: str) -> Setting:
    """Return what sets one number of a policy: a field, one of a row, or a parameter.

    Examples
    --------
    >>> find_setting(Policy(), "guards[0].days")(2).guards[0].days
    2
    >>> find_setting(Policy(evidence={"peak.core": 0.5}), "peak.circuit")(1.0).evidence
    (('peak.circuit', 1.0), ('peak.core', 0.5))
    """
    settings = _settings(policy)
    if not isinstance(field, str):
        raise InputError("field", field, _ACCEPTED, word_code(field))
    if field not in settings:
        close = [repr(name) for name in get_close_matches(field, settings)]
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise InputError("field", field, _ACCEPTED + hint, "unknown_name")
    return settings[field]


def _settings(policy: Policy) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for field in attrs.fields(Policy):
        if field.name == "extensions":
            continue
        settings[field.name] = partial(_with_field, policy, field.name)
        value = getattr(policy, field.name)
        for index, row in enumerate(value if isinstance(value, tuple) else ()):
            for inner in attrs.fields(type(row)) if attrs.has(type(row)) else ():
                name = f"{field.name}[{index}].{inner.name}"
                settings[name] = partial(_with_inner, policy, field.name, index, inner.name)
    for parameter in parameters_of(policy).known.values():
        settings[parameter.key] = partial(_with_evidence, policy, parameter.key)
    return settings


def _with_field(policy: Policy, field: str, value: Any) -> Policy:
    return _checked(attrs.evolve(policy, **{field: value}))


def _with_inner(policy: Policy, field: str, index: int, inner: str, value: Any) -> Policy:
    rows: Any = list(getattr(policy, field))
    rows[index] = attrs.evolve(rows[index], **{inner: value})
    return attrs.evolve(policy, **{field: rows})


def _with_evidence(policy: Policy, key: str, value: Any) -> Policy:
    return _checked(attrs.evolve(policy, evidence={**dict(policy.evidence), key: value}))


def _checked(policy: Policy) -> Policy:
    """Refuse numbers outside the bounds of the evidence now, not when a week is planned."""
    parameters_of(policy)  # refuses what the table does not know
    return policy
