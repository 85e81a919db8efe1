"""Words with a fixed spelling, such as the kinds of run: enumerations that are strings."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any


class Name(StrEnum):
    """A member equals its string, hashes like it, and is printed like it, in containers too."""

    __repr__ = str.__repr__


def to_name(names: type[Name]) -> Callable[[Any], Any]:
    """Return a converter from a word to its member; what is not one waits for the validator."""
    members = {str(member): member for member in names}

    def convert(value: Any) -> Any:
        return members.get(value, value) if isinstance(value, str) else value

    return convert
