"""Words with a fixed spelling, such as the kinds of run: enumerations that are strings."""

from enum import StrEnum
from typing import Any

from .checks import as_tuple
from .own_names import to_own_name


class Name(StrEnum):
    """A member equals its string, hashes like it, and is printed like it, in containers too."""

    __repr__ = str.__repr__


def to_name(names: type[Name], value: Any) -> Any:
    """Return the member that a word names; anything else is passed on, for the validator."""
    try:
        return names(value)
    except ValueError:
        return value


def to_name_or_own(names: type[Name], value: Any) -> Any:
    """Return the member that a word names, or a name from outside; pass anything else on.

    Examples
    --------
    >>> from .strength import StrengthKind
    >>> [type(to_name_or_own(StrengthKind, word)).__name__ for word in ("heavy", "acme:nordic")]
    ['StrengthKind', 'OwnName']
    """
    member = to_name(names, value)
    return member if isinstance(member, names) else to_own_name(member)


def to_names_or_own(names: type[Name], value: Any) -> Any:
    """Turn a list of words into a tuple of members and of names from outside."""
    words = as_tuple(value)
    return (
        tuple(to_name_or_own(names, word) for word in words) if isinstance(words, tuple) else words
    )


def to_names(names: type[Name], value: Any) -> Any:
    """Turn a list of words into a tuple of the members that they name."""
    words = as_tuple(value)
    return tuple(to_name(names, word) for word in words) if isinstance(words, tuple) else words
