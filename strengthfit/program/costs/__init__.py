"""Wishes: a `Term` makes labelled numbers per choice of a context, one file each."""

from ..tier_names import Tier
from .registry import TERMS, part_named
from .term import Part, Term

__all__ = ["TERMS", "Part", "Term", "Tier", "part_named"]
