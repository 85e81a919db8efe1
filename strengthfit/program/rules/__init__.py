"""Hard requirements: a `Rule` makes labelled rows of a context, one file each."""

from .registry import RULES
from .rule import Rule

__all__ = ["RULES", "Rule"]
