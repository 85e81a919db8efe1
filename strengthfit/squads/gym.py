"""The gym that athletes share: how many fit in, how much of each equipment there is, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from attrs.converters import optional

from ..domain.availability import Window
from ..domain.checks import as_pairs, as_tuple, is_pairs, number, to_whole, where
from ..domain.strength import AnyStrengthKind, to_strength_kind
from ..domain.week import check_windows, to_windows
from ..errors import InputError
from ..visible import is_visible

_EQUIPMENT = "is not equipment with how many can use it at once, such as {'weights': 2}"
MOST_AT_ONCE = 100_000
"""Athletes at once. CONVENTION."""

_NOT_EQUIPMENT = {"places", "coach"}

_KINDS = "is not a list of strength kinds, such as ['heavy', 'circuit']"


def _to_equipment(value: Mapping[str, int] | Iterable[tuple[str, int]]) -> Any:
    pairs = as_pairs(value)
    return tuple((name, to_whole(count)) for name, count in pairs) if is_pairs(pairs) else value


def _check_equipment(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    path = where(instance, attribute)
    if not is_pairs(value) or not all(isinstance(n, str) and is_visible(n) for n, _ in value):
        raise InputError(path, value, _EQUIPMENT, "wrong_type")
    for name, count in value:
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_AT_ONCE:
            accepted = f"is not a whole number from 0 to {MOST_AT_ONCE:,}"
            raise InputError(f"{path}[{name!r}]", count, accepted, "out_of_range")
    names = [name for name, _ in value]
    if len(set(names)) < len(names):
        raise InputError(path, names, "names one thing twice", "duplicate")
    for name in _NOT_EQUIPMENT & set(names):
        raise InputError(path, name, "is not equipment; it has a field of its own", "wrong_value")


def to_kinds(value: Iterable[str] | None) -> Any:
    """Return kinds of strength by their names, leaving what is none to be refused."""
    kinds = as_tuple(value)
    return tuple(to_strength_kind(kind) for kind in kinds) if isinstance(kinds, tuple) else kinds


def check_kinds(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Refuse what is not a list of kinds; whether each is one, the policies say later."""
    if not isinstance(value, tuple) or not all(isinstance(kind, str) and kind for kind in value):
        raise InputError(where(instance, attribute), value, _KINDS, "wrong_type")


@attrs.frozen
class Gym:
    """A gym that athletes share, and what is scarce in it.

    Parameters
    ----------
    places : int, optional
        How many athletes can be there at once; by default any number.
    equipment : mapping of str to int
        How many can use it at once, such as ``{"weights": 2}`` for two racks. The policy says which
        kind of strength needs what (`Policy.equipment`). What is not named is not scarce. A rack is
        taken by sessions in the gym alone.
    open : list of str or Window, optional
        When it is open, as in `Week.available`: also closed windows, and dates for exceptions. By
        default at all hours of the policy.
    kinds : list of str, optional
        The kinds of strength that are trained there; by default all. Other sessions need no place,
        and may be at any hour that the athlete has.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> gym = Gym(places=8, equipment={"weights": 2}, open=["Mon-Fri 06:00-21:00"])
    >>> gym.equipment, str(gym.open[0].when)
    ((('weights', 2),), 'weekdays 06:00-21:00')
    """

    places: int | None = attrs.field(
        default=None,
        converter=optional(to_whole),
        validator=number(0, MOST_AT_ONCE, "athletes", whole=True, optional=True),
    )
    equipment: tuple[tuple[str, int], ...] = attrs.field(
        default=(), converter=_to_equipment, validator=_check_equipment
    )
    open: tuple[Window, ...] | None = attrs.field(
        default=None,
        converter=optional(to_windows),
        validator=attrs.validators.optional(check_windows),
    )
    kinds: tuple[AnyStrengthKind, ...] | None = attrs.field(
        default=None, converter=to_kinds, validator=attrs.validators.optional(check_kinds)
    )


def check_gym(value: object) -> None:
    """Refuse what is not a gym."""
    if not isinstance(value, Gym):
        raise InputError("gym", value, "is not a Gym; write e.g. Gym(places=8)", "wrong_type")
