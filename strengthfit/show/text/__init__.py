"""Every value that prints itself, as text of at most 80 columns."""

from .dispatch import render
from .explanation import details_text as details

__all__ = ["details", "render"]
