"""Weeks, blocks and policies as plain data: what week files hold, so that they can be read back."""

import datetime as dt
from typing import Any

import attrs

from ..domain.availability import Span
from ..domain.block import Block
from ..domain.clock import When
from ..domain.policy import Policy
from ..domain.week import Week


def given_to_dict(asked: Week | Block) -> dict[str, Any]:
    """Return a week or block under the names of its fields, without what is left at its default.

    Examples
    --------
    >>> from strengthfit.domain import Run
    >>> given_to_dict(Week([Run("Tue 07:00", "easy", km=8)], strength=1))
    {'runs': [{'when': 'Tue 07:00', 'kind': 'easy', 'km': 8}], 'strength': [{'kind': 'circuit'}]}
    """
    plain: dict[str, Any] = _plain(asked)
    if isinstance(asked, Week):
        plain.setdefault("runs", [])
    return plain


def policy_to_dict(policy: Policy) -> dict[str, Any]:
    """Return what a policy has different from the default, under the names of its fields.

    Examples
    --------
    >>> policy_to_dict(Policy(grid=15))
    {'grid': 15}
    """
    plain: dict[str, Any] = _plain(policy)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return str(value) if value.minutes is None else value.minutes
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    if attrs.has(type(value)):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in attrs.fields(type(value))
            if not _is_default(value, field)
        }
    return value


def _is_default(value: Any, field: "attrs.Attribute[Any]") -> bool:
    own, default = getattr(value, field.name), field.default
    if default is attrs.NOTHING:
        return False
    made = getattr(default, "factory", None)
    if made is not None:
        default = made()
    if callable(field.converter):
        default = field.converter(default)
    return bool(own == default)
