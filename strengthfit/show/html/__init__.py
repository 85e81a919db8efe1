"""Every value that notebooks show, as one HTML element."""

from .dispatch import render

__all__ = ["render"]
