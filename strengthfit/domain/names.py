"""Words with a fixed spelling, such as the kinds of run: enumerations that are strings."""

from enum import StrEnum
from typing import Any

from .checks import as_tuple


class Name(StrEnum):
    """A member equals its string, hashes like it, and is printed like it, in containers too."""

    __repr__ = str.__repr__


def to_name(names: type[Name], value: Any) -> Any:
    """Return the member that a word names; anything else is passed on, for the validator."""
    try:
        return names(value)
    except ValueError:
        return value


def to_names(names: type[Name], value: Any) -> Any:
    """Turn a list of words into a tuple of the members that they name."""
    words = as_tuple(value)
    return tuple(to_name(names, word) for word in words) if isinstance(words, tuple) else words
