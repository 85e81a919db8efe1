"""Wishes. A cost is a function from a context to labelled numbers per choice, one file each."""

from .listing import COSTS, WINDOW_COSTS

__all__ = ["COSTS", "WINDOW_COSTS"]
