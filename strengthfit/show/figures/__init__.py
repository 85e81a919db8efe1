"""Figures: weeks, blocks, frontiers, robustness, profiles; matplotlib loads when it is used."""

from .block import draw_block
from .frontier import draw_frontier
from .profile import draw_profile
from .robustness import draw_robustness
from .week import draw_week

__all__ = ["draw_block", "draw_frontier", "draw_profile", "draw_robustness", "draw_week"]
