"""Every value that notebooks show, as one HTML element."""

from .render import render

__all__ = ["render"]
