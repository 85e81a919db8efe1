"""Every value that notebooks show, as one HTML element, or as a page."""

from .dispatch import page, render

__all__ = ["page", "render"]
