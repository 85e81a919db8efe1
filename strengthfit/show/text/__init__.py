"""Every value that prints itself, as text of at most 80 columns."""

from .explanation import details_text as details
from .render import render

__all__ = ["details", "render"]
