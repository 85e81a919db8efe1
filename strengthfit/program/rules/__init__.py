"""Hard requirements. A rule is a function from a context to labelled rows, one file each."""

from .listing import RULES

__all__ = ["RULES"]
