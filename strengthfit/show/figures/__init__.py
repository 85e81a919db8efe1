"""Figures: weeks, blocks, frontiers, doubt, profiles, gyms; matplotlib loads when it is used."""

from .block import draw_block
from .frontier import draw_frontier
from .profile import draw_profile
from .robustness import draw_robustness
from .squad import draw_squad
from .week import draw_week

__all__ = [
    "draw_block",
    "draw_frontier",
    "draw_profile",
    "draw_robustness",
    "draw_squad",
    "draw_week",
]
